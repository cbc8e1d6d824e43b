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
  let heads = [...document.querySelectorAll(".head-of")];
  const duration = () => (media && media.duration ? media.duration * 1000 : Number(film.dataset.duration)) || 1;
  const work = film.dataset.work;
  const numbered = (number) => heads.find((one) => one.dataset.number === number);
  let chosen = null;
  let following = true;
  let holding = 0; // while something is decided, written or searched, the page stays at its claim, whatever is played
  let reading = Promise.resolve(); // until what is read of the chosen claim stands there

  const busy = () => holding > 0 || document.querySelector("dialog[open]") !== null || document.activeElement?.id === "find-words";

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
    const head = spoken(line);
    // Who has chosen another claim of this line keeps it.
    if (head && chosen?.closest(".line") !== line && !busy()) choose(head, { seek: false });
    if (!media.paused) readAhead(line);
  }

  // The claim of the next line is read before its second comes, so that it stands there when it does.
  const ahead = new Map();
  const name = (head) => `film/${work}/claim/${head.dataset.claim}`;
  function part(head) {
    const held = ahead.get(name(head)) ?? loupe.fragment(name(head));
    ahead.delete(name(head));
    return held;
  }
  function readAhead(line) {
    const next = timed.slice(timed.indexOf(line) + 1).map(spoken).find(Boolean);
    if (next && !ahead.has(name(next))) ahead.set(name(next), loupe.fragment(name(next)));
  }
  const spoken = (line) => line.querySelector('.head-of[data-checkable="yes"]') || line.querySelector(".head-of")
    || numbered(line.querySelector(".same-as")?.dataset.number);

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
    if (goes) {
      line.scrollIntoView({ block: "nearest" });
      if (line.dataset.start !== undefined && media && media.paused) seek(Number(line.dataset.start));
    }
    await (reading = show(head, goes));
  }

  async function show(head, goes = false) {
    const html = await part(head);
    if (head !== chosen) return;
    if (html === null) { // what is shown stays chosen
      head.classList.remove("chosen");
      chosen = heads.find((one) => one.dataset.claim === claim()?.dataset.claim) ?? null;
      chosen?.classList.add("chosen");
      return;
    }
    put(html);
    history.replaceState(null, "", `?claim=${head.dataset.number}`);
    // Where the evidence stands below the lines, who has chosen a claim is brought to it.
    if (goes && getComputedStyle(evidence).position === "static") evidence.scrollIntoView({ block: "start" });
  }

  // A claim that is shown anew leaves a person where they were: on the card, the button, at the place they had read to.
  function put(html) {
    const held = evidence.contains(document.activeElement) ? document.activeElement : null;
    const before = claim()?.dataset.claim, top = evidence.scrollTop, at = card;
    const act = held?.dataset.act, onCard = held !== null && held === held.closest(".card");
    evidence.replaceChildren(document.createRange().createContextualFragment(html));
    const same = before === claim()?.dataset.claim;
    card = (same && at && cards().find((one) => ["passage", "start", "end"].every((name) => one.dataset[name] === at.dataset[name]))) || null;
    evidence.scrollTop = same ? top : 0;
    markDrafts();
    if (held) ((onCard && card) || (same && act && evidence.querySelector(`[data-act="${act}"]`)) || claim())?.focus({ preventScroll: true });
  }

  const claim = () => document.getElementById("claim");
  const cards = () => [...evidence.querySelectorAll(".card")];
  const step = (by) => {
    // From a claim that cannot be checked, the next one is the nearest that can.
    const open = heads.filter((head) => head === chosen || head.dataset.checkable === "yes");
    const at = open.indexOf(chosen);
    choose(open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1)]);
  };
  // Keys are done in their turn: one that moves on waits until what was decided before it is kept.
  let turn = Promise.resolve(), round = 0;
  function inTurn(act) {
    // After a refusal, what was typed ahead is dropped; so is what was typed ahead of a dialog: it was meant for that.
    const mine = round;
    const done = turn.then(() => (mine === round && !document.querySelector("dialog[open]") ? act() : undefined));
    turn = done.catch(() => {});
    return done;
  }
  loupe.on("next-claim", () => { inTurn(() => { step(1); }); });
  loupe.on("previous-claim", () => { inTurn(() => { step(-1); }); });

  let card = null;
  const stepCard = (by) => {
    const all = cards();
    if (!all.length) return;
    const at = all.indexOf(card);
    card = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  };
  loupe.on("next-card", () => stepCard(1));
  loupe.on("previous-card", () => stepCard(-1));
  loupe.on("open-card", () => { if (card) location.href = card.dataset.open; });

  if (media) {
    loupe.on("play", () => { if (media.paused) media.play(); else media.pause(); });
    loupe.on("back", () => { media.currentTime = Math.max(0, media.currentTime - 5); });
    loupe.on("forward", () => { media.currentTime += 5; });
  }

  // --- deciding: shown as kept only when the server has kept it ---

  // What is decided is what the page shows of the claim that was chosen when the key was pressed: nothing unseen, and
  // never another claim, whatever is chosen or played until it is kept.
  const onClaim = (act, checkable = false) => () => {
    if (!loupe.live) return;
    holding += 1;
    inTurn(async () => {
      const at = await standing();
      if (!at) return;
      if (checkable && at.checkable !== "yes") loupe.tell(`${at.number} cannot be checked: it takes no verdict. If it can after all, say so first: press v.`);
      else await act(at);
    }).finally(() => { holding -= 1; });
  };
  async function standing() {
    const head = chosen;
    if (!head) { loupe.tell("Choose a claim first: press j."); return null; }
    for (let was = null; was !== reading; ) { was = reading; await was; }
    const here = claim();
    if (head === chosen && here?.dataset.claim === head.dataset.claim) return { ...here.dataset };
    if (chosen && head !== chosen) loupe.tell(`${head.dataset.number} was not shown: nothing was decided of it.`);
    return null;
  }

  async function decide(at, kind, fields, why = "") {
    const shown = kind === "verdict" ? { proposed: at.label, basis: at.basis } : {};
    const value = { work, kind, fields: { claim: at.claim, ...fields, ...shown }, why, seen: Number(at.seen) };
    const { status, said } = await loupe.send("/api/decide", value);
    if (said) {
      loupe.tell(`${at.number}: ${words(said.decision, at)}`);
      refresh();
      return true;
    }
    round += 1;
    if (!status || status === 403) return "Copy what you typed: the link that is printed opens a window of its own.";
    refresh();
    return status === 409 ? "Leave this with Escape and look at the claim; then go on: what you typed stays as a draft." : false;
  }
  function words({ seq, kind, fields }, at) {
    const before = seq <= Number(at.seen) ? " already" : "";
    if (kind === "verdict") return before ? `${fields.label} already, nothing changed.` : `${fields.label}, kept.`;
    if (kind === "star") return fields.on ? `starred${before}.` : "the star is taken away.";
    if (kind === "card") return `this passage ${fields.stance === "irrelevant" ? "is irrelevant" : fields.stance + " it"}${before ? " already" : ", kept"}.`;
    if (kind === "note") return `the ${fields.private ? "private " : ""}note is kept.`;
    if (kind === "text") return "its clearer words are kept.";
    if (kind === "split") return `split into ${fields.texts.length} parts, kept.`;
    if (kind === "merge") return "merged, kept.";
    if (kind === "whole") return `the ${fields.into ? "merge" : "split"} is taken back.`;
    if (kind === "checkable") return "can be checked, kept. No check has judged it yet: check the work again, or decide it yourself.";
    if (kind === "private") return "the note is private now.";
    return "kept.";
  }

  const refresh = () => (reading = renew());
  async function renew() {
    const head = chosen;
    ahead.clear();
    const said = await loupe.json(`film/${work}/heads`, `?since=${film.dataset.seen}`);
    if (said && said.seen >= Number(film.dataset.seen)) {
      film.dataset.seen = said.seen;
      const there = new Set(heads.map((one) => one.dataset.claim));
      const others = (said.checkable || 1) !== document.querySelector(".progress progress").max;
      if (others || said.gone.some((id) => there.has(id)) || said.heads.some((one) => !there.has(one.id))) return reshape();
      document.getElementById("decided").textContent = said.decided;
      document.querySelector(".progress progress").value = said.decided;
      for (const one of said.heads) {
        const link = document.getElementById(`head-${one.id}`);
        if (!link) continue;
        if (link.dataset.now !== one.html) { link.innerHTML = one.html; link.dataset.now = one.html; }
        link.dataset.proposed = one.proposed;
        link.dataset.decided = one.decided;
        paint(link);
      }
    }
    if (head && head === chosen) await show(head);
  }

  // Claims were split or merged, or that was taken back: the lines are drawn anew, and the film plays on.
  async function reshape() {
    const number = chosen?.dataset.number ?? "";
    const html = await loupe.fragment(`film/${work}`);
    if (html === null) return;
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const line of lines) {
      const anew = page.getElementById(line.id);
      if (!anew) continue;
      line.querySelectorAll(".heads").forEach((one) => one.remove());
      line.append(...anew.querySelectorAll(".heads"));
      line.querySelector(".said").replaceChildren(...anew.querySelector(".said").childNodes);
    }
    for (const cell of strip?.querySelectorAll(".cell") ?? []) {
      const anew = page.querySelector(`.cell[data-line="${cell.dataset.line}"]`);
      if (anew) { cell.setAttribute("class", anew.getAttribute("class")); cell.replaceChildren(...anew.childNodes); }
    }
    document.querySelector(".head .progress").replaceWith(page.querySelector(".head .progress"));
    heads = [...document.querySelectorAll(".head-of")];
    chosen = null;
    const whole = number.replace(/[a-z]$/, "");
    const line = lines.find((one) => one.dataset.line === whole.split(".")[0]);
    const next = numbered(number) ?? numbered(`${whole}a`) ?? numbered(whole) ?? (line && spoken(line));
    if (!next) { evidence.replaceChildren(); return; }
    chosen = next;
    next.classList.add("chosen");
    await show(next);
  }

  // The underline and the strip say what holds: the verdict that needs a person most, as the server draws them.
  const order = film.dataset.order.split("|");
  const worst = (labels) => labels.reduce((one, other) => (order.indexOf(other) < order.indexOf(one) ? other : one));
  const holds = ({ dataset: at }) => at.decided || at.proposed;
  const named = (label) => `v-${label.replaceAll(" ", "-")}`;
  function paint(head) {
    for (const run of document.querySelectorAll(`.run[data-claims~="${head.dataset.number}"]`)) {
      const over = run.dataset.claims.split(" ").map(numbered).filter(Boolean);
      const open = over.some((one) => ["", "unsure"].includes(one.dataset.decided));
      run.className = `run ${named(worst(over.map((one) => (one.dataset.decided === "unsure" ? one.dataset.proposed : holds(one)))))}${open ? " open" : ""}`;
    }
    const line = head.closest(".line");
    const cell = strip?.querySelector(`.cell[data-line="${line.dataset.line}"]`);
    const told = [...line.querySelectorAll('.head-of[data-checkable="yes"]')];
    if (!cell || !told.length) return;
    const label = worst(told.map(holds)), all = told.every((one) => one.dataset.decided);
    cell.setAttribute("class", `cell ${named(label)} ${all ? "solid" : "open"}`);
    cell.querySelector("title").textContent = `Line ${line.dataset.line}: ${label}${all ? "" : " (proposed)"}`;
  }

  // The film waits while a person writes, and the page stays at the claim that it is about.
  async function ask(at, kind, key, title, fill, value) {
    const played = media && !media.paused;
    if (played) media.pause();
    holding += 1;
    const keep = async (form) => {
      const wanted = value(form);
      return typeof wanted === "string" ? wanted : decide(at, kind, wanted.fields, wanted.why);
    };
    await loupe.ask({ title: `${at.number}: ${title}`, about: draft(at.claim, kind), again: `Go on with ${key} at ${at.number}.`, fill, keep });
    holding -= 1;
    if (played) media.play();
    markDrafts();
  }
  const draft = (id, kind) => `${work}:${id}:${kind}`;
  function markDrafts() {
    for (const [act, kind] of [["change", "verdict"], ["note", "note"], ["edit", "text"], ["split", "split"], ["merge", "merge"]]) {
      evidence.querySelector(`[data-act="${act}"]`)?.classList.toggle("has-draft", Boolean(loupe.drafts?.get(draft(claim().dataset.claim, kind))));
    }
  }

  const field = (body, name, words, element) => {
    const label = document.createElement("label");
    label.textContent = words + " ";
    element.name = name;
    label.append(element);
    body.append(label);
    return element;
  };
  const area = (given = {}) => Object.assign(document.createElement("textarea"), given);

  loupe.on("accept", onClaim((at) => {
    if (at.unchecked === "yes") return loupe.tell(`No check has judged ${at.number}: there is nothing to accept. Press x.`);
    return decide(at, "verdict", { label: "accept" });
  }, true));
  loupe.on("unsure", onClaim((at) => decide(at, "verdict", { label: "unsure" }), true));
  loupe.on("star", onClaim((at) => decide(at, "star", { on: at.starred !== "yes" })));
  loupe.on("change", onClaim((at) => { ask(at, "verdict", "x", "your verdict", (body) => {
    for (const label of ["corroborated", "contested", "contradicted", "uncorroborated", "not checkable"]) {
      const radio = field(body, "label", label, Object.assign(document.createElement("input"), { type: "radio", value: label, required: true }));
      radio.parentElement.prepend(radio);
    }
    field(body, "why", "Why", area());
  }, (form) => ({ fields: { label: form.get("label") }, why: form.get("why") })); }, true));
  loupe.on("note", onClaim((at) => { ask(at, "note", "n", "a note", (body) => {
    field(body, "text", "Note", area({ required: true }));
    field(body, "private", "Private: never leaves the case", Object.assign(document.createElement("input"), { type: "checkbox", checked: true }));
  }, (form) => (form.get("text").trim() ? { fields: { text: form.get("text"), private: form.get("private") !== null } } : "A note needs words.")); }));
  loupe.on("edit", onClaim((at) => { ask(at, "text", "e", "the claim in clear words", (body) => {
    field(body, "text", "Claim", area({ required: true })).value = at.text;
  }, (form) => {
    const text = form.get("text").trim();
    if (!text) return "A claim needs words: to leave its own as they are, press Escape.";
    return text === at.text ? "These are its words already: change them, or press Escape." : { fields: { text } };
  }); }));
  loupe.on("split", onClaim((at) => {
    if (at.part === "yes") return loupe.tell("This is a part already: take back the split (t), then split the whole anew.");
    ask(at, "split", "p", "split it into parts", (body) => {
      field(body, "parts", "One part on each line, in words that stand for themselves. No check judges parts: they have no proposal.", area({ required: true })).value = at.text;
    }, (form) => {
      const texts = form.get("parts").split("\n").map((one) => one.trim()).filter(Boolean);
      return texts.length < 2 ? "Two parts at least, each on a line of its own." : { fields: { texts } };
    });
  }));
  loupe.on("merge", onClaim((at) => {
    if (at.part === "yes") return loupe.tell("A part of a claim is merged with nothing: take back the split (t) first.");
    ask(at, "merge", "m", "it is the same as", (body) => {
      const number = field(body, "number", "Number of the other claim, such as 7.1", Object.assign(document.createElement("input"), { required: true, autocomplete: "off" }));
      const words = body.appendChild(document.createElement("p"));
      words.setAttribute("role", "status");
      words.dir = "auto";
      number.addEventListener("input", () => { words.textContent = numbered(number.value.trim())?.closest(".line").querySelector(".said").textContent ?? ""; });
    }, (form) => {
      const number = form.get("number").trim(); // one that is not in the lines may be split or merged: the server says by whom
      return { fields: { into: numbered(number)?.dataset.claim ?? number } };
    });
  }));
  // What anybody split or merged is put together again by anybody, in their own name.
  loupe.on("put-together", onClaim((at) => {
    const all = [...evidence.querySelectorAll("[data-apart]")];
    if (!all.length) return loupe.tell(`${at.number} is neither split nor merged: there is nothing to take back.`);
    if (all.length === 1) return decide(at, "whole", { claim: all[0].dataset.apart });
    all[0].focus();
    return loupe.tell(`${all.length} claims were merged into ${at.number}: choose the one to take back.`);
  }));
  loupe.on("checkable", onClaim((at) => {
    if (at.checkable === "yes") return loupe.tell(`${at.number} can be checked already.`);
    return decide(at, "checkable", { on: true });
  }));
  const stance = (stance) => onClaim((at) => {
    if (!card) return loupe.tell("Choose a card first: press J.");
    const { passage, start, end } = card.dataset;
    return decide(at, "card", { passage, start: Number(start), end: Number(end), quote: card.querySelector("blockquote").textContent, stance });
  });
  for (const one of ["supports", "contradicts", "irrelevant"]) loupe.on(one, stance(one));
  for (const does of ["undo", "redo"]) {
    loupe.on(does, () => { inTurn(async () => {
      const said = loupe.live && (await loupe.post(`/api/${does}`, { work }));
      if (!said) return;
      loupe.tell(said.words);
      refresh();
    }); });
  }

  // --- clicks do what keys do ---
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab is for the browser to open
    const head = event.target.closest(".head-of") ?? numbered(event.target.closest(".same-as")?.dataset.number);
    if (head) { event.preventDefault(); following = true; choose(head); return; }
    const at = event.target.closest(".seek");
    if (at) { following = true; seek(Number(at.dataset.at)); return; }
    const cell = event.target.closest(".cell");
    if (cell) {
      const line = document.getElementById(`line-${cell.dataset.line}`);
      seek(Number(line.dataset.start));
      choose(spoken(line));
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
    if (run) { choose(numbered(run.dataset.claims.split(" ")[0])); return; }
    const said = event.target.closest(".said");
    if (said) { const line = said.closest(".line"); if (line.dataset.start !== undefined) seek(wordTime(line, said, event)); return; }
    const apart = event.target.closest("[data-apart]");
    if (apart) { onClaim((at) => decide(at, "whole", { claim: apart.dataset.apart }))(); return; }
    const note = event.target.closest("[data-private]");
    if (note) { onClaim((at) => decide(at, "private", { note: Number(note.dataset.private) }))(); return; }
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
  document.addEventListener("loupe:changed", () => { refresh(); });

  if (media) {
    media.addEventListener("seeked", follow);
    media.addEventListener("timeupdate", follow); // also where the window is hidden and no frame is drawn
    // "timeupdate" comes four times a second at best: a card would be up to a quarter of a second late.
    const eachFrame = () => { if (!media.paused) { follow(); requestAnimationFrame(eachFrame); } };
    media.addEventListener("play", eachFrame);
  }
  const hint = document.getElementById("no-claim");
  hint.hidden = false;
  // An address may name a claim that is there no more, or never was; it says what has become of it.
  const wanted = new URLSearchParams(location.search).get("claim");
  if (wanted && numbered(wanted)) choose(numbered(wanted));
  else if (wanted) {
    const into = JSON.parse(film.dataset.merged)[wanted], part = numbered(`${wanted}a`);
    const become = into ? `Claim ${wanted} was merged into ${into}.` : part ? `Claim ${wanted} was split: ${wanted}a is its first part.` : "";
    if (become) { loupe.tell(become); choose(numbered(into) ?? part); }
    else hint.textContent = `${loupe.live ? `There is no claim ${wanted} in this work.` : `Claim ${wanted} is not shown here.`} ${hint.textContent}`;
  }
})();
