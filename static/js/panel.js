// The panel beside the conversation: fetched anew when the draft changed, but never under the hands of somebody who edits.
const panel = () => document.getElementById("panel");
let learning = false;
// Somebody edits, or an answer to something pressed in the panel is on its way: it must still find the panel it left.
const isBusy = () => Boolean(panel()?.matches(".htmx-request") || panel()?.querySelector("[data-edit], .htmx-request"));

// What is settled, which the panel counts too, and changes without the draft: by a yes, or by publishing.
const settled = () => document.getElementById("stages")?.dataset.settled;
let counted = settled(); // what the panel that stands there was drawn from
let asking = counted;

// Both tell which revision of the draft they show; an answer that came too late is simply asked for again.
function refresh() {
  const now = Number(document.getElementById("stages")?.dataset.revision);
  if (!panel() || isBusy() || (Number(panel().dataset.revision) >= now && settled() === counted)) return;
  asking = settled();
  learning = true;
  window.htmx.trigger(panel(), "stale");
}

// What was just learned is brought into sight, unless somebody is busy in the panel.
function showNew() {
  const beside = panel()?.closest(".beside");
  const fact = panel()?.querySelector(".fact.new");
  learning = false;
  if (!fact || beside.matches(":hover, :focus-within")) return;
  const [inner, outer] = [fact.getBoundingClientRect(), beside.getBoundingClientRect()];
  const seen = inner.top > outer.top + 60 && inner.bottom < outer.bottom - 20;
  if (!seen) beside.scrollTop += inner.top - outer.top - outer.height / 3;
}

// What it asks for by itself is small, and asked for again if it does not come: after a sleep its way may lead nowhere.
function hurry(event) {
  if (event.target === panel()) event.detail.timeout = 8_000;
}

function again(event) {
  if (event.target === panel()) setTimeout(refresh, 2_000);
}

function view(name) {
  document.body.dataset.view = name;
}

document.body.addEventListener("htmx:wsAfterMessage", refresh);
// News that come while somebody opens or saves something are not drawn over it; they are asked for again afterwards.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.requestConfig.elt === panel() && panel().querySelector("[data-edit], .htmx-request")) event.detail.shouldSwap = false;
});
document.body.addEventListener("htmx:configRequest", hurry);
for (const name of ["htmx:sendError", "htmx:timeout"]) document.body.addEventListener(name, again);
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "panel" && !event.detail.elt?.closest?.("#panel")) return;
  if (event.target.id === "panel") counted = asking;
  panel()?.querySelector("[autofocus]")?.focus();
  if (learning) showNew();
  refresh();
});
// On a phone the conversation is one of the tabs.
document.addEventListener("click", (event) => {
  if (!document.body.matches(".wizard")) return;
  const tab = event.target.closest(".tab");
  if (tab) {
    panel().closest(".beside").scrollTop = 0;
    if (tab.matches("[data-talk-tab]")) event.preventDefault();
    view(tab.matches("[data-talk-tab]") ? "talk" : "beside");
  }
  if (event.target.closest(".evidence a")) view("talk");
});
if (!location.search.includes("edit=")) showNew();
if (document.body.matches(".wizard") && location.search.includes("panel=")) view("beside");
