// Says truly whether the line is up, and when something could not be asked for.
const line = document.querySelector("[data-connection]");
const WORDS = {
  lost: "The connection is lost. What you write is kept and sent as soon as it is back; an answer under way goes on meanwhile.",
  offline: "You are offline. What you write is kept and sent as soon as you are back.",
  back: "Connected again. Everything is up to date.",
  gone: "This interview is no longer here. Reload the page.",
};
let wasLost = false;

function say(words) {
  if (line.textContent !== words) line.textContent = words;
}

function current() {
  document.body.dataset.socket = "open";
  if (!wasLost) return;
  wasLost = false;
  say(WORDS.back);
  setTimeout(() => line.textContent === WORDS.back && say(""), 4000);
}

function stands({ detail: state }) {
  if (state === "current") return current();
  if (!document.body.dataset.socket) return; // no line ever came about: the page works by plain forms
  document.body.dataset.socket = "lost";
  wasLost = true;
  say(state === "lost" && !navigator.onLine ? WORDS.offline : WORDS[state]);
}

// What is clicked in the panel goes its own way, and may fail while the line is up. The panel itself asks again.
function unreachable(event) {
  if (event.target.id === "panel") return;
  const told = document.createElement("p");
  told.className = "notice bad";
  told.textContent = "Parley could not be reached. Nothing you typed was taken away: try again in a moment.";
  document.getElementById("problems").replaceChildren(told);
}

if (line) {
  document.body.addEventListener("parley:line", stands);
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.body.addEventListener(name, unreachable);
}
