// A plan as a value: made, changed, written into an address or a file and read back. Nothing here touches the page,
// the address or the device; whatever is read comes back as a clean plan, with a list of what was wrong with it.
//
// A plan is { id, revision, edition, name, date, group, items } and an item { id, words, stage, strand, term, note }.
// `words` are those the reader saw when she chose it, so a plan still says what it meant in a later edition. `id` tells
// plans apart, and `revision` the newer of two states of one plan.
//
// In an address, version 1, records stand between ~~ and their fields between dots:
//
//   1.id.revision.edition.name.date.group~~words.stage.strand.term.note.id~~…~~checksum
//
// A space is written _ and every byte of UTF-8 but letters, digits and hyphens ~ and two hexadecimal digits, so there is
// nothing that a mail program would cut or change. Stage and strand are left out where they are those of the item
// before (- says that there are none), the id where it follows from the words, and empty fields at a record's end. A
// plan of ten takes about a thousand characters, and what stands before a cut can be read.
(function () {
  "use strict";
  var VERSION = 1;
  var TERMS = ["autumn", "spring", "summer", "later"];
  var LIMITS = { items: 200, words: 600, note: 1000, line: 100, file: 1000000 };

  function empty(edition) {
    var id = Math.random().toString(36).slice(2, 7) || "plan";
    return { id: id, revision: 0, edition: edition || "", name: "", date: "", group: "stage", items: [] };
  }

  // A copy of the plan with some of its members replaced, one revision on.
  function changed(plan, changes) {
    return Object.assign({}, plan, changes, { revision: plan.revision + 1 });
  }

  function find(plan, id) {
    return plan.items.filter(function (item) { return item.id === id; })[0];
  }

  function line(value, limit) {
    return typeof value === "string" ? value.replace(/[\u0000-\u001f\u007f]+/g, " ").trim().slice(0, limit || LIMITS.line) : "";
  }

  function cleanItem(raw) {
    var words = line(raw.words, LIMITS.words);
    var id = line(raw.id, 200) || slug(words);
    if (!id || !(words || raw.id)) return null;
    return {
      id: id, words: words, stage: line(raw.stage), strand: line(raw.strand),
      term: TERMS.indexOf(raw.term) < 0 ? "" : raw.term,
      note: typeof raw.note === "string" ? raw.note.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ").slice(0, LIMITS.note) : "",
    };
  }

  // A clean plan of what was read, and what had to be left out of it: { kind, count } for each.
  function clean(head, rawItems, problems) {
    var plan = empty(line(head.edition));
    plan.id = /^[a-z0-9]{1,12}$/.test(head.id) ? head.id : plan.id;
    plan.revision = Number.isSafeInteger(head.revision) && head.revision > 0 ? head.revision : 1;
    plan.name = line(head.name);
    plan.date = line(head.date);
    plan.group = head.group === "term" ? "term" : "stage";
    var seen = new Set(), unclear = 0, repeated = 0, beyond = 0;
    rawItems.forEach(function (raw) {
      var item = raw && typeof raw === "object" ? cleanItem(raw) : null;
      if (!item) unclear += 1;
      else if (seen.has(item.id)) repeated += 1;
      else if (plan.items.length >= LIMITS.items) beyond += 1;
      else { seen.add(item.id); plan.items.push(item); }
    });
    if (unclear) problems.push({ kind: "unclear", count: unclear });
    if (repeated) problems.push({ kind: "repeated", count: repeated });
    if (beyond) problems.push({ kind: "beyond", count: beyond });
    return { plan: plan, problems: problems };
  }

  function failed(kind) { return { plan: null, problems: [{ kind: kind, count: 0 }] }; }

  // The id that Waymark makes of plain words (Framework's slug(of:)); of other words the plan writes the id out.
  function slug(words) {
    if (!/^[\x20-\x7e\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*$/.test(words)) return "";
    return words.toLowerCase().replace(/['\u2019]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  // Addresses

  function escaped(text) {
    return Array.from(new TextEncoder().encode(text), function (byte) {
      var letter = String.fromCharCode(byte);
      if (letter === " ") return "_";
      return /[A-Za-z0-9-]/.test(letter) ? letter : "~" + (byte < 16 ? "0" : "") + byte.toString(16);
    }).join("");
  }

  function unescaped(text) {
    var bytes = [];
    (text || "").replace(/~([0-9a-f]{2})|[^]/gi, function (piece, hex) {
      if (hex) bytes.push(parseInt(hex, 16));
      else bytes.push.apply(bytes, new TextEncoder().encode(piece === "_" ? " " : piece));
    });
    return new TextDecoder().decode(new Uint8Array(bytes));
  }

  // FNV-1a, to notice that an address was cut or changed.
  function checksum(text) {
    var sum = 0x811c9dc5;
    for (var index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
    return (sum >>> 0).toString(36);
  }

  function record(fields) {
    return fields.map(function (field) { return escaped(String(field)); }).join(".").replace(/\.+$/, "");
  }

  function encode(plan) {
    var before = { stage: "-", strand: "-" };
    var group = plan.group === "term" ? "term" : "";
    var records = [record([VERSION, plan.id, plan.revision, plan.edition, plan.name, plan.date, group])];
    plan.items.forEach(function (item) {
      var here = { stage: item.stage || "-", strand: item.strand || "-" };
      records.push(record([
        item.words, here.stage === before.stage ? "" : here.stage, here.strand === before.strand ? "" : here.strand,
        item.term ? TERMS.indexOf(item.term) + 1 : "", item.note, slug(item.words) === item.id ? "" : item.id,
      ]));
      before = here;
    });
    var text = records.join("~~");
    return text + "~~" + checksum(text);
  }

  function decode(text) {
    // An old program may have written ~ as %7E.
    try { text = decodeURIComponent(text); } catch (error) { /* Not of our making: read what can be read. */ }
    var version = /^(\d+)(\.|$)/.exec(text);
    if (!version) return failed("unreadable");
    if (Number(version[1]) !== VERSION) return failed("newer");
    var end = text.lastIndexOf("~~");
    var problems = [];
    var records = text.split("~~");
    if (end < 0 || checksum(text.slice(0, end)) !== text.slice(end + 2)) {
      problems.push({ kind: "cut", count: 0 });
      // The words of the last record are whole only if something stands after them.
      var last = records[records.length - 1];
      if (records.length > 1) {
        records.pop();
        if (last.indexOf(".") > 0) records.push(last.replace(/~[0-9a-f]?$/, "").replace(/\.[^.]*$/, ""), "");
        else records.push("");
      } else records.push("");
    }
    records = records.slice(0, -1).map(function (each) { return each.split(".").map(unescaped); });
    var head = records.shift() || [];
    var place = ["", ""];
    var items = records.map(function (fields) {
      place = [1, 2].map(function (at) { return fields[at] === "-" ? "" : fields[at] || place[at - 1]; });
      return {
        words: fields[0], stage: place[0], strand: place[1], term: TERMS[Number(fields[3]) - 1], note: fields[4],
        id: fields[5],
      };
    });
    return clean(
      { id: head[1], revision: Number(head[2]), edition: head[3], name: head[4], date: head[5], group: head[6] },
      items, problems
    );
  }

  // Files

  function toFile(plan) {
    var head = { "waymark-plan": VERSION };
    ["id", "revision", "edition", "name", "date", "group"].forEach(function (key) { head[key] = plan[key]; });
    head.items = plan.items.map(function (item) {
      return { id: item.id, words: item.words, stage: item.stage, strand: item.strand, term: item.term, note: item.note };
    });
    return JSON.stringify(head, null, 2) + "\n";
  }

  function fromFile(text) {
    var read;
    text = text.replace(/^\ufeff/, "");
    try { read = JSON.parse(text); } catch (error) { return salvaged(text); }
    if (!read || typeof read !== "object" || !("waymark-plan" in read)) return failed("unreadable");
    if (read["waymark-plan"] !== VERSION) return failed(read["waymark-plan"] > VERSION ? "newer" : "unreadable");
    return Array.isArray(read.items) ? clean(read, read.items, []) : clean(read, [], [{ kind: "cut", count: 0 }]);
  }

  // Of a file that was cut or changed: its head, and each item that is still whole.
  function salvaged(text) {
    if (text.slice(0, 100).indexOf('"waymark-plan"') < 0) return failed("unreadable");
    var head = {};
    ["id", "edition", "name", "date", "group"].forEach(function (key) {
      var found = new RegExp('"' + key + '": ("(?:[^"\\\\]|\\\\.)*")').exec(text.split('"items"')[0]);
      try { head[key] = found && JSON.parse(found[1]); } catch (error) { /* It stays empty. */ }
    });
    var items = (text.match(/\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g) || []).map(function (each) {
      try { return JSON.parse(each); } catch (error) { return null; }
    });
    return clean(head, items, [{ kind: "cut", count: 0 }]);
  }

  function explain(problem, count) {
    var one = problem.count === 1;
    switch (problem.kind) {
    case "unreadable": return "This is not a plan that this page can read. Nothing was changed.";
    case "newer": return "This plan was made with a newer version of this page, which this one can’t read. Nothing was changed.";
    case "large": return "This file is too large to be a plan. Nothing was changed.";
    case "cut": return "Part of this plan was lost on the way: it was cut off or changed. " + (count === 1 ? "One opportunity could be read." : count + " opportunities could be read.");
    case "unclear": return one ? "One entry could not be read and was left out." : problem.count + " entries could not be read and were left out.";
    case "repeated": return one ? "One opportunity stood in the plan twice and was taken once." : problem.count + " opportunities stood in the plan more than once and were taken once.";
    default: return "A plan holds at most " + LIMITS.items + " opportunities: " + problem.count + " were left out.";
    }
  }

  // What spreadsheets would run as a formula begins with an apostrophe, as in Waymark's own opportunities.csv.
  function cell(value) {
    var safe = /^'*[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",\r\n']/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  // A table for spreadsheets (RFC 4180), with the mark without which Excel takes UTF-8 for another encoding.
  function csv(rows) {
    return "\ufeff" + rows.map(function (cells) { return cells.map(cell).join(",") + "\r\n"; }).join("");
  }

  window.waymarkPlan = {
    LIMITS: LIMITS, empty: empty, changed: changed, find: find, encode: encode, decode: decode, toFile: toFile,
    fromFile: fromFile, explain: explain, csv: csv,
  };
})();
