// What accessible.py asks of an open page: a function that returns its faults.
() => {
  const faults = [];
  const where = (e) => `<${e.tagName.toLowerCase()}${e.id ? ` id=${e.id}` : ""}${e.className && e.className.baseVal === undefined && e.className ? ` class="${e.className}"` : ""}> "${(e.textContent || "").trim().slice(0, 40)}"`;
  const say = (rule, e, why) => faults.push(`${rule}: ${why}${e ? ` at ${where(e)}` : ""}`);
  const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && e.getClientRects().length > 0;
  const hidden = (e) => e.closest('[aria-hidden="true"], [hidden], template') !== null;
  const all = (s) => [...document.querySelectorAll(s)].filter((e) => shown(e) && !hidden(e));
  const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  const name = (e) => {
    if (e.getAttribute("aria-labelledby")) return byIds(e.getAttribute("aria-labelledby"));
    if (e.getAttribute("aria-label")) return e.getAttribute("aria-label").trim();
    if (e.labels && e.labels.length) return [...e.labels].map((l) => l.textContent).join(" ").trim();
    if (e.tagName === "INPUT" && ["submit", "button", "reset"].includes(e.type)) return e.value;
    if (e.tagName === "TABLE") return e.caption?.textContent.trim() ?? "";
    if (e.tagName === "FIELDSET") return e.querySelector("legend")?.textContent.trim() ?? "";
    const own = e.textContent.trim() || [...e.querySelectorAll("img, svg")].map((p) => p.getAttribute("alt") ?? p.getAttribute("aria-label") ?? "").join("").trim();
    return own || e.getAttribute("title") || "";
  };

  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang)) say("html-lang", null, "the page has no language");
  if (!document.title.trim()) say("document-title", null, "the page has no title");
  const view = document.querySelector("meta[name=viewport]")?.content ?? "";
  if (!view || /user-scalable\s*=\s*no|maximum-scale\s*=\s*[01](\.|,|$)/.test(view)) say("meta-viewport", null, "zoom is forbidden or not set up");
  if (document.querySelectorAll("main, [role=main]").length !== 1) say("landmark-one-main", null, "not one main landmark");
  if (all("h1").length !== 1) say("page-has-heading-one", null, `${all("h1").length} headings of the first level`);
  const skip = document.querySelector("a.skip, a[href='#main']");
  if (!skip || !document.querySelector(skip.getAttribute("href"))) say("bypass", null, "no way past the navigation");

  let last = 0;
  for (const h of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(h.tagName[1]);
    if (last && level > last + 1) say("heading-order", h, `level ${level} after ${last}`);
    if (!h.textContent.trim()) say("empty-heading", h, "an empty heading");
    last = level;
  }

  const ids = new Map();
  for (const e of document.querySelectorAll("[id]")) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, times] of ids) if (times > 1) say("duplicate-id", document.getElementById(id), `id ${id} stands ${times} times`);
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"]) {
    for (const e of document.querySelectorAll(`[${attribute}]`)) {
      for (const id of e.getAttribute(attribute).split(/\s+/)) if (id && !ids.has(id)) say("aria-valid", e, `${attribute} names ${id}, which is not there`);
    }
  }
  const roles = new Set("alert alertdialog application article banner button cell checkbox columnheader combobox complementary contentinfo dialog document feed figure form grid gridcell group heading img link list listbox listitem log main menu menubar menuitem meter navigation none note option presentation progressbar radio radiogroup region row rowgroup rowheader search searchbox separator slider spinbutton status switch tab table tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem".split(" "));
  for (const e of document.querySelectorAll("[role]")) if (!roles.has(e.getAttribute("role"))) say("aria-roles", e, "no such role");

  for (const e of all("a[href], button, summary, [role=button], [role=link]")) if (!name(e)) say("link-or-button-name", e, "no name");
  for (const e of all("input:not([type=hidden]), select, textarea, [role=textbox], [role=combobox]")) {
    if (["submit", "button", "reset"].includes(e.type) ? !name(e) : !(e.labels?.length || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby"))) say("label", e, "a field without a label");
  }
  for (const e of all("img")) if (!e.hasAttribute("alt")) say("image-alt", e, "a picture without words");
  for (const e of all('svg[role="img"]')) if (!(e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.querySelector(":scope > title"))) say("svg-img-alt", e, "a picture without words");
  for (const e of all("svg")) if (!e.getAttribute("role") && !e.closest('[aria-hidden="true"]') && !e.querySelector(":scope > title")) say("svg-img-alt", e, "a drawing with neither a role nor words");
  for (const e of all("progress, meter, [role=progressbar], [role=meter]")) if (!(e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.labels?.length)) say("aria-progressbar-name", e, "progress without a name");
  for (const e of all("dialog[open], [role=dialog]")) if (!name(e) || !(e.getAttribute("aria-labelledby") || e.getAttribute("aria-label"))) say("aria-dialog-name", e, "a dialog without a name");
  for (const e of all("iframe")) if (!e.title) say("frame-title", e, "a frame without a title");
  for (const t of all("table")) {
    if (t.getAttribute("role") === "presentation") continue;
    if (!t.querySelector("th")) say("table-headers", t, "a table without headers");
    for (const th of t.querySelectorAll("th")) if (!["col", "row", "colgroup", "rowgroup"].includes(th.scope)) say("scope-attr-valid", th, "a header that does not say of what");
  }
  for (const e of all("ul, ol")) for (const c of e.children) if (!["LI", "SCRIPT", "TEMPLATE"].includes(c.tagName)) say("list", c, "no item of the list it is in");
  for (const e of all("li")) if (!["UL", "OL", "MENU"].includes(e.parentElement.tagName)) say("listitem", e, "an item of no list");
  for (const kind of ["nav", "aside", "section[aria-label], section[aria-labelledby]"]) {
    const found = all(kind), names = new Set();
    for (const e of found) {
      if (found.length > 1 && (!name(e) || names.has(e.getAttribute("aria-label") ?? byIds(e.getAttribute("aria-labelledby") ?? "")))) say("landmark-unique", e, "landmarks of one kind with the same name or none");
      names.add(e.getAttribute("aria-label") ?? byIds(e.getAttribute("aria-labelledby") ?? ""));
    }
  }

  for (const e of document.querySelectorAll("[tabindex]")) if (e.tabIndex > 0) say("tabindex", e, "an order of its own");
  for (const e of document.querySelectorAll('[aria-hidden="true"]')) if (e.querySelector("a[href], button, input, select, textarea, [tabindex='0']")) say("aria-hidden-focus", e, "hidden, and yet in the order of the keys");
  for (const e of document.querySelectorAll("a[href] a[href], a[href] button, button a[href], button button, summary a[href], summary button, label button")) say("nested-interactive", e, "a control inside a control");
  for (const e of document.querySelectorAll("[onclick], a:not([href]):not([id]), [role=button]:not(button):not([tabindex])")) say("keyboard", e, "reached by a mouse only");
  for (const e of all("*")) {
    if (e.scrollHeight > e.clientHeight + 1 && ["auto", "scroll"].includes(getComputedStyle(e).overflowY) && e.clientHeight > 0
        && e !== document.documentElement && e !== document.body && e.tabIndex < 0
        && !e.querySelector("a[href], button, input, select, textarea, summary, [tabindex]")) say("scrollable-region-focusable", e, "scrolls, and no key can reach it");
  }

  // Colours: each piece of text against the first ground that is painted behind it.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = "#000"; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
  const held = new Map();
  const colour = (c) => held.get(c) ?? (held.set(c, rgba(c)), held.get(c));
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") return null;
      const c = colour(style.backgroundColor);
      if (c[3] > 0) layers.push(c);
      if (c[3] >= 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), colour(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff"));
  };
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const seen = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const e = text.parentElement;
    if (!text.data.trim() || hidden(e) || !shown(e) || ["SCRIPT", "STYLE", "OPTION"].includes(e.tagName) || e.closest("svg") || e.disabled) continue;
    const style = getComputedStyle(e);
    let opacity = 1;
    for (let at = e; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    const behind = ground(e);
    if (!behind) continue;
    const key = `${style.color} ${behind} ${opacity} ${style.fontSize} ${style.fontWeight}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const ink = colour(style.color);
    const front = over([ink[0], ink[1], ink[2], ink[3] * opacity], behind);
    const [a, b] = [light(front), light(behind)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) say("color-contrast", e, `${ratio.toFixed(2)} to 1`);
  }

  for (const e of all("button, summary, select, input:not([type=checkbox]):not([type=radio]), a[href]")) {
    const box = e.getBoundingClientRect(), inline = e.tagName === "A" && getComputedStyle(e).display === "inline" || e.classList.contains("seek");
    if (!inline && (box.width < 24 || box.height < 23.5)) say("target-size", e, `${Math.round(box.width)} by ${Math.round(box.height)} pixels`);
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    const wide = all("body *").find((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".skip"));
    say("reflow", wide, `the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
  }
  return faults;
}
