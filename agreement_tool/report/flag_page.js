"use strict";
(() => {
  const form = document.querySelector(".filters");
  const cards = [...document.querySelectorAll(".card")];
  const count = form.querySelector(".count");
  const empty = document.querySelector(".empty");
  const chosen = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));

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

  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    for (const box of form.querySelectorAll("input")) box.checked = true;
    apply();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
  });
  apply();
})();
