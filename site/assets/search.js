// The search itself: words in, results out. It knows nothing of the page.
//
//   const find = waymarkSearch.prepare(waymark)   // the index of the site, from readers-index.js
//   find("sendco mentorng")                       // { count, isClose, meanings, groups: [{ kind, results }], marks }
//
// Every word of a query must match, as a word or as its beginning; if nothing does, words of four letters and more may
// have one slip of the fingers. Case, accents, apostrophes and hyphens make no difference. An acronym of the glossary
// stands for its meaning, and the meaning for the acronym.
(function () {
  "use strict";

  // The kinds of result, in the order in which they are shown.
  const KINDS = ["stage", "opportunity", "page", "theme", "term"];

  // What a match costs, by how near it is, how it came about and where it stands; the lowest sum comes first.
  const EXACT = 0, PREFIX = 2, ENDING = 5, SLIP = 8, SLIP_IN_PREFIX = 9, NONE = 255;
  const BY_GLOSSARY = 1;
  const TITLE = 0, DETAIL = 1, CONTEXT = 2;
  const BY_FIELD = [0, 3, 6];
  const NOWHERE = 0xffff;

  const LONGEST_QUERY = 200;
  const SHORTEST_WITH_SLIP = 4;
  const MOST_REMEMBERED = 100;
  const ENDINGS = ["s", "es", "ed", "ing"];
  const SMALL_WORDS = new Set("a an and as at by for from in of on or the to with".split(" "));

  // "H&S" and "self-evaluation" are one chunk of several words.
  const CHUNKS = /[\p{L}\p{N}\p{M}'’ʼ]+(?:[-‐‑&][\p{L}\p{N}\p{M}'’ʼ]+)*|&/gu;
  const WORDS = /[\p{L}\p{N}\p{M}'’ʼ]+|&/gu;

  // "Café’s" -> "cafes", "&" -> "and"
  function folded(text) {
    if (text === "&") return "and";
    return text.toLowerCase().normalize("NFKD").replace(/[\p{M}'’ʼ]/gu, "");
  }

  // The chunks of a text, each with its words and where they stand.
  function chunks(text) {
    const found = [];
    for (const chunk of text.matchAll(CHUNKS)) {
      const words = [];
      for (const { 0: raw, index } of chunk[0].matchAll(WORDS)) {
        const text = folded(raw), start = chunk.index + index;
        if (text) words.push({ text, raw, start, end: start + raw.length });
      }
      if (words.length > 0) found.push(words);
    }
    return found;
  }

  // "e-Safety" -> "esafety", "H&S" -> "hs"
  const joined = (words) => words.filter((word) => word.raw !== "&").map((word) => word.text).join("");

  // The words of a text in chunks, those with hyphens also as one.
  function tokens(chunks) {
    return chunks.flatMap((words) => words.length === 1 ? words
      : [...words, { text: joined(words), start: words[0].start, end: words[words.length - 1].end }]);
  }

  // The glossary

  // The forms of every term, by their first word.
  function glossary(terms) {
    const byFirstWord = new Map();
    for (const term of terms) {
      const forms = [term.term, ...(term.also || []), ...(term.meaning ? [term.meaning] : [])].map((text) => ({
        words: chunks(text).flat(),
        tokens: tokens(chunks(text)).map((token) => token.text).filter((word) => !SMALL_WORDS.has(word)),
      }));
      for (const form of forms) {
        if (form.words.length === 0) continue;
        const first = form.words[0].text;
        if (!byFirstWord.has(first)) byFirstWord.set(first, []);
        byFirstWord.get(first).push({ form, others: forms.filter((other) => other !== form) });
      }
    }
    return byFirstWord;
  }

  // "NPQs" is "NPQ" and "early career teachers" is "early career teacher", but "ed" is not "Ed".
  function isAt(position, form, words) {
    const isAcronym = form.words.length === 1 && /\p{Lu}/u.test(form.words[0].raw);
    return form.words.every((word, index) => {
      const found = words[position + index];
      if (!found) return false;
      const [mine, its] = isAcronym ? [found.raw, word.raw] : [found.text, word.text];
      return mine === its || (index === form.words.length - 1 && mine === its + "s");
    });
  }

  // What the terms among the words of a text stand for, as words that stand where the term does.
  function standIns(words, terms) {
    const found = [];
    words.forEach((word, position) => {
      const candidates = [...(terms.get(word.text) || []), ...(terms.get(word.text.replace(/s$/, "")) || [])];
      for (const { form, others } of new Set(candidates)) {
        if (!isAt(position, form, words)) continue;
        const end = words[position + form.words.length - 1].end;
        for (const other of others) {
          for (const token of other.tokens) found.push({ text: token, start: word.start, end, isStandIn: true });
        }
      }
    });
    return found;
  }

  // The index

  function entries(index) {
    const stages = index.stages.map((stage) => ({
      kind: "stage", title: stage.name, detail: stage.title === stage.name ? "" : stage.title, address: stage.address,
    }));
    const opportunities = index.opportunities.map((opportunity) => ({
      kind: "opportunity", title: opportunity.text, by: opportunity.by,
      places: opportunity.places.map(([stage, strand]) => ({
        stage: index.stages[stage].name, strand: index.strands[strand].name, position: strand,
        address: index.stages[stage].address + "#" + index.strands[strand].id,
      })),
      context: [
        ...opportunity.places.map(([stage]) => index.stages[stage].name + " " + index.stages[stage].title),
        ...opportunity.themes.map((theme) => index.themes[theme].title),
      ].join(" / "),
    }));
    const pages = index.pages.map((page) => ({
      kind: "page", title: page.title, detail: page.summary, address: page.address,
    }));
    const themes = index.themes.filter((theme) => theme.address).map((theme) => ({
      kind: "theme", title: theme.title, address: theme.address,
    }));
    const terms = index.terms.map((term) => ({
      kind: "term", title: [term.term, ...(term.also || [])].join(", "), detail: term.meaning || "",
    }));
    return [...stages, ...opportunities, ...pages, ...themes, ...terms];
  }

  // The index made ready: gives the function that finds.
  function prepare(index) {
    const terms = glossary(index.terms);
    const vocabulary = new Map();
    // Of results that are equally near, the one with the shorter title comes first.
    const known = entries(index).sort((one, other) => one.title.length - other.title.length).map((entry, order) => {
      const found = [];
      [entry.title, entry.detail, entry.context].forEach((text, field) => {
        if (!text) return;
        const inChunks = chunks(text);
        // A term's own entry holds all its forms already.
        const own = entry.kind === "term" ? [] : standIns(inChunks.flat(), terms);
        for (const { text, start, end, isStandIn } of [...tokens(inChunks), ...own]) {
          if (!vocabulary.has(text)) vocabulary.set(text, { text, number: vocabulary.size, tokens: [] });
          const word = vocabulary.get(text);
          const token = { word: word.number, start, end, field, order, cost: BY_FIELD[field] + (isStandIn ? BY_GLOSSARY : 0) };
          word.tokens.push(token);
          found.push(token);
        }
      });
      return { ...entry, group: KINDS.indexOf(entry.kind), tokens: found };
    });
    const matchOf = remembered([...vocabulary.values()], known.length);
    const meanings = new Map(index.terms.filter((term) => term.meaning).map((term) => [
      chunks(term.term).map(joined).join(" "), term,
    ]));
    return (query) => find(query, known, matchOf, meanings);
  }

  // Matching

  // What it costs that a word from one letter on is what a token has from another.
  function rest(word, inWord, token, inToken) {
    while (inWord < word.length && word[inWord] === token[inToken]) {
      inWord += 1;
      inToken += 1;
    }
    if (inWord < word.length || inToken > token.length) return NONE;
    return inToken === token.length ? SLIP : SLIP_IN_PREFIX;
  }

  // Whether a token begins with a word in which one letter is wrong, missing or too many, or two have changed places.
  function slip(word, token) {
    let at = 0;
    while (at < word.length && word[at] === token[at]) at += 1;
    // Most tokens are quite another word, which their first two letters tell.
    if (at === 0 && word[1] !== token[1] && word[1] !== token[0] && word[0] !== token[1]) return NONE;
    const haveChangedPlaces = word[at] === token[at + 1] && word[at + 1] === token[at];
    return Math.min(
      rest(word, at + 1, token, at + 1), rest(word, at + 1, token, at), rest(word, at, token, at + 1),
      haveChangedPlaces ? rest(word, at + 2, token, at + 2) : NONE,
    );
  }

  function nearness(word, token, allowsSlips) {
    if (token.startsWith(word)) return token.length === word.length ? EXACT : PREFIX;
    if (token.length >= 3 && word.startsWith(token) && ENDINGS.includes(word.slice(token.length))) return ENDING;
    const mayHaveSlip = allowsSlips && Math.min(word.length, token.length) >= SHORTEST_WITH_SLIP;
    return mayHaveSlip && !SMALL_WORDS.has(token) ? slip(word, token) : NONE;
  }

  // Where a word of a query matches: `words` has a 1 for every word of the vocabulary that does; for every entry, `costs`
  // is the lowest cost, `isOwn` whether its title or detail matches, `starts` where the first match in its title begins.
  function match(word, allowsSlips, vocabulary, count) {
    const found = {
      words: new Uint8Array(vocabulary.all.length), costs: new Uint8Array(count).fill(NONE),
      isOwn: new Uint8Array(count), starts: new Uint16Array(count).fill(NOWHERE),
    };
    // Without a slip, words that match begin with the same letter.
    for (const { text, number, tokens } of allowsSlips ? vocabulary.all : vocabulary.byLetter.get(word[0]) || []) {
      const near = nearness(word, text, allowsSlips);
      if (near === NONE) continue;
      found.words[number] = 1;
      for (const { order, cost, field, start } of tokens) {
        if (near + cost < found.costs[order]) found.costs[order] = near + cost;
        if (field !== CONTEXT) found.isOwn[order] = 1;
        if (field === TITLE && start < found.starts[order]) found.starts[order] = start;
      }
    }
    return found;
  }

  // The words that the reader has typed already are not compared again for the next letter.
  function remembered(words, count) {
    const known = new Map(), byLetter = new Map();
    for (const word of words) {
      if (!byLetter.has(word.text[0])) byLetter.set(word.text[0], []);
      byLetter.get(word.text[0]).push(word);
    }
    const vocabulary = { all: words, byLetter };
    return (word, allowsSlips) => {
      const key = word + " " + allowsSlips;
      if (known.size > MOST_REMEMBERED) known.clear();
      if (!known.has(key)) known.set(key, match(word, allowsSlips, vocabulary, count));
      return known.get(key);
    };
  }

  // The words of a query, each once and each in the ways in which it may be written: "self-help" as "selfhelp", or as
  // "self" and "help", but "H&S" as "hs" alone. Small words count only when they are all there is.
  function parsed(query) {
    const seen = new Set();
    const words = chunks(query.slice(0, LONGEST_QUERY))
      .map((chunk) => chunk.filter((word) => word.raw !== "&"))
      .filter((chunk) => chunk.length > 0)
      .map((chunk) => chunk.length === 1 || chunk.some((word) => word.text.length === 1)
        ? [[joined(chunk)]] : [[joined(chunk)], chunk.map((word) => word.text)])
      .filter(([[first]]) => !seen.has(first) && seen.add(first));
    const large = words.filter(([[first]]) => !SMALL_WORDS.has(first));
    return large.length > 0 ? large : words;
  }

  // Two matches as one, by what the cost of an entry is that has two.
  function united(one, other, cost) {
    return {
      words: one.words.map((isMatch, word) => isMatch | other.words[word]),
      costs: one.costs.map((each, entry) => cost(each, other.costs[entry])),
      isOwn: one.isOwn.map((_, entry) => owns(one, entry) | owns(other, entry)),
      starts: one.starts.map((start, entry) => Math.min(start, other.starts[entry])),
    };
  }

  const owns = (match, entry) => match.costs[entry] < NONE && match.isOwn[entry];
  const ofBoth = (one, other) => Math.min(one + other, NONE);

  // The entries that match all words of a query, each as one number by which they are sorted: by cost, then by where the
  // first match in the title begins. What stands around an opportunity, its stages and themes, may match some of the
  // words, but not all.
  function ranked(query, count) {
    const found = [];
    for (let entry = 0; entry < count; entry += 1) {
      let cost = 0, isOwn = 0, start = NOWHERE;
      for (let word = 0; word < query.length; word += 1) {
        const { costs, isOwn: areOwn, starts } = query[word];
        if (costs[entry] === NONE) {
          isOwn = 0;
          break;
        }
        cost += costs[entry];
        isOwn |= areOwn[entry];
        start = Math.min(start, starts[entry]);
      }
      if (isOwn) found.push((cost * (NOWHERE + 1) + start) * count + entry);
    }
    return Float64Array.from(found).sort();
  }

  // Where a field of the entry matches, as spans that don't touch: [[0, 6], [10, 14]].
  function marks(entry, field, query) {
    const spans = entry.tokens
      .filter((token) => token.field === field && query.some((match) => match.words[token.word]))
      .map((token) => [token.start, token.end]).sort((one, other) => one[0] - other[0]);
    return spans.reduce((apart, [start, end]) => {
      const last = apart[apart.length - 1];
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else apart.push([start, end]);
      return apart;
    }, []);
  }

  function find(query, known, matchOf, meanings) {
    const wanted = parsed(query);
    for (const allowsSlips of wanted.length > 0 ? [false, true] : []) {
      const matches = wanted.map((ways) => ways
        .map((way) => way.map((word) => matchOf(word, allowsSlips)).reduce((one, other) => united(one, other, ofBoth)))
        .reduce((one, other) => united(one, other, Math.min)));
      const found = ranked(matches, known.length);
      if (found.length > 0) return grouped(found, known, matches, allowsSlips, meaningsOf(wanted, meanings));
    }
    return { count: 0, isClose: false, meanings: [], isEmpty: wanted.length === 0, groups: [], marks: () => ({}) };
  }

  // The terms that the query names in full.
  function meaningsOf(wanted, meanings) {
    return wanted.map(([[word]]) => meanings.get(word)).filter(Boolean)
      .map((term) => ({ term: term.term, meaning: term.meaning }));
  }

  function grouped(found, known, query, isClose, meanings) {
    const groups = KINDS.map((kind) => ({ kind, results: [] }));
    for (const each of found) {
      const entry = known[each % known.length];
      groups[entry.group].results.push(entry);
    }
    return {
      count: found.length, isClose, meanings, isEmpty: false, groups: groups.filter((group) => group.results.length > 0),
      // Worked out when a result is drawn: a letter finds far more than a screen shows.
      marks: (result) => ({ title: marks(result, TITLE, query), detail: marks(result, DETAIL, query) }),
    };
  }

  window.waymarkSearch = { prepare };
})();
