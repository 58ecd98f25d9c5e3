"""The language server over stdio, as an editor talks to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.pipeline.test_merge import written

pytest.importorskip("pygls")
ROOT = Path(__file__).parents[2]
OUTLINE = """¶ 更新日期：2026年1月1日
第一条 客服电话：400-000-0000。。
第二条 争议𠮷依第四条处理，费用见第一条。
第四条 管辖
  （一） 由北京市海淀区人民法院管辖。"""


class Editor:
    """A client: requests with answers, and the diagnostics published last for each document."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "agreement_tool", *options, "lsp", "--debounce", "0.05"]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.folder = folder
        self.published: list[dict[str, Any]] = []
        self._number = 0

    def start(self, *, markdown: bool = True) -> dict[str, Any]:
        hover = {"contentFormat": ["markdown", "plaintext"] if markdown else ["plaintext"]}
        answer: dict[str, Any] = self.ask(
            "initialize",
            {"processId": None, "rootUri": self.folder.as_uri(), "capabilities": {"textDocument": {"hover": hover}}},
        )
        self.tell("initialized", {})
        return answer

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            assert line or self.process.poll() is None, self.process.stderr and self.process.stderr.read().decode()
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published.append(message["params"])
        return message

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any] | None = None) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while (message := self._receive()).get("id") != self._number:
            pass
        assert "error" not in message, message
        return message["result"]

    def open(self, text: str, name: str = "") -> str:
        self._number += 1
        uri = (self.folder / (name or f"clauses/a/{self._number}.yaml")).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def type(self, uri: str, text: str, version: int = 2) -> None:
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self, uri: str, version: int = 1) -> list[dict[str, Any]]:
        """Those of a version of a document, as soon as they come."""
        while not (found := [each for each in self.published if (each["uri"], each.get("version")) == (uri, version)]):
            self._receive()
        problems: list[dict[str, Any]] = found[-1]["diagnostics"]
        return problems

    def at(self, uri: str, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}

    def end(self) -> int:
        self.ask("shutdown")
        self.tell("exit", {})
        self.process.communicate(timeout=20)
        return self.process.returncode


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    made = Editor(tmp_path_factory.mktemp("editor"))
    try:
        made.start()
        yield made
    finally:
        made.process.kill()
        made.process.communicate()


TEXT = written(OUTLINE)
LINES = TEXT.split("\n")


def place(words: str) -> tuple[int, int]:
    """Line and UTF-16 column of some words in the text."""
    line = next(number for number, each in enumerate(LINES) if words in each)
    return line, len(LINES[line][: LINES[line].index(words)].encode("utf-16-le")) // 2


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda each: -int(each["range"]["start"]["line"])):
        start, end = edit["range"]["start"], edit["range"]["end"]
        before, after = lines[: start["line"]], lines[end["line"] :]
        head = lines[start["line"]][: start["character"]]
        text = head + edit["newText"] + after[0][end["character"] :]
        lines = [*before, *text.split("\n"), *after[1:]]
    return "\n".join(lines)


def test_an_editor_is_told_what_the_server_can_do_and_says_goodbye(tmp_path: Path) -> None:
    editor = Editor(tmp_path)
    able = editor.start()["capabilities"]
    assert able["hoverProvider"] and able["definitionProvider"] and able["documentSymbolProvider"]
    assert able["codeActionProvider"]["codeActionKinds"] == ["quickfix", "source.fixAll"]
    assert editor.end() == 0


def test_findings_come_as_one_types_from_the_open_text(editor: Editor) -> None:
    uri = editor.open(TEXT)
    found = {each["code"]: each for each in editor.diagnostics(uri)}
    assert {"TYP009", "NUM002"} <= set(found)
    line, column = place("。。")
    assert found["TYP009"]["range"] == {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + 2},
    }
    editor.type(uri, TEXT.replace("。。", "。"))
    codes = {each["code"] for each in editor.diagnostics(uri, 2)}
    assert "TYP009" not in codes and "NUM002" in codes


def test_typing_is_waited_for(editor: Editor) -> None:
    uri = editor.open(TEXT)
    editor.diagnostics(uri)
    for version in range(2, 12):
        editor.type(uri, TEXT.replace("400", str(version)), version)
    editor.diagnostics(uri, 11)
    assert sum(each["uri"] == uri for each in editor.published) < 8


@pytest.mark.parametrize(
    "text",
    [
        TEXT[: TEXT.index("kind: article") + 9],
        TEXT.replace("    text", "  text", 1),
        TEXT + "  - lab",
        TEXT + '  - label: "第',
        TEXT.replace("kind: article", "kind: artic"),
        "schema: agreement/1\n",
        "schema: agreement/1\n\t- x",
        "schema: agreement/1\nclauses: [[[[",
        "schema: agreement/1\na: &a [*a]\n",
        "schema: agreement/1\r\nid: x\r\n",
    ],
)
def test_half_typed_text_is_a_problem_and_no_crash(editor: Editor, text: str) -> None:
    uri = editor.open(text)
    assert editor.diagnostics(uri)
    for method in ("hover", "definition"):
        editor.ask(f"textDocument/{method}", editor.at(uri, 3, 2))
    editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    editor.ask(
        "textDocument/codeAction", {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}}
    )
    editor.type(uri, TEXT)
    assert {each["code"] for each in editor.diagnostics(uri, 2)} >= {"TYP009"}


def test_a_bad_key_is_underlined_where_it_stands(editor: Editor) -> None:
    uri = editor.open(TEXT.replace("kind: item", "kind: itm"))
    (problem,) = editor.diagnostics(uri)
    assert (problem["code"], problem["range"]["start"]["line"]) == ("yaml", place("kind: item")[0])


def test_the_outline_stays_while_a_line_is_half_typed(editor: Editor) -> None:
    uri = editor.open(TEXT)
    asked = {"textDocument": {"uri": uri}}
    names = [each["name"] for each in editor.ask("textDocument/documentSymbol", asked)]
    assert names[1:] == [
        "第一条 客服电话：400-000-0000。。",
        "第二条 争议𠮷依第四条处理，费用见第一条。",
        "第四条 管辖",
    ]
    editor.type(uri, TEXT + '  - label: "')
    assert [each["name"] for each in editor.ask("textDocument/documentSymbol", asked)] == names
    below = editor.ask("textDocument/documentSymbol", asked)[3]["children"]
    assert [each["name"] for each in below] == ["（一） 由北京市海淀区人民法院管辖。"]


def test_a_hover_tells_the_rule_and_a_reference_its_clause(editor: Editor) -> None:
    uri = editor.open(TEXT)
    told = editor.ask("textDocument/hover", editor.at(uri, *place("。。")))["contents"]
    assert told["kind"] == "markdown" and "TYP009" in told["value"] and "理由" in told["value"]
    told = editor.ask("textDocument/hover", editor.at(uri, *place("第四条处理")))["contents"]["value"]
    assert "管辖" in told
    assert editor.ask("textDocument/hover", editor.at(uri, 1, 0)) is None


def test_a_reference_leads_to_its_clause(editor: Editor) -> None:
    uri = editor.open(TEXT)
    for words, label in (("第四条处理", 'label: "第四条"'), ("第一条。", 'label: "第一条"')):
        (found,) = editor.ask("textDocument/definition", editor.at(uri, *place(words)))
        assert (found["uri"], found["range"]["start"]["line"]) == (uri, place(label)[0])
    assert editor.ask("textDocument/definition", editor.at(uri, *place("客服电话"))) == []


def test_a_quick_fix_changes_its_place_only_and_fix_all_everything(editor: Editor) -> None:
    text = TEXT.replace("海淀区人民法院管辖。", "海淀区人民法院管辖。。").replace(
        "  - label", "  # 已核对\n  - label", 1
    )
    uri = editor.open(text)
    line = next(number for number, each in enumerate(text.split("\n")) if "客服" in each)
    spot = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 1}}
    asked = {"textDocument": {"uri": uri}, "range": spot, "context": {"diagnostics": []}}
    quick, everything = editor.ask("textDocument/codeAction", asked)
    assert (quick["kind"], everything["kind"]) == ("quickfix", "source.fixAll")
    assert quick["diagnostics"][0]["code"] == "TYP009"
    assert applied(text, quick["edit"]["changes"][uri]) == text.replace("0000。。", "0000。")
    assert applied(text, everything["edit"]["changes"][uri]) == text.replace("。。", "。")
    only = {**asked, "context": {"diagnostics": [], "only": ["source.fixAll"]}}
    assert [each["kind"] for each in editor.ask("textDocument/codeAction", only)] == ["source.fixAll"]


def test_configuration_baseline_and_english_hold_in_the_editor_too(tmp_path: Path) -> None:
    (tmp_path / "agreement.toml").write_text('[check]\nignore = ["NUM"]\n', "utf-8")
    editor = Editor(tmp_path, "--lang", "en")
    editor.start(markdown=False)
    uri = editor.open(TEXT)
    found = editor.diagnostics(uri)
    assert "NUM002" not in {each["code"] for each in found} and all(each["message"].isascii() for each in found[:1])
    told = editor.ask("textDocument/hover", editor.at(uri, *place("。。")))["contents"]
    assert told["kind"] == "plaintext" and "Why" in told["value"]
    assert editor.end() == 0


def test_other_yaml_is_left_alone(editor: Editor) -> None:
    uri = editor.open("on: push\njobs: [1\n", "ci.yaml")
    assert editor.diagnostics(uri) == []
    assert editor.diagnostics(editor.open(TEXT, "elsewhere.yml"))


def test_text_of_the_agreement_is_no_markup_and_moves_no_cursor(editor: Editor) -> None:
    text = TEXT.replace("管辖\n", "管辖![x](http://example.com/x)\\<b>\\u{202E}\n", 1)
    uri = editor.open(text)
    line, column = place("第四条处理")
    told = editor.ask("textDocument/hover", editor.at(uri, line, column))["contents"]["value"]
    assert "example.com" in told and not {"![x]", "<b>", "\u202e"} & {
        told[at : at + n] for at in range(len(told)) for n in (1, 3, 4)
    }


def test_a_request_that_takes_too_long_is_given_up_and_the_server_lives_on(tmp_path: Path) -> None:
    editor = Editor(tmp_path, "--time-limit", "1")
    editor.start()
    many = "\n".join(f"第{number}条 依第{number % 97 + 1}条至第{number % 89 + 9}条处理。" for number in range(1, 8000))
    uri = editor.open(written(many))
    (problem,) = editor.diagnostics(uri)
    assert "1 秒" in problem["message"]
    uri = editor.open(TEXT)
    assert {each["code"] for each in editor.diagnostics(uri)} >= {"TYP009"}
    assert editor.end() == 0


def test_an_editor_that_goes_away_ends_the_server(tmp_path: Path) -> None:
    editor = Editor(tmp_path)
    editor.start()
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    editor.process.stdin = None
    editor.process.communicate(timeout=20)


def test_without_the_extra_one_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.delitem(sys.modules, "agreement_tool.cli.language_server", raising=False)
    result = run("--lang", "en", "lsp")
    assert result.exit_code == 2 and "agreement-tool[lsp]" in result.stderr
