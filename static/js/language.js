// The interview's language may change with an answer: the columns around it follow the stages, which are drawn anew.
const columns = document.querySelector("[data-columns]");
const box = document.querySelector("[data-composer] textarea");

function follow() {
  const stages = document.getElementById("stages");
  if (!stages || columns.lang === stages.lang) return;
  columns.lang = stages.lang;
  columns.dir = stages.dir;
  if (box) box.placeholder = stages.dataset.type;
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.lang = stages.lang;
}

if (columns) document.body.addEventListener("htmx:wsAfterMessage", follow);
