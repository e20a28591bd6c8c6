// The page of results: all that the search finds, as the reader types, and in the address so that it can be linked.
(function () {
  "use strict";
  const box = window.waymarkSearchBox;
  const note = document.getElementById("search-note");
  const place = document.getElementById("search-found");
  const help = document.getElementById("search-help");
  if (!box || !note) return;
  const { element, write, hide } = box;
  const pageTitle = document.title;
  note.hidden = true; // It says that scripts are off.

  const status = element("p", "unseen");
  status.setAttribute("role", "status");
  note.after(status);

  // Results

  function link(address, ...content) {
    const made = element("a", "", ...content);
    made.href = box.root + address;
    return made;
  }

  // The places of an opportunity, each a link to the strand of its stage.
  function places(result) {
    const list = element("ul", "places");
    for (const each of result.places) {
      const strand = element("span", "", each.strand);
      list.append(element("li", "strand-" + (each.position + 1), link(each.address, each.stage, ": ", strand)));
    }
    return list;
  }

  // The place of one result, which stays: a letter changes its words.
  function item(kind) {
    switch (kind) {
    case "opportunity": return { made: element("li"), title: element("span", "opportunity"), result: null };
    case "term": return { made: element("div"), title: element("dt"), result: null };
    default: return { made: element("li"), title: element("a"), result: null };
    }
  }

  // What stands under the title of a result.
  function rest(result, marks) {
    const detail = (name, className) => {
      const made = element(name, className);
      write(made, result.detail || "Meaning to be confirmed", marks.detail);
      return made;
    };
    switch (result.kind) {
    case "opportunity": return [...(result.by ? [element("span", "by", "Added by " + result.by)] : []), places(result)];
    case "term": return [detail("dd", result.detail ? "" : "unknown")];
    default: return result.detail ? [detail("span", "also")] : [];
    }
  }

  function fill(item, result, marks) {
    entitle(item, result, marks);
    // Without a detail only the marks of its title change from letter to letter.
    if (item.made.lastChild !== item.title && !result.detail) return;
    item.made.replaceChildren(item.title, ...rest(result, marks));
  }

  // The title alone, until there is time for what stands under it.
  function entitle(item, result, marks) {
    write(item.title, result.title, marks.title);
    hide(item.made, false);
    if (item.result === result) return;
    if (result.address) item.title.href = box.root + result.address;
    item.made.replaceChildren(item.title);
    item.result = result;
  }

  const LISTS = { term: ["dl", "glossary"], theme: ["ul", "chips"] };

  // How many of a kind are shown before the reader asks for all of them.
  const SHOWN = 12;

  // The list of a kind of result, with a button for more than it shows.
  function section(kind) {
    const count = element("small", "count"), title = element("h2", "", box.KINDS[kind].title, " ", count);
    title.id = "search-found-" + kind;
    const list = element(...(LISTS[kind] || ["ul", "entries"])), button = element("button", "all");
    button.type = "button";
    button.setAttribute("aria-describedby", title.id);
    const items = Array.from({ length: SHOWN }, () => item(kind));
    list.append(...items.map(({ made }) => made));
    const made = element("section", "", title, list, button);
    made.setAttribute("aria-labelledby", title.id);
    for (const each of [made, button, ...list.children]) each.hidden = true;
    return { kind, made, count, list, button, items };
  }

  const sections = Object.keys(box.KINDS).map(section);
  place.append(...sections.map(({ made }) => made));
  let drawing = null;

  function draw(found) {
    if (drawing) drawing.stop();
    const steps = [], emptied = [];
    for (const section of sections) {
      const { results } = found.groups.find(({ kind }) => kind === section.kind) || { results: [] };
      if (results.length === 0) emptied.push(() => hide(section.made, true));
      else steps.push(...drawn(section, results, found));
    }
    // What is there comes first, what is there no more after it.
    steps.splice(1, 0, ...emptied);
    drawing = box.inMoments([...steps, () => hide(help, found.count > 0)]);
  }

  // The steps that draw the results of one kind: the title of the first before all.
  function drawn(section, results, found) {
    const shown = results.slice(0, SHOWN), rest = results.slice(SHOWN);
    const hideFrom = (first) => section.items.slice(first).forEach(({ made }) => hide(made, true));
    const begin = () => {
      if (section.made.hidden) hideFrom(1);
      hide(section.made, false);
      write(section.count, String(results.length));
      entitle(section.items[0], shown[0], found.marks(shown[0]));
    };
    const clear = () => {
      while (section.list.children.length > SHOWN) section.list.lastChild.remove();
      hideFrom(shown.length);
    };
    const fills = shown.map((result, index) => () => fill(section.items[index], result, found.marks(result)));
    const finish = () => {
      hide(section.button, rest.length === 0);
      if (rest.length === 0) return;
      write(section.button, "Show all " + results.length);
      section.button.onclick = () => showAll(section, rest, found);
    };
    return [begin, clear, ...fills, finish];
  }

  // Shows the rest of a kind, and goes on at the first of it.
  function showAll({ kind, list, button }, results, found) {
    drawing.finish();
    const more = results.map((result) => {
      const each = item(kind);
      fill(each, result, found.marks(result));
      return each.made;
    });
    list.append(...more);
    hide(button, true);
    more[0].tabIndex = -1;
    more[0].focus();
  }

  // The address

  let writing = 0;

  const asked = () => new URLSearchParams(location.search).get("q") || "";

  function keep() {
    clearTimeout(writing);
    const query = box.input.value.trim();
    const address = location.pathname + (query ? "?q=" + encodeURIComponent(query) : "");
    if (query !== asked()) history.replaceState(history.state, "", address + location.hash);
    document.title = (query ? "“" + box.shortened(query) + "” – " : "") + pageTitle;
  }

  // Answering

  let announcing = 0;

  function say(text, meanings) {
    note.replaceChildren(text, ...meanings.map(({ term, meaning }) =>
      element("span", "search-meaning", element("b", "", term), ": " + meaning)));
    note.hidden = !text;
    clearTimeout(announcing);
    announcing = setTimeout(() => { status.textContent = text; }, 500);
  }

  function answer(query, found) {
    say(box.sentence(found, query), found.meanings);
    draw(found);
  }

  function update() {
    const query = box.input.value;
    const found = box.find(query);
    if (!found) return;
    answer(query, found);
    clearTimeout(writing);
    writing = setTimeout(keep, 300);
  }

  box.input.addEventListener("input", update);
  box.input.addEventListener("blur", keep);
  window.addEventListener("popstate", () => {
    box.input.value = asked();
    update();
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    keep();
  });

  // What the reader types before the search has loaded stays.
  if (!box.input.value) box.input.value = asked();
  box.load(() => {
    update();
    box.rehearse((query) => answer(query, box.find(query)));
  }, () => say("The search could not be loaded. These lists have everything that it finds.", []));

  // Whether / goes to the box is remembered only once the reader has changed it.
  const key = document.getElementById("search-key");
  try {
    key.checked = localStorage.getItem("waymark-search-key") !== "off";
    key.addEventListener("change", () => {
      if (key.checked) localStorage.removeItem("waymark-search-key");
      else localStorage.setItem("waymark-search-key", "off");
    });
    key.closest("p").hidden = false;
  } catch {
    // The browser keeps nothing for this site, so there is nothing to choose.
  }
})();
