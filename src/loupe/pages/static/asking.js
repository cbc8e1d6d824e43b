// Open questions ticked off, and possible answers weighed: each a decision, kept before the page says so.
"use strict";
(() => {
  const part = document.getElementById("part");
  if (!part || !loupe.live) return;
  const state = () => document.getElementById("state").dataset;
  const here = part.dataset.part.split("/")[1];

  // --- open questions ---
  const questions = () => [...part.querySelectorAll(".question")];
  let at = "";
  function choose(one) {
    part.querySelector(".question.chosen")?.classList.remove("chosen");
    if (!one) return;
    at = one.id;
    one.classList.add("chosen");
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
  }
  const step = (by) => {
    const all = questions();
    const now = all.findIndex((one) => one.id === at);
    choose(all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1)]);
  };
  async function tick(one, said) {
    if (!one) return loupe.tell("Choose a question first: press j.");
    if (!state().work) return loupe.tell("Check a work first: the decision is kept with it.");
    const value = { work: state().work, kind: "asked", fields: { question: one.dataset.question, about: one.dataset.about, state: said }, seen: Number(state().seen) };
    value.why = one.querySelector(".why")?.value.trim() ?? "";
    at = one.id;
    const kept = await loupe.post("/api/decide", value);
    await loupe.refill();
    choose(document.getElementById(at));
    if (kept) loupe.tell(said === "open" ? "Open again." : `Kept: ${said}.`);
  }
  if (here === "questions") {
    const chosen = () => document.getElementById(at);
    loupe.on("next-claim", () => step(1));
    loupe.on("previous-claim", () => step(-1));
    loupe.on("accept", () => tick(chosen(), "answered"));
    loupe.on("change", () => tick(chosen(), "not needed"));
    for (const does of ["undo", "redo"]) {
      loupe.on(does, async () => {
        const said = state().work && (await loupe.post(`/api/${does}`, { work: state().work }));
        if (!said) return;
        await loupe.refill();
        choose(document.getElementById(at));
        loupe.tell(said.words); // it may have been decided on another page
      });
    }
  }

  // --- possible answers: weights in the words of the scale ---
  const send = async (path, value, form = null) => {
    const kept = await loupe.post(`/api/ask/${path}`, { ...value, seen: Number(state().seen) });
    if (kept) form?.reset();
    await loupe.refill();
    if (kept) loupe.tell(kept.words ?? "Kept.");
  };
  part.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-ask]");
    if (!form) return;
    event.preventDefault();
    const value = Object.fromEntries(new FormData(form));
    send(form.dataset.ask, { question: form.dataset.question ?? value.question, ...value }, form);
  });
  if (here === "ask") loupe.on("undo", () => send("undo", {}));

  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-state]");
    if (button) tick(button.closest(".question"), button.dataset.state);
    else if (event.target.closest("[data-unask]")) send("undo", {});
    else if (!event.target.closest("a, input, button, summary")) choose(event.target.closest(".question"));
  });
})();
