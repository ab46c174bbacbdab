/* Lists: choosing several rows by box, shift and key. Without it the boxes still work. Follows desk.js. */
(() => {
  "use strict";
  const $ = (q, within = document) => within.querySelector(q), $$ = (q, within = document) => [...within.querySelectorAll(q)];
  const boxes = () => $$("[data-pick] .row > .tick-row input"), all = $("[data-pick-all]");
  let last = null;
  const count = () => {
    const here = boxes(), ticked = here.filter(b => b.checked).length, told = $("[data-picked]"), box = all && $("input", all);
    if (told) told.textContent = ticked ? ` (${ticked})` : "";
    if (box) { box.checked = ticked > 0 && ticked === here.length; box.indeterminate = ticked > 0 && ticked < here.length; }
    here.forEach(b => b.closest(".row").classList.toggle("picked", b.checked));
  };
  /* With shift, everything between the last box and this one becomes as this one. */
  const ticked = (box, shift) => {
    const here = boxes(), from = here.indexOf(last), to = here.indexOf(box);
    if (shift && from >= 0) for (const b of here.slice(Math.min(from, to), Math.max(from, to) + 1)) b.checked = box.checked;
    last = box; count();
  };
  document.addEventListener("click", e => {
    const box = e.target.closest?.("[data-pick] .tick-row input"); if (box) ticked(box, e.shiftKey);
    if (all && e.target === $("input", all)) { boxes().forEach(b => { b.checked = e.target.checked; }); count(); }
  });
  const rests = e => e.isComposing || e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || $("dialog[open]") ||
    e.target.matches?.("textarea, select, input:not([type=checkbox])") || localStorage.getItem("amends.letters") === "false";
  document.addEventListener("keydown", e => {
    if (rests(e) || e.key.toLowerCase() !== "x") return;
    const row = e.target.closest?.("[data-pick] .row") || $("[data-pick] .row.on"), box = row && $(".tick-row input", row);
    if (box) { e.preventDefault(); box.checked = !box.checked; ticked(box, e.shiftKey); }
  });
  if (all) all.hidden = false;
  addEventListener("pageshow", count);
  count();
})();
