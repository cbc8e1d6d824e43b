// The history page: rows by keys, undo, and the look at everything, which takes its time.
"use strict";
(() => {
  if (!loupe.live) return;
  const work = document.getElementById("history").dataset.work;
  const rows = [...document.querySelectorAll(".row")];
  const step = (by) => {
    const at = rows.indexOf(document.activeElement.closest(".row"));
    const to = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (to) { to.focus({ preventScroll: true }); to.scrollIntoView({ block: "nearest" }); }
  };
  loupe.on("next-claim", () => step(1));
  loupe.on("previous-claim", () => step(-1));
  for (const does of ["undo", "redo"]) {
    loupe.on(does, async () => {
      const said = await loupe.post(`/api/${does}`, { work });
      if (said) { loupe.tellNext(said.words); location.reload(); }
    });
  }
  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act) loupe.act(act.dataset.act);
  });

  const button = document.getElementById("verify");
  const bar = document.getElementById("verify-bar");
  const said = document.getElementById("verify-said");
  const list = document.getElementById("faults");
  const SAID = {
    never: "Every source, quote and decision is held against its hash.",
    sound: "Everything is as it was stored: every source, every quote, every entry of the log.",
    faults: "Not everything is as it was stored. Restore what is named from a backup; trust no quote of it before.",
  };
  function tell(now) {
    const running = now.state === "running";
    button.disabled = running;
    bar.hidden = !running;
    if (running) { if (now.of) { bar.max = now.of; bar.value = now.done; } said.textContent = now.of ? `${now.done} of ${now.of} parts looked at` : "Looking"; }
    else said.textContent = now.state === "failed" ? now.problem : SAID[now.state];
    list.replaceChildren(...now.faults.map((fault) => Object.assign(document.createElement("li"), { textContent: fault.sentence })));
    if (running) setTimeout(look, 400);
  }
  async function look() {
    const answer = await fetch("/api/verify").catch(() => null);
    if (answer?.ok) tell(await answer.json());
    else loupe.tell("The server has ended. Run loupe open again.");
  }
  button.addEventListener("click", async () => { const now = await loupe.post("/api/verify", {}); if (now) tell(now); });
  look();
})();
