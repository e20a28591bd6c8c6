// A box to tick beside every opportunity of the page, and a link to the plan once something is in it.
(function () {
  "use strict";
  var store = window.waymarkPlan, session = store.session;
  var planPage = new URL("../plan.html", document.currentScript.src).href;
  var boxes = [];

  // The words of an opportunity without what stands under them.
  function wordsOf(entry) {
    return (entry.querySelector(".opportunity") || entry).textContent.replace(/\s+/g, " ").trim();
  }

  function within(entry, name) {
    var holder = entry.closest("[data-" + name + "]");
    return holder ? holder.dataset[name] : "";
  }

  function inWords(count) { return count === 1 ? "1 in the plan." : count + " in the plan."; }

  function change(box, entry, words) {
    var id = entry.dataset.opportunity, plan = session.plan;
    var items = plan.items.filter(function (item) { return item.id !== id; });
    if (box.checked && items.length >= store.LIMITS.items) {
      box.checked = false;
      session.say("The plan is full: it holds " + store.LIMITS.items + " opportunities.");
      return;
    }
    if (box.checked) {
      items.push({ id: id, words: words, stage: within(entry, "stage"), strand: within(entry, "strand"), term: "", note: "" });
    }
    session.change({ items: items, edition: plan.items.length ? plan.edition : document.body.dataset.edition || "" });
    session.say((box.checked ? "Added to my plan: " : "Taken out of my plan: ") + session.sentence(words) + " " + inWords(items.length));
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-opportunity]"), function (entry) {
    var box = document.createElement("input"), words = wordsOf(entry);
    box.type = "checkbox";
    box.className = "tick";
    box.autocomplete = "off"; // or a reload would bring back the boxes and not the plan
    box.setAttribute("aria-label", "Add to my plan: " + words);
    box.addEventListener("change", function () { change(box, entry, words); });
    entry.classList.add("has-tick");
    entry.prepend(box);
    boxes.push({ box: box, id: entry.dataset.opportunity });
  });

  // What the boxes are for, and then what was ticked: in sight, and said by screen readers as it changes.
  if (boxes.length > 0) {
    session.status.className = "tick-hint";
    session.status.textContent = "Tick what you would like to do, and it goes into your plan.";
    document.querySelector("[data-opportunity]").closest(".strands > *, .scroller, .theme > *, .letter").before(session.status);
  }

  var bar = document.createElement("nav"), link = document.createElement("a"), count = document.createElement("b");
  var notice = document.createElement("p");
  bar.className = "plan-bar";
  bar.setAttribute("aria-label", "My plan");
  link.href = planPage;
  count.className = "count";
  link.append("My plan ", count);
  bar.append(notice, link);
  document.querySelector("main").after(bar);

  function show() {
    var chosen = new Set(session.plan.items.map(function (item) { return item.id; }));
    boxes.forEach(function (each) { each.box.checked = chosen.has(each.id); });
    count.textContent = "(" + chosen.size + ")";
    notice.textContent = session.problems.map(function (problem) { return store.explain(problem, chosen.size); }).join(" ");
    notice.hidden = !notice.textContent;
    link.hidden = chosen.size === 0;
    bar.hidden = notice.hidden && link.hidden;
    document.documentElement.classList.toggle("has-plan", !bar.hidden);
  }

  session.listen(show);
  show();
  if (!notice.hidden) session.say(notice.textContent);
})();
