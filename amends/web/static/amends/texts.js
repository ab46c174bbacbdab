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

  /* In a reply: two slashes, or the button of a part, open the list; words are searched as one types. */
  const GAP = /\{\?[^{}\n]*\}/, box = $("#texts"), search = $("#texts-search");
  let field, from = 0, to = 0, url = "", asked, timer;
  const options = () => $$("[role=option]", box);
  const list = () => $("#texts-list", box);
  const stand = option => {
    options().forEach(one => one.setAttribute("aria-selected", String(one === option)));
    if (option) { search.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); } else search.removeAttribute("aria-activedescendant");
  };
  const at = () => options().findIndex(one => one.getAttribute("aria-selected") === "true");
  const load = async () => {
    asked?.abort(); asked = new AbortController();
    try {
      const got = await fetch(`${url}?q=${encodeURIComponent(search.value)}`, { headers: { "HX-Request": "true" }, signal: asked.signal });
      if (!got.ok || got.redirected) throw new Error(got.status);
      list().outerHTML = await got.text(); stand(options()[0]);
    } catch (e) { if (e.name !== "AbortError") { list().removeAttribute("role"); list().replaceChildren(box.dataset.failed); stand(); } }
  };
  const open = (button, start, end) => {
    field = document.getElementById(button.dataset.texts); url = button.formAction; [from, to] = [start, end];
    search.value = ""; list().replaceChildren(); box.showModal(); search.focus(); load();
  };
  const back = () => { box.close(); field.focus(); field.setSelectionRange(to, to); };
  /* A template begins a paragraph of its own, and takes the place of the words a draft begins with while nobody changed them. */
  const choose = option => {
    let words = option.dataset.words; box.close();
    if ("whole" in option.dataset) {
      if (field.value === list().dataset.laidOut) [from, to] = [0, field.value.length];
      const before = field.value.slice(0, from);
      if (before.trim()) words = "\n\n".slice(/\n*$/.exec(before)[0].length) + words;
    }
    const start = putIn(field, words, from, to), gap = GAP.exec(words);
    if (gap) field.setSelectionRange(start + gap.index, start + gap.index + gap[0].length);
  };
  if (!box) return;
  document.addEventListener("click", e => {
    const button = e.target.closest("[data-texts]"), option = e.target.closest("#texts [role=option]");
    if (button) { e.preventDefault(); const end = document.getElementById(button.dataset.texts).selectionEnd; open(button, end, end); }
    else if (option) choose(option); else if (e.target.closest("[data-closes]")) back();
  });
  document.addEventListener("input", e => {
    if (e.target === search) { clearTimeout(timer); timer = setTimeout(load, 150); return; }
    const button = e.data === "/" && !e.isComposing && $(`[data-texts="${CSS.escape(e.target.id)}"]`);
    if (button && /(^|[^:/])\/\/$/.test(e.target.value.slice(0, e.target.selectionEnd))) open(button, e.target.selectionEnd - 2, e.target.selectionEnd);
  });
  box.addEventListener("cancel", e => { e.preventDefault(); back(); });
  search.addEventListener("keydown", e => {
    const all = options(), step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (e.isComposing || !all.length) return;
    if (step) { e.preventDefault(); stand(all[(at() + step + all.length) % all.length]); }
    else if (e.key === "Enter") { e.preventDefault(); choose(all[Math.max(0, at())]); }
  });
})();
