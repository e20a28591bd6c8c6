// Says of entries and pages whose last day has passed that they have ended. Without scripts the day stands there alone.
(function () {
  "use strict";
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  document.querySelectorAll("[data-ends]").forEach(function (span) {
    if (span.dataset.ends >= today) return;
    const ended = document.createElement("strong");
    ended.textContent = span.textContent.replace(/^(\(?[Ee])nds/, "$1nded");
    span.replaceChildren(ended);
  });
})();
