// The page of the case: files dropped on it, checks started from it, and how far they are.
"use strict";
(() => {
  const form = document.getElementById("drop");
  const list = document.getElementById("jobs");
  if (!form || !loupe.live) return;
  const seen = new Map(); // number of a job to its state when it was last shown
  let first = true;

  const make = (tag, words, kind) => {
    const element = document.createElement(tag);
    if (words) element.textContent = words;
    if (kind) element.className = kind;
    return element;
  };

  function show(job) {
    const item = make("li", "", job.state);
    const titles = { add: "Reading", check: "Checking", publish: "Publishing" };
    const states = { waiting: "waits its turn", running: "", done: "done", failed: "failed" };
    const head = make("p");
    head.append(make("b", `${titles[job.kind] || job.kind} `), make("span", job.title), ` ${states[job.state]}`);
    item.append(head);
    if (job.state === "running") {
      const bar = make("progress");
      bar.setAttribute("aria-label", `How far: ${job.title}`);
      if (job.total) { bar.max = job.total; bar.value = job.done; }
      item.append(bar, make("p", job.total ? `${job.done} of ${job.total}: ${job.doing}` : job.doing, "hint"));
    }
    if (job.told.length) {
      const told = make("ul");
      for (const one of job.told) {
        const line = make("li", one.good ? "" : "✘ ");
        if (one.link) { const link = make("a", one.words); link.href = one.link; line.append(link); } else line.append(one.words);
        if (one.hint) line.append(" ", make("span", one.hint, "hint"));
        told.append(line);
      }
      item.append(told);
    }
    return item;
  }

  // A server that is gone may come back: until then what is shown is what it said last, and says so.
  const gone = document.getElementById("gone");
  let lost = false;
  function lose(answer) {
    const words = answer?.status === 403
      ? "The server was started anew. Open the link that loupe open has printed; this page goes on then."
      : "The server does not answer: whether this goes on is not known. Run loupe open again, and open the link that it prints.";
    if (gone.textContent !== words) gone.textContent = words;
    gone.hidden = false;
    list.classList.add("lost");
    for (const bar of list.querySelectorAll("progress")) bar.remove();
    lost = true;
  }
  async function find() {
    lost = false;
    first = true;
    seen.clear();
    gone.hidden = true;
    list.classList.remove("lost");
    loupe.tell("The server answers again.");
    await refresh();
  }

  async function poll() {
    const answer = await fetch("/api/jobs").catch(() => null);
    if (!answer?.ok) { lose(answer); setTimeout(poll, 4000); return; }
    if (lost) await find();
    const jobs = (await answer.json()).jobs;
    list.replaceChildren(...jobs.map(show));
    document.getElementById("no-jobs").hidden = jobs.length > 0;
    let anew = false;
    for (const job of jobs) {
      const before = seen.get(job.id);
      if (!first && before !== job.state && (job.state === "done" || job.state === "failed")) {
        anew = true;
        loupe.tell(`${job.title}: ${job.state}.`);
      }
      seen.set(job.id, job.state);
    }
    first = false;
    if (anew) await refresh();
    const busy = jobs.some((job) => job.state === "waiting" || job.state === "running");
    setTimeout(poll, busy ? 400 : 4000);
  }

  // What the work has changed, put in place without losing where the reader is.
  async function refresh() {
    const answer = await fetch("/").catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of [".desk-main"]) {
      const now = page.querySelector(name);
      if (now) document.querySelector(name).replaceChildren(...now.childNodes);
    }
    const sections = page.querySelectorAll(".desk-side > section");
    for (const section of sections) {
      const id = section.getAttribute("aria-labelledby");
      if (id === "drop-title" || id === "jobs-title") continue;
      const here = document.querySelector(`.desk-side > section[aria-labelledby="${id}"]`);
      if (here) here.replaceWith(section); else document.querySelector(".desk-side").append(section);
    }
    document.querySelector(".empty")?.remove();
  }

  const drop = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");

  async function send(files) {
    const chosen = [...files];
    if (!chosen.length) { loupe.tell("Choose files first."); return; }
    const as = form.querySelector("[name=as]:checked").value;
    if (as === "check" && chosen.length !== 1) { loupe.tell("A check takes one work: choose its one file."); return; }
    const name = drop();
    for (const [at, file] of chosen.entries()) {
      loupe.tell(`Taking in ${file.name} (${at + 1} of ${chosen.length}).`);
      const answer = await fetch(`/api/files/${encodeURIComponent(file.name)}?drop=${name}`, { method: "PUT", body: file }).catch(() => null);
      if (answer && answer.ok) continue;
      const said = answer ? await answer.json().catch(() => null) : null;
      loupe.tell(said ? `${said.message} ${said.hint}` : `${file.name} could not be taken in: is it a folder? Choose files.`);
      return;
    }
    if (await loupe.post(as === "add" ? "/api/add" : "/api/check", { drop: name })) { loupe.tell("They are being read."); form.reset(); }
    poke();
  }

  async function poke() {
    const answer = await fetch("/api/jobs").catch(() => null);
    if (answer?.ok) list.replaceChildren(...(await answer.json()).jobs.map(show));
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); send(document.getElementById("files").files); });
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    send(event.dataTransfer.files);
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-check]");
    if (button && (await loupe.post("/api/check", { work: button.dataset.check }))) { loupe.tell("The check has begun."); poke(); }
  });
  poll();
})();
