(function () {
  "use strict";
  var form = document.getElementById("controls");
  var lines = Array.prototype.slice.call(document.querySelectorAll(".line"));
  var boxes = Array.prototype.slice.call(form.querySelectorAll("input[name=verdict]"));
  var speaker = document.getElementById("speaker");
  var words = document.getElementById("words");
  var showing = document.getElementById("showing");
  var nothing = document.getElementById("nothing");
  var keys = document.getElementById("keys");
  var PREFIX = "#filter:";
  var SOUGHT = ".where, .text, .assertion, .guesses, .teller, .because, .cards";
  var texts = lines.map(function (line) {
    return Array.prototype.map.call(line.querySelectorAll(SOUGHT), function (part) { return part.textContent; })
      .join("\n").toLowerCase();
  });
  var all = document.querySelectorAll(".claim").length;

  function chosen() {
    return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function apply() {
    var verdicts = chosen(), every = verdicts.length === boxes.length;
    var who = speaker ? speaker.value : "", wanted = words.value.trim().toLowerCase();
    var shownLines = 0, shownClaims = 0;
    lines.forEach(function (line, index) {
      var fits = (!who || line.dataset.speaker === who) && (!wanted || texts[index].indexOf(wanted) >= 0);
      var left = 0;
      line.querySelectorAll(".claim").forEach(function (claim) {
        claim.hidden = verdicts.indexOf(claim.dataset.verdict) < 0;
        if (!claim.hidden) { left += 1; }
      });
      line.hidden = !fits || (!every && !left);
      if (!line.hidden) { shownLines += 1; shownClaims += left; }
    });
    showing.textContent = shownLines + " of " + lines.length + " lines, " + shownClaims + " of " + all + " claims";
    nothing.hidden = shownLines > 0 || !lines.length;
    return { verdicts: every ? null : verdicts, who: who, words: words.value.trim() };
  }

  function remember(state) {
    var parts = [];
    if (state.verdicts) { parts.push("verdict=" + state.verdicts.join(",")); }
    if (state.who) { parts.push("speaker=" + encodeURIComponent(state.who)); }
    if (state.words) { parts.push("words=" + encodeURIComponent(state.words)); }
    var hash = parts.length ? PREFIX + parts.join("&") : "#";
    try { history.replaceState(null, "", hash); } catch (error) { /* a viewer without history: the filter still works */ }
  }

  function recall() {
    if (location.hash.indexOf(PREFIX) !== 0) { return; }
    location.hash.slice(PREFIX.length).split("&").forEach(function (part) {
      var at = part.indexOf("="), name = part.slice(0, at), value;
      try { value = decodeURIComponent(part.slice(at + 1)); } catch (error) { return; }
      if (name === "verdict") { boxes.forEach(function (box) { box.checked = value.split(",").indexOf(box.value) >= 0; }); }
      if (name === "speaker" && speaker) { speaker.value = value; if (speaker.selectedIndex < 0) { speaker.value = ""; } }
      if (name === "words") { words.value = value; }
    });
  }

  function setAll(open) {
    document.querySelectorAll("details.evidence").forEach(function (item) { item.open = open; });
  }

  function step(by) {
    var claims = Array.prototype.filter.call(document.querySelectorAll(".claim"), function (claim) {
      return !claim.hidden && !claim.closest(".line").hidden;
    });
    if (!claims.length) { return; }
    var now = document.activeElement.closest ? claims.indexOf(document.activeElement.closest(".claim")) : -1;
    var next = now < 0 ? (by > 0 ? 0 : claims.length - 1) : Math.min(Math.max(now + by, 0), claims.length - 1);
    claims[next].focus({ preventScroll: true });
    claims[next].scrollIntoView({ block: "start" });
  }

  function toggle() {
    var claim = document.activeElement.closest && document.activeElement.closest(".claim");
    var item = claim && claim.querySelector("details.evidence");
    if (item) { item.open = !item.open; }
  }

  function reset() {
    boxes.forEach(function (box) { box.checked = true; });
    if (speaker) { speaker.value = ""; }
    words.value = "";
    changed();
  }

  function changed() { remember(apply()); }

  var actions = {
    j: function () { step(1); }, k: function () { step(-1); }, o: toggle,
    e: function () { setAll(true); }, c: function () { setAll(false); },
    "/": function () { words.focus(); words.select(); },
    x: reset,
    "?": function () { if (keys.open) { keys.close(); } else { keys.showModal(); } }
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var target = event.target, typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== "checkbox";
    if (typing) {
      if (event.key === "Escape") { target.blur(); }
      return;
    }
    if (keys.open && event.key !== "?") { return; }
    var action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  // A link to a claim that the filters hide would lead nowhere: show everything first.
  window.addEventListener("hashchange", function () {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && (target.hidden || (target.closest(".line") && target.closest(".line").hidden))) {
      var hash = location.hash;
      reset();
      location.hash = hash;
    } else if (location.hash.indexOf(PREFIX) === 0) { recall(); apply(); }
  });

  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.evidence, details.guide").forEach(function (item) {
      if (!item.open) { item.open = true; opened.push(item); }
    });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (item) { item.open = false; });
    opened = [];
  });

  form.addEventListener("change", changed);
  words.addEventListener("input", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("open-all").addEventListener("click", function () { setAll(true); });
  document.getElementById("close-all").addEventListener("click", function () { setAll(false); });
  document.getElementById("show-keys").addEventListener("click", function () { keys.showModal(); });
  form.hidden = false;
  recall();
  apply();
}());
