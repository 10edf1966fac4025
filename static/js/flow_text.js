// The editor of Mermaid text: numbers beside the lines, the caret where it cannot be read, and no stale answer below it.
const box = () => document.getElementById("mermaid-text");

function numbers(area) {
  let gutter = area.parentElement.querySelector(".gutter");
  if (!gutter) {
    gutter = Object.assign(document.createElement("div"), { className: "gutter", ariaHidden: "true" });
    area.before(gutter);
    area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  }
  const count = area.value.split("\n").length;
  if (gutter.childElementCount === count) return;
  gutter.replaceChildren(...Array.from({ length: count }, (_, at) => Object.assign(document.createElement("span"), { textContent: at + 1 })));
}

// To the place that an error names.
function go(area) {
  const { line, column } = area.dataset;
  if (!line) return;
  const before = area.value.split("\n").slice(0, line - 1).join("\n");
  const at = Math.min(before.length + (line > 1 ? 1 : 0) + (column - 1), area.value.length);
  area.parentElement.querySelectorAll(".gutter span")[line - 1]?.classList.add("wrong");
  if (!area.closest("#workflow")) return; // one that is merely shown
  area.focus();
  area.setSelectionRange(at, at);
  area.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(area).lineHeight));
}

function open({ detail } = {}) {
  if (!box()) return;
  numbers(box());
  if (!detail || detail.target.id === "flow-text") go(box());
}

document.addEventListener("input", (event) => {
  if (event.target !== box()) return;
  numbers(box());
  document.querySelector("[data-checked]")?.remove(); // it told of another text
  for (const wrong of document.querySelectorAll(".gutter .wrong")) wrong.classList.remove("wrong");
});
document.body.addEventListener("htmx:afterSettle", open);
open();
