// The page of the plan: what a reader does with her plan, and what it says to her.
(function () {
  "use strict";
  var store = window.waymarkPlan, session = store.session, edition = store.edition, drawing = store.list;
  // What was removed since this plan was opened, with its position then, the latest last.
  var removed = [];
  var shown = session.plan.id;
  // What the last press of a button did, and what can be done about it.
  var message = null;
  var typing = null;

  function part(id) { return document.getElementById(id); }

  function on(id, kind, work) { part(id).addEventListener(kind, work); }

  function wordsOf(item) { return edition.current(item).words; }

  // Messages

  function notice(words, actions) {
    var box = drawing.copied("plan-notice");
    box.querySelector("p").textContent = words;
    (actions || []).forEach(function (action) {
      var button = drawing.made("button", action.words, "button small");
      button.type = "button";
      button.addEventListener("click", function () {
        action.run();
        part("plan-notices").focus();
      });
      box.querySelector(".buttons").append(button);
    });
    part("plan-notices").append(box);
  }

  function showNotices() {
    var plan = session.plan, changes = edition.changesOf(plan), other = session.another;
    part("plan-notices").replaceChildren();
    session.problems.forEach(function (problem) { notice(store.explain(problem, plan.items.length)); });
    if (message) notice(message.words, message.actions);
    if (other) {
      notice("Another plan, with " + edition.counted(other.items.length) + ", is remembered on this device.", [
        { words: "Open that plan", run: function () { replace(other, "The remembered plan is open."); } },
      ]);
    }
    if (changes) notice(changes.words, changes.reworded ? [{ words: "Use the new words", run: useNewWords }] : []);
  }

  function tell(words, actions) {
    message = { words: words, actions: actions };
    showNotices();
    session.say(words);
  }

  function useNewWords() {
    session.change({ edition: edition.name, items: session.plan.items.map(function (item) {
      return Object.assign({}, item, { words: wordsOf(item) });
    }) });
    tell("The plan has the new words.");
  }

  // Puts a plan in the place of the one that is open, which can be had back.
  function replace(plan, words) {
    var before = session.plan, isSame = plan.id === before.id;
    removed = [];
    session.set(isSame ? Object.assign({}, plan, { revision: Math.max(plan.revision, before.revision) + 1 }) : plan);
    tell(words, before.items.length === 0 ? [] : [{ words: "Undo", run: function () {
      replace(before, "The plan is as it was before.");
      message.actions = [];
      showNotices();
    } }]);
  }

  // The plan as it is

  // The plan's items and, where they stood, those that were removed.
  function allItems() {
    var items = session.plan.items.slice();
    removed.slice().reverse().forEach(function (each) { items.splice(each.at, 0, each.item); });
    return items;
  }

  function show() {
    var plan = session.plan, isEmpty = plan.items.length === 0;
    if (plan.id !== shown) removed = [];
    shown = plan.id;
    removed = removed.filter(function (each) { return !store.find(plan, each.item.id); });
    part("plan-start").hidden = !isEmpty;
    part("plan").classList.toggle("is-empty", isEmpty);
    part("plan-tools").textContent = isEmpty ? "Have a plan already?" : "Keep your plan";
    part("plan-details").hidden = part("plan-filled").hidden = part("plan-restart").hidden = isEmpty;
    part("plan-remember").hidden = isEmpty && !session.remembers;
    part("plan-remember").textContent = session.remembers ? "Forget on this device"
      : session.another ? "Remember this plan instead" : "Remember on this device";
    part("plan-address-field").hidden = true;
    ["name", "date"].forEach(function (key) { part("plan-" + key).value = plan[key]; });
    document.getElementsByName("plan-group").forEach(function (choice) { choice.checked = choice.value === plan.group; });
    showNotices();
    drawing.draw(plan, allItems());
    drawing.drawSheet(plan);
  }

  // Typing: the list is not drawn anew under a reader's hands, nor the address replaced at every letter.

  function typed(changes) {
    clearTimeout(typing);
    session.plan = store.changed(session.plan, changes);
    typing = setTimeout(settle, 400);
  }

  function settle() {
    if (typing === null) return;
    clearTimeout(typing);
    session.set(session.plan);
    drawing.drawSheet(session.plan);
    typing = null;
  }

  // Items

  function idOf(element) { return element.closest("[data-item]").dataset.item; }

  function itemsWith(id, changes) {
    return session.plan.items.map(function (item) { return item.id === id ? Object.assign({}, item, changes) : item; });
  }

  function move(id, step) {
    var items = session.plan.items.slice();
    var members = edition.groupsOf(items, session.plan.group).map(function (group) {
      return group.members.map(function (member) { return member.item; });
    }).filter(function (group) { return group.some(function (item) { return item.id === id; }); })[0];
    var at = members.findIndex(function (item) { return item.id === id; });
    var from = items.indexOf(members[at]), to = items.indexOf(members[at + step]);
    items[from] = members[at + step];
    items[to] = members[at];
    session.change({ items: items });
    session.say("Moved: " + wordsOf(members[at]) + ", now " + (at + step + 1) + " of " + members.length + ".");
    var button = drawing.find(id, step < 0 ? "[data-do=up]" : "[data-do=down]");
    (button.hidden ? drawing.find(id, step < 0 ? "[data-do=down]" : "[data-do=up]") : button).focus();
  }

  function remove(id) {
    var items = session.plan.items, item = store.find(session.plan, id);
    removed.push({ item: item, at: items.indexOf(item) });
    session.change({ items: items.filter(function (each) { return each.id !== id; }) });
    session.say("Removed: " + session.sentence(wordsOf(item)));
    drawing.find(id, "[data-do=restore]").focus();
  }

  function restore(id) {
    var items = allItems().filter(function (item) {
      return store.find(session.plan, item.id) || item.id === id;
    });
    session.change({ items: items });
    session.say("Put back: " + session.sentence(wordsOf(store.find(session.plan, id))));
    drawing.find(id, "select").focus();
  }

  on("plan-items", "click", function (event) {
    var button = event.target.closest("button[data-do]");
    if (!button) return;
    settle();
    var work = { up: function (id) { move(id, -1); }, down: function (id) { move(id, 1); }, remove: remove, restore: restore };
    work[button.dataset.do](idOf(button));
  });
  on("plan-items", "input", function (event) {
    if (event.target.matches("textarea")) typed({ items: itemsWith(idOf(event.target), { note: event.target.value }) });
  });
  on("plan-items", "change", function (event) {
    if (!event.target.matches("select")) return;
    settle();
    var id = idOf(event.target), term = event.target.value;
    session.change({ items: itemsWith(id, { term: term }) });
    session.say(edition.TERMS[term] + ": " + session.sentence(wordsOf(store.find(session.plan, id))));
    drawing.find(id, "select").focus();
  });
  on("plan-name", "input", function (event) { typed({ name: event.target.value }); });
  on("plan-date", "input", function (event) { typed({ date: event.target.value }); });
  document.getElementsByName("plan-group").forEach(function (choice) {
    choice.addEventListener("change", function () { session.change({ group: choice.value }); });
  });
  document.addEventListener("focusout", settle);
  window.addEventListener("pagehide", settle);

  // Out of the page

  function download(text, type, name) {
    var address = URL.createObjectURL(new Blob([text], { type: type }));
    var link = Object.assign(drawing.made("a"), { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    tell("Saved as " + name + ", in the folder of your downloads.");
  }

  on("plan-print", "click", function () { window.print(); });
  on("plan-save", "click", function () { download(store.toFile(session.plan), "application/json", "my-plan.json"); });
  on("plan-csv", "click", function () {
    var plan = session.plan;
    var rows = [["stage", "strand", "opportunity", "term", "note", "changed", "id", "name", "date", "edition"]];
    edition.groupsOf(plan.items, plan.group).forEach(function (group) {
      group.members.forEach(function (member) {
        var item = member.item, now = member.now;
        rows.push([
          now.stage.title, now.strand.title, now.words, item.term && edition.TERMS[item.term], item.note,
          edition.changeOf(now), item.id, plan.name, plan.date, edition.name,
        ]);
      });
    });
    download(store.csv(rows), "text/csv;charset=utf-8", "my-plan.csv");
  });
  on("plan-copy", "click", function () {
    var address = session.address(), field = part("plan-address");
    var warning = address.length <= 2000 ? ""
      : " It has " + address.length + " characters, and some mail programs cut that: you can send the saved file instead.";
    var copying = navigator.clipboard ? navigator.clipboard.writeText(address) : Promise.reject(new Error("none"));
    copying.then(function () { tell("The link is copied." + warning); }, function () {
      tell("This browser doesn’t let the page copy: copy the link from its box." + warning);
      part("plan-address-field").hidden = false;
      field.value = address;
      field.focus();
      field.select();
    });
  });

  // Into the page

  on("plan-open", "click", function () { part("plan-file").click(); });
  on("plan-file", "change", function (event) {
    var file = event.target.files[0], reader = new FileReader();
    event.target.value = "";
    if (!file) return;
    reader.onload = function () { opened(file.name, store.fromFile(reader.result)); };
    reader.onerror = function () { opened(file.name, { plan: null, problems: [{ kind: "unreadable" }] }); };
    if (file.size > store.LIMITS.file) opened(file.name, { plan: null, problems: [{ kind: "large" }] });
    else reader.readAsText(file);
  });

  function opened(name, found) {
    var count = found.plan ? found.plan.items.length : 0;
    var problems = found.problems.map(function (problem) { return store.explain(problem, count); }).join(" ");
    if (count > 0) replace(found.plan, "Opened " + name + ", with " + edition.counted(count) + ". " + problems);
    else tell(problems || "The plan in " + name + " is empty. Nothing was changed.");
    part("plan-notices").focus();
  }

  // Remembering, and starting again

  on("plan-remember", "click", function () {
    if (session.remembers) {
      session.forget();
      tell("This device has forgotten the plan. It is still in this page’s address.");
    } else if (session.remember()) {
      tell("This device remembers the plan until you press “Forget on this device”. Whoever uses it can see the plan.");
    } else tell("This browser doesn’t let the page remember anything: save the plan as a file instead.");
  });

  function confirming(isOpen) {
    part("plan-confirm").hidden = !isOpen;
    part(isOpen ? "plan-restart-yes" : "plan-restart").focus();
  }

  on("plan-restart", "click", function () { confirming(true); });
  on("plan-restart-no", "click", function () { confirming(false); });
  on("plan-confirm", "keydown", function (event) { if (event.key === "Escape") confirming(false); });
  on("plan-restart-yes", "click", function () {
    part("plan-confirm").hidden = true;
    replace(store.changed(session.plan, { items: [], name: "", date: "" }), "Your plan is empty.");
    part("plan-notices").focus();
  });

  part("plan").hidden = false;
  part("plan-unscripted").hidden = true;
  session.listen(function () { if (typing === null) show(); });
  show();
  session.say(Array.from(part("plan-notices").querySelectorAll("p"), function (each) { return each.textContent; }).join(" "));
})();
