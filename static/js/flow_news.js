// A workflow that changed elsewhere, in another tab or by talking, is shown anew; unless somebody is typing, who is told.
const page = () => document.getElementById("workflow");
const now = () => Number(document.querySelector("[data-live] #stages")?.dataset.revision ?? 0);
const isTyping = () => [...page().querySelectorAll("input:not([type=hidden]), textarea, select")].some((field) => isChanged(field));

function isChanged(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected) && [...field.options].some((one) => one.defaultSelected);
  return field.value !== field.defaultValue;
}

function news() {
  const told = document.querySelector("[data-elsewhere]");
  if (!page() || now() <= Number(page().dataset.revision)) {
    if (told) told.hidden = true;
    return;
  }
  if (page().matches(".htmx-request") || page().querySelector(".htmx-request")) return;
  if (isTyping()) told.hidden = false;
  else window.htmx.trigger(page(), "stale");
}

// Ctrl+Z takes back an edit, but in a field it takes back what was typed there.
function press(event) {
  if (!page() || !(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
  if (event.target.closest("input:not([type=checkbox]), textarea")) return;
  const button = document.getElementById(event.shiftKey ? "redo" : "undo");
  if (!button) return;
  event.preventDefault();
  if (!button.disabled) button.click();
}

if (page()) {
  document.addEventListener("keydown", press);
  document.body.addEventListener("htmx:wsAfterMessage", news);
  document.body.addEventListener("htmx:afterSettle", news);
}
