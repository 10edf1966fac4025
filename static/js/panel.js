// The panel beside the conversation: fetched anew when the draft changed, but never under the hands of somebody who edits.
const panel = () => document.getElementById("panel");
const isEditing = () => Boolean(panel()?.querySelector("[data-edit]"));

// Both tell which revision of the draft they show; an answer that came too late is simply asked for again.
function refresh() {
  const now = Number(document.getElementById("stages")?.dataset.revision);
  if (panel() && Number(panel().dataset.revision) < now && !isEditing()) window.htmx.trigger(panel(), "stale");
}

function view(name) {
  document.body.dataset.view = name;
}

document.body.addEventListener("htmx:wsAfterMessage", refresh);
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "panel" && !event.detail.elt?.closest?.("#panel")) return;
  panel()?.querySelector("[autofocus]")?.focus();
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
if (document.body.matches(".wizard") && location.search.includes("panel=")) view("beside");
