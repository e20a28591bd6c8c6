// Shows the choice of two stages, offers only pairs that have a page, and leads to it.
(function () {
  "use strict";
  for (const form of document.querySelectorAll("form.chooser")) {
    const from = form.elements.from;
    const to = form.elements.to;

    // A page of two stages has the list of all stages once.
    if (from.options && to.options.length === 1) {
      const chosen = to.value;
      to.replaceChildren(...Array.from(from.options, function (option) {
        return new Option(option.text, option.value, option.value === chosen, option.value === chosen);
      }));
    }

    // Leaves the stages that can follow the chosen one.
    const narrow = function () {
      const only = from.selectedOptions && from.selectedOptions[0].dataset.to;
      for (const option of to.options) {
        option.disabled = option.value === from.value || Boolean(only && !only.split(" ").includes(option.value));
        option.hidden = option.disabled;
      }
      if (!to.selectedOptions[0] || to.selectedOptions[0].disabled) {
        to.value = Array.from(to.options).find(option => !option.disabled).value;
      }
    };

    from.addEventListener("change", narrow);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const address = form.dataset.address.replace("{from}", from.value).replace("{to}", to.value);
      location.href = window.waymarkPlan ? window.waymarkPlan.session.carried(address) : address;
    });
    window.addEventListener("pageshow", narrow);
    narrow();
    form.hidden = false;
  }
})();
