// How much of a workflow is seen, and where: dragged, zoomed with Ctrl and the wheel, with two fingers, by button or key.
const LEGIBLE = 0.7;
const NEAREST = 2.5;
const MARGIN = 24;
let zooming, selection, size, frame;

// All of it, or as much of its head as can still be read.
function whole(least = 0) {
  const { width, height } = frame.getBoundingClientRect();
  const fitting = Math.min((width - 2 * MARGIN) / size.width, (height - 2 * MARGIN) / size.height, 1);
  const scale = Math.max(fitting, least);
  const top = scale > fitting ? MARGIN : (height - size.height * scale) / 2;
  return [(width - size.width * scale) / 2 - size.x * scale, top - size.y * scale, scale];
}

async function libraries() {
  const [{ zoom, zoomIdentity, zoomTransform }, { select }] = await Promise.all([import("d3-zoom"), import("d3-selection")]);
  return { zoom, zoomIdentity, zoomTransform, select };
}

let d3;

function place([x, y, scale]) {
  selection.call(zooming.transform, d3.zoomIdentity.translate(x, y).scale(scale));
}

// A wheel without Ctrl scrolls the page, which one would otherwise never get past.
function isMeant(event) {
  return event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button;
}

// Put a drawing in the place of the one before; one keeps looking at the same place.
export async function view(canvas, svg) {
  d3 ??= await libraries();
  const before = frame?.isConnected ? d3.zoomTransform(frame) : null;
  const { x, y, width, height } = svg.viewBox.baseVal;
  size = { x, y, width, height };
  const world = document.createElementNS("http://www.w3.org/2000/svg", "g");
  world.append(...svg.querySelectorAll(":scope > g"));
  svg.append(world);
  svg.removeAttribute("viewBox");
  svg.removeAttribute("style");
  canvas.replaceChildren(svg);
  frame = svg;
  zooming = d3.zoom().scaleExtent([0.02, NEAREST]).filter(isMeant).on("zoom", ({ transform }) => world.setAttribute("transform", transform));
  selection = d3.select(svg).call(zooming).on("dblclick.zoom", null);
  place(before ? [before.x, before.y, before.k] : whole(LEGIBLE));
}

export function zoomTo(way) {
  if (!frame) return;
  if (way === "fit") place(whole());
  else selection.call(zooming.scaleBy, way === "in" ? 1.3 : 1 / 1.3);
}

export function move(x, y) {
  if (frame) selection.call(zooming.translateBy, (x * 80) / d3.zoomTransform(frame).k, (y * 80) / d3.zoomTransform(frame).k);
}

// Bring something of the drawing into sight, if it is not; what is looked at for the first time so that it can be read.
export function show(one, isNew = false) {
  if (isNew && d3.zoomTransform(frame).k < LEGIBLE / 2) selection.call(zooming.scaleTo, LEGIBLE);
  const [inner, outer] = [one.getBoundingClientRect(), frame.getBoundingClientRect()];
  const isSeen = inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
  if (isSeen) return;
  const scale = d3.zoomTransform(frame).k;
  const far = (side, length) => (outer[side] + outer[length] / 2 - inner[side] - inner[length] / 2) / scale;
  selection.call(zooming.translateBy, far("left", "width"), far("top", "height"));
}
