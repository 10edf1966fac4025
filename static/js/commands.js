// A slash at the beginning lists the orders; arrows choose, Enter gives one, Esc closes.
const box = document.querySelector("[data-composer] textarea");
const list = document.querySelector("[data-commands]");
const options = list ? [...list.querySelectorAll("[data-order]")] : [];

const shown = () => options.filter((option) => !option.parentElement.hidden);
const chosen = () => options.find((option) => option.getAttribute("aria-selected") === "true");

function choose(option) {
  for (const other of options) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    option.id = "chosen-command";
    box.setAttribute("aria-activedescendant", option.id);
  } else box.removeAttribute("aria-activedescendant");
  for (const other of options) if (other !== option) other.removeAttribute("id");
}

function filter() {
  const typed = box.value.trim().toLowerCase();
  const asks = /^\/\w*$/.test(typed);
  for (const option of options) option.parentElement.hidden = !option.dataset.order.startsWith(typed);
  list.hidden = !asks || shown().length === 0;
  choose(list.hidden ? null : shown()[0]);
}

function keys(event) {
  if (list.hidden) return;
  const all = shown();
  const at = all.indexOf(chosen());
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
  } else if (event.key === "Enter") {
    chosen().click();
    box.value = "";
    filter();
  } else if (event.key === "Escape") {
    list.hidden = true;
  } else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

if (box && list) {
  box.addEventListener("input", filter);
  box.addEventListener("keydown", keys);
  list.addEventListener("click", () => {
    box.value = "";
    queueMicrotask(filter);
    box.focus();
  });
}
