/* The customer's pages work without this: it keeps what is typed, shows the files chosen, and closes menus. */
(() => {
  "use strict";
  const PREFIX = "amends.keep.", DAYS = 7 * 864e5;
  const store = { get: k => { try { return JSON.parse(localStorage.getItem(k)); } catch { return null; } },
    set: (k, v) => { try { localStorage.setItem(k, JSON.stringify(v)); } catch { /* private window or full: nothing to keep it in */ } },
    del: k => { try { localStorage.removeItem(k); } catch { /* as above */ } } };
  const fields = form => [...form.elements].filter(f => f.name && !/^(hidden|password|file|submit|button)$/.test(f.type) && f.name !== "csrfmiddlewaretoken");
  const read = form => { const out = {};
    for (const f of fields(form)) { if (/checkbox|radio/.test(f.type)) { (out[f.name] ||= []); if (f.checked) out[f.name].push(f.value); } else out[f.name] = f.value; }
    return out; };
  const write = (form, kept) => { let changed = false;
    for (const f of fields(form)) { const value = kept[f.name]; if (value === undefined) continue;
      if (Array.isArray(value)) { const on = value.includes(f.value); if (f.checked !== on) { f.checked = on; changed = true; } }
      else if (f.value !== value && value !== "") { f.value = value; changed = true; } }
    return changed; };
  /* Files chosen are kept beside the words: a page in another language, or with something to correct, has them still. */
  const stored = new Promise((found, none) => { const ask = indexedDB.open("amends", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore("files"); ask.onsuccess = () => found(ask.result); ask.onerror = ask.onblocked = () => none(ask.error); });
  stored.catch(() => { /* forbidden here: then the page itself says that files have to be chosen again */ });
  const files = async (mode, act) => { const db = await stored;
    return new Promise((done, failed) => { const step = db.transaction("files", mode), asked = act(step.objectStore("files")); step.oncomplete = () => done(asked?.result); step.onerror = step.onabort = () => failed(step.error); }); };
  const filesOf = key => files("readonly", all => all.get(key)).then(kept => kept && Date.now() - kept.at < DAYS ? kept.files : []);
  const keepFiles = (key, list) => files("readwrite", all => list.length ? all.put({ at: Date.now(), files: list }, key) : all.delete(key));
  const dropFiles = key => files("readwrite", all => all.delete(key)).catch(() => { /* nothing is kept there */ });
  files("readwrite", all => { all.openCursor().onsuccess = e => { const at = e.target.result; if (!at) return; if (!(Date.now() - at.value.at < DAYS)) at.delete(); at.continue(); }; }).catch(() => { /* as above */ });
  const sent = "amends.sent";
  const keep = form => {
    const key = PREFIX + form.dataset.keep, fresh = read(form), kept = store.get(key);
    if (kept && Date.now() - kept.at < DAYS && !form.querySelector("[aria-invalid]") && write(form, kept.values)) {
      const template = document.getElementById("kept-notice"), note = template && template.content.firstElementChild.cloneNode(true);
      if (note) { form.prepend(note);
        note.querySelector("button").addEventListener("click", () => { form.reset(); write(form, fresh); store.del(key); dropFiles(key); form.dispatchEvent(new Event("amends:emptied")); note.remove(); fields(form)[0]?.focus(); }); }
    }
    let timer;
    const save = () => { clearTimeout(timer); store.set(key, { at: Date.now(), values: read(form) }); };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 400); });
    form.addEventListener("submit", () => { save(); try { sessionStorage.setItem(sent, key); } catch { /* kept until it expires */ } });
  };
  /* Sent from this window and confirmed, or the form is no longer shown: what was kept has arrived. */
  const settle = () => { let key; try { key = sessionStorage.getItem(sent); } catch { return; }
    if (!key) return;
    const still = [...document.querySelectorAll("form[data-keep]")].some(f => PREFIX + f.dataset.keep === key);
    if (document.querySelector(".note.done") || !still) { store.del(key); dropFiles(key); }
    sessionStorage.removeItem(sent); };
  const sizes = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
  const listFiles = input => {
    const list = document.querySelector(`[data-files-of="${CSS.escape(input.id)}"]`); if (!list) return;
    const held = new DataTransfer();
    const draw = () => { input.files = held.files; list.replaceChildren(...[...held.files].map((file, index) => {
      const line = document.createElement("li"), words = document.createElement("span");
      words.textContent = `${file.name}, ${sizes.format(Math.max(.1, file.size / 1048576))}`; line.append(words);
      const button = document.getElementById("file-remove")?.content.firstElementChild.cloneNode(true);
      if (button) { button.setAttribute("aria-label", `${button.textContent}: ${file.name}`); button.addEventListener("click", () => { held.items.remove(index); changed(); input.focus(); }); line.append(button); }
      return line; })); };
    const form = input.form, key = form?.dataset.keep && PREFIX + form.dataset.keep;
    let keeping = null;
    const changed = () => { draw(); if (key) { const mine = keepFiles(key, [...held.files]).catch(() => { /* said by the page that follows */ }).then(() => { if (keeping === mine) keeping = null; }); keeping = mine; } };
    input.addEventListener("change", () => { for (const file of input.files) held.items.add(file); changed(); });
    if (!key) return;
    form.addEventListener("amends:emptied", () => { held.items.clear(); draw(); });
    /* What is being written down is first written to its end. */
    form.addEventListener("submit", e => { if (keeping) { e.preventDefault(); e.stopPropagation(); keeping.then(() => form.requestSubmit(e.submitter)); } }, true);
    filesOf(key).then(list => { if (held.files.length) return; for (const file of list) held.items.add(file); if (list.length) { draw(); document.querySelectorAll("[data-files-lost]").forEach(said => said.remove()); } }).catch(() => { /* as above */ });
  };
  settle();
  document.querySelectorAll("form[data-keep]").forEach(keep);
  document.querySelectorAll('input[type="file"][multiple]').forEach(listFiles);
  (document.querySelector("[aria-invalid=true]:not(.specimen *)") || document.querySelector("[data-focus]:not(.specimen *)"))?.focus();
  document.addEventListener("click", e => { const link = e.target.closest("[data-to-field]"), field = link && document.getElementById(link.hash.slice(1)); if (field) { e.preventDefault(); field.focus(); } });
  document.addEventListener("submit", e => { const b = e.submitter; if (b && b.dataset.busy) { b.setAttribute("aria-busy", "true"); b.textContent = b.dataset.busy; } });
  document.querySelectorAll("[data-print]").forEach(b => { b.hidden = false; b.addEventListener("click", () => print()); });
  addEventListener("click", e => document.querySelectorAll("details.menu[open]").forEach(d => { if (!d.contains(e.target)) d.open = false; }));
  addEventListener("keydown", e => { if (e.key === "Escape") document.querySelectorAll("details.menu[open]").forEach(d => { d.open = false; d.querySelector("summary").focus(); }); });
  /* Characters, not code units: what is counted in Thai or with accents is what one sees. */
  document.querySelectorAll("[data-counts]").forEach(out => { const field = document.getElementById(out.dataset.counts), cut = new Intl.Segmenter();
    const count = () => { out.textContent = [...cut.segment(field.value)].length; }; field.addEventListener("input", count); count(); });
})();
