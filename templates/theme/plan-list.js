// Draws a plan: as a list to work on, and as a table for paper. All it shows of the plan is text, never markup; the
// markup it copies stands in the page's templates.
(function () {
  "use strict";
  var store = window.waymarkPlan, edition = store.edition;
  var place = document.getElementById("plan-items"), table = document.getElementById("plan-sheet");

  function made(name, words, className) {
    var element = document.createElement(name);
    if (words) element.textContent = words;
    if (className) element.className = className;
    return element;
  }

  function copied(id) { return document.getElementById(id).content.firstElementChild.cloneNode(true); }

  function itemRow(member, number, byTerm, others) {
    var item = member.item, now = member.now, row = copied("plan-item");
    row.dataset.item = item.id;
    var icon = Array.from(document.querySelectorAll("template[data-icon]")).filter(function (each) {
      return each.dataset.icon === now.strand.id;
    })[0];
    if (icon) row.querySelector(".plan-place").append(icon.content.cloneNode(true));
    var names = [now.strand.title, byTerm && now.stage.name, now.by].filter(Boolean).join(" · ");
    row.querySelector(".plan-place").append(made("span", names));
    row.querySelector(".plan-words").textContent = now.words;
    var change = row.querySelector(".plan-change");
    change.textContent = edition.changeOf(now);
    change.hidden = !change.textContent;
    row.querySelectorAll("select, textarea").forEach(function (field) {
      var label = field.parentElement.querySelector("label");
      field.value = field.matches("select") ? item.term : item.note;
      field.id = label.htmlFor = "plan-" + (field.matches("select") ? "term-" : "note-") + number;
      label.append(made("span", " for " + now.words, "unseen"));
    });
    row.querySelectorAll("button").forEach(function (button) {
      button.append(made("span", " " + now.words, "unseen"));
      if (button.dataset.do === "up") button.hidden = others.indexOf(member) === 0;
      if (button.dataset.do === "down") button.hidden = others.indexOf(member) === others.length - 1;
    });
    return row;
  }

  function removedRow(member) {
    var row = copied("plan-removed");
    row.dataset.item = member.item.id;
    row.querySelector("p").textContent = "Removed: " + member.now.words;
    row.querySelector("button").append(made("span", " the removal of " + member.now.words, "unseen"));
    return row;
  }

  // Draws the list; `items` are the plan's and, where they stood, those that were removed since the page was opened.
  function draw(plan, items) {
    place.replaceChildren();
    edition.groupsOf(items, plan.group).forEach(function (group) {
      var section = made("section", "", "plan-group"), heading = made("h2"), list = made("ol");
      var staying = group.members.filter(function (member) { return store.find(plan, member.item.id); });
      heading.append(group.address ? Object.assign(made("a", group.title), { href: group.address }) : group.title);
      heading.append(" ", made("small", edition.counted(staying.length)));
      group.members.forEach(function (member) {
        var stays = staying.indexOf(member) >= 0;
        list.append(stays ? itemRow(member, items.indexOf(member.item), plan.group === "term", staying) : removedRow(member));
      });
      section.append(heading, list);
      place.append(section);
    });
  }

  function drawSheet(plan) {
    var about = [plan.name, plan.date, edition.counted(plan.items.length), edition.name];
    table.caption.textContent = about.filter(Boolean).join(" · ");
    table.tBodies[0].replaceChildren();
    edition.groupsOf(plan.items, plan.group).forEach(function (group) {
      group.members.forEach(function (member) {
        var row = table.tBodies[0].insertRow(), cell = row.insertCell();
        cell.append(made("strong", member.now.words));
        cell.append(made("span", [member.now.stage.name, member.now.strand.title, member.now.by].filter(Boolean).join(" · ")));
        var change = edition.changeOf(member.now);
        if (change) cell.append(made("em", change));
        row.insertCell().textContent = member.item.term ? edition.TERMS[member.item.term] : "";
        row.insertCell().textContent = member.item.note;
      });
    });
  }

  // What belongs to an item in the list, by a selector.
  function find(id, selector) {
    var row = Array.from(place.querySelectorAll("[data-item]")).filter(function (each) { return each.dataset.item === id; })[0];
    return row && row.querySelector(selector);
  }

  store.list = { draw: draw, drawSheet: drawSheet, find: find, copied: copied, made: made };
})();
