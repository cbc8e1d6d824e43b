// The script page: lines signed off one at a time, the checklist, and publishing.
"use strict";
(() => {
  const script = document.getElementById("script");
  const work = script.dataset.work;
  const lines = [...document.querySelectorAll(".sline")];
  const toSign = lines.filter((line) => line.dataset.sign === "yes");
  let here = null;

  function go(line, focus = true) {
    if (!line) return;
    here?.classList.remove("here");
    here = line;
    line.classList.add("here");
    if (focus) line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
    history.replaceState(null, "", `?part=${script.dataset.part}#${line.id}`);
  }

  const step = (by) => {
    const at = toSign.indexOf(here);
    const part = Number(script.dataset.part) + by;
    if (at === (by > 0 ? toSign.length - 1 : 0) && part >= 1 && part <= Number(script.dataset.parts)) {
      location.href = `?part=${part}${by > 0 ? "#first" : "#last"}`;
      return;
    }
    if (at >= 0) return go(toSign[Math.min(Math.max(at + by, 0), toSign.length - 1)]);
    const from = here ? Number(here.dataset.number) : 0;
    go(by > 0 ? toSign.find((line) => Number(line.dataset.number) > from) : toSign.findLast((line) => Number(line.dataset.number) < from));
  };
  loupe.on("next-claim", () => step(1));
  loupe.on("previous-claim", () => step(-1));

  // One decision; the line and the checklist follow only when it is kept.
  async function decide(kind, fields) {
    const seen = Number(document.getElementById("state").dataset.seen);
    const { status, said } = await loupe.send("/api/decide", { work, kind, fields, seen });
    if (status) await refresh();
    return said;
  }

  async function refresh() {
    const answer = await fetch(`/script/${work}?part=${script.dataset.part}`).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const open = [...document.querySelectorAll(".checklist details[open]")].map((one) => one.parentElement.dataset.kind);
    const held = document.activeElement?.closest("#state [data-public]");
    const row = held?.closest("[data-kind]")?.dataset.kind;
    const inRow = () => [...document.querySelectorAll(`.checklist [data-kind="${row}"] [data-public]`)];
    const at = inRow().indexOf(held);
    document.getElementById("state").replaceWith(page.getElementById("state"));
    for (const kind of open) document.querySelector(`.checklist [data-kind="${kind}"] details`)?.setAttribute("open", "");
    // Who goes by keys stays where they were: on the same button, else on the next of its list, else above the list.
    if (held) (document.querySelector(`#state [data-public="${held.dataset.public}"]`) ?? inRow()[at] ?? inRow().at(-1) ?? document.getElementById("ready")).focus();
    for (const now of page.querySelectorAll(".sline")) {
      const line = document.getElementById(now.id);
      if (!line) continue;
      line.classList.toggle("signed", now.classList.contains("signed"));
      line.dataset.open = now.dataset.open;
      line.querySelector(".sign").replaceChildren(...now.querySelector(".sign").childNodes);
    }
  }

  async function sign(line) {
    if (!line) { loupe.tell("Choose a line first: press j."); return; }
    const on = !line.classList.contains("signed");
    if (on && line.dataset.open) { loupe.tell(`Line ${line.dataset.number} cannot be signed yet: ${line.dataset.open}.`); return; }
    if (await decide("signed", { passage: line.dataset.passage, on })) {
      loupe.tell(on ? `Line ${line.dataset.number} is signed.` : `The sign-off of line ${line.dataset.number} is taken back.`);
      if (on && line === here) step(1);
    }
  }
  loupe.on("sign", () => sign(here));
  for (const does of ["undo", "redo"]) {
    loupe.on(does, async () => {
      const said = await loupe.post(`/api/${does}`, { work });
      if (said) { await refresh(); loupe.tell(said.words); }
    });
  }

  async function publish() {
    const { public: leaves, published } = document.getElementById("state").dataset;
    if (!Number(leaves) && published !== "yes") { loupe.tell("Nothing would be published: decide a claim, then sign its line."); return; }
    const form = document.getElementById("publish");
    const started = await loupe.post("/api/publish", {
      work, media: form.elements.media.value, names: form.elements.names.checked, by: form.elements.by.value,
      address: form.elements.address.value,
    });
    if (!started) return;
    loupe.tell("Publishing.");
    for (let job = started.job; ;) {
      if (job.state === "done" || job.state === "failed") { loupe.tell(job.told.map((one) => `${one.words} ${one.hint}`).join(" ")); return; }
      await new Promise((done) => setTimeout(done, 200));
      const answer = await fetch(`/api/jobs/${job.id}`).catch(() => null);
      if (!answer?.ok) { loupe.tell("The server has ended while it was publishing. Run loupe open again, and publish anew."); return; }
      job = (await answer.json()).job;
    }
  }
  loupe.on("publish", () => { publish(); });

  document.getElementById("publish")?.addEventListener("submit", (event) => { event.preventDefault(); publish(); });
  document.addEventListener("click", (event) => {
    const signs = event.target.closest("[data-signs]");
    if (signs) { const line = signs.closest(".sline"); go(line, false); sign(line); return; }
    const source = event.target.closest("[data-public]");
    if (source && source.dataset.public && source.tagName === "BUTTON") {
      const on = source.dataset.on !== "no";
      decide("public", { source: source.dataset.public, on }).then((kept) => { if (kept) loupe.tell(on ? "Marked public." : "No longer public."); });
      return;
    }
    const line = event.target.closest(".sline");
    if (line && !event.target.closest("a, button")) go(line, false);
  });
  // The line that the address names, also where a link of this page leads to it: keys act there.
  function land() {
    const name = location.hash.slice(1);
    if (name === "first") go(toSign[0]);
    if (name === "last") go(toSign[toSign.length - 1]);
    const wanted = name && document.getElementById(name);
    if (wanted && wanted.classList.contains("sline")) go(wanted);
  }
  window.addEventListener("hashchange", land);
  land();
})();
