// Copy buttons: the text of what they point at, with a word that it was done.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const target = document.querySelector(button.dataset.copy);
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(target.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(target);
    button.textContent = "Selected: copy it with your keyboard";
  }
  setTimeout(() => { button.textContent = before; }, 2000);
});
