// The page of results: all that the search finds, as the reader types, and in the address so that it can be linked.
(function () {
  "use strict";
  const box = window.waymarkSearchBox;
  const note = document.getElementById("search-note");
  const place = document.getElementById("search-found");
  const help = document.getElementById("search-help");
  if (!box || !note) return;
  const { element, marked } = box;
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

  function item(result, marks) {
    const title = marked(result.title, marks.title);
    const detail = () => element("span", "also", marked(result.detail, marks.detail));
    switch (result.kind) {
    case "opportunity": {
      const by = result.by ? element("span", "by", "Added by " + result.by) : "";
      return element("li", "", element("span", "opportunity", title), by, places(result));
    }
    case "term": {
      const meaning = result.detail ? marked(result.detail, marks.detail) : "Meaning to be confirmed";
      return element("div", "", element("dt", "", title), element("dd", result.detail ? "" : "unknown", meaning));
    }
    case "theme": return element("li", "", link(result.address, title));
    default: return element("li", "", link(result.address, title), result.detail ? detail() : "");
    }
  }

  const LISTS = { term: ["dl", "glossary"], theme: ["ul", "chips"] };

  // How many of a kind are shown before the reader asks for all of them.
  const SHOWN = 12;

  function section(kind, results, found) {
    const title = element("h2", "", box.KINDS[kind].title, " ", element("small", "count", String(results.length)));
    title.id = "search-found-" + kind;
    const list = element(...(LISTS[kind] || ["ul", "entries"]));
    const made = element("section", "", title, list);
    made.setAttribute("aria-labelledby", title.id);
    if (results.length > SHOWN) made.append(all(results, list, found));
    place.append(made);
    return list;
  }

  // The button that shows the rest, and goes on at the first of it.
  function all(results, list, found) {
    const button = element("button", "all", "Show all " + results.length);
    button.type = "button";
    button.setAttribute("aria-describedby", list.previousSibling.id);
    button.addEventListener("click", () => {
      drawing.finish();
      const rest = results.slice(SHOWN).map((result) => item(result, found.marks(result)));
      list.append(...rest);
      button.remove();
      rest[0].tabIndex = -1;
      rest[0].focus();
    });
    return button;
  }

  let drawing = null;

  function clear() {
    if (drawing) drawing.stop();
    place.replaceChildren();
  }

  function draw(found) {
    const height = place.offsetHeight;
    clear();
    const shown = found.groups.flatMap(({ kind, results }) => results.slice(0, SHOWN).map((result, index) =>
      ({ kind, result, results, isFirst: index === 0 })));
    let list = null;
    drawing = box.inMoments(place, height, shown, ({ kind, result, results, isFirst }) => {
      if (isFirst) list = section(kind, results, found);
      list.append(item(result, found.marks(result)));
    });
  }

  // The address

  let writing = 0;

  function write() {
    clearTimeout(writing);
    const query = box.input.value.trim();
    const address = location.pathname + (query ? "?q=" + encodeURIComponent(query) : "");
    if (address !== location.pathname + location.search) history.replaceState(history.state, "", address + location.hash);
    document.title = (query ? "“" + box.shortened(query) + "” – " : "") + pageTitle;
  }

  function read() {
    box.input.value = new URLSearchParams(location.search).get("q") || "";
    update();
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

  function update() {
    const query = box.input.value;
    const found = box.find(query);
    if (!found) return;
    say(box.sentence(found, query), found.meanings);
    draw(found);
    help.hidden = found.count > 0;
    clearTimeout(writing);
    writing = setTimeout(write, 300);
  }

  box.input.addEventListener("input", update);
  box.input.addEventListener("blur", write);
  window.addEventListener("popstate", read);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    write();
  });

  box.load(() => {
    read();
    box.rehearse(draw, clear);
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
