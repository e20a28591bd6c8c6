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

  const AT_ONCE = 2;
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

  // A text whose spans are marked: ("Lead meetings", [[0, 4]]) -> <mark>Lead</mark> meetings
  function marked(text, spans) {
    const fragment = document.createDocumentFragment();
    let at = 0;
    for (const [start, end] of spans) {
      fragment.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    fragment.append(text.slice(at));
    return fragment;
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
      later();
    }
    waiting.splice(0, AT_ONCE).forEach((step) => step());
    later();
    return { stop: () => { waiting.length = 0; }, finish: () => { waiting.splice(0).forEach((step) => step()); } };
  }

  // Draws a result where nobody sees it, so that the first letter doesn't wait for fonts and for code that has never run.
  function rehearse(draw) {
    soon(() => {
      if (input.value) return;
      for (const query of ["mentorng", "st", "t", "e"]) draw(find(query));
      form.getBoundingClientRect(); // lays the page out
      draw(find(""));
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
        });
      });
      if (onFailure) script.addEventListener("error", onFailure);
      document.head.append(script);
    }
  }

  window.waymarkSearchBox = {
    form, input, root, KINDS, element, marked, sentence, shortened, inMoments, rehearse, load, find: (query) => find ? find(query) : null,
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

  const list = element("div", "search-list");
  list.id = "search-options";
  list.hidden = true;
  const status = element("p", "unseen");
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-expanded", "false");

  let options = []; // those of the results that are shown, in their order
  let active = -1, announcing = 0, drawing = null;

  // Says how much was found, when the reader pauses.
  function announce(text) {
    clearTimeout(announcing);
    announcing = setTimeout(() => { status.textContent = text; }, 500);
  }

  function show(isOpen) {
    list.hidden = !isOpen;
    const hasOptions = isOpen && options.length > 0;
    input.setAttribute("aria-expanded", String(hasOptions));
    if (hasOptions) input.setAttribute("aria-controls", list.id);
    else input.removeAttribute("aria-controls");
    if (!isOpen) announce("");
    activate(-1);
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

  // What stands under a result's title: "SENDCO and inclusion lead: Across Camden", "At 3 stages: …".
  function detail(result, marks) {
    if (!result.places) return marked(result.detail || "", marks.detail);
    const [place] = result.places, by = result.by ? "Added by " + result.by + " · " : "";
    if (result.places.length === 1) return by + place.stage + ": " + place.strand;
    return by + "At " + result.places.length + " stages: " + result.places.map((each) => each.stage).join(", ");
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
      return { name, under, link: option(kind + "-" + index, name, " ", under) };
    });
    const whole = element("div", "", heading, ...places.map((place) => place.link));
    whole.setAttribute("role", "group");
    whole.setAttribute("aria-labelledby", heading.id);
    return { kind, whole, places };
  }

  const groups = Object.entries(KINDS).map(group);
  const count = element("strong"), all = option("all", count);
  const none = element("p", "search-none");
  list.append(...groups.map((group) => group.whole), all, none);

  function fill({ name, under, link }, result, marks) {
    name.replaceChildren(marked(result.title, marks.title));
    const isNeeded = result.kind !== "stage" || marks.title.length === 0;
    under.replaceChildren(isNeeded ? detail(result, marks) : "");
    link.href = address(result);
    link.hidden = false;
  }

  function draw(found, query) {
    if (drawing) drawing.stop();
    const parts = groups.flatMap(({ kind, whole, places }) => {
      const { results } = found.groups.find((group) => group.kind === kind) || { results: [] };
      whole.hidden = results.length === 0;
      for (const { link } of places.slice(results.length)) link.hidden = true;
      return results.slice(0, places.length).map((result, index) => ({ place: places[index], result }));
    });
    all.hidden = found.count === 0;
    count.textContent = "All results: " + found.count;
    all.href = pageFor(query);
    none.hidden = found.count > 0;
    none.textContent = found.count > 0 ? "" : sentence(found, query);
    options = found.count > 0 ? [...parts.map(({ place }) => place.link), all] : [];
    drawing = inMoments(parts.map(({ place, result }) => () => fill(place, result, found.marks(result))));
  }

  function update() {
    const query = input.value.trim();
    const found = find && find(query);
    if (!found || !query) return show(false);
    if (found.count > 0) {
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", "Results");
    } else {
      list.removeAttribute("role");
      list.removeAttribute("aria-label");
    }
    draw(found, query);
    show(true);
    list.scrollTop = 0;
    announce(sentence(found, query));
  }

  // The list reaches to the side on which the page has more room.
  function align() {
    const { left, right } = form.getBoundingClientRect();
    list.classList.toggle("is-at-end", left + right > document.documentElement.clientWidth);
  }

  function begin() {
    align();
    load(() => {
      update();
      rehearse((found) => {
        draw(found, "");
        list.hidden = found.isEmpty;
      });
    });
  }

  form.addEventListener("focusin", begin);
  window.addEventListener("resize", align);
  input.addEventListener("input", update);
  input.addEventListener("click", () => { if (list.hidden) update(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) show(false); });
  // The focus stays in the box while a result is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) update();
      if (options.length === 0 || list.hidden) return;
      drawing.finish();
      // One place more than there are options: the box itself.
      const places = options.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
      activate((active + 1 + step + places) % places - 1);
    } else if (event.key === "Enter" && !list.hidden && options[active]) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (list.hidden) input.value = "";
      else show(false);
    }
  });
})();
