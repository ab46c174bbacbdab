/* The reply: each part is saved as one types; what has not arrived is kept in this browser and tried again. Follows desk.js. */
(() => {
  "use strict";
  const { mem, keyOf, isBack } = window.amends, AGAIN = 5000;
  const form = document.getElementById("reply"); if (!form) return;
  const key = keyOf(form), texts = () => [...form.querySelectorAll("textarea[id^=text-]")];
  const pkOf = text => text.id.slice(5), was = text => document.getElementById(`was-${pkOf(text)}`);
  const saveNow = text => htmx.trigger(text, "change");
  let waiting, retry;

  /* Kept: the words of every part that differ from what the server is known to hold, and on what they were written. */
  const remember = () => {
    clearTimeout(waiting);
    const blocks = {}; for (const text of texts()) if (text.value !== was(text).value) blocks[pkOf(text)] = { was: was(text).value, text: text.value };
    if (Object.keys(blocks).length) mem.set(key, { at: Date.now(), blocks }); else mem.del(key);
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(remember, 200); });
  addEventListener("pagehide", remember);

  /* Words of an earlier visit: saved on what they were written on, so that a colleague's change since is not overwritten. */
  const restore = () => {
    const kept = mem.get(key); if (!kept) return; const back = [];
    for (const [pk, one] of Object.entries(kept.blocks)) {
      const text = document.getElementById(`text-${pk}`); if (!text || text.value === one.text) continue;
      back.push([text, text.value, was(text).value]); text.value = one.text; was(text).value = one.was;
    }
    if (!back.length) { remember(); return; }
    isBack(form, () => { for (const [text, value, known] of back) { was(text).value = known; if (text.value !== value) { text.value = value; saveNow(text); } } remember(); });
    back.forEach(([text]) => saveNow(text));
  };

  const unsaved = () => {
    const said = document.getElementById("saved"); if (said) said.textContent = form.dataset.unsaved;
    clearTimeout(retry); retry = setTimeout(again, AGAIN);
  };
  const again = () => { clearTimeout(retry); texts().filter(text => text.value !== was(text).value).forEach(saveNow); };
  form.addEventListener("htmx:afterRequest", e => {
    if (!e.target.matches("textarea[id^=text-]")) return; const { status } = e.detail.xhr;
    remember(); if (e.detail.successful) return;
    if (status === 401 || status === 403 || status === 0 || status >= 500) unsaved();
  });
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });
  document.addEventListener("DOMContentLoaded", () => { restore(); });
})();
