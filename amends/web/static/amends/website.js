// A piece to copy is taken by one press where the browser lets a page write to the clipboard; else it is selected.
"use strict";

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const piece = document.getElementById(button.dataset.copies);
    piece.focus();
    piece.select();
    try {
      await navigator.clipboard.writeText(piece.value);
    } catch {
      return; // not allowed here: what is selected is copied by hand
    }
    document.body.dispatchEvent(new CustomEvent("said", { detail: { value: button.dataset.done } }));
    button.textContent = button.dataset.done;
  });
}
