// The transcript may be drawn anew at any time; an answer that is just being put differently stays as it is.
document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const form = detail.target.querySelector("[data-edit-form]");
  const place = form && detail.fragment.querySelector(`#${CSS.escape(form.id)}`);
  if (!place) return;
  const focused = form.contains(document.activeElement) && document.activeElement;
  place.replaceWith(form);
  if (focused) document.body.addEventListener("htmx:oobAfterSwap", () => focused.focus({ preventScroll: true }), { once: true });
});
