/* The reply: each part is saved as one types; what has not arrived is kept in this browser and tried again; what colleagues write meanwhile is
   told under the part, and one chooses what shall stand. Follows desk.js. */
(() => {
  "use strict";
  const { mem, keyOf, isBack, say } = window.amends, AGAIN = 5000;
  const form = document.getElementById("reply"), gone = document.getElementById("reply-gone"); if (!form && !gone) return;
  const key = keyOf(form || gone), texts = () => [...form.querySelectorAll("textarea[id^=text-]")];

  /* Kept words whose part is no longer there, or whose reply was sent: shown, to be copied, until they are thrown away. */
  let left = Object.fromEntries(Object.entries(mem.get(key)?.blocks || {}).filter(([pk]) => !document.getElementById(`text-${pk}`)));
  const showLeft = before => {
    if (!Object.keys(left).length) return;
    const shown = document.getElementById("left-over").content.firstElementChild.cloneNode(true), list = shown.querySelector("div");
    for (const { text } of Object.values(left)) { const box = document.createElement("textarea"); box.readOnly = true; box.rows = 3; box.value = text; box.setAttribute("aria-label", list.dataset.label); list.append(box); }
    shown.querySelector("button").onclick = () => { left = {}; if (form) remember(); else mem.del(key); shown.remove(); };
    before.before(shown);
  };
  if (!form) { showLeft(gone); return; }

  const pkOf = text => text.id.slice(5), was = text => document.getElementById(`was-${pkOf(text)}`), under = text => document.getElementById(`lost-${pkOf(text)}`);
  const lost = text => under(text).querySelector("[data-lost]"), told = text => under(text).querySelector("[data-told]");
  const labelOf = text => form.querySelector(`label[for="${text.id}"]`).textContent.trim();
  const saveNow = text => htmx.trigger(text, "change");
  let waiting, retry;

  /* Kept: the words of every part that differ from what the server is known to hold, and on what they were written. */
  const remember = () => {
    clearTimeout(waiting);
    const blocks = { ...left }; for (const text of texts()) if (text.value !== was(text).value) blocks[pkOf(text)] = { was: was(text).value, text: text.value };
    if (Object.keys(blocks).length) mem.set(key, { at: Date.now(), blocks }); else mem.del(key);
  };
  addEventListener("pagehide", remember);

  /* Words of an earlier visit: saved on what they were written on, so that a colleague's change since is not overwritten. */
  const restore = () => {
    const kept = mem.get(key); if (!kept) return; const back = [];
    for (const [pk, one] of Object.entries(kept.blocks)) {
      const text = document.getElementById(`text-${pk}`); if (!text || text.value === one.text) continue;
      back.push([text, text.value]); text.value = one.text; was(text).value = one.was;
      document.querySelector(`[data-lost-form] [name="${text.id}"]`)?.closest("[data-lost-form]").remove();  // the choice stands under the part itself
    }
    if (!back.length) { remember(); return; }
    isBack(form, () => {
      for (const [text, value] of back) {
        const open = lost(text); if (open) { was(text).value = open.dataset.theirs; under(text).replaceChildren(); }
        put(text, open ? open.dataset.theirs : value); saveNow(text);
      }
      remember();
    });
    back.forEach(([text]) => saveNow(text));
  };

  /* Saving: a part about which one has to choose first waits. */
  const again = () => { clearTimeout(retry); texts().filter(text => text.value !== was(text).value && !lost(text)).forEach(saveNow); };
  const unsaved = () => {
    const said = document.getElementById("saved"); if (said) said.textContent = form.dataset.unsaved;
    clearTimeout(retry); retry = setTimeout(again, AGAIN);
  };
  form.addEventListener("htmx:beforeRequest", e => { if (e.target.matches("textarea[id^=text-]") && lost(e.target)) e.preventDefault(); });
  form.addEventListener("htmx:afterRequest", e => {
    if (!e.target.matches("textarea[id^=text-]")) return; const { status } = e.detail.xhr;
    remember(); if (e.detail.successful) return;
    if (status === 401 || status === 403 || status === 0 || status >= 500) unsaved();
  });
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

  /* Nothing moves under the hand: what is put in or taken away above the part one stands in is made up for by scrolling. */
  const hold = () => {
    const here = document.activeElement, top = form.contains(here) && here.getBoundingClientRect().top;
    return () => { const by = top !== false && here.isConnected && here.getBoundingClientRect().top - top; if (by) scrollBy({ top: by, behavior: "instant" }); };
  };
  const steady = act => { const release = hold(); act(); release(); };
  const put = (text, value) => { if (text.value !== value) { text.value = value; const marks = text.previousElementSibling; if (marks) marks.hidden = true; } };

  /* A part in which nothing of one's own is unsaved takes the colleague's text, unless one stands in it: then at a press, or on leaving. */
  const take = text => {
    const one = told(text); if (!one || text.value !== was(text).value) return;
    const before = text.value; was(text).value = one.dataset.theirs; put(text, one.dataset.theirs);
    one.querySelector("[data-take]").hidden = true; text.dataset.before ??= before; fold(text, one);
  };
  const fold = (text, one) => { const stood = text.dataset.before, fold = one.querySelector("details"); if (!stood?.trim() || stood === one.dataset.theirs) return;
    fold.hidden = false; fold.querySelector("p").textContent = stood; };
  const heard = new Map();
  const tell = text => {
    const one = told(text); if (!one) return;
    if (!(Date.now() - heard.get(text.id) < 60000)) { heard.set(text.id, Date.now()); say(`${labelOf(text)}: ${one.querySelector(".live span").textContent}`); }
    if (text.value !== was(text).value) { under(text).replaceChildren(); saveNow(text); } else if (document.activeElement === text) { one.querySelector("[data-take]").hidden = false; } else take(text);
  };

  /* Both wrote in it. The side that is one's own goes on showing what one types. */
  const choose = (text, how) => {
    const theirs = lost(text).dataset.theirs, mine = text.value;
    under(text).replaceChildren(); was(text).value = theirs;
    put(text, { mine, theirs, both: [theirs, mine].filter(one => one.trim()).join("\n\n") }[how]);
    text.focus({ preventScroll: true }); remember(); saveNow(text);
  };
  form.addEventListener("click", e => {
    const text = e.target.closest?.(".block")?.querySelector("textarea[id^=text-]"); if (!text) return;
    if (e.target.dataset.choose) choose(text, e.target.dataset.choose);
    if (e.target.dataset.take !== undefined) { take(text); text.focus(); }
  });
  form.addEventListener("input", e => {
    clearTimeout(waiting); waiting = setTimeout(remember, 200);
    const text = e.target.closest?.("textarea[id^=text-]"); if (!text) return;
    if (lost(text)) lost(text).querySelector("[data-mine]").textContent = text.value;
    else if (told(text)) { delete text.dataset.before; steady(() => under(text).replaceChildren()); }
  });
  /* What was saved as one typed and is still on its way arrives before the whole reply: else the server takes it for a colleague's. */
  let waited = false;
  const onItsWay = () => texts().some(text => text.classList.contains("htmx-request"));
  form.addEventListener("submit", e => {
    if (waited || e.submitter?.closest(".findings") || !onItsWay()) { waited = false; return; }  // a finding goes with the answer
    e.preventDefault(); const by = e.submitter, until = Date.now() + AGAIN;
    const look = () => { if (onItsWay() && Date.now() < until) setTimeout(look, 30); else { waited = true; form.requestSubmit(by); } };
    look();
  });
  form.addEventListener("focusout", e => { if (e.target.matches("textarea[id^=text-]") && told(e.target)) take(e.target); });

  let release = () => {};
  const about = e => { const place = e.detail.target; return place?.id?.startsWith("lost-") ? document.getElementById(`text-${place.id.slice(5)}`) : null; };
  const same = (one, fragment) => one && fragment?.querySelector?.("[data-theirs]")?.dataset.theirs === one.dataset.theirs;
  document.addEventListener("htmx:oobBeforeSwap", e => {
    const text = about(e); if (text && (same(lost(text) || told(text), e.detail.fragment))) e.detail.shouldSwap = false;
    release = hold();
  });
  document.addEventListener("htmx:oobAfterSwap", e => {
    release(); const text = about(e); if (text) steady(() => tell(text));
    if (e.detail.target?.id === "gate") opened("open" in document.getElementById("gate").dataset);
  });
  /* Once nothing is missing, why it was refused before is no longer so. */
  const opened = open => {
    document.getElementById("ask")?.classList.toggle("primary", open);
    const refused = document.getElementById("refused"); if (open && refused) steady(() => refused.remove());
  };
  document.addEventListener("htmx:afterSwap", e => { const text = about(e); if (text) tell(text); });
  document.addEventListener("DOMContentLoaded", () => { showLeft(form); restore(); });
})();
