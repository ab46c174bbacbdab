/* What an employee types is kept in this browser, under their own key, until it has arrived or they sign out. Precedes desk.js. */
(() => {
  "use strict";
  const $ = (q, within = document) => within.querySelector(q), $$ = (q, within = document) => [...within.querySelectorAll(q)];
  const mem = { get: k => { try { return JSON.parse(localStorage.getItem(k)); } catch { return null; } },
    set: (k, v) => { try { localStorage.setItem(k, JSON.stringify(v)); } catch { /* full or forbidden */ } },
    del: k => { try { localStorage.removeItem(k); } catch { /* forbidden */ } } };
  const ALL = "amends.keep.", MINE = `${ALL}${$('meta[name="amends-me"]')?.content || 0}.`, SENT = "amends.sent", WEEK = 7 * 864e5;
  const keyOf = form => `${MINE}${new URL(form.dataset.action || form.getAttribute("action") || location.href, location.href).pathname}#${form.dataset.keep}`;
  const each = act => { try { Object.keys(localStorage).forEach(act); } catch { /* forbidden */ } };
  const sweep = () => each(k => { if (k.startsWith(ALL) && /^\d+\./.test(k.slice(ALL.length)) && !(Date.now() - mem.get(k)?.at < WEEK)) mem.del(k); });
  const forget = () => { each(k => { if (k.startsWith(MINE)) mem.del(k); }); mem.set = () => { /* nothing more is kept of whoever leaves */ }; };

  /* The token of the cookie, which changes when one signs in again in another window. */
  const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";

  /* Any form with data-keep, unless a script of its own keeps its words. */
  const fields = form => [...form.elements].filter(f => f.name && !/^(hidden|password|file|submit|button|fieldset)$/.test(f.type));
  const read = form => { const out = {}; for (const f of fields(form)) { if (/checkbox|radio/.test(f.type)) { (out[f.name] ||= []); if (f.checked) out[f.name].push(f.value); } else out[f.name] = f.value; } return out; };
  const write = (form, kept) => { let changed = false; for (const f of fields(form)) { const value = kept[f.name]; if (value === undefined) continue;
    if (Array.isArray(value)) { const on = value.includes(f.value); if (f.checked !== on) { f.checked = on; changed = true; } } else if (f.value !== value && value !== "") { f.value = value; changed = true; } } return changed; };
  const isBack = (place, undo) => {
    const note = $("#kept-notice")?.content.firstElementChild.cloneNode(true); if (!note) return;
    place.prepend(note); $("button", note).onclick = () => { undo(); note.remove(); };
  };
  /* Sent while the line is gone, a form would be left for the browser's own error page: first it is asked whether somebody answers. */
  let answered = false;
  const hold = (form, e) => {
    if (answered || navigator.onLine || form.hasAttribute("hx-post")) { answered = false; return false; }
    e.preventDefault(); const by = e.submitter;
    fetch(location.href, { method: "HEAD", cache: "no-store" }).then(() => { answered = true; form.requestSubmit(by); }, () => say("offline"));
    return true;
  };
  const keep = form => {
    if (form.keeping || form.dataset.keepOwn !== undefined) return; form.keeping = true;
    const key = keyOf(form), fresh = read(form), kept = mem.get(key);
    if (kept && !$("[aria-invalid]", form) && write(form, kept.values)) isBack(form, () => { form.reset(); write(form, fresh); mem.del(key); });
    let timer, unsaved = false; const save = () => { clearTimeout(timer); unsaved = false; mem.set(key, { at: Date.now(), values: read(form) }); form.dispatchEvent(new Event("amends:kept")); };
    form.addEventListener("input", () => { clearTimeout(timer); unsaved = true; timer = setTimeout(save, 400); });
    addEventListener("pagehide", () => { if (unsaved && form.isConnected) save(); });
    form.addEventListener("submit", e => { if (hold(form, e)) return; save(); try { sessionStorage.setItem(SENT, key); } catch { /* expires by itself */ } });
    form.addEventListener("htmx:afterRequest", e => { if (e.detail.elt === form && e.detail.successful) { clearTimeout(timer); unsaved = false; mem.del(key); } });
  };
  /* Sent from this window, and the page now says that it is done: it has arrived. */
  const settle = () => { let key; try { key = sessionStorage.getItem(SENT); sessionStorage.removeItem(SENT); } catch { return; }
    if (key && $(".note.done")) mem.del(key); };

  /* Signed out by the clock, or the line is gone: said above the page, which does not move; writing goes on. */
  const say = (name, again) => {
    const found = $("#notice-shown"); if (found?.dataset.name === name) return; found?.remove();
    const note = name && $(`#${name}-notice`)?.content.firstElementChild.cloneNode(true); if (!note) return;
    note.id = "notice-shown"; note.dataset.name = name; note.said = performance.now(); const link = $("a", note);
    if (link) link.href = `${link.getAttribute("href")}?next=${encodeURIComponent(again || location.pathname + location.search)}`;
    document.body.append(note);
  };
  const failed = (elt, status) => {
    const form = elt?.closest?.("form[data-again]") || $("#do form[data-again]");
    if (status === 401) say("signed-out", form?.dataset.again); else if (status === 0) say("offline"); else if (status >= 500 || status === 413 || status === 429) say("not-taken");
  };
  /* What was asked before the line went, and is answered after it, does not say that it is back. */
  const arrived = asked => { const shown = $("#notice-shown"); if (shown && asked > shown.said) say(""); };
  document.addEventListener("amends:signed-out", () => failed(null, 401));
  document.addEventListener("amends:arrived", e => arrived(e.detail));
  document.addEventListener("htmx:responseError", e => failed(e.detail.elt, e.detail.xhr.status));
  for (const type of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(type, e => failed(e.detail.elt, 0));
  document.addEventListener("htmx:beforeRequest", e => { e.detail.xhr.asked = performance.now(); });
  document.addEventListener("htmx:afterRequest", e => { if (e.detail.successful) arrived(e.detail.xhr.asked); });
  addEventListener("offline", () => say("offline"));
  addEventListener("online", () => { if ($("#notice-shown")?.dataset.name === "offline") arrived(Infinity); });

  document.addEventListener("htmx:configRequest", e => { e.detail.headers["X-CSRFToken"] = token(); if (e.detail.parameters.csrfmiddlewaretoken) e.detail.parameters.csrfmiddlewaretoken = token(); });
  document.addEventListener("submit", e => {
    const given = $("[name=csrfmiddlewaretoken]", e.target); if (given) given.value = token() || given.value;
    if (e.target.dataset.signsOut !== undefined) forget();
  }, true);
  document.addEventListener("DOMContentLoaded", () => { sweep(); settle(); });
  window.amends = { mem, token, keep, keyOf, isBack };
})();
