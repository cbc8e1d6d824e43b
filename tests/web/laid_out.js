// What of an open page a reader does not get to see: cut off at an edge, or covered by something else.
async (paper) => {
  const faults = [];
  const words = (e) => `<${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${e.classList.length ? "." + e.classList[0] : ""}> ${(e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}`;
  const shown = (e) => e.checkVisibility({ checkVisibilityCSS: true, opacityProperty: true }) && e.getClientRects().length > 0;
  const hidden = (e) => e.closest(".off-screen, .hidden, .skip, dialog:not([open])") !== null || getComputedStyle(e).clipPath !== "none";
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > edge + 1) faults.push(`the page is ${document.documentElement.scrollWidth} wide, ${edge} are there`);

  for (const e of document.querySelectorAll("body *")) {
    if (!shown(e) || hidden(e) || e.closest("svg") !== e.closest("svg:root")) continue;
    const style = getComputedStyle(e);
    const scrolls = style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0;
    const field = ["INPUT", "SELECT", "TEXTAREA", "PROGRESS", "VIDEO", "AUDIO"].includes(e.tagName);
    // What is cut may be reached on a screen where it is a region that says what it is and takes the keyboard.
    if (scrolls && !field && (paper || !(e.tabIndex === 0 && e.getAttribute("role") === "region"))) faults.push(`cut at its edge: ${words(e)}`);
    const down = style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 0;
    if (paper && down && !field) faults.push(`cut below: ${words(e)}`);
    const inside = e.closest("[role=region]");
    if (paper || !inside) {
      for (const box of e.getClientRects()) if (box.width && (box.right > edge + 1 || box.left < -1)) { faults.push(`beyond the edge: ${words(e)}`); break; }
    }
  }
  // A date, a number with its word or a key with its deed is read as one.
  for (const e of document.querySelectorAll(".date, .when, .figures, td button, td kbd")) {
    if (!shown(e) || hidden(e)) continue;
    const of = document.createRange();
    of.selectNodeContents(e);
    const tops = [...of.getClientRects()].filter((box) => box.width).map((box) => box.top).sort((a, b) => a - b);
    if (tops.some((top, n) => n && top - tops[n - 1] > 8)) faults.push(`broken in two: ${words(e)}`);
  }
  if (paper) {
    for (const e of document.querySelectorAll("button, select, input, textarea")) if (shown(e) && !hidden(e) && getComputedStyle(e).borderTopStyle !== "none") faults.push(`a control on paper: ${words(e)}`);
    return [...new Set(faults)].slice(0, 12);
  }

  // Whatever can be reached lies on top when it is brought to the middle, and at the foot of the page.
  const reached = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((e) => shown(e) && !hidden(e) && !e.closest("svg"));
  const covered = (e) => {
    if (!e.checkVisibility({ contentVisibilityAuto: true })) return null; // not laid out while it is out of view
    const box = [...e.getClientRects()].find((one) => one.width > 2 && one.height > 2);
    if (!box) return null;
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
    const top = document.elementFromPoint(x, y);
    return top && !e.contains(top) && !top.contains(e) && !(e.labels && [...e.labels].some((l) => l.contains(top))) ? top : null;
  };
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  scrollTo(0, document.documentElement.scrollHeight);
  await drawn(); // what comes into view is laid out first
  scrollTo(0, document.documentElement.scrollHeight);
  for (const e of reached) { const top = covered(e); if (top) faults.push(`at the foot ${words(top)} covers ${words(e)}`); }
  const step = Math.max(1, Math.floor(reached.length / 60));
  for (let n = 0; n < reached.length; n += step) {
    reached[n].scrollIntoView({ block: "center", inline: "center" });
    if (covered(reached[n])) { await drawn(); reached[n].scrollIntoView({ block: "center", inline: "center" }); }
    const top = covered(reached[n]);
    if (top) faults.push(`${words(top)} covers ${words(reached[n])}`);
  }
  scrollTo(0, 0);
  return [...new Set(faults)].slice(0, 12);
};
