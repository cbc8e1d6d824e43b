// The keys of every page, from the one table that the page carries. Classic script: it also runs from file://.
"use strict";
(() => {
  const body = document.body;
  const keys = new Map(); // a key does what the page has: one key may stand for several things
  for (const key of JSON.parse(body.dataset.keys)) keys.set(key.key, [...(keys.get(key.key) ?? []), key.does]);
  const acts = new Map();
  const loupe = (window.loupe = { live: body.dataset.live === "yes" });

  // A page says what a key does there: loupe.on("accept", () => ...). Returning false leaves the key to the browser.
  loupe.on = (does, act) => acts.set(does, act);

  loupe.tell = (words) => { document.getElementById("told").textContent = words; };

  // One decision to the server; what it answers is saved for good.
  loupe.post = async (path, value) => {
    const answer = await fetch(path, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value),
    });
    const said = await answer.json();
    if (!answer.ok) loupe.tell(said.message + " " + said.hint);
    return answer.ok ? said : null;
  };

  // Pages ask for the rest of themselves: of the server, or of what a published folder carries with it.
  loupe.fragment = async (name) => {
    if (!loupe.live) return document.getElementById(`part:${name}`)?.innerHTML ?? carried(name);
    const answer = await fetch(`/${name}`);
    if (answer.ok) return answer.text();
    loupe.tell("The server has ended or has nothing under this address. Run loupe open again.");
    return null;
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
    const answer = await fetch(`/${name}.json${query}`);
    return answer.ok ? answer.json() : null;
  };
  loupe.act = (does) => acts.get(does)?.(null);

  const sheet = document.getElementById("keys");
  loupe.on("keys", () => (sheet.open ? sheet.close() : sheet.showModal()));
  loupe.on("close", () => (sheet.open ? sheet.close() : false));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (field && event.key !== "Escape") return;
    if (event.target.closest("dialog[open]") && !["Escape", "?"].includes(event.key)) return;
    if (event.key === " " && event.target.closest("button, summary, a, video, audio, input")) return;
    const act = keys.get(event.key)?.map((does) => acts.get(does)).find(Boolean);
    if (act && act(event) !== false) event.preventDefault();
  });
})();
