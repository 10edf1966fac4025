// The transcript follows the newest words only while the reader is at its end; otherwise a link says that there is more.
const transcript = () => document.getElementById("transcript");
const below = document.querySelector("[data-below]");
const NEAR = 80;
let following = true;

function atEnd() {
  const area = transcript();
  return area.scrollHeight > area.clientHeight + 1
    ? area.scrollHeight - area.scrollTop - area.clientHeight < NEAR
    : document.documentElement.scrollHeight - window.scrollY - window.innerHeight < NEAR * 3;
}

function toEnd() {
  const area = transcript();
  area.scrollTop = area.scrollHeight;
  if (area.scrollHeight <= area.clientHeight + 1 && !document.body.matches("[data-view='beside']")) {
    document.getElementById("latest")?.scrollIntoView({ block: "end" });
  }
}

// A form opened in the transcript is shown whole.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.closest?.("[data-edit-form]") ?? event.detail.elt?.closest?.("[data-edit-form]");
  form?.scrollIntoView({ block: "nearest" });
});
if (below) {
  toEnd();
  document.addEventListener("scroll", () => {
    following = atEnd();
    if (following) below.hidden = true;
  }, { capture: true, passive: true });
  // A phone's layout changes when the line is up, a moment after the page came.
  document.body.addEventListener("htmx:wsOpen", () => {
    following = !location.hash.startsWith("#message-");
    if (following) toEnd();
  }, { once: true });
  let before = 0;
  document.body.addEventListener("htmx:wsBeforeMessage", () => { before = transcript().scrollTop; });
  document.body.addEventListener("htmx:wsAfterMessage", () => {
    if (following) toEnd();
    else {
      if (transcript().scrollTop !== before) transcript().scrollTop = before; // it was drawn anew
      below.hidden = false;
    }
  });
  // Whoever says something wants to see what comes of it.
  document.body.addEventListener("htmx:wsConfigSend", () => { following = true; });
  below.addEventListener("click", (event) => {
    event.preventDefault();
    following = true;
    below.hidden = true;
    toEnd();
  });
}
