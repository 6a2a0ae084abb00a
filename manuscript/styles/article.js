// The card of a number: shown while it is pointed at or focused, kept when clicked or tapped,
// closed by Escape, by a click elsewhere or by its button. Without scripts each number is a plain
// link to its card, in the list at the end of the page.
(function () {
  "use strict";
  var cards = document.getElementById("cards");
  if (!cards) { return; }
  document.documentElement.className += " scripted";

  var box = document.createElement("div");
  box.id = "card";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.appendChild(box);
  var shownFor = null, kept = false, timer = null;

  function place(number) {
    var at = number.getClientRects()[0] || number.getBoundingClientRect();
    var gap = 6, edge = 8;
    var width = Math.min(box.offsetWidth, window.innerWidth - 2 * edge);
    var left = Math.max(edge, Math.min(at.left, window.innerWidth - width - edge));
    var below = at.bottom + gap;
    var above = at.top - gap - box.offsetHeight;
    var top = below + box.offsetHeight > window.innerHeight - edge && above > edge ? above : below;
    box.style.left = left + window.scrollX + "px";
    box.style.top = top + window.scrollY + "px";
  }

  function show(number) {
    window.clearTimeout(timer);
    if (shownFor === number) { return; }
    var card = document.getElementById(decodeURIComponent(number.hash.slice(1)));
    if (!card) { return; }
    hide();
    box.className = card.className;
    box.innerHTML = card.innerHTML;
    box.hidden = false;
    shownFor = number;
    number.classList.add("shown");
    place(number);
  }

  function hide() {
    window.clearTimeout(timer);
    if (shownFor) { shownFor.classList.remove("shown"); }
    box.hidden = true;
    shownFor = null;
    kept = false;
  }

  function hideSoon() {
    window.clearTimeout(timer);
    if (!kept) { timer = window.setTimeout(hide, 250); }
  }

  function numberOf(event) {
    return event.target.closest ? event.target.closest("a.fact") : null;
  }

  document.addEventListener("mouseover", function (event) {
    if (box.contains(event.target)) { window.clearTimeout(timer); return; }
    var number = numberOf(event);
    if (number && !kept) { show(number); }
  });
  document.addEventListener("mouseout", function (event) {
    if (numberOf(event) || box.contains(event.target)) { hideSoon(); }
  });
  document.addEventListener("focusin", function (event) {
    var number = numberOf(event);
    if (number) { kept = false; show(number); } else if (!box.contains(event.target)) { hide(); }
  });
  document.addEventListener("click", function (event) {
    var number = numberOf(event);
    if (number) {
      event.preventDefault();
      if (kept && shownFor === number) { hide(); } else { show(number); kept = true; }
    } else if (!box.contains(event.target)) {
      hide();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shownFor) { hide(); }
  });
  window.addEventListener("resize", hide);
}());

// The boxes of a figure: a click opens the list of its records, also where the browser does not
// open what a link leads to by itself. Without scripts the lists open by their own headings.
(function () {
  "use strict";
  function reveal(hash) {
    var target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) { return; }
    for (var up = target.closest("details"); up; up = up.parentElement.closest("details")) {
      up.open = true;
    }
    if (target.closest(".records") || target.classList.contains("part")) {
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.part, .records .back a");
    if (link) { window.setTimeout(reveal, 0, link.hash); }
  });
  window.addEventListener("hashchange", function () { reveal(location.hash); });
}());
