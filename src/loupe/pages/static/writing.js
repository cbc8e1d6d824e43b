// The dialog in which a person writes. It closes when what was written is kept; what is not kept stays as a draft of
// this window, under the name of what it is about, and is put back when the dialog is opened for that again.
"use strict";
(() => {
  const dialog = document.getElementById("ask");
  if (!dialog) return;
  const form = document.getElementById("ask-form");
  const body = document.getElementById("ask-body");
  const said = dialog.querySelector(".told");
  let open = null;

  const drafts = (loupe.drafts = {
    get: (name) => { try { return JSON.parse(sessionStorage.getItem(`draft:${name}`)); } catch { return null; } },
    keep: (name, value) => { try { sessionStorage.setItem(`draft:${name}`, JSON.stringify(value)); } catch { /* full */ } },
    drop: (name) => sessionStorage.removeItem(`draft:${name}`),
  });

  const fields = () => [...body.querySelectorAll("input, textarea, select")];
  const texts = () => fields().filter((one) => !["radio", "checkbox"].includes(one.type)).map((one) => one.value.trim()).join("\n");
  const typed = () => texts() !== open.before;

  function put(draft) {
    for (const one of fields()) {
      const values = draft.filter(([name]) => name === one.name).map(([, value]) => value);
      if (one.type === "radio") one.checked = values.includes(one.value);
      else if (one.type === "checkbox") one.checked = values.length > 0;
      else one.value = values[0] ?? "";
    }
  }

  // `fill` makes the fields; `keep` takes what they hold, and says true where it was kept, words where it cannot be.
  // `about` names the draft; `again` says how to go on with it. Answers when the dialog has closed.
  loupe.ask = ({ title, about, again, fill, keep }) => new Promise((done) => {
    if (dialog.open) return done(false); // one thing at a time
    end();
    document.getElementById("ask-title").textContent = title;
    body.replaceChildren();
    fill(body);
    said.textContent = "";
    open = { about, again, keep, done, before: texts(), kept: false, busy: false };
    const draft = drafts.get(about);
    if (draft) { put(draft); said.textContent = "What you had typed here is put back; it was not kept yet."; }
    dialog.showModal();
    body.querySelector("textarea, input, select")?.focus();
  });

  body.addEventListener("input", () => { if (open) { if (typed()) drafts.keep(open.about, [...new FormData(form)]); else drafts.drop(open.about); } });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value === "leave") return;
    event.preventDefault();
    const mine = open;
    if (!mine || mine.busy) return;
    mine.busy = true;
    said.textContent = "";
    const answer = await mine.keep(new FormData(form)).finally(() => { mine.busy = false; });
    if (typeof answer === "string") said.textContent = [said.textContent, answer].filter(Boolean).join(" ");
    if (answer !== true) return;
    mine.kept = true;
    drafts.drop(mine.about);
    if (open === mine) dialog.close();
  });
  // The event comes after the closing: who opens the dialog again at once has ended what was open before.
  dialog.addEventListener("close", () => { if (!dialog.open) end(); });
  function end() {
    const mine = open;
    if (!mine) return;
    if (!mine.kept && typed()) loupe.tell(`Not kept: what you typed stays as a draft in this window. ${mine.again}`);
    open = null;
    body.replaceChildren();
    mine.done(mine.kept);
  }
})();
