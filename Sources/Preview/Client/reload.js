// Loads the page anew when the preview has built the site again, and keeps the place on it.
(function () {
  "use strict";
  const generation = document.currentScript.dataset.generation;
  const showsErrors = document.currentScript.dataset.errors === "true";
  const key = "waymark-preview-place";
  const address = location.pathname + location.search;
  let events = null;
  const kept = JSON.parse(sessionStorage.getItem(key) || "null");

  // A browser comes back to its place on a page that it loads anew, but not by way of a page that shows errors.
  function reload() {
    events.close();
    if (!showsErrors && !isAwaited()) sessionStorage.setItem(key, JSON.stringify({ address: address, x: scrollX, y: scrollY }));
    location.reload();
  }

  // Whether the page is still to be brought to its place.
  function isAwaited() { return kept && kept.address === address && kept.hadErrors && document.readyState !== "complete"; }

  // A browser opens six connections to one server: only the pages that are looked at hold one.
  function listen() {
    if (events) events.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource("/.waymark/events?since=" + generation);
    events.addEventListener("reload", reload);
  }

  if (kept && kept.address === address) {
    if (showsErrors) {
      kept.hadErrors = true;
      sessionStorage.setItem(key, JSON.stringify(kept));
    } else if (kept.hadErrors) {
      history.scrollRestoration = "manual";
      addEventListener("load", function () {
        scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
        sessionStorage.removeItem(key);
      });
    }
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", function () {
    history.scrollRestoration = "auto";
    if (events) events.close();
  });
  addEventListener("pageshow", listen);
})();
