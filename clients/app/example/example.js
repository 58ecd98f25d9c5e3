// The whole path in one page: poll the manifest, see whether this user must be asked, show the agreement, record the consent.
// A real app sends the record to its back end and asks that for it; here it stays in localStorage.
import { renewal } from "../agreement-view.js";

const ID = "panasonic-security-app";
const view = document.querySelector("agreement-view");
const [status, agree, link] = ["status", "agree", "record"].map((id) => document.getElementById(id));
const load = async (name) => (await fetch(name)).json();

const manifest = await load("manifest.json");
const agreed = JSON.parse(localStorage.getItem(ID));
const need = renewal(manifest, ID, agreed);
const SAYS = {
  none: "已同意现行版本，无须再次同意。",
  notice: "协议已更新，请阅读变化。",
  required: agreed ? "协议有重要变化，请重新阅读并同意。" : "请阅读并逐条确认重点条款，读至全文末尾后同意。",
};
document.body.dataset.need = need;
status.textContent = SAYS[need];
if (agreed && agreed.version !== manifest.agreements[ID].version) view.previous = await load(`app-${agreed.version}.json`);
view.agreement = await load(`app-${manifest.agreements[ID].version}.json`);
agree.hidden = need === "none";

view.addEventListener("clause-confirm", (event) => {
  status.textContent = `还有 ${event.detail.left} 条重点条款待确认`;
  agree.disabled = true; // consent-ready follows where nothing is left: a box may also be unticked
});
view.addEventListener("consent-ready", () => { agree.disabled = false; status.textContent = "可以同意了。"; });
agree.addEventListener("click", () => {
  const record = view.consent({ user: "demo-user", channel: "web" });
  localStorage.setItem(ID, JSON.stringify(record));
  link.href = URL.createObjectURL(new Blob([JSON.stringify(record, null, 2)], { type: "application/json" }));
  link.hidden = false;
  agree.disabled = true;
  status.textContent = `已记录对 ${record.version} 版的同意。`;
});
