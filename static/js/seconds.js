// An answer that takes long says how long it has taken, by the clock of the server when it was drawn.
const LONG = 4; // seconds from which they are shown
const begun = new WeakMap();

function count(place) {
  if (!begun.has(place)) begun.set(place, performance.now() - Number(place.dataset.age) * 1000);
  const seconds = Math.floor((performance.now() - begun.get(place)) / 1000);
  const language = place.closest("[lang]").lang;
  if (seconds >= LONG) place.textContent = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "narrow" }).format(seconds);
}

if (document.getElementById("transcript")) setInterval(() => document.querySelectorAll("[data-age]").forEach(count), 1000);
