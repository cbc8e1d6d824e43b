// A part of a claim that is asked for when the claim is shown: what cannot all be true.
"use strict";
(() => {
  const evidence = document.getElementById("evidence");
  if (!evidence || !loupe.live) return;
  new MutationObserver(async () => {
    for (const place of evidence.querySelectorAll("[data-fill]")) {
      const name = place.dataset.fill;
      place.removeAttribute("data-fill");
      const html = await loupe.fragment(name);
      if (html !== null && place.isConnected) place.replaceChildren(document.createRange().createContextualFragment(html));
    }
  }).observe(evidence, { childList: true });
})();
