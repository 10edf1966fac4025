// Where the stages are a line, the present one is brought into its middle.
function centre() {
  const line = document.querySelector("#stages ol");
  const present = line?.querySelector(".current");
  if (present) line.scrollLeft = present.offsetLeft - (line.clientWidth - present.clientWidth) / 2;
}

centre();
document.body.addEventListener("htmx:wsAfterMessage", centre);
document.body.addEventListener("htmx:wsOpen", centre, { once: true });
