// Pages of reports: they fill themselves when a report has been worked out, and keep a person's word on pairs.
"use strict";
(() => {
  const part = document.getElementById("part");
  if (!part) return;
  const kind = part.dataset.kind;
  let chosen = null;
  let turn = 0;

  const state = () => document.getElementById("state");
  const query = () => (state() && state().dataset.query ? "?" + state().dataset.query : "");

  // The part anew, as the server has it now, or as an address wants it. What was asked for by an address comes first:
  // whatever else fills the part anew waits for it, and fills it as it is then.
  let going = null;
  loupe.refill = async (address = "") => {
    if (address) return (going = fill(address));
    for (let was; was !== going; ) { was = going; await was; }
    return fill(part.dataset.part + query());
  };
  // Whoever stood on something stands there again.
  async function fill(address) {
    const mine = (turn += 1);
    const html = await loupe.fragment(address);
    if (html === null || mine !== turn) return false;
    const focused = document.activeElement && part.contains(document.activeElement) ? document.activeElement.id : "";
    const written = keepWritten();
    const at = chosen ? [...part.querySelectorAll(".proposal.proposed")].indexOf(chosen) : -1;
    part.replaceChildren(document.createRange().createContextualFragment(html));
    written();
    chosen = null;
    if (at >= 0) {
      const left = [...part.querySelectorAll(".proposal.proposed")];
      if (left.length) choose(left[Math.min(at, left.length - 1)]);
    } else if (focused) document.getElementById(focused)?.focus();
    poll();
    return true;
  }

  // What somebody has opened and is writing outlives that the page fills itself meanwhile.
  function keepWritten() {
    const called = (one) => one.querySelector("summary").textContent.replace(/\d+/g, "") + (one.closest("section")?.getAttribute("aria-labelledby") ?? "");
    const open = new Set([...part.querySelectorAll("details[open]")].map(called));
    const forms = [...part.querySelectorAll("form.weigh")].map((form) => [form.getAttribute("aria-label"), [...new FormData(form)]]);
    const on = document.activeElement?.form?.classList.contains("weigh") ? document.activeElement : null;
    const [label, field] = [on?.form.getAttribute("aria-label"), on?.name];
    return () => {
      for (const one of part.querySelectorAll("details")) if (open.has(called(one))) one.open = true;
      const there = new Map([...part.querySelectorAll("form.weigh")].map((form) => [form.getAttribute("aria-label"), form]));
      for (const [name, values] of forms) for (const [key, value] of values) { const input = there.get(name)?.elements[key]; if (input) input.value = value; }
      if (on) there.get(label)?.elements[field]?.focus();
    };
  }

  // --- what is being worked out ---
  let waiting = null;
  function poll() {
    clearTimeout(waiting);
    if (loupe.live && part.querySelector("[data-job]")) waiting = setTimeout(look, 500);
  }
  async function look() {
    let open = false;
    for (const line of part.querySelectorAll("[data-job]")) {
      const said = await loupe.json(`jobs/${line.dataset.job}`);
      if (!said) { loupe.tell("The server has ended. Run loupe open again."); return; }
      // "waiting" with nothing begun: the case has changed since, and asking for the part begins it.
      if (said.status === "ready" || said.status === "failed" || (said.status === "waiting" && !said.seconds && !said.doing)) continue;
      open = true;
      line.querySelector(".so-far").textContent = said.seconds;
      line.querySelector(".doing").textContent = said.doing + (said.total ? `: ${said.done} of ${said.total}` : "");
      const bar = line.querySelector("progress");
      if (said.total) { bar.max = said.total; bar.value = said.done; } else bar.removeAttribute("value");
    }
    if (open) poll(); else await loupe.refill();
  }

  // --- a person's word on pairs ---
  function choose(one) {
    chosen?.classList.remove("chosen");
    chosen = one;
    if (!one) return;
    one.classList.add("chosen");
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
  }
  const step = (by) => {
    const open = [...part.querySelectorAll(".proposal.proposed")];
    if (!open.length) { loupe.tell("Nothing is proposed here."); return; }
    const at = open.indexOf(chosen);
    choose(open[at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1)]);
  };
  const said = { same: "Kept: they are one", apart: "Kept: they are two", open: "Taken back" };
  async function decide(pair, verdict) {
    if (!loupe.live) return;
    const value = { kind, left: pair.dataset.left, right: pair.dataset.right, verdict, seen: Number(state().dataset.seen) };
    value.why = pair.querySelector(".why")?.value.trim() ?? "";
    const kept = await loupe.post("/api/pairs/decide", value);
    await loupe.refill();
    if (kept) loupe.tell(`${said[verdict]}.`);
  }
  const word = (verdict) => () => (chosen ? decide(chosen, verdict) : loupe.tell("Choose a proposal first: press j."));
  const back = (does) => async () => {
    const kept = loupe.live && (await loupe.post(`/api/pairs/${does}`, { kind }));
    if (!kept) return;
    await loupe.refill();
    loupe.tell(kept.words);
  };
  if (kind) {
    loupe.on("next-claim", () => step(1));
    loupe.on("previous-claim", () => step(-1));
    loupe.on("accept", word("same"));
    loupe.on("change", word("apart"));
    loupe.on("undo", back("undo"));
    loupe.on("redo", back("redo"));
  }

  part.addEventListener("click", async (event) => {
    const again = event.target.closest("[data-again]");
    if (again) {
      await loupe.post(`/api/pairs/again/${again.dataset.again}`, {});
      await loupe.refill();
      return;
    }
    const button = event.target.closest("[data-verdict]");
    if (button) decide(button.closest("[data-left]"), button.dataset.verdict);
    const proposal = event.target.closest(".proposal.proposed");
    if (proposal && !button && !event.target.closest("a, input")) choose(proposal);
  });
  poll();
})();
