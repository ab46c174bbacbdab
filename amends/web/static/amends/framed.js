/* In a frame: tells the website around it how tall the page is and when to close. Only a website in the company's list is told, and only
   after it asked; what anybody else says is not heard. */
(() => {
  "use strict";
  const allowed = document.currentScript.dataset.origins.split(" ");
  if (parent === window) return;
  let to = "";
  const say = what => { if (to) parent.postMessage({ amends: what, height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, to); };
  addEventListener("message", e => {
    if (e.source !== parent || !allowed.includes(e.origin) || e.data?.amends !== "here") return;
    to = e.origin;
    say("size");
  });
  new ResizeObserver(() => say("size")).observe(document.documentElement);
  /* A key pressed in here is not heard out there; what is open in here closes first. */
  addEventListener("keydown", e => { if (e.key === "Escape" && !document.querySelector("details.menu[open]")) say("close"); }, true);
})();
