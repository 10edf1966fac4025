// The transcript follows the newest words only while the reader is at its end; otherwise a link says that there is more.
const transcript = () => document.getElementById("transcript");
const below = document.querySelector("[data-below]");
const NEAR = 80;
let following = !location.hash.startsWith("#message-");
let shape = "";

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

// A phone's layout when the line is up, another panel, a notice below: what moves the words is not always the reader.
function wasReshaped() {
  const area = transcript();
  const before = shape;
  shape = [area.clientWidth, area.clientHeight, getComputedStyle(area).overflowY].join();
  return shape !== before;
}

const reshaped = new ResizeObserver(() => wasReshaped() && following && toEnd());

function scrolled() {
  if (wasReshaped()) {
    if (following) toEnd();
    return;
  }
  following = atEnd();
  if (following) below.hidden = true;
}

// A form opened in the transcript is shown whole.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.closest?.("[data-edit-form]") ?? event.detail.elt?.closest?.("[data-edit-form]");
  form?.scrollIntoView({ block: "nearest" });
});
if (below) {
  if (following) toEnd();
  reshaped.observe(transcript());
  document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  let before = 0;
  document.body.addEventListener("htmx:wsBeforeMessage", () => { before = transcript().scrollTop; });
  document.body.addEventListener("htmx:wsAfterMessage", () => {
    reshaped.disconnect();
    reshaped.observe(transcript()); // it may have been drawn anew
    if (following) toEnd();
    else {
      if (transcript().scrollTop !== before) transcript().scrollTop = before;
      below.hidden = false;
    }
  });
  // Whoever says something wants to see what comes of it.
  document.body.addEventListener("parley:say", () => { following = true; });
  below.addEventListener("click", (event) => {
    event.preventDefault();
    following = true;
    below.hidden = true;
    toEnd();
  });
}
