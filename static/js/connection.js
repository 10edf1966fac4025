// Says truly whether the line is up, and brings it back after a clean close by the server too.
const line = document.querySelector("[data-connection]");
const RECONNECTS_ITSELF = [1006, 1011, 1012, 1013];
const REFUSED = [4403, 4404];
let wasOpen = false;

function say(text) {
  if (line) line.textContent = text;
}

document.body.addEventListener("htmx:wsOpen", () => {
  document.body.dataset.socket = "open";
  if (wasOpen) {
    say("Connected again. Everything is up to date.");
    setTimeout(() => say(""), 4000);
  }
  wasOpen = true;
});

document.body.addEventListener("htmx:wsClose", (event) => {
  const { code } = event.detail.event;
  if (!wasOpen) return;
  document.body.dataset.socket = "lost";
  if (REFUSED.includes(code)) {
    say("This interview is no longer here. Reload the page.");
    return;
  }
  say("The connection is lost. Your answers are kept and sent as soon as it is back.");
  if (!RECONNECTS_ITSELF.includes(code)) setTimeout(() => event.detail.socketWrapper.reconnect(), 1000);
});
