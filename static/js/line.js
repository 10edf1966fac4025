// The line to Parley: gives up one that is dead without a word (a cut network, a laptop that slept), and opens it again.
// `parley:line` tells how it stands: lost, current (the page shows the truth again), gone; `parley:send` sends a form over it.
const BEAT = 15_000; // ms of silence, after which Parley is asked for a sign of life
const PATIENCE = 8_000; // ms for that sign
const OPENING = 15_000; // ms for a line to open: a server that starts takes a while
const LONGEST = 8_000; // ms between two tries
const NEVER = 2 ** 31 - 1;
const REFUSED = [4403, 4404];
const HERE = "<!-- here -->";

let socket, wrapper, deadline, next;
let tries = 0;
let heardAt = Date.now();
let isCurrent = false;

const isOpen = () => socket?.readyState === WebSocket.OPEN;

const tell = (state) => document.body.dispatchEvent(new CustomEvent("parley:line", { detail: state }));

// The browser alone would wait for minutes.
function ask() {
  socket.send(JSON.stringify({ do: "ping" }));
  deadline ??= setTimeout(giveUp, PATIENCE);
}

function send({ detail: form }) {
  if (!isOpen()) return;
  socket.send(JSON.stringify(form));
  ask();
}

function giveUp() {
  const closed = socket.onclose;
  socket.onclose = socket.onerror = null;
  socket.close();
  closed(new CloseEvent("close", { code: 1006 }));
}

function lost({ detail }) {
  clearTimeout(deadline);
  deadline = undefined;
  isCurrent = false;
  const isGone = REFUSED.includes(detail.event.code);
  wrapper = isGone ? null : detail.socketWrapper;
  tell(isGone ? "gone" : "lost");
  if (!isGone) next = setTimeout(reopen, Math.min(LONGEST, 500 * 2 ** tries++) * (0.5 + Math.random() / 2));
}

function reopen() {
  clearTimeout(next);
  if (wrapper && socket.readyState > WebSocket.OPEN) wrapper.reconnect();
}

function heard(event) {
  heardAt = Date.now();
  clearTimeout(deadline);
  deadline = undefined;
  if (event.detail.message === HERE) event.preventDefault();
}

// The first that comes over a new line is everything there is to show.
function drawn() {
  tries = 0;
  if (!isCurrent) tell("current");
  isCurrent = true;
}

const wake = () => (isOpen() ? ask() : reopen());
if (document.querySelector("[ws-connect]")) {
  window.htmx.config.wsReconnectDelay = () => NEVER; // one hand opens lines again, this one
  window.htmx.createWebSocket = (url) => {
    deadline = setTimeout(giveUp, OPENING);
    return (socket = new WebSocket(url));
  };
  for (const [name, act] of [["BeforeMessage", heard], ["AfterMessage", drawn], ["Close", lost]]) document.body.addEventListener(`htmx:ws${name}`, act);
  document.body.addEventListener("parley:send", send);
  for (const name of ["online", "offline", "focus", "pageshow"]) window.addEventListener(name, wake);
  for (const name of ["visibilitychange", "resume"]) document.addEventListener(name, wake);
  setInterval(() => isOpen() && Date.now() - heardAt >= BEAT && ask(), BEAT / 3);
}
