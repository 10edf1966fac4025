// Where there is no hovering, a first tap on a source shows the quoted words, a tap on these goes to the message. Esc hides them.
let shown;

function show(source) {
  shown?.classList.remove("shown");
  shown = source;
  shown?.classList.add("shown");
}

document.addEventListener("click", (event) => {
  const source = event.target.closest?.(".evidence a");
  const opens = source && source !== shown && source.querySelector(".quote") && matchMedia("(hover: none)").matches;
  show(opens ? source : null);
  if (!opens) return;
  event.preventDefault();
  event.stopPropagation();
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.closest(".evidence a")?.blur();
});
