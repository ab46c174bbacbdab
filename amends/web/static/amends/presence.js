/* Who else has this complaint before them, and who writes there. Announced while the window is seen; told by the event stream. Follows desk.js. */
(() => {
  "use strict";
  const EVERY = 10000, STILL = 6000;  // the live process forgets a window after 22 s; whoever rests for 6 s no longer writes
  const { say, token } = window.amends;
  const place = () => document.getElementById("here");
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(9)), n => n.toString(36)).join("");
  const words = (template, values) => template.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
  let writes = "", told = null, known = new Map(), clock, rests;

  const announce = (more = {}) => {
    const here = place(); if (!here || (document.hidden && !more.gone)) return;
    clearTimeout(clock); if (!more.gone) clock = setTimeout(announce, EVERY);
    told = writes; const asked = performance.now();
    fetch(here.dataset.url, { method: "POST", keepalive: true, credentials: "same-origin",
      headers: { "X-CSRFToken": token(), "HX-Request": "true" }, body: new URLSearchParams({ tab, in: writes, ...more }),
    }).then(answer => { if (answer.status === 401) document.dispatchEvent(new CustomEvent("amends:signed-out")); else if (answer.ok) document.dispatchEvent(new CustomEvent("amends:arrived", { detail: asked })); }, () => { /* offline: said elsewhere */ });
  };
  const labelOf = id => { const label = id && document.querySelector(`label[for="${CSS.escape(id)}"]`); return label ? label.textContent.trim() : ""; };
  const sentence = (one, say) => { const what = labelOf(one.writes_in);
    return words(one.writes_in ? (what ? say.writesIn : say.writes) : say.looks, { name: one.name, what }); };
  const initials = name => { const parts = name.trim().split(/\s+/), of = part => [...part][0] || ""; return (of(parts[0]) + (parts.length > 1 ? of(parts.at(-1)) : "")).toLocaleUpperCase(); };

  const line = (one, here) => {
    const li = document.createElement("li"), ring = document.createElement("i"), text = document.createElement("span");
    ring.textContent = initials(one.name); ring.setAttribute("aria-hidden", "true"); ring.title = one.name;
    text.textContent = one.writes_in ? sentence(one, here.dataset) : one.name;
    li.classList.toggle("writes", Boolean(one.writes_in)); li.classList.toggle("came", !known.has(one.id)); li.append(ring, text); return li;
  };
  const draw = people => {
    const here = place(); if (!here) return;
    const others = people.filter(one => String(one.id) !== here.dataset.me).sort((a, b) => Boolean(b.writes_in) - Boolean(a.writes_in));
    here.firstElementChild.replaceChildren(...others.map(one => line(one, here)));
    here.firstElementChild.classList.toggle("many", others.length > 2);
    const news = others.filter(one => !known.has(one.id) || (one.writes_in && known.get(one.id).writes_in !== one.writes_in)).map(one => sentence(one, here.dataset));
    for (const [id, was] of known) if (!others.some(one => one.id === id)) news.push(words(here.dataset.left, { name: was.name }));
    known = new Map(others.map(one => [one.id, one]));
    if (news.length) say(news.join(" "));
  };

  const write = id => { clearTimeout(rests); if (id) rests = setTimeout(() => write(""), STILL); writes = id; if (writes !== told) announce(); };
  document.addEventListener("input", e => { if (place() && e.target.matches("#main textarea, #main input[type=text]")) write(/^[\w-]{1,64}$/.test(e.target.id) ? e.target.id : "form"); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) { writes = ""; announce({ gone: "1" }); } else announce({ asks: "1" }); });
  addEventListener("pagehide", () => announce({ gone: "1" }));
  addEventListener("pageshow", e => { if (e.persisted) announce({ asks: "1" }); });
  document.addEventListener("DOMContentLoaded", () => {
    const { body } = document;
    for (const type of ["live:open", "live:live"]) body.addEventListener(type, () => announce({ asks: "1" }));
    body.addEventListener("live:presence", e => { if (e.detail.about === place()?.dataset.about) draw(e.detail.people); });
    announce({ asks: "1" });
  });
})();
