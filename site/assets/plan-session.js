// The plan that is open in this tab. It lives in the page's address, after the # that no browser sends to a server, and
// nowhere else unless the reader asks for it: no account, no cookie, no storage.
//
//   stages/sendco.html#camden&plan=1.k3x9a.4.July_2023…     the place on the page, then the plan (see plan-store.js)
//
// - A change replaces the address, so that reload, bookmark and copying it keep the plan.
// - A link to a page of the site gets the plan at the moment when it is pointed at, focused or followed.
// - The browser knows no place called "camden&plan=…", so on arrival the address is cut to the place until the page has
//   loaded, and then gets its plan back. A link within the page is followed as it is, and the plan put back after it.
// - Back leads to an address with an older state of the plan: the page that was left (navigation.activation) has the
//   newer one, and it counts. A browser without that interface shows the plan as it was.
// - "Remember on this device" keeps the plan in localStorage until "Forget". A plan from a link never replaces it.
(function () {
  "use strict";
  var store = window.waymarkPlan;
  var root = new URL("..", document.currentScript.src).href;
  var KEY = "waymark-plan " + root;
  var listeners = [];
  var isArriving = false;
  var session = { plan: null, remembers: false, another: null, problems: [] };
  store.session = session;

  // Addresses

  // The place and the plan that a fragment names: "#camden&plan=1.a" gives "camden" and "1.a".
  function parts(fragment) {
    var pieces = fragment.replace(/^#/, "").split("&");
    var isPlan = function (piece) { return piece.indexOf("plan=") === 0; };
    return {
      place: pieces.filter(function (piece) { return !isPlan(piece); }).join("&"),
      plan: (pieces.filter(isPlan)[0] || "").slice("plan=".length),
    };
  }

  function fragment(place) {
    var plan = session.plan.revision > 0 ? "plan=" + store.encode(session.plan) : "";
    var both = [place, plan].filter(Boolean).join("&");
    return both && "#" + both;
  }

  function bare(address) { return address.split("#")[0]; }

  function isPageOfSite(url) {
    return url.href.indexOf(root) === 0 && /(\.html|\/)$/.test(url.pathname);
  }

  // The same address with the plan that is open, if it is a page of this site; for scripts that go to a page themselves.
  session.carried = function (address) {
    var url = new URL(address, document.baseURI);
    if (!isPageOfSite(url)) return address;
    return address.split("#")[0] + fragment(parts(url.hash).place);
  };

  session.address = function () { return bare(location.href) + fragment(""); };

  function keepInAddress() {
    // An address that can't be read stays as it is until the reader changes something.
    if (session.plan.revision === 0 || isArriving) return;
    var hash = fragment(parts(location.hash).place);
    if (hash === location.hash) return;
    try {
      history.replaceState(Object.assign({}, history.state, { waymarkPlan: true }), "", bare(location.href) + hash);
    } catch (error) {
      // Browsers allow so many changes a minute: the next one, or leaving the page, tries again.
    }
  }

  function carry(event) {
    var link = event.target.closest && event.target.closest("a[href], form[action]");
    if (!link || (event.type !== "submit") !== link.matches("a") || link.hasAttribute("download")) return;
    var attribute = link.matches("a") ? "href" : "action";
    var address = link.getAttribute(attribute);
    var url = new URL(address, document.baseURI);
    if (bare(url.href) === bare(location.href) && attribute === "href" && url.hash) return;
    if (isPageOfSite(url) && (session.plan.revision > 0 || parts(url.hash).plan)) {
      link.setAttribute(attribute, session.carried(address));
    }
  }

  // The plan in the address of the page that led here, if the browser tells.
  function planOfPageLeft(onlyBack) {
    var activation = window.navigation && window.navigation.activation;
    if (!activation || !activation.from || !activation.from.url) return null;
    if (onlyBack && activation.navigationType !== "traverse") return null;
    var url = new URL(activation.from.url);
    var text = isPageOfSite(url) && parts(url.hash).plan;
    return text ? store.decode(text).plan : null;
  }

  function isNewer(plan, than) { return plan && (!than || (plan.id === than.id && plan.revision > than.revision)); }

  // The device

  function onDevice(work) {
    try { return work(window.localStorage); } catch (error) { return undefined; }
  }

  function remembered() {
    var text = onDevice(function (storage) { return storage.getItem(KEY); });
    return text ? store.decode(text).plan : null;
  }

  function save() {
    return onDevice(function (storage) { storage.setItem(KEY, store.encode(session.plan)); return true; }) === true;
  }

  session.remember = function () {
    session.remembers = save();
    if (session.remembers) session.another = null;
    tell();
    return session.remembers;
  };

  session.forget = function () {
    onDevice(function (storage) { storage.removeItem(KEY); });
    session.remembers = false;
    session.another = null;
    tell();
  };

  // Changes

  function tell() { listeners.forEach(function (listener) { listener(session); }); }

  session.listen = function (listener) { listeners.push(listener); };

  // Puts another state of the plan, or another plan, in the place of the one that is open.
  session.set = function (plan) {
    if (plan.id !== session.plan.id) {
      var saved = remembered();
      session.remembers = Boolean(saved) && saved.id === plan.id;
      session.another = saved && saved.id !== plan.id ? saved : null;
    }
    session.plan = plan;
    session.problems = [];
    if (session.remembers) session.remembers = save();
    keepInAddress();
    tell();
  };

  session.change = function (changes) { session.set(store.changed(session.plan, changes)); };

  // Words that may end in a full stop already, as a sentence.
  session.sentence = function (words) { return words.replace(/\.$/, "") + "."; };

  // Says something to those who don't see it happen.
  session.say = function (words) { session.status.textContent = words; };

  session.status = document.createElement("p");
  session.status.className = "unseen";
  session.status.setAttribute("role", "status");
  document.body.append(session.status);

  // Arrival

  function open() {
    var here = parts(location.hash);
    var found = here.plan ? store.decode(here.plan) : { plan: null, problems: [] };
    var cameByLink = document.referrer && document.referrer.indexOf(bare(root)) === 0;
    var left = planOfPageLeft(here.plan || !cameByLink);
    var saved = remembered();
    var plan = isNewer(left, found.plan) ? left : found.plan;
    if (isNewer(saved, plan)) plan = saved;
    session.problems = plan && plan !== found.plan && !found.problems.length ? [] : found.problems;
    session.plan = plan || store.empty(document.body.dataset.edition);
    session.remembers = Boolean(saved) && saved.id === session.plan.id;
    session.another = saved && !session.remembers ? saved : null;
    if (session.remembers && isNewer(session.plan, saved)) save();
  }

  open();
  var arrival = parts(location.hash);
  var entry = performance.getEntriesByType("navigation")[0];
  if (arrival.plan && arrival.place && entry && entry.type === "navigate") {
    isArriving = true;
    location.replace("#" + arrival.place);
    window.addEventListener("load", function () {
      isArriving = false;
      keepInAddress();
    });
  }
  keepInAddress();

  window.addEventListener("hashchange", function () {
    var isAnEntryOfOurs = Boolean(history.state && history.state.waymarkPlan);
    var text = parts(location.hash).plan;
    if (text && !isAnEntryOfOurs && text !== store.encode(session.plan)) {
      open();
      tell();
    }
    keepInAddress();
  });
  window.addEventListener("pageshow", function (event) {
    var left = event.persisted && planOfPageLeft(true);
    if (isNewer(left, session.plan)) session.set(left);
  });
  window.addEventListener("pagehide", keepInAddress);
  ["pointerover", "pointerdown", "focusin", "click", "contextmenu", "submit"].forEach(function (kind) {
    document.addEventListener(kind, carry, true);
  });
})();
