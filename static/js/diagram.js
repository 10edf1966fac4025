// Draws a workflow when it is first seen. Mermaid is fetched then and not before; the last good drawing stays if one fails.
let mermaid;
let drawn = 0;
const LEGIBLE = 0.75;

// The page's own colours, as they are now: by day or by night.
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function theme() {
  return {
    startOnLoad: false, securityLevel: "strict", theme: "base", fontFamily: "inherit",
    themeVariables: {
      fontSize: "14px", primaryColor: colour("surface"), primaryTextColor: colour("ink"), primaryBorderColor: colour("line-strong"),
      lineColor: colour("muted"), useGradient: false, edgeLabelBackground: colour("raised"), textColor: colour("ink"),
    },
    flowchart: { useMaxWidth: true, wrappingWidth: 150, nodeSpacing: 24, rankSpacing: 36 },
    themeCSS: ".node * { filter: none !important; }",
  };
}

async function library() {
  mermaid ??= (await import("mermaid")).default;
  mermaid.initialize(theme());
  return mermaid;
}

// As wide as there is room, but never so small that it cannot be read: then it scrolls.
function fit(svg) {
  svg.style.minWidth = `${parseFloat(svg.style.maxWidth) * LEGIBLE}px`;
}

async function draw(figure) {
  const source = figure.querySelector("[data-source]").textContent;
  if (!source.trim() || figure.dataset.drawn) return;
  figure.dataset.drawn = "true";
  try {
    const { svg } = await (await library()).render(`diagram-${++drawn}`, source);
    const picture = document.createElement("div");
    picture.className = "drawing";
    picture.innerHTML = svg; // Mermaid's own, with securityLevel strict: labels are text
    figure.append(picture);
    fit(picture.querySelector("svg"));
    figure.scrollLeft = (figure.scrollWidth - figure.clientWidth) / 2; // it begins in the middle
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
