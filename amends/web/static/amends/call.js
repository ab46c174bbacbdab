/* A complaint taken down while the customer speaks: how long they have spoken, when the words were kept, their points one by one, and
   the buttons in words. Follows words.js and precedes what keeps the words, so that every line of the list is there to be filled again. */
(() => {
  "use strict";
  const form = document.getElementById("record"); if (!form) return;
  const $ = (q, within = document) => within.querySelector(q), { mem, keyOf } = window.amends;
  const lang = document.documentElement.lang || "en", key = keyOf(form), began = `${key}.began`, MOST = 30;
  const store = { get: () => { try { return +sessionStorage.getItem(began); } catch { return 0; } }, set: at => { try { sessionStorage.setItem(began, at); } catch { /* forbidden: it counts from here */ } } };
  const words = (el, what) => el.dataset.words.replace("%s", what);

  /* The points: Enter goes on to the next, Backspace takes an empty one away. */
  const list = $("#points"), rows = () => [...list.querySelectorAll("li")], field = row => $("input", row);
  const number = () => rows().forEach((row, at) => { const one = field(row); $(".pt", row).textContent = at + 1; one.name = `point-${at + 1}`; one.setAttribute("aria-label", one.dataset.label.replace("%s", at + 1)); });
  const count = () => { const out = $("#points-count"); if (out) out.textContent = rows().filter(row => field(row).value.trim()).length; };
  const add = after => { const row = after.cloneNode(true), one = field(row); one.value = ""; one.removeAttribute("value"); after.after(row); number(); return one; };
  const onEnter = row => { const next = row.nextElementSibling?.matches("li") ? field(row.nextElementSibling) : null;
    if (!field(row).value.trim()) $("#id_discussion").focus(); else (next || (rows().length < MOST ? add(row) : $("#id_discussion"))).focus(); };
  const takeAway = row => { const before = row.previousElementSibling; row.remove(); number(); field(before).focus(); form.dispatchEvent(new Event("input", { bubbles: true })); };
  const POINT_KEYS = {
    "Enter": row => { onEnter(row); return true; },
    "Backspace": row => { if (field(row).value || row === rows()[0]) return false; takeAway(row); return true; },
  };
  list.addEventListener("keydown", e => { if (!e.isComposing && !e.altKey && !e.ctrlKey && !e.metaKey && POINT_KEYS[e.key]?.(e.target.closest("li"))) e.preventDefault(); });
  const kept = mem.get(key), last = Object.keys(kept?.values || {}).reduce((most, name) => Math.max(most, +/^point-(\d+)$/.exec(name)?.[1] || 0), 0);
  while (rows().length < Math.min(last, MOST)) add(rows().at(-1));
  form.addEventListener("input", count);

  /* Where one stands in the record, by key. */
  const RECORD_KEYS = {
    "Alt+1": "#id_name",
    "Alt+2": "#id_problem",
    "Alt+3": "#points input",
    "Alt+4": "[name=remedy]:checked",
  };
  document.addEventListener("keydown", e => { const to = e.altKey && !e.ctrlKey && !$("dialog[open]") && $(RECORD_KEYS[`Alt+${e.key}`] || "#none"); if (to) { e.preventDefault(); to.focus(); } });

  /* How long the call lasts: from when the page was opened for it, over reloads, until another is begun. */
  const talking = $("#talking"), how = performance.getEntriesByType("navigation")[0]?.type;
  if (!store.get() || (!kept && how === "navigate" && !$("[aria-invalid]", form))) store.set(Date.now());
  const since = store.get() || Date.now(), two = n => String(n).padStart(2, "0");
  const onPhone = () => form.elements.door.value === "phone";
  const title = $("#call-with"), plain = title?.textContent;
  const named = () => { if (!title) return; const name = form.elements.name.value.trim(), on = onPhone();
    talking.hidden = !on; title.textContent = on && name ? title.dataset.with.replace("%s", name) : plain; };
  const savedAt = $("#kept"), ago = new Intl.RelativeTimeFormat(lang, { numeric: "auto" }); let at = kept?.at;
  const tick = () => { const s = Math.max(0, Math.floor((Date.now() - since) / 1000)), hours = Math.floor(s / 3600);
    if (talking) talking.textContent = `${hours ? `${hours}:` : ""}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
    if (at) { const old = Math.max(0, Math.round((Date.now() - at) / 1000)); savedAt.textContent = words(savedAt, old < 90 ? ago.format(-old, "second") : old < 5400 ? ago.format(-Math.round(old / 60), "minute") : ago.format(-Math.round(old / 3600), "hour")); } };
  form.addEventListener("amends:kept", () => { at = mem.get(key)?.at; tick(); });
  form.addEventListener("change", named);

  /* The button says the date it promises. */
  const until = form.elements.until, pauses = $("#pauses");
  const dated = () => { const day = new Date(until.value); if (Number.isNaN(+day)) return;
    const far = Math.abs(day - Date.now()) > 6 * 864e5;
    pauses.textContent = words(pauses, new Intl.DateTimeFormat(lang, { ...(far ? { day: "numeric", month: "short" } : { weekday: "short" }), hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(day)); };
  if (until) { until.addEventListener("input", dated); dated(); }

  /* The tabs of a phone: the step of the guide, and the phrase that keeps one's dignity. */
  const step = () => { const open = $("[name=guide-step]:checked"), out = $("#at-step"); if (open && out) out.textContent = open.value === "insult" ? "!" : `${open.value}/10`; };
  document.addEventListener("change", e => { if (e.target.name === "guide-step") step(); });
  $("#insulted")?.addEventListener("click", () => { $("#step-insult").checked = true; step(); });

  document.addEventListener("DOMContentLoaded", () => {
    if (until) dated(); named(); count(); step(); tick(); setInterval(tick, 1000);
    if (title && innerWidth > 720 && !kept && !$("[aria-invalid]", form)) form.elements.name.focus({ preventScroll: true });
  });
})();
