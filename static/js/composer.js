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

// The socket's message: the pressed button counts, and nothing empty is sent.
function configure(event) {
  if (event.target !== form) return;
  const { parameters, triggeringEvent } = event.detail;
  const button = triggeringEvent?.submitter;
  for (const name of ["answer", "do"]) delete parameters[name];
  delete parameters.csrfmiddlewaretoken;
  if (button?.name) parameters[button.name] = button.value;
  if (!document.body.dataset.socket) {
    event.preventDefault(); // no socket ever opened: the browser posts the form as it is
    return;
  }
  if (!button?.name && !parameters.text.trim()) {
    event.preventDefault();
    triggeringEvent.preventDefault();
    box.focus();
    return;
  }
  if (!button?.name) {
    box.value = "";
    grow(box);
  }
  queueMicrotask(fresh);
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
  document.body.addEventListener("htmx:wsConfigSend", configure);
  // Buttons come and go with every turn; the focus must not get lost with them.
  document.body.addEventListener("htmx:oobAfterSwap", () => document.activeElement === document.body && box.focus({ preventScroll: true }));
}
