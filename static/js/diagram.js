// Draws a workflow when it is first seen; its words stay where a drawing fails.
import { svgOf } from "./drawing.js";

const LEGIBLE = 0.75;

// As wide as there is room, but never so small that it cannot be read: then it scrolls.
function fit(svg) {
  svg.style.minWidth = `${parseFloat(svg.style.maxWidth) * LEGIBLE}px`;
}

// Where it begins stands in the middle.
function show(figure, start) {
  const [inner, outer] = [start.getBoundingClientRect(), figure.getBoundingClientRect()];
  figure.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
}

async function draw(figure) {
  const source = figure.querySelector("[data-source]").textContent;
  if (!source.trim() || figure.dataset.drawn) return;
  figure.dataset.drawn = "true";
  try {
    const picture = document.createElement("div");
    picture.className = "drawing";
    picture.append(await svgOf(source));
    figure.append(picture);
    fit(picture.firstElementChild);
    show(figure, picture.querySelector(".flow-start") ?? picture);
    figure.dataset.state = "drawn";
  } catch (error) {
    figure.dataset.state = "failed";
    console.warn("The workflow could not be drawn; its text is shown.", error);
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) draw(entry.target);
  }
}, { rootMargin: "100% 0px" });

function watch() {
  for (const figure of document.querySelectorAll("[data-diagram]:not([data-drawn])")) seen.observe(figure);
}

function redraw() {
  for (const figure of document.querySelectorAll("[data-diagram][data-drawn]")) {
    figure.querySelector(".drawing")?.remove();
    delete figure.dataset.drawn;
    delete figure.dataset.state; // until it is drawn anew its words stand for it, in print too
    seen.unobserve(figure);
  }
  watch();
}

watch();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
document.body.addEventListener("htmx:afterSettle", watch);
