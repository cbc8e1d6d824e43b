// The claims page: rows by keys, ticks, and what is done to all ticked rows at once.
"use strict";
(() => {
  if (!loupe.live) return;
  const page = document.getElementById("claims");
  const work = page.dataset.work;
  const form = document.getElementById("filter");
  const holder = document.getElementById("rows");
  let current = 0; // the row that keys act on, by its place: it stays there when the row itself goes

  const rows = () => [...holder.querySelectorAll(".row")];
  const boxes = () => [...holder.querySelectorAll(".ticked")];
  const table = () => document.getElementById("table");

  function say() {
    const ticked = boxes().filter((box) => box.checked).length;
    for (const box of boxes()) box.closest("tr").classList.toggle("is-ticked", box.checked);
    const words = document.getElementById("ticked");
    if (words) words.textContent = ticked ? `${ticked} ${ticked === 1 ? "row" : "rows"} ticked` : "No row ticked: keys act on the row you are on.";
    document.getElementById("bulk")?.classList.toggle("has-ticks", ticked > 0);
    const all = document.getElementById("all");
    if (all) { all.checked = ticked > 0 && ticked === boxes().length; all.indeterminate = ticked > 0 && !all.checked; }
  }

  // --- the query stands in the address, and only there ---
  function wanted() {
    const pairs = [...new FormData(form)].filter(([name, value]) => value !== "" && !(name === "sort" && value === "line"));
    return new URLSearchParams(pairs).toString();
  }

  let asked = 0;
  async function show(query, { focus = null } = {}) {
    const mine = ++asked;
    const html = await loupe.fragment(`claims/${work}/rows${query ? "?" + query : ""}`);
    if (html === null || mine !== asked) return;
    const at = focus ?? (holder.contains(document.activeElement) ? document.activeElement.id : "");
    holder.replaceChildren(document.createRange().createContextualFragment(html));
    history.replaceState(null, "", location.pathname + (query ? "?" + query : ""));
    if (focus === "row") go(current, false);
    else if (at) document.getElementById(at)?.focus();
    say();
  }
  const again = () => show(location.search.slice(1), { focus: "row" });

  let soon;
  form.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(() => { current = 0; show(wanted()); }, 200); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(soon); current = 0; show(wanted(), { focus: "row" }); });
  // From a field of this page, Escape leads to the rows: keys would be typed there instead of done.
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest("input:not([type=checkbox]), select")) return;
    event.preventDefault(); // what is typed stays
    event.target.blur();
    go(current);
  });
  // The facets stand outside of the form's element, so that what is typed stays while they are drawn anew.
  holder.addEventListener("change", (event) => {
    if (event.target.form === form) { clearTimeout(soon); current = 0; show(wanted()); }
    if (event.target.id === "all") for (const box of boxes()) box.checked = event.target.checked;
    say();
  });

  // --- rows ---
  function go(to, scroll = true) {
    const all = rows();
    if (!all.length) return;
    current = Math.min(Math.max(to, 0), all.length - 1);
    all[current].focus({ preventScroll: !scroll });
    if (scroll) all[current].scrollIntoView({ block: "nearest" });
  }
  const onRow = () => rows().indexOf(document.activeElement?.closest?.(".row"));
  const step = (by) => { const at = onRow(); go(at < 0 ? (by > 0 ? current : current - 1) : at + by); };
  loupe.on("next-claim", () => step(1));
  loupe.on("previous-claim", () => step(-1));
  loupe.on("tick", () => {
    const at = onRow();
    if (at < 0) return go(current);
    const box = rows()[at].querySelector(".ticked");
    box.checked = !box.checked;
    say();
  });
  loupe.on("tick-all", () => { const all = boxes(), on = !all.every((box) => box.checked); for (const box of all) box.checked = on; say(); });
  loupe.on("open-claim", () => { const at = onRow(); if (at < 0) return false; location.href = rows()[at].dataset.open; });
  loupe.on("filter", () => { const words = document.getElementById("words"); words.focus(); words.select(); });
  holder.addEventListener("focusin", (event) => { const at = rows().indexOf(event.target.closest(".row")); if (at >= 0) current = at; });

  // --- deciding: all ticked rows as one, or the row that keys act on ---
  function meant() {
    const ticked = boxes().filter((box) => box.checked).map((box) => box.closest(".row"));
    const at = onRow();
    return ticked.length ? ticked : at >= 0 ? [rows()[at]] : [];
  }
  async function decide(act, chosen = meant()) {
    const as = document.getElementById("as");
    if (as) as.value = "";
    if (!chosen.length) return loupe.tell("Tick rows first: j and k go to a row, x ticks it.");
    const value = { work, claims: chosen.map((row) => row.dataset.claim), act, why: document.getElementById("why").value, seen: Number(table().dataset.seen) };
    value.shown = Object.fromEntries(chosen.map((row) => [row.dataset.claim, [row.dataset.label, row.dataset.basis]]));
    const { status, said } = await loupe.send("/api/decide/all", value);
    if (!status) return; // the rows stay as they are, with what was ticked and typed
    if (!said) return anew(value);
    await again();
    const stood = chosen.length - said.kept - said.left_out.length;
    const before = (stood ? ` ${stood} stood so already.` : "") + (said.words ? ` ${said.words}` : "");
    if (!said.kept) loupe.tell(`Nothing changed:${before}`);
    else loupe.tell(said.kept === 1 ? `${numberOf(chosen, said)}: kept.${before}` : `Kept: ${said.kept} decisions.${before} Undo takes them back one by one.`);
  }
  const numberOf = (chosen, said) => chosen.find((row) => row.dataset.claim === said.decisions[0].fields.claim)?.querySelector("th a").textContent ?? "";
  // What was refused can be decided anew: the rows as they stand now, with the same ticks and the same reason.
  async function anew({ claims, why }) {
    const ticked = new Set(boxes().filter((box) => box.checked).map((box) => box.value)), all = claims.filter((one) => ticked.has(one));
    await again();
    for (const box of boxes()) box.checked = all.includes(box.value);
    document.getElementById("why").value = why;
    say();
  }
  loupe.on("accept", () => decide("accept"));
  loupe.on("unsure", () => decide("unsure"));
  loupe.on("star", () => { const chosen = meant(); decide(chosen.length && chosen.every((row) => row.dataset.starred === "yes") ? "unstar" : "star", chosen); });
  loupe.on("unstar", () => decide("unstar"));
  loupe.on("checkable", () => decide("checkable"));
  for (const does of ["undo", "redo"]) {
    loupe.on(does, async () => { const said = await loupe.post(`/api/${does}`, { work }); if (said) { await again(); loupe.tell(said.words); } });
  }

  holder.addEventListener("change", (event) => { if (event.target.id === "as" && event.target.value) decide(event.target.value); });

  // --- views ---
  const view = async (name, query, on) => {
    const kept = await loupe.post("/api/decide", { work, kind: "view", fields: { name, query, on } });
    if (kept) { await show(location.search.slice(1)); loupe.tell(on ? `Kept the view “${name}”` : `Dropped the view “${name}”`); }
  };
  holder.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.id === "keep") view(document.getElementById("view-name").value.trim(), table()?.dataset.address ?? wanted(), true);
  });

  document.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act) return loupe.act(act.dataset.act);
    const drop = event.target.closest("[data-drop]");
    if (drop) return view(drop.dataset.drop, drop.dataset.query, false);
    const row = event.target.closest(".row");
    if (row && !event.target.closest("a, input, button") && String(getSelection()) === "") row.focus({ preventScroll: true });
  });
  say();
})();
