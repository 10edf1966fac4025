// Copy buttons: the text of what they point at, with a word that it was done.
const before = new WeakMap();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || before.has(button)) return;
  const target = document.querySelector(button.dataset.copy);
  before.set(button, [...button.childNodes]);
  try {
    await navigator.clipboard.writeText(target.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(target);
    button.textContent = "Selected: copy it with your keyboard";
  }
  setTimeout(() => {
    button.replaceChildren(...before.get(button));
    before.delete(button);
  }, 2000);
});
