/* One complaint: names offered while one writes @ in a note, and files looked at over the page. Without it a name typed whole does
   the same, and a file opens on a page of its own. Follows desk.js. */
(() => {
  "use strict";
  const $ = (q, within = document) => within.querySelector(q), $$ = (q, within = document) => [...within.querySelectorAll(q)];
  const say = words => { const out = $("#said"); if (out) { out.textContent = ""; requestAnimationFrame(() => { out.textContent = words; }); } };

  /* A list under the text one writes: arrows choose, Enter takes, Escape closes, Tab moves on as everywhere. */
  const NAMED = /(?:^|[^\p{L}\p{N}_])[@＠]((?:[\p{L}\p{M}\p{N}_.'’-]+ ?){0,3})$/u, REST = 150;
  let text = null, list = null, timer, asked = 0;
  const before = field => NAMED.exec(field.value.slice(Math.max(0, field.selectionStart - 90), field.selectionStart));
  const options = () => $$('[role="option"]', list || document.createElement("i"));
  const chosen = () => options().find(o => o.getAttribute("aria-selected") === "true");
  const close = () => { asked += 1; clearTimeout(timer); list?.parentElement.remove(); list = null; text?.removeAttribute("aria-activedescendant"); text?.removeAttribute("aria-controls"); };
  const choose = option => { if (!option) return;
    options().forEach(o => o.setAttribute("aria-selected", String(o === option)));
    text.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); };
  const take = option => {
    const found = before(text); if (!found || !option) { close(); return; }
    text.setRangeText(`${option.dataset.written} `, text.selectionStart - found[1].length, text.selectionStart, "end");
    close(); text.focus(); text.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "taken" }));
  };
  const open = html => {
    const box = document.createElement("div"); box.className = "names"; box.innerHTML = html;
    list?.parentElement.remove(); list = $("ul", box); list.id = "mention-list"; list.setAttribute("role", "listbox"); list.setAttribute("aria-label", $(`label[for="${text.id}"]`)?.textContent.trim() || "@");
    list.addEventListener("pointerdown", e => { e.preventDefault(); take(e.target.closest("[role=option]")); });
    text.after(box); text.setAttribute("aria-controls", list.id); choose(options()[0]); say(list.dataset.said);
  };
  const look = async field => {
    const found = before(field), mine = ++asked; if (!found) { close(); return; }
    try {
      const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(found[1].trim())}`, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (mine !== asked) return;
      if (answer.status === 200 && !answer.redirected && document.activeElement === field) { text = field; open(await answer.text()); } else close();
    } catch { if (mine === asked) close(); }
  };
  const named = e => e.target.closest?.("textarea[data-mentions]");
  document.addEventListener("focusin", e => { const field = named(e); if (field) { field.setAttribute("aria-autocomplete", "list"); field.setAttribute("aria-haspopup", "listbox"); field.autocomplete = "off"; } });
  document.addEventListener("focusout", e => { if (e.target === text) close(); });
  document.addEventListener("input", e => { const field = named(e); if (!field || e.isComposing || e.detail === "taken") return; clearTimeout(timer);
    if (before(field)) timer = setTimeout(() => look(field), REST); else close(); });
  document.addEventListener("keydown", e => {
    if (!list || e.target !== text || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const all = options(), at = all.indexOf(chosen());
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); choose(all[(at + (e.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]); }
    else if (e.key === "Enter" && at >= 0) { e.preventDefault(); take(all[at]); }
    else if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); close(); }
    else if (/^(Arrow|Home|End|Page)/.test(e.key)) close();
  }, true);

  /* Looking at a file: a dialog over the page; arrows go to the next, Escape closes and the focus is where it was. */
  const files = () => [...new Map($$("a[data-look-file]").map(a => [a.href, a])).values()];
  const box = () => $("#file-look") || (() => { const d = document.createElement("dialog"); d.id = "file-look"; d.setAttribute("aria-labelledby", "file-name"); document.body.append(d); return d; })();
  let looked = 0;
  const lookAt = async link => {
    const mine = ++looked, dialog = box();
    try {
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (mine !== looked) return;
      if (!answer.ok || answer.redirected) { location.assign(link.href); return; }
      dialog.innerHTML = await answer.text(); dialog.dataset.of = link.href;
      const all = files(), at = all.findIndex(a => a.href === link.href);
      for (const [name, by] of [["before", -1], ["after", 1]]) { const b = $(`[data-file-${name}]`, dialog), to = all[at + by]; b.hidden = !to; b.onclick = () => lookAt(to); }
      if (!dialog.open) dialog.showModal(); dialog.scrollTop = 0; $("[data-file-close]", dialog).focus(); say($("#file-name", dialog).textContent);
    } catch { if (mine === looked) location.assign(link.href); }
  };
  document.addEventListener("click", e => {
    const link = e.target.closest?.("a[data-look-file]");
    if (link && !e.defaultPrevented && !e.button && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey) { e.preventDefault(); lookAt(link); }
    const dialog = $("#file-look[open]"); if (dialog && (e.target === dialog || e.target.closest?.("[data-file-close]"))) { e.preventDefault(); dialog.close(); }
  });
  document.addEventListener("keydown", e => { const dialog = $("#file-look[open]"); if (!dialog || e.ctrlKey || e.metaKey || e.altKey) return;
    const to = { ArrowLeft: "before", ArrowRight: "after" }[e.key], button = to && $(`[data-file-${to}]`, dialog); if (button && !button.hidden) { e.preventDefault(); button.click(); } });
  document.addEventListener("error", e => { if (!e.target.matches?.(".file > img")) return;
    const kind = document.createElement("i"); kind.textContent = e.target.dataset.kind; kind.setAttribute("aria-hidden", "true"); e.target.replaceWith(kind); }, true);
  document.addEventListener("close", e => { if (e.target.id === "file-look") { looked += 1; $$("a[data-look-file]").find(a => a.href === e.target.dataset.of)?.focus(); } }, true);
})();
