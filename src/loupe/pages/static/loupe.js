// The keys of every page, from the one table that the page carries. Classic script: it also runs from file://.
"use strict";
(() => {
  const body = document.body;
  const keys = new Map(); // a key does what the page has: one key may stand for several things
  for (const key of JSON.parse(body.dataset.keys)) keys.set(key.key, [...(keys.get(key.key) ?? []), key.does]);
  const acts = new Map();
  const MOVES = new Set(["next-claim", "previous-claim", "next-card", "previous-card", "back", "forward", "zoom-in", "zoom-out"]);
  const loupe = (window.loupe = { live: body.dataset.live === "yes" });

  // A page says what a key does there: loupe.on("accept", () => ...). Returning false leaves the key to the browser.
  loupe.on = (does, act) => acts.set(does, act);

  // What is told goes again by itself, after long enough to be read twice; in a dialog that is open it stays.
  const told = document.getElementById("told");
  let goes = 0;
  loupe.tell = (words) => {
    told.textContent = words;
    const inside = document.querySelector("dialog[open] .told");
    if (inside) inside.textContent = words;
    clearTimeout(goes);
    goes = setTimeout(() => { told.textContent = ""; }, 8000 + 80 * words.length);
  };
  // What is to be told by the page that comes next.
  loupe.tellNext = (words) => { try { sessionStorage.setItem("told", words); } catch { /* then it is not told */ } };
  try {
    const words = sessionStorage.getItem("told");
    sessionStorage.removeItem("told");
    if (words) addEventListener("load", () => loupe.tell(words));
  } catch { /* a page from disk may keep nothing */ }

  // One decision to the server: what it says, null where it refused or is gone, which is told; `status` is 0 then.
  loupe.send = async (path, value) => {
    const slow = setTimeout(() => loupe.tell("The server has not answered yet: nothing is kept so far."), 4000);
    const answer = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value),
    }).catch(() => null);
    const said = answer && (await answer.json().catch(() => null));
    clearTimeout(slow);
    if (answer?.ok && said) return { status: answer.status, said };
    if (!answer) loupe.tell("Not kept: the server does not answer. Run loupe open again, and open the link that it prints.");
    else if (said) loupe.tell(`${said.message} ${said.hint}`);
    else loupe.tell(`Not kept: ${unknown(answer)}`);
    return { status: answer?.status ?? 0, said: null };
  };
  loupe.post = async (path, value) => (await loupe.send(path, value)).said;
  const unknown = (answer) => answer.status === 403
    ? "the server was started anew. Open the link that loupe open has printed."
    : `the server answered with ${answer.status}. Load the page again.`;

  // Pages ask for the rest of themselves: of the server, or of what a published folder carries with it.
  loupe.fragment = async (name) => {
    if (!loupe.live) return document.getElementById(`part:${name}`)?.innerHTML ?? carried(name);
    const answer = await fetch(`/${name}`).catch(() => null);
    const html = answer?.ok ? await answer.text().catch(() => null) : null;
    if (html === null) loupe.tell("The server has ended or has nothing under this address. Run loupe open again.");
    return html;
  };
  // A folder carries the parts in classic scripts, since a page from disk may fetch nothing; each says what it holds.
  const kept = new Map(), asked = new Map();
  loupe.keep = (parts) => { for (const [name, html] of Object.entries(parts)) kept.set(name, html); };
  async function carried(name) {
    const shards = Number(body.dataset.shards ?? 0);
    const file = `parts/${name.split("/")[1]}-${name.split("/").pop().slice(2, 2 + shards) || "all"}.js`;
    if (!kept.has(name) && !asked.has(file)) {
      asked.set(file, new Promise((done) => {
        const script = document.createElement("script");
        script.src = body.dataset.root + file;
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    await asked.get(file);
    return kept.get(name) ?? null;
  }
  loupe.json = async (name, query = "") => {
    if (!loupe.live) return null;
    const answer = await fetch(`/${name}.json${query}`).catch(() => null);
    return answer?.ok ? answer.json().catch(() => null) : null;
  };
  loupe.act = (does) => acts.get(does)?.(null);

  const sheet = document.getElementById("keys");
  loupe.on("keys", () => {
    if (sheet.open) return sheet.close();
    // What this page has no use for stands with the keys of other pages; a folder shows only what works on the page.
    const elsewhere = document.getElementById("keys-elsewhere");
    for (const row of document.querySelectorAll("#keys-here > tr")) {
      if (acts.has(row.dataset.does)) continue;
      if (elsewhere) elsewhere.prepend(row); else row.remove();
    }
    if (elsewhere) elsewhere.closest("details").hidden = !elsewhere.children.length;
    sheet.showModal();
    sheet.querySelector("form button").focus();
  });
  loupe.on("close", () => (sheet.open ? sheet.close() : false));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (field && event.key !== "Escape") return;
    if (event.target.closest("dialog[open]") && !["Escape", "?"].includes(event.key)) return;
    if (event.key === " " && event.target.closest("button, summary, a, video, audio, input")) return;
    const does = keys.get(event.key)?.find((one) => acts.has(one));
    if (!does) return;
    // A key that is held down goes on moving; it decides once.
    if (event.repeat && !MOVES.has(does)) { event.preventDefault(); return; }
    if (acts.get(does)(event) !== false) event.preventDefault();
  });
})();
