// Mermaid's drawings: in the colours of the page, or, for a file, of paper by day. Mermaid is fetched for the first one.
let mermaid;
let drawn = 0;
let last = Promise.resolve();

// What each kind of node looks like; colours by role, as everywhere.
const KINDS = `
  .node * { filter: none !important; }
  .node :is(rect, path, polygon) { stroke: var(--line-strong) !important; stroke-width: 1px !important; }
  :is(.flow-start, .flow-end) :is(rect, path, polygon) { fill: var(--ink) !important; stroke: var(--ink) !important; }
  :is(.flow-start, .flow-end) :is(.nodeLabel, .nodeLabel *) { color: var(--surface) !important; }
  :is(.flow-start, .flow-end) :is(text, tspan) { fill: var(--surface) !important; }
  .flow-tool :is(rect, polygon, path) { fill: var(--wash) !important; stroke: var(--accent) !important; }
  .flow-decision :is(polygon, path) { fill: var(--sunken) !important; }
  .flow-handoff :is(rect, polygon, path) { fill: var(--warn-wash) !important; stroke: var(--warn) !important; }
  .label > rect, .label .background { stroke: none !important; }
  .diff-added :is(rect, path, polygon) { fill: var(--wash) !important; stroke: var(--good) !important; stroke-width: 2px !important; }
  .diff-changed :is(rect, path, polygon) { fill: var(--warn-wash) !important; stroke: var(--warn) !important; stroke-width: 2px !important; }
  .diff-removed :is(rect, path, polygon) { fill: var(--bad-wash) !important; stroke: var(--bad) !important; stroke-width: 2px !important; stroke-dasharray: 5 4; }
  :is(.diff-added, .diff-changed, .diff-removed) :is(.nodeLabel, .nodeLabel *) { color: var(--ink) !important; }
  .doubtful :is(rect, path, polygon) { stroke: var(--warn) !important; stroke-width: 2px !important; }
  .wrong :is(rect, path, polygon) { stroke: var(--bad) !important; stroke-width: 2px !important; }
  .lit :is(rect, path, polygon) { stroke: var(--accent) !important; stroke-width: 3px !important; }
  path.lit { stroke: var(--accent) !important; stroke-width: 4px !important; }
  :is(.chosen, :focus-visible) :is(rect, path, polygon) { stroke: var(--accent) !important; stroke-width: 3.5px !important; }
  path.touch { stroke: transparent !important; stroke-width: 18px !important; fill: none !important; marker: none; }
  path.touch:is(:hover, :focus-visible, .chosen) { stroke: color-mix(in srgb, var(--accent) 30%, transparent) !important; }
  .node:hover :is(rect, path, polygon) { stroke: var(--accent) !important; }
`;

// A colour of the page as it is now, or as it is by day.
function colour(name, scheme) {
  const probe = document.createElement("span");
  probe.style.colorScheme = scheme;
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function look(asFile) {
  const hue = (name) => colour(name, asFile ? "light" : "");
  return {
    startOnLoad: false, securityLevel: "strict", theme: "base", fontFamily: asFile ? "system-ui, sans-serif" : "inherit",
    maxEdges: 5_000, maxTextSize: 1_000_000, htmlLabels: !asFile,
    themeVariables: {
      fontSize: "14px", primaryColor: hue("surface"), primaryTextColor: hue("ink"), primaryBorderColor: hue("line-strong"),
      lineColor: hue("muted"), useGradient: false, edgeLabelBackground: asFile ? "#ffffff" : hue("raised"), textColor: hue("ink"),
    },
    flowchart: { useMaxWidth: true, htmlLabels: !asFile, wrappingWidth: 150, nodeSpacing: 24, rankSpacing: 36 },
    themeCSS: asFile ? KINDS.replace(/var\(--([\w-]+)\)/g, (_, name) => hue(name)) : KINDS,
  };
}

async function drawing(source, asFile) {
  mermaid ??= (await import("mermaid")).default;
  mermaid.initialize(look(asFile));
  const { svg } = await mermaid.render(`diagram-${++drawn}`, source);
  const box = document.createElement("div");
  box.innerHTML = svg; // Mermaid's own, with securityLevel strict: labels are text
  return box.firstElementChild;
}

// The drawing of Mermaid text as an element. One after the other: how they look is said once for all.
export function svgOf(source, { asFile = false } = {}) {
  const next = last.catch(() => {}).then(() => drawing(source, asFile));
  last = next;
  return next;
}
