// Words selected in a text that goes into a redacted copy are added to those blacked out as well.
"use strict";

(() => {
  const offer = document.querySelector(".pick");
  const texts = document.querySelector(".texts");
  const passages = document.getElementById("id_black");
  if (!offer || !texts || !passages) return;

  const selected = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !texts.contains(selection.anchorNode) || !texts.contains(selection.focusNode)) return "";
    return selection.toString().trim();
  };

  document.addEventListener("selectionchange", () => { offer.hidden = !selected(); });

  offer.querySelector("[data-black]").addEventListener("click", (event) => {
    const lines = selected().split(/\n+/).map((line) => line.trim()).filter(Boolean);
    if (!lines.length) return;
    passages.value = [passages.value.trim(), ...lines].filter(Boolean).join("\n");
    event.preventDefault();
    document.querySelector("#choose [value=look]").click();
  });
})();
