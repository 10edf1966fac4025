// Screen readers hear a finished answer once, whole, not token by token.
const announcer = document.getElementById("announcer");
let last = "";

document.body.addEventListener("htmx:wsAfterMessage", () => {
  const answers = document.querySelectorAll("#transcript .message.parley:not(:has(.thinking))");
  const newest = answers[answers.length - 1];
  const text = newest ? `${newest.querySelector(".text").textContent} ${newest.querySelector(".told")?.textContent ?? ""}`.trim() : "";
  if (announcer && text && newest.id !== last) {
    if (last) announcer.textContent = text;
    last = newest.id;
  }
});
