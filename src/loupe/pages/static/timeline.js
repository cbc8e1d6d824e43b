// Zoom: every stretch has an address of its own, and the page goes there without being loaded anew.
"use strict";
(() => {
  const part = document.getElementById("part");
  if (!part || !loupe.live) return;

  // One step after the other: each starts from the stretch that the one before it has brought. Of a key that is held
  // down, no more is done than the server answers.
  let turn = Promise.resolve(), waiting = 0;
  const inTurn = (act) => (event) => {
    if (event?.repeat && waiting) return;
    waiting += 1;
    turn = turn.then(act).catch(() => {}).finally(() => { waiting -= 1; });
  };

  async function go(query, push = true) {
    if (!(await loupe.refill(`timeline/part${query}`))) return;
    if (push) history.pushState(null, "", `/timeline${query}`);
    loupe.tell(document.getElementById("stretch")?.textContent ?? "");
  }
  const move = (name) => async () => {
    const link = document.getElementById(`move-${name}`);
    if (link && link.href) await go(new URL(link.href).search);
    else loupe.tell("There is nothing further that way.");
  };
  // About the bar that is chosen, which stays chosen; else about where most bars stand, which the links know.
  const zoom = (name) => async () => {
    const bar = document.activeElement?.closest?.("a.mark")?.dataset.statement;
    if (!bar) return move(name)();
    const query = new URLSearchParams(document.getElementById("state").dataset.query);
    const before = query.toString();
    query.set("at", bar);
    query.set("move", name);
    if (!(await loupe.refill(`timeline/part?${query}`))) return;
    part.querySelector(`a.mark[data-statement="${CSS.escape(bar)}"]`)?.focus();
    const now = document.getElementById("state").dataset.query;
    if (now === before) return loupe.tell("There is nothing further that way.");
    history.pushState(null, "", now ? `/timeline?${now}` : "/timeline");
    loupe.tell(document.getElementById("stretch")?.textContent ?? "");
  };
  loupe.on("zoom-in", inTurn(zoom("in")));
  loupe.on("zoom-out", inTurn(zoom("out")));
  loupe.on("whole", inTurn(move("whole")));
  loupe.on("back", inTurn(move("earlier")));
  loupe.on("forward", inTurn(move("later")));

  part.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-move]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    inTurn(link.id ? move(link.dataset.move) : () => go(new URL(link.href).search))();
  });
  part.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(event.target)) if (value) query.append(name, value);
    inTurn(() => go(query.toString() ? `?${query}` : ""))();
  });
  window.addEventListener("popstate", inTurn(() => go(location.search, false)));
})();
