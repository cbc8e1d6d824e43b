// The search of every page: claims and archive, by words and meaning; what is found can be attached to a claim.
"use strict";
(() => {
  const form = document.getElementById("find");
  const words = document.getElementById("find-words");
  const dialog = document.getElementById("found");
  const body = document.getElementById("found-body");
  if (!form || !dialog) return;

  // Who searched goes back to where they were: in the field of the search, keys would be typed instead of done.
  let origin = null, about = {}; // what the search is for: the claim that was shown when it was begun
  words.addEventListener("focus", (event) => {
    if (dialog.contains(event.relatedTarget)) return;
    origin = event.relatedTarget;
    about = wanted();
  });
  function leave() {
    words.blur();
    (origin?.isConnected ? origin : document.getElementById("claim"))?.focus({ preventScroll: true });
  }
  words.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
  dialog.addEventListener("close", leave);

  // The claim that the page shows now, if it shows one: a search made beside it is made for it.
  function wanted() {
    const claim = document.getElementById("claim");
    const work = document.querySelector("[data-work]");
    if (claim && claim.dataset.claim && work) return { claim: claim.dataset.claim, work: work.dataset.work };
    const page = document.querySelector("main .found[data-claim]");
    return page ? { claim: page.dataset.claim, work: page.dataset.work } : {};
  }

  async function search(query, keep = true) {
    const said = await loupe.post("/api/search", { query, keep, ...(about.claim ? about : wanted()) });
    if (!said) return;
    const part = document.createElement("template");
    part.innerHTML = said.html;
    body.replaceChildren(part.content);
    document.getElementById("found-title").textContent = `Search: ${query}`;
    dialog.querySelector(".told").textContent = "";
    if (!dialog.open) dialog.showModal();
    // Beside a claim, what could be attached to it is looked at first.
    const first = (said.kept && dialog.querySelector(".card")) || dialog.querySelector(".card, .found-claims a");
    (first || dialog.querySelector("[data-close]")).focus();
    if (said.kept) document.dispatchEvent(new Event("loupe:changed"));
  }

  loupe.on("search", () => { words.focus(); words.select(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = words.value.trim();
    if (query) search(query);
  });

  async function attach(card, stance) {
    const found = card.closest(".found");
    if (!found || !found.dataset.claim) return;
    const at = card.dataset;
    const fields = {
      claim: found.dataset.claim, passage: at.passage, start: Number(at.start), end: Number(at.end),
      quote: card.querySelector("blockquote").textContent, stance,
    };
    const kept = await loupe.post("/api/decide", { work: found.dataset.work, kind: "card", fields, seen: Number(found.dataset.seen) });
    if (!kept) return;
    card.classList.remove("s-supports", "s-contradicts", "s-irrelevant", "s-related");
    card.classList.add(`s-${stance}`);
    let said = card.querySelector(".stance");
    if (!said) { said = document.createElement("p"); said.className = "stance"; card.prepend(said); }
    const bold = document.createElement("b");
    bold.textContent = stance;
    said.replaceChildren(bold, ` decided by ${kept.decision.who}`);
    loupe.tell(`Attached: ${stance}`);
    document.dispatchEvent(new Event("loupe:changed"));
  }

  function acts(root) {
    root.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]")) { dialog.close(); return; }
      const button = event.target.closest("[data-attach]");
      if (button) attach(button.closest(".card"), button.dataset.attach);
    });
    root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape" || event.key === "Tab") return;
      const cards = [...root.querySelectorAll(".card, .found-claims a")];
      const card = event.target.closest(".card");
      const at = cards.indexOf(event.target.closest(".card, .found-claims a"));
      const step = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 }[event.key];
      const stance = { s: "supports", c: "contradicts", i: "irrelevant" }[event.key];
      if (step && cards.length) {
        const next = cards[Math.min(Math.max(at + step, 0), cards.length - 1)];
        next.focus();
        next.scrollIntoView({ block: "nearest" });
        event.preventDefault();
      } else if (stance && card) {
        if (!event.repeat) attach(card, stance);
        event.preventDefault();
      } else if (card && card === event.target && (event.key === "o" || event.key === "Enter")) {
        location.href = card.dataset.open;
        event.preventDefault();
      }
      if (dialog.contains(root)) event.stopPropagation(); // the page below hears nothing while this is open
    });
  }
  acts(dialog);
  const page = document.querySelector("main .found");
  if (page) acts(page);
})();
