// One source: the quote that it was opened for, its film at the second, its page with the quote boxed.
"use strict";
(() => {
  const source = document.getElementById("source");
  const id = source.dataset.source;
  const media = document.getElementById("media");
  const smooth = { block: "center" };

  // --- where to land ---
  const passage = (name) => document.getElementById(name);
  function land() {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith("t=")) return toMoment(Number(hash.slice(2)));
    if (!hash.startsWith("p-")) return;
    const row = passage(hash);
    if (!row) {
      // The passage is on another page of a long source.
      const asked = new URLSearchParams(location.search).get("at");
      if (loupe.live && asked !== hash) location.replace(`?at=${encodeURIComponent(hash)}#${encodeURIComponent(hash)}`);
      return;
    }
    for (const other of document.querySelectorAll(".passage.here")) other.classList.remove("here");
    row.classList.add("here");
    const mark = row.querySelector("mark.quoted");
    (mark || row).scrollIntoView(smooth);
    row.focus({ preventScroll: true });
    if (row.dataset.start !== undefined) seek(Number(row.dataset.start));
    if (row.dataset.page && !source.dataset.quote) turn(Number(row.dataset.page));
  }

  // --- film and sound ---
  const timed = [...document.querySelectorAll(".passage[data-start]")];
  function seek(ms) {
    if (!media) return;
    const go = () => { media.currentTime = ms / 1000 + 0.001; };
    if (media.readyState > 0) go(); else media.addEventListener("loadedmetadata", go, { once: true });
  }
  function toMoment(seconds) {
    if (!Number.isFinite(seconds)) return;
    const ms = seconds * 1000;
    const before = timed.filter((row) => Number(row.dataset.start) <= ms);
    const row = before[before.length - 1];
    const last = timed[timed.length - 1];
    const outside = timed.length && (!row || (row === last && ms > Number(row.dataset.end)));
    const asked = new URLSearchParams(location.search).get("t");
    if (loupe.live && outside && Number(source.dataset.pages) > 1 && asked !== String(seconds)) {
      location.replace(`?t=${seconds}#t=${seconds}`);
      return;
    }
    seek(ms);
    if (row) { row.classList.add("here"); row.scrollIntoView(smooth); }
  }
  if (media) {
    const follow = () => {
      const ms = media.currentTime * 1000;
      const row = timed.filter((one) => Number(one.dataset.start) <= ms).pop();
      if (!row || row.classList.contains("now")) return;
      document.querySelector(".passage.now")?.classList.remove("now");
      row.classList.add("now");
      if (!media.paused) row.scrollIntoView({ block: "nearest" });
    };
    media.addEventListener("timeupdate", follow);
    media.addEventListener("seeked", follow);
    loupe.on("play", () => { if (media.paused) media.play(); else media.pause(); });
    loupe.on("back", () => { media.currentTime = Math.max(0, media.currentTime - 5); });
    loupe.on("forward", () => { media.currentTime += 5; });
  }

  // --- the page of the original ---
  const leaf = document.getElementById("leaf");
  const number = document.getElementById("leaf-number");
  const picture = document.getElementById("leaf-picture");
  const boxes = document.getElementById("leaf-boxes");
  const told = document.getElementById("leaf-said");
  let shown = 0;
  async function turn(page) {
    if (!leaf || !Number.isInteger(page) || page < 1 || page === shown) return;
    told.textContent = "Drawing the page …";
    const quote = source.dataset.quote ? `?quote=${encodeURIComponent(source.dataset.quote)}` : "";
    const answer = await fetch(`/sources/${id}/page/${page}.json${quote}`).catch(() => null);
    if (!answer) { told.textContent = "The server does not answer. Run loupe open again."; return; }
    const said = await answer.json();
    if (!answer.ok) { told.textContent = `${said.message} ${said.hint}`; if (shown) number.value = shown; return; }
    shown = page;
    number.value = page;
    leaf.dataset.page = page;
    boxes.setAttribute("viewBox", `0 0 ${said.width} ${said.height}`);
    boxes.replaceChildren(...said.boxes.map(({ box: [left, top, right, bottom], exact }) => {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const pad = 1.5; // points, so that the frame does not touch the letters
      rect.setAttribute("x", left - pad);
      rect.setAttribute("y", top - pad);
      rect.setAttribute("width", right - left + 2 * pad);
      rect.setAttribute("height", bottom - top + 2 * pad);
      rect.setAttribute("class", exact ? "exact" : "line");
      return rect;
    }));
    picture.hidden = false;
    picture.alt = `Page ${page} of the original`;
    picture.onload = () => {
      leaf.classList.add("drawn");
      const box = boxes.querySelector("rect");
      const frame = picture.closest(".sheet");
      if (box) frame.scrollTop = Math.max(0, box.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3 + frame.scrollTop);
    };
    picture.src = `/sources/${id}/page/${page}.png`;
    const lines = said.boxes.some((box) => !box.exact);
    told.textContent = said.boxes.length ? (lines ? "Boxed: the lines that hold the quote." : "Boxed: the quote.") : "";
  }
  if (leaf) {
    document.getElementById("leaf-back").addEventListener("click", () => turn(shown - 1));
    document.getElementById("leaf-on").addEventListener("click", () => turn(shown + 1));
    number.addEventListener("change", () => turn(Number(number.value)));
    turn(Number(leaf.dataset.page));
  }
  document.addEventListener("click", (event) => {
    const at = event.target.closest(".seek");
    if (at) seek(Number(at.dataset.at));
    const page = event.target.closest(".to-page");
    if (page) { turn(Number(page.dataset.page)); leaf?.scrollIntoView({ block: "nearest" }); }
  });

  // --- what is said of it ---
  const dialog = document.getElementById("describing");
  const form = document.getElementById("describing-form");
  if (dialog) {
    const values = () => {
      const found = Object.fromEntries(new FormData(form));
      found.draws_on = found.draws_on.split("\n").map((one) => one.trim()).filter(Boolean);
      return found;
    };
    const before = values();
    const refused = document.getElementById("describing-said");
    document.getElementById("describe").addEventListener("click", () => dialog.showModal());
    dialog.querySelector("[data-close]").addEventListener("click", () => { form.reset(); dialog.close(); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const now = values(), said = {}, was = {};
      for (const name of Object.keys(now)) {
        if (name === "why" || JSON.stringify(now[name]) === JSON.stringify(before[name])) continue;
        said[name] = now[name];
        was[name] = before[name];
      }
      if (!Object.keys(said).length) { dialog.close(); return; }
      const answer = await fetch(`/api/sources/${id}`, {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ said, was, why: now.why }),
      }).catch(() => null);
      if (answer?.ok) { location.reload(); return; }
      const told = answer && (await answer.json().catch(() => null));
      refused.textContent = told ? `${told.message} ${told.hint}` : "Not kept: the server does not answer, or was started anew. Run loupe open again.";
      refused.hidden = false;
    });
  }

  window.addEventListener("hashchange", land);
  land();
})();
