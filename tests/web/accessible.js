// What accessible.py asks of an open page beyond the rules of axe-core: a function that returns the faults.
() => {
  const faults = [];
  const where = (e) => `<${e.tagName.toLowerCase()}${e.id ? ` id=${e.id}` : ""}> "${(e.textContent || "").trim().slice(0, 40)}"`;
  const say = (rule, e, why) => faults.push(`${rule}: ${why}${e ? ` at ${where(e)}` : ""}`);
  const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getClientRects().length > 0;
  const all = (s) => [...document.querySelectorAll(s)].filter((e) => shown(e) && e.closest('[aria-hidden="true"], [hidden], template') === null);
  const asked = (words) => matchMedia(words).matches;

  for (const e of all("button, summary, select, input:not([type=checkbox]):not([type=radio]), a[href]")) {
    const box = e.getBoundingClientRect(), inline = e.tagName === "A" && getComputedStyle(e).display === "inline" || e.classList.contains("seek");
    if (!inline && (box.width < 24 || box.height < 23.5)) say("target-size", e, `${Math.round(box.width)} by ${Math.round(box.height)} pixels`);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1 && !asked("print")) {
    const wide = all("body *").find((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".skip"));
    say("reflow", wide, `the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
  }
  for (const e of all("svg")) {
    if (!e.getAttribute("role") && !e.querySelector(":scope > title")) say("svg-words", e, "a drawing with neither a role nor words");
  }
  for (const t of all("table")) if (t.getAttribute("role") !== "presentation" && !t.querySelector("th")) say("table-headers", t, "a table without headers");
  if (asked("(prefers-reduced-motion: reduce)")) {
    for (const moving of document.getAnimations()) say("motion", moving.effect.target, "something moves");
    for (const e of all("*")) {
      const style = getComputedStyle(e);
      if (style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0) say("motion", e, "something would move");
    }
  }
  if (asked("(forced-colors: active)")) {
    for (const e of all("button, input:not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea, .badge, .tag")) {
      const style = getComputedStyle(e);
      if (parseFloat(style.borderTopWidth) === 0 && style.textDecorationLine === "none") say("forced-colors", e, "no edge without colours of its own");
    }
  }
  if (asked("print")) {
    for (const e of all("body *")) {
      const style = getComputedStyle(e);
      if (style.position === "fixed") say("print", e, "on every sheet of paper");
      if (["auto", "scroll"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1) say("print", e, "cut off on paper");
      if (e.matches("button:not(.seek, .to-page), video, audio")) say("print", e, "of no use on paper");
    }
  }
  return faults;
}
