"""clients/app: its types are fresh, it is small, and in a browser it shows, confirms, and never runs what it shows."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser import APP, NODE, look, needs_browser
from tests.cli.running import run

CLAUSES = Path(__file__).parents[2] / "clauses"
ID = "panasonic-security-app"
MOST = 15 * 1024
"""Bytes of the module that an app loads."""

needs_node = pytest.mark.skipif(
    NODE is None or not (APP / "node_modules" / "typescript").is_dir(),
    reason="no Node.js, or clients/app/node_modules is not installed (npm ci --prefix clients/app)",
)


def test_the_types_are_those_of_the_schemas() -> None:
    spec = importlib.util.spec_from_file_location("generate_types", APP / "generate_types.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (APP / "types.ts").read_text(encoding="utf-8")
    assert written == module.typescript(), "run python clients/app/generate_types.py"


def test_the_module_is_small_and_the_examples_first_version_is_the_repositorys() -> None:
    assert (APP / "agreement-view.js").stat().st_size < MOST
    first = Path(ID, "1.0.0.yaml")
    assert (APP / "example" / "clauses" / first).read_bytes() == (CLAUSES / first).read_bytes()


def test_text_is_never_set_as_markup() -> None:
    for name in ("src/agreement-view.js", "example/example.js", "miniprogram/agreement-view/index.wxml"):
        source = (APP / name).read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "rich-text", "eval("):
            assert way not in source


@needs_node
@pytest.mark.slow
def test_what_is_built_is_fresh_the_types_are_strict_and_the_logic_holds() -> None:
    done = subprocess.run(
        [str(shutil.which("npm")), "test", "--silent"],
        cwd=APP,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """A copy of the kit, served; a function from a path in it to its address."""
    shutil.copytree(APP, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", ".types-*"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda path: f"http://127.0.0.1:{server.server_port}/{path}"
    server.shutdown()
    server.server_close()


PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>协议</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><agreement-view></agreement-view></main><script type="module" src="page.js"></script></body></html>
"""
SCRIPT = """import "./agreement-view.js";
const view = document.querySelector("agreement-view");
window.told = [];
for (const name of ["clause-confirm", "read-to-end", "consent-ready"]) {
  view.addEventListener(name, (event) => told.push([name, event.detail]));
}
for (const [name, value] of new URLSearchParams(location.search)) view.setAttribute(name, value);
view.agreement = await (await fetch("app.json")).json();
"""
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>&amp;"
AGREEMENT = """# 云朵服务协议敌意

## 一、服务

我们提供服务，费用见第三条。敌意

## 二、责任

**因系统故障造成的损失，我们不承担任何赔偿责任。** 您不得：

1. 转让账号；
2. 出租账号。

## 三、费用

| 套餐 | 价格 |
|---|---|
| 基础 | 每月 10 元敌意 |
"""


@pytest.fixture
def page(served: Callable[[str], str], tmp_path: Path) -> str:
    """A page of the kit with an agreement that has a table, a list, a reference and hostile text."""
    (tmp_path / "协议.md").write_text(AGREEMENT, encoding="utf-8")
    assert run("export", tmp_path / "协议.md", "-o", tmp_path / "app.json").exit_code == 0
    exported = (tmp_path / "app.json").read_text(encoding="utf-8")
    (tmp_path / "app.json").write_text(exported.replace("敌意", HOSTILE), encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.js").write_text(SCRIPT, encoding="utf-8")
    return served("page.html")


ROOT = "document.querySelector('agreement-view').shadowRoot"


@needs_browser
@pytest.mark.slow
def test_it_reads_on_a_phone_in_the_light_and_the_dark_and_in_large_print(page: str) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('agreement-view')).fontSize)"
    (plain,) = look(page, {"width": 390, "evaluate": size})
    (large,) = look(page + "?large", {"width": 390, "evaluate": size})
    (dark,) = look(page + "?theme=dark&large", {"width": 390, "dark": True})
    (light,) = look(page + "?theme=light", {"width": 390, "dark": True})
    for found in (plain, large, dark, light):
        assert found["violations"] == []
        assert found["errors"] == []
        assert found["scrollWidth"] <= 390
    assert large["value"] >= 1.4 * plain["value"] >= 1.4 * 16


@needs_browser
@pytest.mark.slow
def test_what_the_agreement_says_is_shown_and_never_run(page: str) -> None:
    counted = f"""(() => {{ const root = {ROOT}; return {{
        text: root.textContent,
        foreign: root.querySelectorAll('img, script').length,
        headings: [...root.querySelectorAll('h1, h2, h3')].map((one) => one.tagName + ' ' + one.textContent),
        cells: root.querySelectorAll('section section td').length,
        strong: [...root.querySelectorAll('strong')].map((one) => one.textContent),
        links: [...root.querySelectorAll('section section a')].map((one) => decodeURIComponent(one.hash.slice(1))),
        ids: [...root.querySelectorAll('section section[id]')].map((one) => one.id) }}; }})()"""
    (found,) = look(page, {"width": 390, "evaluate": counted})
    value = found["value"]
    assert value["text"].count("<img src=x onerror=alert(1)>") >= 3
    assert value["foreign"] == 0
    assert value["cells"] == 4
    assert any("我们不承担任何赔偿责任" in text for text in value["strong"])
    assert "H2 请先阅读重点条款" in value["headings"]
    assert value["links"] and set(value["links"]) <= set(value["ids"])


@needs_browser
@pytest.mark.slow
def test_clauses_are_confirmed_the_end_is_noticed_and_an_address_leads_to_its_clause(page: str, tmp_path: Path) -> None:
    document = json.loads((tmp_path / "app.json").read_text(encoding="utf-8"))
    last = document["clauses"][-1]["id"]
    act = f"""(async () => {{
        const root = {ROOT}, view = document.querySelector('agreement-view');
        for (const box of root.querySelectorAll('input[type=checkbox]')) box.click();
        root.querySelector('.end').scrollIntoView();
        await new Promise((done) => setTimeout(done, 300));
        location.hash = {json.dumps(last)};
        await new Promise((done) => setTimeout(done, 100));
        return {{ told, record: view.consent({{ user: 'u', channel: 'web' }}), focus: root.activeElement.id,
                 status: root.querySelector('[role=status]').textContent }}; }})()"""
    (found,) = look(page, {"width": 390, "evaluate": act})
    value = found["value"]
    names = [name for name, _ in value["told"]]
    assert names.count("clause-confirm") == len(document["mustRead"]) > 1
    assert names.count("read-to-end") == 1
    assert names[-1] == "consent-ready"
    assert value["record"]["confirmed"] == document["mustRead"]
    assert value["focus"] == last
    assert value["status"].endswith(f"{len(document['mustRead'])} / {len(document['mustRead'])}")
    record = tmp_path / "consent.json"
    record.write_text(json.dumps(value["record"]), encoding="utf-8")
    assert run("consent", "check", record, "--document", tmp_path / "app.json").exit_code == 0


@needs_browser
@pytest.mark.slow
def test_the_keyboard_alone_confirms_a_clause(page: str) -> None:
    keys = ["Tab", "Tab", "Tab", "Space"]
    (found,) = look(page, {"width": 390, "keys": keys, "evaluate": "told"})
    assert all(stop["visible"] and stop["onScreen"] for stop in found["focus"])
    assert [name for name, _ in found["value"]] == ["clause-confirm"]


@needs_browser
@pytest.mark.slow
def test_the_way_of_the_guide_the_seed_is_agreed_to_and_its_next_version_asks_again(
    served: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/how-to/app.md walks through."""
    example = tmp_path / "example"
    monkeypatch.chdir(example)
    later = example / "clauses" / ID / "1.1.0.yaml"
    kept = later.read_bytes()
    later.unlink()
    assert run("export", f"{ID}@1.0.0", "-o", "app-1.0.0.json").exit_code == 0
    assert run("export", "clauses", "--format", "manifest", "-o", "manifest.json").exit_code == 0
    agree = f"""(async () => {{
        const root = {ROOT}, wait = (ms) => new Promise((done) => setTimeout(done, ms));
        const before = document.getElementById('agree').disabled;
        for (const button of root.querySelectorAll('ol + button')) button.click();
        root.querySelector('.end').scrollIntoView();
        await wait(300);
        document.getElementById('agree').click();
        return {{ before, need: document.body.dataset.need, marks: root.querySelectorAll('.tag.must').length,
                 record: localStorage.getItem('{ID}') }};
        }})()"""
    (found,) = look(served("example/index.html"), {"width": 390, "evaluate": agree})
    assert found["violations"] == [] and found["errors"] == []
    value = found["value"]
    assert (value["before"], value["need"]) == (True, "required")
    assert value["marks"] > 20
    Path("consent.json").write_text(value["record"], encoding="utf-8")
    assert run("consent", "check", "consent.json", "--fail-on", "required").exit_code == 0
    later.write_bytes(kept)
    assert run("export", f"{ID}@1.1.0", "-o", "app-1.1.0.json").exit_code == 0
    assert run("export", "clauses", "--format", "manifest", "-o", "manifest.json").exit_code == 0
    assert json.loads(Path("manifest.json").read_text("utf-8"))["agreements"][ID]["reconsent"] == {"1.0.0": "required"}
    told = run("consent", "check", "consent.json", "--fail-on", "required")
    assert told.exit_code == 1 and "1.1.0" in told.stdout
