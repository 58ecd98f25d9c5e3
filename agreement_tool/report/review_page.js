"use strict";
// Keys: j/k move, a confirms, r rejects, n writes a note, s saves. Decisions leave the page only as a file.
const rows = [...document.querySelectorAll("article")];
let at = -1;
function go(step) {
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  rows[at].focus();
  rows[at].scrollIntoView({ block: "center" });
}
function decide(row, verdict) {
  row.dataset.verdict = verdict;
  for (const button of row.querySelectorAll("button[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  }
  row.dataset.date = new Date().toISOString().slice(0, 10);
  count();
}
function count() {
  const open = rows.filter((row) => !row.dataset.verdict || row.dataset.verdict === "open").length;
  document.querySelector("#left").textContent = String(open);
}
function file() {
  const reviewer = document.querySelector("#reviewer").value.trim();
  const lines = [];
  for (const row of rows) {
    const note = row.querySelector("textarea").value.trim();
    if (!row.dataset.verdict && !note) continue;
    const fields = { wid: row.dataset.wid, hash: row.dataset.hash, subject: row.dataset.subject, verdict: row.dataset.verdict || "open", note, reviewer, date: row.dataset.date || new Date().toISOString().slice(0, 10) };
    let first = true;
    for (const [key, value] of Object.entries(fields)) {
      if (!value && (key === "note" || key === "reviewer")) continue;
      lines.push(`  ${first ? "- " : "  "}${key}: ${JSON.stringify(value)}`);
      first = false;
    }
  }
  return `schema: review/1\n${lines.length ? "decisions:\n" + lines.join("\n") : "decisions: []"}\n`;
}
function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file()], { type: "application/yaml" }));
  link.download = "review.yaml";
  link.click();
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.id === "save") save();
  else decide(button.closest("article"), button.dataset.verdict);
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest("article");
  if (row) at = rows.indexOf(row);
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches("textarea, input")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "s") save();
  else if (at >= 0 && event.key === "a") decide(rows[at], rows[at].dataset.accept);
  else if (at >= 0 && event.key === "r") decide(rows[at], "rejected");
  else if (at >= 0 && event.key === "n") {
    event.preventDefault();
    rows[at].querySelector("textarea").focus();
  }
});
count();
