// Draws a workflow when it is first seen. Mermaid is fetched then and not before; the last good drawing stays if one fails.
let mermaid;
let drawn = 0;

async function library() {
  if (!mermaid) {
    mermaid = (await import("mermaid")).default;
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict", theme: dark ? "dark" : "neutral", fontFamily: "inherit" });
  }
  return mermaid;
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
});

function watch() {
  for (const figure of document.querySelectorAll("[data-diagram]:not([data-drawn])")) seen.observe(figure);
}

watch();
document.body.addEventListener("htmx:afterSettle", watch);
