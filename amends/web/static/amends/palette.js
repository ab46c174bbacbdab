/* The command palette: one field that finds complaints, customers, pages and steps. Without it the button leads to the search page. */
(() => {
  "use strict";
  const $ = (q, within = document) => within.querySelector(q), $$ = (q, within = document) => [...within.querySelectorAll(q)];
  const box = $("#palette"); if (!box || !box.showModal) return;
  const field = $("#palette-field"), found = $("#palette-found"), said = $("#palette-said");

  /* The complaints looked at last, for whoever works in this browser. */
  const KEPT = `amends.recent.${box.dataset.whose}`, MOST = 7;
  const recent = () => { try { return JSON.parse(localStorage.getItem(KEPT)) || []; } catch { return []; } };
  const open = box.dataset.case;
  if (open) try { localStorage.setItem(KEPT, JSON.stringify([open, ...recent().filter(ref => ref !== open)].slice(0, MOST))); } catch { /* full or forbidden */ }

  /* What is asked, and what came. An answer to what is no longer typed is thrown away. */
  let timer, asked = null, stale = true, hurry = null;
  const shown = (...nodes) => { found.replaceChildren(...nodes); found.classList.remove("asking"); };
  const from = id => $(id).content.cloneNode(true);
  const ask = async () => {
    clearTimeout(timer); asked?.abort(); const mine = asked = new AbortController();
    const query = new URLSearchParams({ q: field.value, case: open, recent: recent().filter(ref => ref !== open).join(",") });
    found.classList.add("asking");
    try {
      const answer = await fetch(`${box.dataset.url}?${query}`, { headers: { "HX-Request": "true" }, credentials: "same-origin", signal: mine.signal });
      if (answer.redirected || answer.status === 401) { shown(from("#palette-signed-out")); stand(null); return; }
      if (!answer.ok) throw new Error(answer.status);
      const html = await answer.text(); if (mine.signal.aborted) return;
      found.innerHTML = html; found.classList.remove("asking"); found.scrollTop = 0; stale = false;
      const all = options(); stand(all[0] || null);
      said.textContent = said.dataset.words.replace("…", all.length);
      if (hurry !== null) go(hurry);
    } catch (wrong) { if (wrong.name !== "AbortError") { shown(from("#palette-offline")); stand(null); stale = true; hurry = null; } }
  };

  /* The focus stays in the field; the option one stands on is named to it. */
  const options = () => $$("[role=option]", found);
  const at = () => $("[aria-selected=true]", found);
  const stand = option => {
    $$("[aria-selected=true]", found).forEach(o => o.setAttribute("aria-selected", "false"));
    field.setAttribute("aria-expanded", String(options().length > 0));
    if (!option) { field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true"); option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  };
  const move = by => { const all = options(), here = all.indexOf(at()); if (all.length) stand(all[(here + by + all.length) % all.length]); };
  /* Enter before the answer has come goes as soon as it is there. */
  const go = beside => { const option = at(); if (stale) { hurry = beside; ask(); return; } hurry = null; if (!option) return;
    if (beside) { window.open(option.href, "_blank", "noopener"); return; } box.close(); location.assign(option.href); };

  const show = () => { if ($("dialog[open]")) return; field.value = ""; stale = true; hurry = null; shown(); stand(null); box.showModal(); field.focus(); ask(); };
  const KEYS = {
    "ArrowDown": () => move(1),
    "ArrowUp": () => move(-1),
    "Enter": () => go(false),
    "Ctrl+Enter": () => go(true),
  };
  const OPENING_KEYS = { "Ctrl+k": () => { if (box.open) box.close(); else show(); } };
  const name = e => ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey ? "Ctrl+" : "") + (e.key.length === 1 ? e.key.toLowerCase() : e.key);
  document.addEventListener("keydown", e => {
    const does = !e.isComposing && OPENING_KEYS[name(e)]; if (!does) return;
    e.preventDefault(); does();
  });
  field.addEventListener("keydown", e => {
    const does = !e.isComposing && KEYS[name(e)]; if (!does) return;
    e.preventDefault(); e.stopPropagation(); does();
  });
  field.addEventListener("input", () => { stale = true; hurry = null; asked?.abort(); clearTimeout(timer); timer = setTimeout(ask, 160); });
  $("form", box).addEventListener("submit", e => { e.preventDefault(); go(false); });
  box.addEventListener("click", e => {
    if (e.target === box || e.target.closest("[data-palette-close]")) box.close();
    if (e.target.closest("[data-palette-again]")) { field.focus(); ask(); }
  });
  box.addEventListener("close", () => { clearTimeout(timer); asked?.abort(); });
  addEventListener("online", () => { if (box.open) ask(); });
  $$("[data-palette]").forEach(button => {
    const key = $("kbd", button); if (key && /Mac|iP(hone|ad|od)/.test(navigator.platform)) key.textContent = "⌘ K";
    button.setAttribute("role", "button");
    button.addEventListener("click", e => { if (!e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); show(); } });
  });
})();
