/* Prepared texts: words are put in at the cursor as if they were typed, so that undoing takes them out again. */
(() => {
  "use strict";
  const $ = (q, within = document) => within.querySelector(q), $$ = (q, within = document) => [...within.querySelectorAll(q)];

  /* Nothing chosen is overwritten: the words go in after it. The browser's own way of typing keeps its undo. */
  const putIn = (field, words, from = field.selectionEnd, to = from) => {
    field.focus(); field.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, words)) { field.setRangeText(words, from, to, "end"); field.dispatchEvent(new Event("input", { bubbles: true })); }
    return from;
  };

  /* In the settings: a variable goes into the words being written. */
  document.addEventListener("click", e => { const button = e.target.closest("[data-inserts]"), field = $("textarea[data-places]");
    if (button && field) putIn(field, button.dataset.inserts); });
})();
