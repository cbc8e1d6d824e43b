// The list of sources: what is chosen is shown at once, and j and k go through the rows.
"use strict";
(() => {
  const form = document.getElementById("narrow");
  if (form) {
    for (const one of form.querySelectorAll("select")) one.addEventListener("change", () => form.requestSubmit());
    // What is left as usual stays out of the address.
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData.entries()]) if (!value) event.formData.delete(name);
    });
  }
  const rows = [...document.querySelectorAll(".archive tbody th > a")];
  const step = (by) => {
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  loupe.on("next-claim", () => step(1));
  loupe.on("previous-claim", () => step(-1));
})();
