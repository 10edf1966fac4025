// Nodes and ways of a drawing as what they stand for: named, reached by key, opened by click or Enter like their links.
const NEXT = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
const links = () => [...document.querySelectorAll("[data-place]")];
const linkOf = (key) => document.querySelector(`[data-place="${CSS.escape(key)}"]`);
const drawn = (key) => document.querySelector(`[data-canvas] [data-is="${CSS.escape(key)}"][tabindex]`);

const be = (one, key) => { one.dataset.is = key; };

// Where one can be at: the page has a link with its name.
function reachable(one, key) {
  be(one, key);
  const link = linkOf(key);
  if (!link) return;
  one.setAttribute("tabindex", "-1");
  one.setAttribute("role", "button");
  one.setAttribute("aria-label", link.dataset.name ?? link.textContent.trim().replace(/\s+/g, " "));
  one.style.cursor = "pointer";
}

// A line is thin: what is touched lies wider beside it.
function touchable(path, key) {
  const wide = path.cloneNode();
  for (const name of ["id", "marker-end", "style", "data-id"]) wide.removeAttribute(name);
  wide.setAttribute("class", "touch");
  path.after(wide);
  reachable(wide, key);
}

// Mermaid draws ways in the order of the text, in which the page names them.
function ways(svg, keys) {
  const paths = [...svg.querySelectorAll(".edgePaths path[data-edge]")];
  if (paths.length !== keys.length) return;
  for (const [number, path] of paths.entries()) {
    be(path, keys[number]);
    const words = svg.querySelector(`.edgeLabel [data-id="${path.dataset.id}"]`);
    if (words) be(words, keys[number]);
    touchable(path, keys[number]);
  }
}

// Learn what everything in a new drawing is.
export function open(svg, keys) {
  for (const node of svg.querySelectorAll(".node")) reachable(node, node.id.replace(/^.*?flowchart-(.*)-\d+$/, "$1"));
  ways(svg, keys);
  svg.querySelector(".node[tabindex]")?.setAttribute("tabindex", "0");
  svg.removeAttribute("aria-roledescription");
  svg.setAttribute("role", "group");
}

function focus(key) {
  const one = drawn(key);
  if (!one) return;
  document.querySelector("[data-canvas] [tabindex='0'][data-is]")?.setAttribute("tabindex", "-1");
  one.setAttribute("tabindex", "0");
  one.focus({ preventScroll: true });
}

// A key pressed on a node or a way; whether it meant something there.
export function step(event) {
  const at = event.target.closest("[data-is]")?.dataset.is;
  if (!at || !(event.key in NEXT || ["Enter", " ", "Escape"].includes(event.key))) return false;
  event.preventDefault();
  const keys = links().map((link) => link.dataset.place).filter(drawn);
  if (event.key in NEXT) focus(keys[keys.indexOf(at) + NEXT[event.key]]);
  else if (event.key === "Escape") document.querySelector("[data-canvas]").focus();
  else linkOf(at)?.click();
  return true;
}

document.addEventListener("click", (event) => {
  const one = event.target.closest("[data-canvas] [data-is]");
  if (one) linkOf(one.dataset.is)?.click();
});

// What was chosen, or come to, is read from there on.
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  const title = { walk: "walk-here", chosen: "chosen-title" }[detail.target.id];
  if (title) document.getElementById(title)?.focus({ preventScroll: detail.target.id === "walk" });
});
