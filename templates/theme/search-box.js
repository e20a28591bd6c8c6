// The search box of every page: results as the reader types, in a list that the arrow keys go through (the pattern of
// an editable combobox in the WAI-ARIA Authoring Practices). The search and its index load when the box is first used.
(function () {
  "use strict";
  const form = document.querySelector("form[role=search]");
  if (!form) return;
  const input = form.elements.q;
  const assets = new URL(".", document.currentScript.src).href;
  const root = new URL("..", assets).href;
  const page = root + "search.html";

  // Results

  const MOMENT = 4; // milliseconds

  // How many of each kind the list shows; the page of results shows all.
  const KINDS = {
    stage: { title: "Career stages", shown: 3 }, opportunity: { title: "Opportunities", shown: 5 },
    page: { title: "Pages", shown: 3 }, theme: { title: "Themes", shown: 2 }, term: { title: "Glossary", shown: 3 },
  };

  const pageFor = (query) => page + "?q=" + encodeURIComponent(query);
  const results = (count) => count === 1 ? "1 result" : count + " results";
  const shortened = (query) => query.length > 60 ? query.slice(0, 59).trim() + "…" : query;

  // An element with text or elements in it: element("p", "note", "Nothing ", link)
  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  // Writes a text whose spans are marked, ("Lead meetings", [[0, 4]]) -> <mark>Lead</mark> meetings, into the nodes that
  // the last one left: texts and marks by turns, of which only the words that differ are changed.
  function write(place, text, spans = []) {
    const ends = [...spans.flat(), text.length];
    ends.forEach((end, index) => {
      const isMarked = index % 2 === 1;
      const node = place.childNodes[index] || place.appendChild(isMarked ? element("mark", "", "") : new Text());
      const words = isMarked ? node.firstChild : node, now = text.slice(index > 0 ? ends[index - 1] : 0, end);
      if (words.data !== now) words.data = now;
    });
    while (place.childNodes.length > ends.length) place.lastChild.remove();
  }

  function hide(element, isHidden) {
    if (element.hidden !== isHidden) element.hidden = isHidden;
  }

  // Takes the steps of a drawing one after another: the first at once, and the others after the page has been shown, a
  // few milliseconds at a time, so that the reader's next letter doesn't wait for them. Gives functions to stop it and to
  // take all steps that are left.
  function inMoments(steps) {
    const waiting = [...steps];
    const later = () => { if (waiting.length > 0) requestAnimationFrame(() => setTimeout(some)); };
    function some() {
      const end = performance.now() + MOMENT;
      while (waiting.length > 0 && performance.now() < end) waiting.shift()();
      form.getBoundingClientRect(); // lays the page out, for which the next letter would wait
      later();
    }
    waiting.splice(0, 1).forEach((step) => step());
    later();
    return { stop: () => { waiting.length = 0; }, finish: () => { waiting.splice(0).forEach((step) => step()); } };
  }

  // Answers where nobody sees it, so that the first letter doesn't wait for fonts and for code that has never run.
  function rehearse(answer) {
    // With a slip, in vain, and the letters with which most words begin.
    const queries = ["mentorng", "zz", ..."scptaemldi"];
    soon(function next() {
      if (input.value || queries.length === 0) return;
      for (const query of [queries.shift(), ""]) {
        answer(query);
        form.getBoundingClientRect(); // lays it out
      }
      soon(next);
    });
  }

  function sentence(found, query) {
    const words = "“" + shortened(query.trim()) + "”";
    if (found.isEmpty) return query.trim() ? "Type a letter or a number to search." : "";
    if (found.count === 0) return "No result for " + words + ". Try fewer words, or another word.";
    return results(found.count) + (found.isClose ? " close to " : " for ") + words;
  }

  // Loading

  const soon = window.requestIdleCallback || setTimeout;
  const LONGEST_WAIT = { timeout: 100 }; // milliseconds, since a page that shows nothing new may never be idle
  let find = null, isAsked = false;

  // Loads the search and its index, once, and calls back when it can find, or can't ever.
  function load(onReady, onFailure) {
    if (isAsked) return;
    isAsked = true;
    const names = ["search.js", "readers-index.js"];
    let missing = names.length;
    for (const name of names) {
      const script = document.createElement("script");
      script.src = assets + name;
      script.addEventListener("load", () => {
        missing -= 1;
        if (missing > 0) return;
        soon(() => {
          find = window.waymarkSearch.prepare(window.waymark);
          onReady();
        }, LONGEST_WAIT);
      });
      if (onFailure) script.addEventListener("error", onFailure);
      document.head.append(script);
    }
  }

  window.waymarkSearchBox = {
    form, input, root, KINDS, element, write, hide, sentence, shortened, inMoments, rehearse, load, find: (query) => find ? find(query) : null,
  };

  form.action = page;

  // The key /

  const KEY = "waymark-search-key";
  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // The browser keeps nothing for this site.
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || stored() === "off") return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  if (stored() !== "off") input.setAttribute("aria-keyshortcuts", "/");

  if (!form.closest(".masthead")) return;

  // The list

  // The list stands in a frame of a fixed size, so that a letter lays out the list alone and not the page.
  const list = element("div", "search-list"), frame = element("div", "search-frame", list);
  list.id = "search-options";
  frame.hidden = true;
  const status = element("p", "unseen");
  status.setAttribute("role", "status");
  form.append(frame, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-expanded", "false");

  let options = []; // those of the results that are shown, in their order
  let active = -1, announcing = 0, drawing = null;
  let isOpen = false, isExpanded = false; // open with options

  // Says how much was found, when the reader pauses.
  function announce(text) {
    clearTimeout(announcing);
    announcing = setTimeout(() => { status.textContent = text; }, 500);
  }

  function show(opens) {
    if (isOpen && !opens) list.scrollTop = 0;
    if (isOpen !== opens) frame.classList.toggle("is-open", opens);
    isOpen = opens;
    if (isExpanded !== (isOpen && options.length > 0)) expand(!isExpanded);
    if (!isOpen) {
      if (drawing) drawing.stop();
      groups.forEach(({ whole }) => hide(whole, true));
      announce("");
    }
    activate(-1);
  }

  function expand(expands) {
    isExpanded = expands;
    input.setAttribute("aria-expanded", String(isExpanded));
    if (isExpanded) {
      input.setAttribute("aria-controls", list.id);
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", "Results");
    } else {
      input.removeAttribute("aria-controls");
      list.removeAttribute("role");
      list.removeAttribute("aria-label");
    }
  }

  function activate(position) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = position;
    if (!options[active]) return input.removeAttribute("aria-activedescendant");
    options[active].setAttribute("aria-selected", "true");
    options[active].scrollIntoView({ block: "nearest", behavior: "instant" });
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function option(name, ...content) {
    const link = element("a", "", ...content);
    link.id = list.id + "-" + name;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  // What stands under a result's title, and what of it is marked: "SENDCO and inclusion lead: Across Camden", "At 3
  // stages: …".
  function detail(result, marks) {
    if (!result.places) return [result.detail || "", marks.detail];
    const [place] = result.places, by = result.by ? "Added by " + result.by + " · " : "";
    if (result.places.length === 1) return [by + place.stage + ": " + place.strand];
    return [by + "At " + result.places.length + " stages: " + result.places.map((each) => each.stage).join(", ")];
  }

  // A result with several places, or with none of its own, leads to the page of results.
  function address(result) {
    if (result.address) return root + result.address;
    if (result.places && result.places.length === 1) return root + result.places[0].address;
    return pageFor(result.title);
  }

  // The groups of options, one for each kind, which stay: a letter only changes their words.
  function group([kind, { title, shown }]) {
    const heading = element("p", "", title);
    heading.id = list.id + "-" + kind;
    heading.setAttribute("role", "presentation");
    const places = Array.from({ length: shown }, (_, index) => {
      const name = element("span"), under = element("small");
      const link = option(kind + "-" + index, name, " ", under);
      link.hidden = true;
      return { name, under, link, result: null };
    });
    const whole = element("div", "", heading, ...places.map((place) => place.link));
    whole.hidden = true;
    whole.setAttribute("role", "group");
    whole.setAttribute("aria-labelledby", heading.id);
    return { kind, whole, places };
  }

  const groups = Object.entries(KINDS).map(group);
  const count = element("strong"), all = option("all", count);
  const none = element("p", "search-none");
  list.append(...groups.map((group) => group.whole), all, none);

  function fill(whole, place, result, marks) {
    write(place.name, result.title, marks.title);
    const isNeeded = result.kind !== "stage" || marks.title.length === 0;
    write(place.under, ...(isNeeded ? detail(result, marks) : [""]));
    if (place.result !== result) place.link.href = address(result);
    place.result = result;
    hide(place.link, false);
    hide(whole, false);
  }

  function draw(found, query) {
    if (drawing) drawing.stop();
    activate(-1);
    const parts = groups.flatMap(({ kind, whole, places }) => {
      const { results } = found.groups.find((group) => group.kind === kind) || { results: [] };
      if (results.length === 0) hide(whole, true);
      // Of a group that was not seen, nothing of what it showed last.
      for (const { link } of places.slice(whole.hidden ? 0 : results.length)) hide(link, true);
      return results.slice(0, places.length).map((result, index) => ({ whole, place: places[index], result }));
    });
    hide(all, found.count === 0);
    write(count, "All results: " + found.count);
    all.href = pageFor(query);
    hide(none, found.count > 0);
    write(none, found.count > 0 ? "" : sentence(found, query));
    options = found.count > 0 ? [...parts.map(({ place }) => place.link), all] : [];
    drawing = inMoments(parts.map(({ whole, place, result }) => () => fill(whole, place, result, found.marks(result))));
  }

  function answer(query) {
    const found = find && find(query);
    if (!found || !query) return show(false);
    draw(found, query);
    show(true);
    announce(sentence(found, query));
  }

  function update() {
    if (isOpen) list.scrollTop = 0;
    answer(input.value.trim());
  }

  // The list reaches to the side on which the page has more room.
  function align() {
    const { left, right } = form.getBoundingClientRect();
    frame.classList.toggle("is-at-end", left + right > document.documentElement.clientWidth);
  }

  function begin() {
    align();
    frame.hidden = false;
    load(() => {
      if (form.contains(document.activeElement)) update();
      rehearse(answer);
    });
  }

  form.addEventListener("focusin", begin);
  window.addEventListener("resize", align);
  input.addEventListener("input", update);
  input.addEventListener("click", () => { if (!isOpen) update(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
  // The focus stays in the box while a result is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) update();
      if (options.length === 0 || !isOpen) return;
      drawing.finish();
      // One place more than there are options: the box itself.
      const places = options.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
      activate((active + 1 + step + places) % places - 1);
    } else if (event.key === "Enter" && isOpen && options[active]) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!isOpen) input.value = "";
      else show(false);
    }
  });
})();
