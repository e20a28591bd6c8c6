// What the edition of this site says of the things in a plan, which may have been made with another: by their ids.
(function () {
  "use strict";
  var store = window.waymarkPlan, site = window.waymark;
  var TERMS = { autumn: "Autumn term", spring: "Spring term", summer: "Summer term", later: "Later", "": "No term yet" };

  function position(list, id) {
    return list.findIndex(function (each) { return each.id === id; });
  }

  // What can still be said of a thing whose title is gone: "send-hub" was called "Send hub", or nearly.
  function titled(id) { return id ? (id.charAt(0).toUpperCase() + id.slice(1)).replace(/-/g, " ") : ""; }

  // An item as this edition has it: its words, those it had before if they changed, its stage and its
  // strand, and by which school it is.
  function current(item) {
    var found = site.opportunities[position(site.opportunities, item.id)];
    var places = found ? found.places : [];
    var stage = position(site.stages, item.stage), strand = position(site.strands, item.strand);
    var here = places.findIndex(function (place) { return place[0] === stage && place[1] === strand; });
    if (here < 0) here = places.findIndex(function (place) { return place[0] === stage || !item.stage; });
    if (here >= 0) { stage = places[here][0]; strand = places[here][1]; }
    var words = found && (found.wordings ? found.wordings[Math.max(here, 0)] : found.text);
    var unknown = { title: titled(item.stage) || "Other opportunities", name: titled(item.stage) };
    return {
      words: words || item.words || titled(item.id),
      was: words && item.words && words !== item.words ? item.words : "",
      by: found && found.by ? "Added by " + found.by : "",
      isOffered: Boolean(found), isOfferedHere: here >= 0,
      elsewhere: places.map(function (place) { return site.stages[place[0]].name; }),
      stage: site.stages[stage] || unknown, order: stage < 0 ? site.stages.length : stage,
      strand: site.strands[strand] || { id: "", title: titled(item.strand) },
    };
  }

  // What changed since the item was chosen, in sentences; nothing if nothing did.
  function changeOf(now) {
    if (!now.isOffered) return "No longer offered in this edition (" + site.edition + ").";
    return [
      now.was && "Reworded in this edition (" + site.edition + "). It was: “" + now.was + "”.",
      !now.isOfferedHere && "No longer offered at this stage, but at: " + now.elsewhere.join(", ") + ".",
    ].filter(Boolean).join(" ");
  }

  // What changed in the plan as a whole, and how many of its items have new words; null if nothing did.
  function changesOf(plan) {
    var all = plan.items.map(current);
    function count(holds) { return all.filter(holds).length; }
    var reworded = count(function (now) { return now.was; });
    var gone = count(function (now) { return !now.isOffered; });
    var moved = count(function (now) { return now.isOffered && !now.isOfferedHere; });
    if (!reworded && !gone && !moved) return null;
    var since = plan.edition && plan.edition !== site.edition
      ? "This plan was made with another edition (" + plan.edition + "). In this one (" + site.edition + "), "
      : "Since this plan was made, ";
    var parts = [
      reworded && reworded + (reworded === 1 ? " opportunity was reworded" : " opportunities were reworded"),
      gone && gone + (gone === 1 ? " is" : " are") + " no longer offered",
      moved && moved + (moved === 1 ? " is" : " are") + " offered at other stages",
    ].filter(Boolean);
    return { words: since + parts.join(" and ") + ". Each is marked below, with your term and note.", reworded: reworded };
  }

  // The items under their stages, or under their terms, each with its position in the list.
  function groupsOf(items, by) {
    var groups = new Map();
    items.forEach(function (item) {
      var now = current(item);
      var title = by === "term" ? TERMS[item.term] : now.stage.title;
      if (!groups.has(title)) {
        groups.set(title, {
          title: title, address: by === "term" ? "" : now.stage.address, members: [],
          order: by === "term" ? Object.keys(TERMS).indexOf(item.term) : now.order,
        });
      }
      groups.get(title).members.push({ item: item, now: now });
    });
    return Array.from(groups.values()).sort(function (one, other) { return one.order - other.order; });
  }

  function counted(count) { return count === 1 ? "1 opportunity" : count + " opportunities"; }

  store.edition = {
    name: site.edition, TERMS: TERMS, current: current, changeOf: changeOf, changesOf: changesOf, groupsOf: groupsOf,
    counted: counted,
  };
})();
