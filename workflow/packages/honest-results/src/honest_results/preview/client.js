// In the browser: the page follows the text that is being written. Only what differs is replaced, so
// that the reader stays at the same place, and what was opened stays open; where the page's look or its
// own scripts differ it is loaded anew, at the same place.
(function () {
  "use strict";
  var PLACE = "preview-place";
  var given = JSON.parse(document.currentScript.dataset.preview);
  var words = given.words, version = given.version, isRenewing = false, wanted = version;

  function region(name, role) {
    var element = document.createElement("div");
    element.className = name;
    element.setAttribute("role", role);
    document.body.appendChild(element);
    return element;
  }

  var alert = region("preview-alert", "alert"), status = region("preview-status", "status");

  // What is said, and only when it is something else: a screen reader reads it each time.
  function say(element, content) {
    var box = document.createElement("div");
    content.forEach(function (part) { box.appendChild(part); });
    if (element.innerHTML !== box.innerHTML) { element.replaceChildren.apply(element, box.childNodes); }
  }

  function text(tag, words) {
    var element = document.createElement(tag);
    element.textContent = words;
    return element;
  }

  function showMistakes(mistakes) {
    if (!mistakes.length) { say(alert, []); return; }
    var list = document.createElement("ul");
    list.lang = "en";
    mistakes.forEach(function (mistake) {
      var item = document.createElement("li");
      item.appendChild(text("code", mistake[0]));
      if (mistake[1]) { item.append(" ", mistake[1]); }
      list.appendChild(item);
    });
    say(alert, [text("p", version ? words.wrong : words.nothing), list]);
  }

  // The place ---------------------------------------------------------------------------------------

  var BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, dt, dd, tr, figure, pre, blockquote, details, math[display=block]";

  function top() { // where reading begins: under a banner that stays
    var banner = document.querySelector("p.draft");
    return banner ? banner.getBoundingClientRect().bottom : 0;
  }

  // The block at the top of the window, and those before it up to the one with a name.
  function place() {
    var blocks = Array.prototype.slice.call(document.querySelectorAll(
      "header.title-block, main " + BLOCKS.split(", ").join(", main ")));
    var edge = top(), first = blocks.findIndex(function (block) {
      var box = block.getBoundingClientRect();
      return box.height > 0 && box.bottom > edge + 1;
    });
    var before = blocks.slice(Math.max(0, first - 200), first + 1).reverse();
    return before.map(function (block) {
      return { element: block, top: block.getBoundingClientRect().top };
    });
  }

  function returnTo(found, replaced) {
    for (var i = 0; i < found.length; i += 1) {
      var element = found[i].element;
      for (var up = element; up && !element.isConnected; up = up.parentElement) {
        if (replaced.has(up)) { element = replaced.get(up); break; }
      }
      if (element.isConnected) {
        window.scrollBy(0, element.getBoundingClientRect().top - found[i].top);
        return;
      }
    }
  }

  function keepPlace() {
    var named = place().map(function (found) {
      var owner = found.element.closest("[id]");
      return owner && { id: owner.id, top: owner.getBoundingClientRect().top };
    }).find(Boolean);
    sessionStorage.setItem(PLACE, JSON.stringify({ at: location.pathname, named: named, y: window.scrollY }));
  }

  function takePlace() {
    var kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    if (!kept || kept.at !== location.pathname) { return; }
    var owner = kept.named && document.getElementById(kept.named.id);
    if (owner) {
      window.scrollBy({ top: owner.getBoundingClientRect().top - kept.named.top, behavior: "instant" });
    } else {
      window.scrollTo({ top: kept.y, behavior: "instant" });
    }
  }

  // The page ----------------------------------------------------------------------------------------

  var CONTAINERS = ["MAIN", "SECTION", "DIV", "NAV", "UL", "OL", "DL", "DETAILS", "FIGURE", "BLOCKQUOTE", "HEADER",
    "TABLE", "TBODY", "TR"];

  function setAttributes(old, fresh) {
    Array.prototype.slice.call(old.attributes).forEach(function (attribute) {
      var isTheReaders = attribute.name === "open" && old.tagName === "DETAILS";
      if (!isTheReaders && !fresh.hasAttribute(attribute.name)) { old.removeAttribute(attribute.name); }
    });
    Array.prototype.slice.call(fresh.attributes).forEach(function (attribute) {
      if (old.getAttribute(attribute.name) !== attribute.value) {
        old.setAttribute(attribute.name, attribute.value);
      }
    });
  }

  function renew(old, fresh, replaced) {
    if (old.isEqualNode(fresh)) { return; }
    if (old.nodeType === 1 && old.tagName === fresh.tagName && CONTAINERS.indexOf(old.tagName) >= 0) {
      setAttributes(old, fresh);
      renewChildren(old, fresh, replaced);
      return;
    }
    var then = document.importNode(fresh, true);
    old.replaceWith(then);
    if (old.nodeType === 1 && then.nodeType === 1) { replaced.set(old, then); }
  }

  function renewChildren(old, fresh, replaced) {
    var ours = Array.prototype.slice.call(old.childNodes), theirs = Array.prototype.slice.call(fresh.childNodes);
    while (ours.length && theirs.length && ours[0].isEqualNode(theirs[0])) { ours.shift(); theirs.shift(); }
    while (ours.length && theirs.length && ours[ours.length - 1].isEqualNode(theirs[theirs.length - 1])) {
      ours.pop();
      theirs.pop();
    }
    // Of those between, one for one; what is left over goes, or is put before what comes next.
    while (ours.length && theirs.length) { renew(ours.shift(), theirs.shift(), replaced); }
    var next = theirs.length ? following(old, fresh, theirs) : null;
    theirs.forEach(function (node) { old.insertBefore(document.importNode(node, true), next); });
    ours.forEach(function (node) { node.remove(); });
  }

  // The node of `old` before which new ones belong: as many come after it as after them.
  function following(old, fresh, theirs) {
    var after = 0;
    for (var node = theirs[theirs.length - 1].nextSibling; node; node = node.nextSibling) { after += 1; }
    return after ? old.childNodes[old.childNodes.length - after] : null;
  }

  var PARTS = ["header.title-block", "#TOC", "main#text", "#cards"];

  function looks(page) { // what cannot be renewed by parts
    return Array.prototype.map.call(page.querySelectorAll("style, script:not([data-preview])"), function (part) {
      return part.textContent;
    }).concat(PARTS.map(function (part) { return String(!!page.querySelector(part)); }),
      String(!!page.querySelector("p.draft")), page.documentElement.lang).join("\n");
  }

  function put(page) {
    if (!page.querySelector("main#text") || looks(page) !== looks(document)) {
      keepPlace();
      location.reload();
      return;
    }
    var found = place(), replaced = new Map(), root = document.documentElement;
    root.style.overflowAnchor = "none"; // the browser would correct the place a second time
    PARTS.forEach(function (part) {
      var old = document.querySelector(part);
      if (old) { renew(old, page.querySelector(part), replaced); }
    });
    document.title = page.title;
    returnTo(found, replaced);
    window.requestAnimationFrame(function () { root.style.overflowAnchor = ""; });
    document.dispatchEvent(new CustomEvent("preview-renewed", { detail: version }));
  }

  function follow() {
    if (isRenewing || wanted === version || !wanted) { return; }
    isRenewing = true;
    fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
      return answer.text();
    }).then(function (content) {
      var page = new DOMParser().parseFromString(content, "text/html");
      var about = page.querySelector("script[data-preview]");
      version = about ? JSON.parse(about.dataset.preview).version : wanted;
      put(page);
      isRenewing = false;
      follow();
    }).catch(function () { isRenewing = false; }); // it ended just now: the news say so
  }

  // The news ----------------------------------------------------------------------------------------

  var news = null, gone = null;

  function listen() {
    if (news || document.hidden) { return; } // a browser has few lines to one address: none for hidden pages
    news = new EventSource("events");
    news.onmessage = function (message) {
      var now = JSON.parse(message.data);
      window.clearTimeout(gone);
      wanted = now.version;
      showMistakes(now.mistakes);
      say(status, now.working ? [text("span", now.working)] : []);
      follow();
    };
    news.onerror = function () {
      window.clearTimeout(gone);
      gone = window.setTimeout(function () { say(status, [text("span", words.gone)]); }, 2000);
    };
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden && news) {
      news.close();
      news = null;
      window.clearTimeout(gone);
    }
    listen();
  });
  if (sessionStorage.getItem(PLACE)) {
    history.scrollRestoration = "manual";
    takePlace();
    window.addEventListener("load", function () {
      takePlace();
      sessionStorage.removeItem(PLACE);
      history.scrollRestoration = "auto";
    });
  }
  listen();
}());
