// Filters, search, keyboard: the page reads without any of it.
(() => {
  "use strict";
  const rows = [...document.querySelectorAll("tr.row")];
  const place = document.querySelector(".place");
  const search = document.querySelector("input[type=search]");
  const buttons = [...document.querySelectorAll("button[data-show]")];
  const SHOWN = { all: ["material", "wording", "editorial", "renamed", "number", "same"],
    changed: ["material", "wording", "editorial", "renamed", "number"], material: ["material"], editorial: ["editorial", "renamed"] };
  let shown = "changed", current = -1;

  const note = (row) => (row.nextElementSibling && row.nextElementSibling.classList.contains("note") ? row.nextElementSibling : null);
  const visible = () => rows.filter((row) => !row.classList.contains("hidden"));
  const stops = () => visible().filter((row) => row.dataset.tone !== "same" && !row.classList.contains("ghost"));

  function unmark() {
    for (const mark of document.querySelectorAll("mark.found")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }
  function markIn(node, word) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (let text of texts) {
      let at;
      while ((at = text.data.toLowerCase().indexOf(word)) >= 0) {
        const hit = text.splitText(at);
        text = hit.splitText(word.length);
        const mark = document.createElement("mark");
        mark.className = "found";
        hit.replaceWith(mark);
        mark.append(hit);
      }
    }
  }
  function refresh() {
    const word = search.value.trim().toLowerCase();
    unmark();
    for (const row of rows) {
      const extra = note(row);
      const text = (row.textContent + (extra ? extra.textContent : "")).toLowerCase();
      const show = SHOWN[shown].includes(row.dataset.tone) && (!word || text.includes(word));
      row.classList.toggle("hidden", !show);
      if (extra) extra.classList.toggle("hidden", !show);
      if (show && word) { markIn(row, word); if (extra) markIn(extra, word); }
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === shown));
    go(-1);
  }
  function go(index) {
    const list = stops();
    rows.forEach((row) => row.classList.remove("current"));
    current = Math.max(-1, Math.min(index, list.length - 1));
    if (current >= 0) {
      const row = list[current];
      row.classList.add("current");
      row.tabIndex = -1; // so that the keyboard goes on from here, and a screen reader reads it
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "start" });
    }
    place.textContent = `${current + 1} / ${list.length}`;
  }
  for (const button of buttons) button.addEventListener("click", () => { shown = button.dataset.show; refresh(); });
  document.querySelector("button[data-go=next]").addEventListener("click", () => go(current + 1));
  document.querySelector("button[data-go=previous]").addEventListener("click", () => go(current - 1));
  search.addEventListener("input", refresh);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const row = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (row && row.classList.contains("hidden")) { shown = "all"; search.value = ""; refresh(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === search) { if (event.key === "Escape") { search.value = ""; search.blur(); refresh(); } return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { j: () => go(current + 1), n: () => go(current + 1), k: () => go(current - 1), p: () => go(current - 1),
      "/": () => search.focus(), a: () => { shown = "all"; refresh(); }, c: () => { shown = "changed"; refresh(); },
      m: () => { shown = "material"; refresh(); }, e: () => { shown = "editorial"; refresh(); } }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  refresh();
})();
