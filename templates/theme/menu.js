// Turns the link to the list of pages into a button that opens the main menu, on screens too narrow to show it.
(function () {
  "use strict";
  var button = document.querySelector(".menu-button");
  var menu = document.getElementById("menu");
  if (!button || !menu) return;

  function show(isOpen) {
    menu.classList.toggle("is-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  button.setAttribute("role", "button");
  button.setAttribute("aria-controls", "menu");
  show(false);
  button.addEventListener("click", function (event) {
    event.preventDefault();
    show(button.getAttribute("aria-expanded") !== "true");
  });
  button.addEventListener("keydown", function (event) {
    if (event.key === " ") {
      event.preventDefault();
      button.click();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
})();
