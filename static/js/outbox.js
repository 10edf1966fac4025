// What was said and does not stand in the transcript yet: kept here, over a reload too, and sent again until it does.
const list = document.querySelector("[data-outbox]");
const box = document.querySelector("[data-composer] textarea");
const NAME = `parley-outbox ${location.pathname}`;
let unsaved = [];
let isCurrent = false;
let underway = "";

function restore() {
  try {
    unsaved = JSON.parse(sessionStorage.getItem(NAME)) ?? [];
  } catch {
    unsaved = []; // no storage here: what is unsaved lives as long as the page
  }
}

function show() {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(unsaved));
  } catch {
    // as above
  }
  list.replaceChildren(...unsaved.map(({ text }) => Object.assign(document.createElement("li"), { textContent: text, dir: "auto" })));
}

// One at a time, or they might overtake each other.
function send() {
  const first = unsaved[0];
  if (!first || !isCurrent || underway === first.client_key) return;
  underway = first.client_key;
  document.body.dispatchEvent(new CustomEvent("parley:send", { detail: first }));
}

function say({ detail: message }) {
  unsaved.push(message);
  show();
  send();
}

// What was refused goes back to where it can be put differently.
function giveBack({ text }) {
  box.value = [text, box.value].filter(Boolean).join("\n");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function settle() {
  const refused = document.getElementById("problems").dataset.refused;
  const left = unsaved.filter(({ client_key }) => client_key !== refused && !document.querySelector(`[data-form="${CSS.escape(client_key)}"]`));
  for (const message of unsaved) if (message.client_key === refused) giveBack(message);
  if (left.length !== unsaved.length) {
    unsaved = left;
    show();
  }
  send();
}

if (list) {
  restore();
  show();
  document.body.addEventListener("parley:line", ({ detail: state }) => {
    isCurrent = state === "current";
    underway = "";
  });
  document.body.addEventListener("parley:say", say);
  document.body.addEventListener("htmx:wsAfterMessage", settle);
}
