// Loads the page anew when the preview has built the site again, and keeps the place on it.
(function () {
  "use strict";
  const generation = document.currentScript.dataset.generation;
  const showsErrors = document.currentScript.dataset.errors === "true";
  const key = "waymark-preview-place";
  const address = location.pathname + location.search;
  let events = null;
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  let hasArrived = !kept || kept.address !== address; // at the place that the page before it had

  // A browser comes back to its place by itself, but not by way of a page that shows errors, nor if the page is loaded
  // anew before it is there, and Chromium on a busy machine not to the same one: it is kept from it.
  function reload() {
    events.close();
    history.scrollRestoration = "manual";
    if (!showsErrors && hasArrived) sessionStorage.setItem(key, JSON.stringify({ address: address, x: scrollX, y: scrollY }));
    location.reload();
  }

  // A browser opens six connections to one server: only the pages that are looked at hold one.
  function listen() {
    if (events) events.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource("/.waymark/events?since=" + generation);
    events.addEventListener("reload", reload);
  }

  if (!hasArrived && !showsErrors) {
    // The frame after the page's own scripts have put a line of theirs above it.
    addEventListener("load", function () {
      requestAnimationFrame(function () {
        scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
        sessionStorage.removeItem(key);
        history.scrollRestoration = "auto";
        hasArrived = true;
      });
    });
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", function () {
    if (events) events.close();
  });
  addEventListener("pageshow", listen);
})();
