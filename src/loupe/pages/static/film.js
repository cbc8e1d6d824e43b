// The film page: the film, its lines, the claim of the moment, and the keys that decide.
"use strict";
(() => {
  const film = document.getElementById("film");
  const media = document.getElementById("media");
  const evidence = document.getElementById("evidence");
  const strip = document.getElementById("strip");
  const now = document.getElementById("now");
  const lines = [...document.querySelectorAll(".line")];
  const timed = lines.filter((line) => line.dataset.start !== undefined);
  const starts = timed.map((line) => Number(line.dataset.start));
  const heads = [...document.querySelectorAll(".head-of")];
  const duration = () => (media && media.duration ? media.duration * 1000 : Number(film.dataset.duration)) || 1;
  const work = film.dataset.work;
  let chosen = null;
  let following = true;

  // The line that is said at a moment: the last that has begun, while it lasts.
  function lineAt(ms) {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= ms) low = middle + 1; else high = middle;
    }
    return low ? timed[low - 1] : null;
  }

  function follow() {
    const ms = media.currentTime * 1000;
    if (now) { const x = (1000 * ms) / duration(); now.setAttribute("x1", x); now.setAttribute("x2", x); }
    const line = lineAt(ms);
    if (!line || line.classList.contains("now")) return;
    document.querySelector(".line.now")?.classList.remove("now");
    line.classList.add("now");
    if (media.paused && !following) return;
    line.scrollIntoView({ block: "nearest" });
    const head = line.querySelector('.head-of[data-checkable="yes"]') || line.querySelector(".head-of");
    if (head) choose(head, { seek: false });
  }

  function seek(ms) {
    if (!media) return;
    media.currentTime = ms / 1000 + 0.001;
  }

  async function choose(head, { seek: goes = true } = {}) {
    if (!head || head === chosen) return;
    chosen?.classList.remove("chosen");
    chosen = head;
    head.classList.add("chosen");
    const line = head.closest(".line");
    history.replaceState(null, "", `?claim=${head.dataset.number}`);
    if (goes) {
      line.scrollIntoView({ block: "nearest" });
      if (line.dataset.start !== undefined && media && media.paused) seek(Number(line.dataset.start));
    }
    await show(head);
  }

  async function show(head) {
    const html = await loupe.fragment(`film/${work}/claim/${head.dataset.claim}`);
    if (head !== chosen || html === null) return;
    evidence.replaceChildren(document.createRange().createContextualFragment(html));
    card = null;
  }

  const claim = () => document.getElementById("claim");
  const step = (by) => {
    const open = heads.filter((head) => head.dataset.checkable === "yes");
    const at = open.indexOf(chosen);
    choose(open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1)]);
  };
  loupe.on("next-claim", () => step(1));
  loupe.on("previous-claim", () => step(-1));

  let card = null;
  const stepCard = (by) => {
    const cards = [...evidence.querySelectorAll(".card")];
    if (!cards.length) return;
    const at = cards.indexOf(card);
    card = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + by, 0), cards.length - 1)];
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  };
  loupe.on("next-card", () => stepCard(1));
  loupe.on("previous-card", () => stepCard(-1));
  loupe.on("open-card", () => { if (card) location.href = card.dataset.open; });

  loupe.on("play", () => { if (!media) return false; if (media.paused) media.play(); else media.pause(); });
  loupe.on("back", () => { if (!media) return false; media.currentTime = Math.max(0, media.currentTime - 5); });
  loupe.on("forward", () => { if (!media) return false; media.currentTime += 5; });

  // --- deciding: shown as kept only when the server has kept it ---
  async function decide(kind, fields, why = "") {
    const here = claim();
    if (!here || !loupe.live) return;
    if (kind === "verdict") fields = { ...fields, proposed: here.dataset.label, basis: here.dataset.basis };
    const value = { work, kind, fields: { claim: here.dataset.claim, ...fields }, why, seen: Number(here.dataset.seen) };
    if (await loupe.post("/api/decide", value)) await refresh(`Kept: ${kind}`);
    else await refresh(null);
  }

  async function refresh(words) {
    const head = chosen;
    const said = await loupe.json(`film/${work}/heads`, `?since=${film.dataset.seen}`);
    if (said) {
      film.dataset.seen = said.seen;
      document.getElementById("decided").textContent = said.decided;
      document.querySelector(".progress progress").value = said.decided;
      for (const one of said.heads) {
        const link = document.getElementById(`head-${one.id}`);
        if (link && link.dataset.now !== one.html) { link.innerHTML = one.html; link.dataset.now = one.html; }
      }
    }
    if (head) await show(head);
    if (words) loupe.tell(words);
  }

  function ask(title, fill) {
    const dialog = document.getElementById("ask");
    document.getElementById("ask-title").textContent = title;
    const body = document.getElementById("ask-body");
    body.replaceChildren();
    fill(body);
    dialog.returnValue = "leave";
    dialog.showModal();
    body.querySelector("input, textarea, select")?.focus();
    return new Promise((done) => {
      dialog.addEventListener("close", () => done(dialog.returnValue === "keep" ? new FormData(dialog.querySelector("form")) : null), { once: true });
    });
  }

  const field = (body, name, words, element) => {
    const label = document.createElement("label");
    label.textContent = words + " ";
    element.name = name;
    label.append(element);
    body.append(label);
    return element;
  };

  loupe.on("accept", () => decide("verdict", { label: "accept" }));
  loupe.on("unsure", () => decide("verdict", { label: "unsure" }));
  loupe.on("star", () => claim() && decide("star", { on: claim().dataset.starred !== "yes" }));
  loupe.on("change", async () => {
    if (!claim()) return;
    const said = await ask("Your verdict", (body) => {
      for (const label of ["corroborated", "contested", "contradicted", "uncorroborated", "not checkable"]) {
        const radio = field(body, "label", label, Object.assign(document.createElement("input"), { type: "radio", value: label, required: true }));
        radio.parentElement.prepend(radio);
      }
      field(body, "why", "Why", document.createElement("textarea"));
    });
    if (said && said.get("label")) decide("verdict", { label: said.get("label") }, said.get("why"));
  });
  loupe.on("note", async () => {
    if (!claim()) return;
    const said = await ask("Note", (body) => {
      field(body, "text", "Note", Object.assign(document.createElement("textarea"), { required: true }));
      field(body, "private", "Private: never leaves the case", Object.assign(document.createElement("input"), { type: "checkbox", checked: true }));
    });
    if (said && said.get("text").trim()) decide("note", { text: said.get("text"), private: said.get("private") !== null });
  });
  loupe.on("edit", async () => {
    if (!claim()) return;
    const before = claim().dataset.text;
    const said = await ask("The claim in clear words", (body) => { field(body, "text", "Claim", document.createElement("textarea")).value = before; });
    if (said && said.get("text").trim() && said.get("text") !== before) decide("text", { text: said.get("text") });
  });
  const stance = (stance) => () => {
    if (!card) return loupe.tell("Choose a card first: press J.");
    const at = card.dataset;
    decide("card", { passage: at.passage, start: Number(at.start), end: Number(at.end), quote: card.querySelector("blockquote").textContent, stance });
  };
  for (const one of ["supports", "contradicts", "irrelevant"]) loupe.on(one, stance(one));
  for (const does of ["undo", "redo"]) {
    loupe.on(does, async () => { if (loupe.live && (await loupe.post(`/api/${does}`, { work }))) refresh(does === "undo" ? "Taken back" : "Given back"); });
  }

  // --- clicks do what keys do ---
  document.addEventListener("click", (event) => {
    const head = event.target.closest(".head-of");
    if (head) { event.preventDefault(); following = true; choose(head); return; }
    const at = event.target.closest(".seek");
    if (at) { following = true; seek(Number(at.dataset.at)); return; }
    const cell = event.target.closest(".cell");
    if (cell) {
      const line = document.getElementById(`line-${cell.dataset.line}`);
      seek(Number(line.dataset.start));
      choose(line.querySelector('.head-of[data-checkable="yes"]'));
      return;
    }
    if (event.target.closest("#strip")) {
      const box = strip.getBoundingClientRect();
      const ms = (duration() * (event.clientX - box.left)) / box.width;
      seek(ms);
      lineAt(ms)?.scrollIntoView({ block: "nearest" });
      return;
    }
    const run = event.target.closest(".run");
    if (run) { choose(heads.find((one) => one.dataset.number === run.dataset.claims.split(" ")[0])); return; }
    const said = event.target.closest(".said");
    if (said) { const line = said.closest(".line"); if (line.dataset.start !== undefined) seek(wordTime(line, said, event)); return; }
    const act = event.target.closest("[data-act]");
    if (act) loupe.act(act.dataset.act);
    const picked = event.target.closest(".card");
    if (picked) card = picked;
  });

  // A word's moment: its share of the line's characters, which is near enough to start a second early.
  function wordTime(line, said, event) {
    const start = Number(line.dataset.start), end = Number(line.dataset.end);
    const caret = document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
    if (!caret) return start;
    const before = document.createRange();
    before.selectNodeContents(said);
    before.setEnd(caret.startContainer, caret.startOffset);
    return start + ((end - start) * before.toString().length) / Math.max(1, said.textContent.length);
  }

  // The search attaches cards and keeps what was looked for.
  document.addEventListener("loupe:changed", () => refresh(null));

  if (media) {
    media.addEventListener("seeked", follow);
    media.addEventListener("timeupdate", follow); // also where the window is hidden and no frame is drawn
    // "timeupdate" comes four times a second at best: a card would be up to a quarter of a second late.
    const eachFrame = () => { if (!media.paused) { follow(); requestAnimationFrame(eachFrame); } };
    media.addEventListener("play", eachFrame);
  }
  const wanted = new URLSearchParams(location.search).get("claim");
  if (wanted) choose(heads.find((one) => one.dataset.number === wanted));
})();
