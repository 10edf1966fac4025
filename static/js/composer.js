// Sending: Enter sends, each message has its own id, what was typed stays when an answer is chosen by button.
const form = document.querySelector("[data-composer]");
const box = form?.querySelector("textarea");

function fresh() {
  form.elements.client_key.value = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now();
}

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight * 0.4)}px`;
}

const tell = (name, detail) => document.body.dispatchEvent(new CustomEvent(name, { detail }));

// Before a line came about, or where none ever does: as a browser without scripts, which htmx holds back.
function post(button) {
  if (!button?.name && !box.value.trim()) {
    box.focus();
    return;
  }
  if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}

// The pressed button counts, and nothing empty is sent. htmx only gathers: what is said goes through the outbox.
function say(event) {
  if (event.target !== form) return;
  event.preventDefault();
  const { triggeringEvent } = event.detail;
  const button = triggeringEvent.submitter;
  triggeringEvent.preventDefault();
  if (!document.body.dataset.socket) {
    post(button);
    return;
  }
  if (button?.name === "do") {
    tell("parley:send", { do: button.value });
    return;
  }
  const text = button?.name ? button.value : box.value;
  if (!text.trim()) {
    box.focus();
    return;
  }
  if (!button?.name) {
    box.value = "";
    grow(box);
  }
  tell("parley:say", { client_key: form.elements.client_key.value, text: text.toWellFormed?.() ?? text });
  fresh();
}

function keys(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("[data-enter-sends]")) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button.primary"));
  }
  if (event.key === "ArrowUp" && event.target === box && !box.value) {
    const last = [...document.querySelectorAll("[data-change]")].pop();
    if (last) {
      event.preventDefault();
      last.click();
    }
  }
  if (event.key === "Escape" && event.target.closest?.("[data-edit-form], [data-edit]")) {
    event.target.closest("form").querySelector("[data-cancel]").click();
  } else if (event.key === "Escape" && !document.querySelector("[data-edit], [data-edit-form]")) {
    document.querySelector("[data-stop]")?.click();
  }
}

document.addEventListener("keydown", keys);
document.addEventListener("input", (event) => event.target.matches?.("[data-grow]") && grow(event.target));
if (form) {
  document.body.addEventListener("htmx:wsConfigSend", say);
  // Buttons come and go with every turn; the focus must not get lost with them.
  document.body.addEventListener("htmx:oobAfterSwap", () => document.activeElement === document.body && box.focus({ preventScroll: true }));
}
