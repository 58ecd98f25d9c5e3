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
    const all = [...form.querySelectorAll("input[name]")].every((box) => box.checked);
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

  // j and k walk the visible clauses; the filters are boxes, so that a letter is never typed.
  const walk = (step) => {
    const visible = cards.filter((card) => !card.hidden);
    const at = visible.indexOf(document.activeElement.closest(".card"));
    const next = visible[Math.max(0, Math.min(visible.length - 1, at + step))];
    if (next) next.focus();
  };

  const enlarge = (button) => button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".crop");
    if (button) enlarge(button);
  });

  form.addEventListener("change", (event) => {
    if (event.target.id === "pictures") document.body.classList.toggle("pictures", event.target.checked);
    apply();
    remember();
  });
  window.addEventListener("hashchange", () => {
    restore();
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    for (const box of form.querySelectorAll("input[name]")) box.checked = true;
    apply();
    remember();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
    if (event.key === "f") form.querySelector("input").focus();
    if (event.key === "p") window.print();
    if (event.key === "z") {
      const card = document.activeElement.closest(".card");
      if (card) for (const button of card.querySelectorAll(".crop")) enlarge(button);
    }
  });
  restore();
  apply();
})();
