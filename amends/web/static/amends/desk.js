/* The desk: keys, times, the coach, and changes made by others. Follows words.js. Pages work without it. No framework; htmx swaps fragments. */
(() => {
  "use strict";
  const $ = (q, within = document) => within.querySelector(q), $$ = (q, within = document) => [...within.querySelectorAll(q)];
  const { mem, keep } = window.amends;
  const shown = el => el && el.getClientRects().length > 0;
  const say = words => { const out = $("#said"); if (out) { out.textContent = ""; requestAnimationFrame(() => { out.textContent = words; }); } };
  window.amends.say = say;

  /* Keys. Any element may name its own in data-key: "d", "g t", "Alt+n", "Ctrl+Enter". */
  const typing = el => el && (el.isContentEditable || /^(TEXTAREA|SELECT)$/.test(el.tagName) || (el.tagName === "INPUT" && !/^(checkbox|radio|button|submit|file|range)$/.test(el.type)));
  const lettersOn = () => mem.get("amends.letters") !== false;
  let first = "", firstTimer;
  const name = e => { const key = e.key.length === 1 ? e.key.toLowerCase() : e.key; return (e.ctrlKey || e.metaKey ? "Ctrl+" : "") + (e.altKey ? "Alt+" : "") + key; };
  const press = el => { if (el.getAttribute("aria-disabled") === "true") { el.focus(); return; }
    /* A choice made by key while one writes: it is said, and the writing goes on where it was. */
    if (el.control?.type === "radio") { el.control.checked = true; say(document.getElementById(el.control.getAttribute("aria-describedby"))?.textContent.trim() || ""); return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) { el.focus(); el.select?.(); } else { el.focus(); el.click(); } };
  /* While a question stands open over the page, its own keys alone work: what lies under it is not pressed unseen. */
  const over = () => "popover" in HTMLElement.prototype ? $("dialog[popover]:popover-open") : null;
  const keyed = key => $$("[data-key]", over() || document).find(el => el.dataset.key === key && shown(el));
  const lines = () => $$("[data-rows] .row, .row[data-row], .group .row").filter(shown);
  const move = by => { const all = lines(); if (!all.length) return;
    const at = all.findIndex(r => r.classList.contains("on")), to = all[Math.max(0, Math.min(all.length - 1, at + by))];
    all.forEach(r => { r.classList.toggle("on", r === to); r.toggleAttribute("aria-current", r === to); });
    to.scrollIntoView({ block: "nearest" }); const next = $("[data-next], .go, .btn, a", to); (next || to).focus({ preventScroll: true }); };
  const escape = () => { const menu = $("details.menu[open]"); if (menu) { menu.open = false; $("summary", menu).focus(); return true; }
    const el = document.activeElement; if (typing(el)) { el.blur(); $("#main")?.focus(); return true; }
    const back = $("[data-back]"); if (back) { back.click(); return true; } return false; };
  /* Enter does the next step of the line one stands on; on a link or a button it is theirs. */
  const doNext = e => { const next = !e.target.closest("a, button, summary, input") && $(".row.on :is([data-next], .go, .btn)"); if (next) { e.preventDefault(); next.click(); } };
  const KEYS = {
    "?": e => { e.preventDefault(); allKeys(); },
    "j": e => { e.preventDefault(); move(1); },
    "k": e => { e.preventDefault(); move(-1); },
    "Enter": doNext,
  };
  const ANYWHERE_KEYS = {
    "Escape": e => { if (!$("dialog[open]") && !over() && escape()) e.preventDefault(); },
  };
  document.addEventListener("keydown", e => {
    if (e.isComposing || e.defaultPrevented) return;
    const busy = typing(e.target) || over(), key = name(e), box = $("dialog[open]");
    if (ANYWHERE_KEYS[key]) { ANYWHERE_KEYS[key](e); return; }
    if (box || ((e.ctrlKey || e.metaKey) && key !== "Ctrl+Enter")) return;
    const bare = e.altKey && busy ? key.replace("Alt+", "") : key;
    if (key === "Ctrl+Enter" || e.altKey) { const el = keyed(key) || (busy && e.altKey && keyed(bare)); if (el) { e.preventDefault(); press(el); } return; }
    if (busy || e.key.length > 1 && e.key !== "Enter" || !lettersOn() && key !== "?") return;
    const two = first ? `${first} ${key}` : ""; clearTimeout(firstTimer); first = "";
    const el = (two && keyed(two)) || keyed(key);
    if (el && key !== "Enter" && key !== "?") { e.preventDefault(); press(el); }
    else if (KEYS[key]) KEYS[key](e);
    else if ($$("[data-key]").some(x => x.dataset.key.startsWith(key + " "))) { first = key; firstTimer = setTimeout(() => { first = ""; }, 1200); }
  });
  function allKeys() {
    const box = $("#keys-all"); if (!box) return;
    const on = $("[data-keys-on]", box); on.checked = lettersOn(); on.onchange = () => mem.set("amends.letters", on.checked);
    box.showModal();
  }

  /* The coach: the words a finding is about are underlined; the next finding is one key away; what is left open is selected. */
  const OPEN = "[…]";
  const underline = found => {
    const text = document.getElementById(found.dataset.of), under = text?.previousElementSibling; if (!under) return;
    const letters = [...text.value], parts = []; let at = 0;
    for (const [from, to, grave] of JSON.parse(found.dataset.marks || "[]")) { if (from < at) continue;
      const mark = document.createElement("mark"); mark.className = `${grave}-u`; mark.textContent = letters.slice(from, to).join("");
      parts.push(letters.slice(at, from).join(""), mark); at = to; }
    under.replaceChildren(...parts, letters.slice(at).join("")); under.hidden = false;
    text.oninput = () => { under.hidden = true; };
  };
  const units = (text, count) => [...text].slice(0, count).join("").length;
  const standAt = (text, from, to) => { text.focus(); text.setSelectionRange(units(text.value, from), units(text.value, to)); text.scrollIntoView({ block: "center" }); };
  let lastFinding = -1;
  const nextFinding = () => { const all = $$(".findings .finding[data-from]"); if (!all.length) return;
    lastFinding = (lastFinding + 1) % all.length; const one = all[lastFinding];
    standAt(document.getElementById(one.closest(".findings").dataset.of), +one.dataset.from, +one.dataset.to); say(one.textContent.trim()); };
  const fillOpen = () => { const text = location.hash.startsWith("#text-") && document.getElementById(location.hash.slice(1)); if (!text) return;
    const at = text.value.indexOf(OPEN); if (at < 0) { text.focus(); return; } text.focus(); text.setSelectionRange(at, at + OPEN.length); };
  const FINDING_KEYS = { "Alt+n": nextFinding, "Alt+.": nextFinding };
  document.addEventListener("keydown", e => { const does = $(".findings") && FINDING_KEYS[name(e)]; if (does) { e.preventDefault(); does(); } });
  /* Findings arrive while a finger is on one of them or a reason is being typed: what still stands stays the very element it was. */
  const like = (one, other) => one.nodeName === other.nodeName && one.childNodes.length === other.childNodes.length && [...one.childNodes].every((child, i) => like(child, other.childNodes[i]));
  const become = (old, fresh) => {
    if (!fresh.attributes) { if (old.data !== fresh.data) old.data = fresh.data; return; }
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    old.childNodes.forEach((child, i) => become(child, fresh.childNodes[i]));
  };
  const opened = one => $("details[open]", one);
  const renew = (found, fresh) => {
    const stay = new Map(), before = [...found.children];
    for (const one of fresh.children) { const same = before.findIndex(old => old.dataset.finding === one.dataset.finding && (opened(old) || like(old, one)));
      if (same >= 0) stay.set(one, before.splice(same, 1)[0]); }
    before.filter(old => !(opened(old) && old.contains(document.activeElement))).forEach(old => old.remove());
    let at = found.firstElementChild;
    for (const one of [...fresh.children]) { const same = stay.get(one);
      if (same && like(same, one)) become(same, one);
      if (same && same === at) at = at.nextElementSibling; else found.insertBefore(same || one, at); }
    found.dataset.marks = fresh.dataset.marks; htmx.process(found); ready(found);
  };
  document.addEventListener("htmx:oobBeforeSwap", e => { const { target, fragment } = e.detail; if (!target?.matches?.(".findings")) return;
    e.detail.shouldSwap = false; renew(target, fragment.firstElementChild); });

  /* Times grow old while a page stands open. */
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "auto" });
  const tell = () => { for (const t of $$("time[data-relative]")) { const s = (new Date(t.dateTime) - Date.now()) / 1000, a = Math.abs(s);
    const [n, unit] = a < 90 ? [Math.round(s), "second"] : a < 5400 ? [Math.round(s / 60), "minute"] : a < 129600 ? [Math.round(s / 3600), "hour"] : [Math.round(s / 86400), "day"];
    const words = ago.format(n, unit); if (t.textContent !== words) t.textContent = words; } };

  /* Browsers draw date fields in their own language; the line under one says the day in the reader's, and which working day it is. */
  let dayTimer;
  const sayDay = async (field, out) => {
    if (!field.value) { out.textContent = ""; return; }
    const asked = new URLSearchParams({ at: field.value, team: out.dataset.team || field.form?.elements.team?.value || "" });
    if (out.dataset.plain !== undefined) asked.set("plain", "");
    try { const answer = await fetch(`${out.dataset.dayAt}?${asked}`, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (answer.ok && field.value === asked.get("at")) out.textContent = await answer.text(); } catch { out.textContent = ""; } };
  document.addEventListener("input", e => { const out = /^date/.test(e.target.type) && $(`[data-day-of="${CSS.escape(e.target.id)}"]`); if (!out) return;
    clearTimeout(dayTimer); dayTimer = setTimeout(sayDay, 200, e.target, out); });

  /* Changes by others: one stream a browser, shared by its windows; the one that holds the lock listens for all. */
  const heard = raw => { let event; try { event = JSON.parse(raw); } catch { const [kind, about] = String(raw).split(" "); event = { kind, about }; }
    if (!event || !event.kind) return; const body = document.body, room = event.kind.split(".")[0];
    const whats = event.kind === "presence" || event.kind === "open" ? [event.kind] : ["any", room, event.kind, event.about && `case-${event.about}`].filter(Boolean);
    for (const what of new Set(whats)) window.htmx ? htmx.trigger(body, `live:${what}`, event) : body.dispatchEvent(new CustomEvent(`live:${what}`, { detail: event })); };
  const listen = () => {
    const url = $('meta[name="amends-live"]')?.content; if (!url || !window.EventSource) return;
    const share = window.BroadcastChannel ? new BroadcastChannel("amends-live") : null;
    const stream = () => { const source = new EventSource(url, { withCredentials: true }); let open = false;
      const got = e => { heard(e.data); share?.postMessage(e.data); };
      source.onmessage = got; source.addEventListener("change", got);
      /* What happened while the line was down is not repeated: ask again for what is shown. */
      source.onopen = () => { got({ data: open ? '{"kind":"live.again"}' : '{"kind":"open"}' }); open = true; }; };
    if (share) share.onmessage = e => heard(e.data);
    if (share && navigator.locks) navigator.locks.request("amends-live", () => { stream(); return new Promise(() => {}); }); else stream();
  };

  const ready = root => {
    $$("form[data-keep]", root).forEach(keep);
    $$("[data-puts]", root).forEach(b => { b.onclick = () => { const f = document.getElementById(b.dataset.puts); if (f) { f.value = b.dataset.text; f.focus(); const at = f.value.indexOf(OPEN); if (at >= 0) f.setSelectionRange(at, at + OPEN.length); f.dispatchEvent(new Event("input", { bubbles: true })); } }; });
    $$(".findings", root.matches?.(".findings") ? root.parentElement : root).forEach(underline);
    const to = $("[aria-invalid=true]:not(.specimen *)", root) || $("[data-focus]:not(.specimen *)", root); if (to) to.focus();
    tell();
  };
  document.addEventListener("DOMContentLoaded", () => {
    ready(document); fillOpen(); setInterval(tell, 20000); listen();
    $('.keys [data-key="?"]')?.addEventListener("click", allKeys);
    document.body.addEventListener("said", e => say(e.detail.value));
    document.body.addEventListener("htmx:oobAfterSwap", () => $$(".findings").forEach(underline));
    document.body.addEventListener("htmx:afterSettle", e => ready(e.detail.target?.isConnected ? e.detail.target : e.target));
    const note = $(".note"); if (note) say(note.textContent);
    /* A point's number and the words that carry it show each other. */
    const light = (e, on) => { const n = e.target.closest?.("[data-point]")?.dataset.point; if (n) $$(`mark[data-point="${CSS.escape(n)}"]`).forEach(m => m.classList.toggle("on", on)); };
    for (const [type, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) document.addEventListener(type, e => light(e, on));
  });
  document.addEventListener("click", e => { const to = e.target.closest("[data-to-field]")?.hash.slice(1), field = to && document.getElementById(to); if (field) { e.preventDefault(); field.focus(); } });
  document.addEventListener("submit", e => { const b = e.submitter; if (b?.dataset.busy) { b.style.minWidth = `${b.offsetWidth}px`; b.setAttribute("aria-busy", "true"); b.textContent = b.dataset.busy; } });
  document.addEventListener("click", e => { $$("details.menu[open]").forEach(d => { if (!d.contains(e.target)) d.open = false; }); if (e.target.closest("[aria-disabled=true]")) e.preventDefault(); });

  /* A field inside its sentence is outlined while it differs from what holds now. */
  document.addEventListener("change", e => { const f = e.target; if (f.dataset.now === undefined) return;
    f.classList.toggle("ch", f.value !== f.dataset.now); });
  /* Beside a form that shows what would change: bring the first change into view, without moving the page itself. */
  document.addEventListener("htmx:afterSwap", e => { const pane = $("[data-changes]"), mark = pane && $("mark, .was", pane);
    if (mark && e.detail.target.id === pane.id) pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - 120; });
})();
