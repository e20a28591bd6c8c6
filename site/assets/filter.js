// Narrows the whole table, or the A to Z, to the opportunities that a reader asks for. The choice stands in the page's
// address, so that it can be linked, kept and printed.
(function () {
  "use strict";
  const form = document.querySelector("form.filter");
  if (!form) return;
  const controls = Array.from(form.querySelectorAll("select, input"));
  const words = form.elements.q;
  const hits = form.querySelector(".hits");
  const clear = form.querySelector("button");
  const onPaper = document.querySelector(".filtered");
  const table = document.querySelector(".whole-table table");
  const entries = Array.from(document.querySelectorAll(table ? "td .opportunity" : ".letter .entries > li"), entryOf);
  const groups = table ? Array.from(table.tBodies[0].rows, rowOf) : Array.from(document.querySelectorAll(".letter"), letterOf);

  // Folding: letters and digits without case and accents, so that `online` finds `On-line` and `cafe` finds `Café`.

  // The letters of a text, where in the text each stands, and which of them begin a word.
  function folded(text) {
    const letters = [], places = [], starts = new Set();
    let place = 0, isInWord = false;
    for (const character of text) {
      const end = place + character.length;
      const base = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      if (/[\p{L}\p{N}]/u.test(base)) {
        if (!isInWord) starts.add(letters.length);
        for (const letter of base) {
          letters.push(letter);
          places.push([place, end]);
        }
        isInWord = true;
      } else if (/[-\u2010\u2011]/.test(character)) {
        isInWord = false; // `cross-school` is found by `school` and by `crossschool`
      } else if (base && !/['\u2018\u2019\u00ad]/.test(character)) {
        isInWord = false;
        letters.push(" ");
        places.push([place, end]);
      }
      place = end;
    }
    return { letters: letters.join(""), places, starts };
  }

  // Where words of a text begin as one word of a reader does: pairs of a start and an end in the text.
  function found(word, text) {
    const ranges = [];
    for (let at = text.letters.indexOf(word); at >= 0; at = text.letters.indexOf(word, at + 1)) {
      if (text.starts.has(at)) ranges.push([text.places[at][0], text.places[at + word.length - 1][1]]);
    }
    return ranges;
  }

  // What the page holds

  function entryOf(element) {
    const walker = document.createTreeWalker(element.querySelector(".opportunity") || element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && !node.data.trim()) node = walker.nextNode();
    const text = node ? node.data : "";
    const item = element.closest("li");
    const cell = element.closest("td");
    return {
      item, text, letters: folded(text), nodes: node ? [node] : [], isMarked: false,
      themes: numbers(item.dataset.themes, " "),
      places: cell ? [[cell.parentElement.sectionRowIndex, cell.cellIndex - 1]]
        : (item.dataset.places || "").split(" ").map(place => numbers(place, ".")),
    };
  }

  function numbers(text, separator) {
    return text ? text.split(separator).map(Number) : [];
  }

  function rowOf(row) {
    return { elements: [row], items: Array.from(row.querySelectorAll("li")), cells: Array.from(row.cells).slice(1) };
  }

  function letterOf(section) {
    const link = document.querySelector('.letters a[href="#' + section.getAttribute("aria-labelledby") + '"]');
    return {
      elements: link ? [section, link.parentElement] : [section], items: Array.from(section.querySelectorAll("li")), cells: [],
    };
  }

  // What the reader asks for

  // Takes the choice from the address; gives what this edition does not have.
  function readAddress() {
    const asked = new URL(location.href).searchParams;
    return controls.flatMap(function (control) {
      const value = asked.get(control.name) || "";
      control.value = value;
      if (control.value === value || control === words) return [];
      control.value = "";
      return [control.labels[0].textContent.toLowerCase() + " \u201c" + value + "\u201d"];
    });
  }

  function writeAddress() {
    const address = new URL(location.href);
    for (const control of controls) address.searchParams.delete(control.name);
    for (const control of controls) {
      if (control.value.trim()) address.searchParams.append(control.name, control.value.trim());
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // The position of the chosen option; -1 for all.
  function position(name) {
    return form.elements[name] ? form.elements[name].selectedIndex - 1 : -1;
  }

  // What the page shows

  function narrow(missing) {
    const isActive = controls.some(control => control.value.trim());
    const asked = folded(words.value).letters.split(" ").filter(Boolean);
    const [stage, strand, theme] = ["stage", "strand", "theme"].map(position);
    let count = 0;
    for (const entry of entries) {
      const ranges = asked.map(word => found(word, entry.letters));
      const isHit = ranges.every(each => each.length > 0)
        && (theme < 0 || entry.themes.includes(theme))
        && entry.places.some(place => (stage < 0 || place[0] === stage) && (strand < 0 || place[1] === strand));
      entry.item.hidden = !isHit;
      mark(entry, isHit ? ranges.flat() : []);
      if (isHit) count += 1;
    }
    for (const group of groups) {
      const isEmpty = isActive && group.items.every(item => item.hidden);
      for (const element of group.elements) element.hidden = isEmpty;
      group.cells.forEach((cell, column) => showCell(cell, strand < 0 || strand === column));
    }
    if (table) {
      Array.from(table.tHead.rows[0].cells).slice(1).forEach(function (cell, column) {
        cell.hidden = strand >= 0 && strand !== column;
      });
      table.classList.toggle("one-strand", strand >= 0);
      table.parentElement.hidden = count === 0;
    }
    tell(isActive, count, missing || []);
  }

  // A cell without a hit says so, and keeps its place in the table.
  function showCell(cell, isShown) {
    cell.hidden = !isShown;
    const list = cell.querySelector("ul");
    if (!list) return;
    list.hidden = Array.from(list.children).every(item => item.hidden);
    let note = cell.querySelector(".none");
    if (!note) {
      note = document.createElement("p");
      note.className = "none";
      note.textContent = "None";
      cell.append(note);
    }
    note.hidden = !list.hidden;
  }

  // Marks ranges of an entry's text, in place of what was marked before.
  function mark(entry, ranges) {
    if (entry.nodes.length === 0 || (ranges.length === 0 && !entry.isMarked)) return;
    const nodes = [];
    let end = 0;
    function add(start, stop, isMarked) {
      if (start >= stop) return;
      const text = document.createTextNode(entry.text.slice(start, stop));
      const element = isMarked ? document.createElement("mark") : text;
      if (isMarked) element.append(text);
      nodes.push(element);
    }
    for (const [start, stop] of ranges.sort((a, b) => a[0] - b[0])) {
      add(end, start, false);
      add(Math.max(start, end), stop, true);
      end = Math.max(end, stop);
    }
    add(end, entry.text.length, false);
    entry.nodes[0].before(...nodes);
    for (const node of entry.nodes) node.remove();
    entry.nodes = nodes;
    entry.isMarked = ranges.length > 0;
  }

  function tell(isActive, count, missing) {
    const number = !isActive ? entries.length + " opportunities" : count + " of " + entries.length + " opportunities";
    const unknown = missing.length ? " This edition has no " + missing.join(", no ") + "." : "";
    const advice = count === 0 ? ". Try fewer words, or clear the filters." : unknown ? "." : "";
    const message = number + advice + unknown;
    if (hits.textContent !== message) hits.textContent = message;
    clear.hidden = !isActive;
    onPaper.hidden = !isActive;
    onPaper.textContent = "Filtered: " + number + ". " + controls.filter(control => control.value.trim())
      .map(control => control.labels[0].textContent + ": " + (control === words ? words.value.trim() : control.selectedOptions[0].text))
      .join(". ") + ".";
  }

  // What the reader does

  let pause = 0;

  function change() {
    clearTimeout(pause);
    narrow();
    writeAddress();
  }

  form.addEventListener("input", function (event) {
    clearTimeout(pause);
    if (event.target === words) pause = setTimeout(change, 150); // while somebody types
    else change();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    change();
  });
  clear.addEventListener("click", function () {
    for (const control of controls) control.value = "";
    change();
    words.focus();
  });
  window.addEventListener("popstate", () => narrow(readAddress()));
  window.addEventListener("pageshow", event => { if (event.persisted) narrow(readAddress()); });

  form.hidden = false;
  narrow(readAddress());
  const isLinked = controls.some(control => control.value) && !location.hash;
  const [visit] = performance.getEntriesByType("navigation");
  if (isLinked && visit && visit.type === "navigate") form.scrollIntoView({ behavior: "instant" });
})();
