/* Opens the complaints form over this page from <a data-amends-complaint href="…">; without this, or in an old browser, the link leads there. */
(() => {
  "use strict";
  const own = document.currentScript && new URL(document.currentScript.src).origin;
  if (!own || !window.HTMLDialogElement || !Document.prototype.hasOwnProperty("adoptedStyleSheets")) return;
  const WAIT = 3000; // milliseconds in which a frame that may be shown here has answered
  const CSS = `dialog{box-sizing:border-box;flex-direction:column;width:min(42rem,100vw);max-width:none;height:min(var(--tall,40rem) + 48px,100dvh - 48px);max-height:none;padding:0;border:0;border-radius:8px;overflow:hidden;background:Canvas;box-shadow:0 8px 40px #0006}
dialog[open]{display:flex}dialog::backdrop{background:#0008}iframe{flex:1;width:100%;border:0}
button{align-self:flex-end;flex:none;width:48px;height:48px;border:0;background:none;color:CanvasText;font:24px/1 sans-serif;cursor:pointer}
button:focus-visible{outline:2px solid;outline-offset:-6px}@media(max-width:42rem){dialog{height:100dvh;border-radius:0}}`;
  let all;
  const sheet = () => { if (!all) (all = new CSSStyleSheet()).replaceSync(CSS); return all; };
  /* A frame of ours says how tall it is, once it was told that we listen. */
  const listen = (frame, heard) => {
    const hear = e => { if (e.origin === own && e.source === frame.contentWindow) heard(e.data || {}); };
    addEventListener("message", hear);
    frame.addEventListener("load", () => frame.contentWindow.postMessage({ amends: "here" }, own));
    return () => removeEventListener("message", hear);
  };
  const open = link => {
    const name = link.textContent.trim(), host = document.createElement("div"), root = host.attachShadow({ mode: "open" });
    const dialog = document.createElement("dialog"), shut = document.createElement("button"), frame = document.createElement("iframe");
    const from = new URL(link.href);
    from.pathname = "/embed";
    from.hash = "";
    frame.src = from;
    frame.title = name;
    dialog.setAttribute("aria-label", name);
    shut.type = "button";
    shut.textContent = "×";
    shut.setAttribute("aria-label", link.dataset.close || "Close");
    root.adoptedStyleSheets = [sheet()];
    dialog.append(shut, frame);
    root.append(dialog);
    document.body.append(host);
    let timer;
    const end = listen(frame, ({ amends, height }) => {
      clearTimeout(timer);
      if (amends === "close") dialog.close();
      if (amends === "size" && height > 0) dialog.style.setProperty("--tall", `${height}px`);
    });
    /* Not allowed to be shown here: then the link does what a link does. */
    frame.addEventListener("load", () => { timer = setTimeout(() => location.assign(link.href), WAIT); }, { once: true });
    shut.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { end(); clearTimeout(timer); host.remove(); link.focus(); });
    dialog.showModal();
  };
  const ready = () => {
    for (const link of document.querySelectorAll("a[data-amends-complaint]")) {
      if (link.origin !== own || link.hasAttribute("aria-haspopup")) continue; // not ours, or the script stands here twice
      link.setAttribute("role", "button");
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", e => { if (e.ctrlKey || e.metaKey || e.shiftKey) return; e.preventDefault(); open(link); });
      link.addEventListener("keydown", e => { if (e.key === " ") { e.preventDefault(); open(link); } });
    }
    for (const frame of document.querySelectorAll("iframe[data-amends-complaint]")) {
      listen(frame, ({ amends, height }) => { if (amends === "size" && height > 0) frame.style.height = `${height}px`; });
      frame.contentWindow.postMessage({ amends: "here" }, own); // loaded before this script was
    }
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready); else ready();
})();
