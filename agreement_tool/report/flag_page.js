"use strict";
(() => {
  const form = document.querySelector(".filters");
  const cards = [...document.querySelectorAll(".card")];
  const count = form.querySelector(".count");
  const empty = document.querySelector(".empty");
  const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));

  // #category=liability,dispute&status=none: a filtered view can be linked to.
  const restore = () => {
    if (!location.hash.includes("=")) return;
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const name of ["category", "status"]) {
      if (!wanted.has(name)) continue;
      const values = new Set(wanted.get(name).split(","));
      for (const box of form.querySelectorAll(`input[name=${name}]`)) box.checked = values.has(box.value);
    }
  };

  const remember = () => {
    const all = [...form.querySelectorAll("input")].every((box) => box.checked);
    const state = ["category", "status"].map((name) => `${name}=${[...chosen(name)].join(",")}`).join("&");
    history.replaceState(null, "", all ? location.pathname : `#${state}`);
  };

  const apply = () => {
    const categories = chosen("category");
    const statuses = chosen("status");
    let shown = 0;
    for (const card of cards) {
      const fits = statuses.has(card.dataset.status) && card.dataset.categories.split(" ").some((name) => categories.has(name));
      card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = `${shown} / ${cards.length}`;
    empty.hidden = shown > 0;
  };

  // j and k walk the visible clauses; in a field they are letters.
  const walk = (step) => {
    const visible = cards.filter((card) => !card.hidden);
    const at = visible.indexOf(document.activeElement.closest(".card"));
    const next = visible[Math.max(0, Math.min(visible.length - 1, at + step))];
    if (next) next.focus();
  };

  form.addEventListener("change", () => {
    apply();
    remember();
  });
  window.addEventListener("hashchange", () => {
    restore();
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    for (const box of form.querySelectorAll("input")) box.checked = true;
    apply();
    remember();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
  });
  restore();
  apply();
})();
