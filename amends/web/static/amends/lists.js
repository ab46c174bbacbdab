/* Lists: choosing several rows by box, shift and key, and looking at one beside the list. Without it the boxes still work. Follows desk.js. */
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

  /* A complaint beside the list, on wide screens. The keys stay in the list: j and k go on, Escape closes. */
  const panel = $("#glance"), wide = matchMedia("(min-width: 1181px)");
  let shown = null, asked = 0;
  const mark = () => $$("[data-look]").forEach(b => { b.setAttribute("aria-expanded", String(b === shown)); b.closest(".row").classList.toggle("looked", b === shown); });
  const close = () => { const from = shown; asked += 1; shown = null; mark(); if (panel.contains(document.activeElement)) from?.focus(); panel.hidden = true; panel.replaceChildren(); };
  const look = async button => {
    const mine = ++asked; shown = button; mark();
    try {
      const answer = await fetch(button.dataset.look, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (mine !== asked) return;
      if (!answer.ok || answer.redirected) { location.assign($(".what a", button.closest(".row")).href); return; }
      panel.innerHTML = await answer.text(); panel.hidden = false; panel.scrollTop = 0;
      const said = $("#said"); if (said) said.textContent = $("h2", panel)?.textContent || "";
    } catch { if (mine === asked) close(); }
  };
  if (panel) {
    document.addEventListener("click", e => {
      const button = e.target.closest?.("[data-look]"); if (button) { if (button === shown) close(); else look(button); }
      if (e.target.closest?.("[data-glance-close]")) close();
    });
    document.addEventListener("keydown", e => {
      if (e.key === "Escape" && !panel.hidden && !$("dialog[open], details.menu[open]")) { e.preventDefault(); e.stopPropagation(); close(); }
    }, true);
    document.addEventListener("keydown", e => {
      if (shown && /^[jk]$/i.test(e.key) && !panel.contains(e.target)) { const next = $(".row.on [data-look]"); if (next && next !== shown) look(next); }
      if (e.key !== " " || !wide.matches || rests(e) || e.target.closest?.("button, summary, input, #glance")) return;
      const button = $("[data-look]", e.target.closest?.("[data-pick] .row") || $("[data-pick] .row.on") || document.createElement("i"));
      if (button) { e.preventDefault(); button.click(); }
    });
    wide.addEventListener("change", () => { if (!wide.matches && shown) close(); });
  }
  addEventListener("pageshow", count);
  count();
})();
