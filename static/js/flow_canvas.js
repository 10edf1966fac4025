// The workflow on its canvas: drawn anew when its text changed, the last good drawing kept until then and if that fails.
import { svgOf } from "./drawing.js";
import { open, step } from "./flow_places.js";
import { move, show, view, zoomTo } from "./flow_view.js";

const canvas = () => document.querySelector("[data-canvas]");
const source = () => document.querySelector("[data-flow-source]");
let shown, looked;
let isDrawing = false;

// Ids of nodes and keys of ways that carry a mark, as the page says.
function mark() {
  const said = { ...source().dataset, chosen: document.getElementById("chosen")?.dataset.at ?? source().dataset.chosen };
  for (const name of ["lit", "doubtful", "wrong", "chosen"]) {
    const wanted = new Set((said[name] ?? "").split(" "));
    for (const one of canvas().querySelectorAll("[data-is]")) one.classList.toggle(name, wanted.has(one.dataset.is));
  }
  const here = canvas().querySelector(".chosen");
  if (here) show(here, said.chosen !== looked);
  looked = said.chosen;
}

async function draw() {
  if (isDrawing) return;
  isDrawing = true;
  while (source() && source().textContent !== shown) {
    shown = source().textContent;
    await new Promise((later) => setTimeout(later)); // what else changed is shown first
    try {
      const svg = await svgOf(shown);
      open(svg, source().dataset.ways.split(" ").filter(Boolean));
      await view(canvas(), svg);
      delete canvas().dataset.state;
    } catch (error) {
      canvas().dataset.state = "failed";
      console.warn("The workflow could not be drawn; the last good drawing stays.", error);
    }
  }
  isDrawing = false;
  if (source()) mark();
}

const KEYS = {
  "+": () => zoomTo("in"), "=": () => zoomTo("in"), "-": () => zoomTo("out"), 0: () => zoomTo("fit"),
  ArrowLeft: () => move(1, 0), ArrowRight: () => move(-1, 0), ArrowUp: () => move(0, 1), ArrowDown: () => move(0, -1),
};

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = step(event) ? null : KEYS[event.key];
  act?.();
  if (act) event.preventDefault();
}

function watch() {
  if (!canvas() || !source()) return;
  if (!canvas().dataset.watched) {
    canvas().dataset.watched = "true";
    canvas().addEventListener("keydown", press);
  }
  draw();
}

function redraw() {
  shown = undefined;
  watch();
}

if (canvas()) {
  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (way) zoomTo(way);
  });
  document.body.addEventListener("htmx:afterSettle", watch);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  watch();
}
