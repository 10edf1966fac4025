// The workflow as a picture to take along, drawn by day on white: SVG whose labels are text, or PNG of twice the size.
import { svgOf } from "./drawing.js";

const LARGEST = 40_000_000; // pixels that every browser still paints, and in a row
const LONGEST = 16_000;
const SPACE = "http://www.w3.org/2000/svg";

// Mermaid measures text that is no HTML with its entities unread: a sign of no meaning stands for each until it is drawn.
const NOBODYS = 0xe000;
const hidden = (text) => text.replace(/#(\d{1,3});/g, (_, code) => String.fromCodePoint(NOBODYS + Number(code)));
const shown = (text) => text.replace(/&#(\d+);|[\ue000-\ue3e7]/g, (sign, code) => String.fromCodePoint(code ?? sign.codePointAt(0) - NOBODYS));

async function picture() {
  const svg = await svgOf(hidden(document.querySelector("[data-flow-source]").textContent), { asFile: true });
  const texts = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (!texts.currentNode.parentElement.closest("style")) texts.currentNode.data = shown(texts.currentNode.data);
  const { x, y, width, height } = svg.viewBox.baseVal;
  const paper = document.createElementNS(SPACE, "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill: "#ffffff" })) paper.setAttribute(name, value);
  svg.prepend(paper);
  svg.removeAttribute("style");
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

async function painted({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(2, Math.sqrt(LARGEST / (width * height)), LONGEST / Math.max(width, height));
  const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("too large"))), "image/png"));
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function make(button) {
  const { save: kind, name } = button.dataset;
  const drawn = await picture();
  const blob = kind === "png" ? await painted(drawn) : new Blob([drawn.text], { type: "image/svg+xml" });
  save(blob, `${name}.${kind}`);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const words = button.textContent;
  button.disabled = true;
  try {
    await make(button);
  } catch (error) {
    button.textContent = "It could not be drawn";
    console.warn(error);
  }
  setTimeout(() => { button.disabled = false; button.textContent = words; }, 1_000);
});
