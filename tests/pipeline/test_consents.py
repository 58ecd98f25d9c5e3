"""Consent records and the manifest: what holds, what does not, and who must be asked again."""

from __future__ import annotations

import copy
import datetime
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.errors import StoreError
from agreement_tool.pipeline.consents import checked
from agreement_tool.store.consents import SCHEMA, read, records
from tests.cli.running import run
from tests.extent import examples

FIRST = """# 云朵笔记服务协议

## 一、服务内容

我们为您提供笔记服务。

## 二、个人信息

我们收集您的手机号码，用于登录。

## 三、责任限制

因系统故障造成的损失，我们不承担任何赔偿责任。
"""
TYPO = FIRST.replace("笔记服务。", "笔记服务！")
MORE = FIRST.replace("手机号码，用于登录", "手机号码和人脸信息，用于登录和广告推送，并提供给合作广告商")
NOW = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)


def schema(name: str) -> Any:
    return json.loads((files("agreement_tool.export") / "schema" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """clauses/notes with 1.0, 1.1 (a sign changed) and 1.2 (more personal information)."""
    monkeypatch.chdir(tmp_path)
    for version, text in (("1.0", FIRST), ("1.1", TYPO), ("1.2", MORE)):
        (tmp_path / f"{version}.md").write_text(text, encoding="utf-8")
        assert run("extract", f"{version}.md", "--id", "notes", "--version", version).exit_code == 0
    return tmp_path


def exported(target: str) -> Any:
    return json.loads(run("export", target).stdout)


def record(target: str, **other: Any) -> dict[str, Any]:
    document = exported(target)
    return {
        "$schema": SCHEMA,
        "schemaVersion": "1.0.0",
        "agreementId": document["agreementId"],
        "version": document["version"],
        "contentHash": document["contentHash"],
        "confirmed": document["mustRead"],
        "agreedAt": "2026-11-28T19:30:00+08:00",
        "user": "u-1",
        "channel": "mini-program",
        **other,
    }


def codes(folder: Path, value: Any) -> list[str]:
    path = folder / "consent.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    (verdict,) = checked([path], now=NOW)
    return [fault.code for fault in verdict.faults]


def test_a_sound_record_holds_and_every_fault_has_its_code(folder: Path) -> None:
    sound = record("notes@1.2")
    assert sound["confirmed"], "the agreement has must-read clauses"
    jsonschema.validate(sound, schema("consent"))
    assert codes(folder, sound) == []
    assert codes(folder, {**sound, "confirmed": sound["confirmed"][1:]}) == ["not-confirmed"]
    assert codes(folder, {**sound, "confirmed": [*sound["confirmed"], "art_99"]}) == ["not-in-text"]
    assert codes(folder, {**sound, "contentHash": "sha256:" + "0" * 64}) == ["other-wording"]
    assert codes(folder, {**sound, "version": "9"}) == ["unknown-version"]
    assert codes(folder, {**sound, "agreedAt": "2026-11-29T19:30:00+08:00"}) == ["in-future"]
    assert codes(folder, {**sound, "agreedAt": "2026-11-28T12:00:00"}) == ["malformed"]
    assert codes(folder, {**sound, "phone": "x", "channel": "微信"}) == ["malformed", "malformed"]


def test_a_record_before_publication_does_not_hold(folder: Path) -> None:
    path = folder / "clauses/notes/1.2.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith("version:"))
    path.write_text("".join((*lines[: place + 1], "published: 2026-11-29\n", *lines[place + 1 :])), "utf-8")
    assert exported("notes@1.2")["publishedAt"] == "2026-11-29"
    assert codes(folder, record("notes@1.2")) == ["too-early"]


def test_users_of_earlier_versions_are_asked_again_only_where_the_change_asks_for_it(folder: Path) -> None:
    document = json.loads(run("export", "--format", "manifest").stdout)
    jsonschema.validate(document, schema("manifest"))
    assert document["agreements"]["notes"]["version"] == "1.2"
    assert document["agreements"]["notes"]["contentHash"] == exported("notes@1.2")["contentHash"]
    assert document["agreements"]["notes"]["reconsent"] == {"1.0": "required", "1.1": "required"}
    (folder / "clauses/notes/1.2.yaml").unlink()
    document = json.loads(run("export", "clauses", "--format", "manifest").stdout)
    assert document["agreements"]["notes"]["reconsent"] == {"1.0": "none"}


def test_what_a_later_version_took_back_nobody_is_asked_about(folder: Path) -> None:
    (folder / "1.3.md").write_text(TYPO, encoding="utf-8")
    assert run("extract", "1.3.md", "--id", "notes", "--version", "1.3").exit_code == 0
    document = json.loads(run("export", "notes", "--format", "manifest").stdout)
    assert document["agreements"]["notes"]["reconsent"] == {"1.0": "none", "1.1": "none", "1.2": "notice"}


def test_a_manifest_of_nothing_is_an_error(tmp_path: Path) -> None:
    assert run("export", str(tmp_path), "--format", "manifest").exit_code == 2


def test_the_command_says_who_must_be_asked_again(folder: Path) -> None:
    lines = [record("notes@1.0"), record("notes@1.2", user="u-2"), {**record("notes@1.2"), "confirmed": []}]
    path = folder / "consents.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    done = run("consent", "check", str(path), "--format", "json")
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema("consent-check"))
    assert [one["reconsent"] for one in document["records"]] == ["required", "none", "required"]
    assert [bool(one["faults"]) for one in document["records"]] == [False, False, True]
    assert document["records"][0]["why"]
    assert document["summary"] == {"records": 3, "faulty": 1, "notice": 0, "required": 2}
    path.write_text(json.dumps(lines[0]), encoding="utf-8")
    assert run("consent", "check", str(path)).exit_code == 0
    told = run("consent", "check", str(path), "--fail-on", "required")
    assert told.exit_code == 1 and "u-1" in told.stdout and "1.2" in told.stdout
    one = told.stdout.count("\n")
    path.write_text("\n".join(json.dumps({**lines[0], "user": f"u-{n}"}) for n in range(20)), encoding="utf-8")
    many = run("consent", "check", str(path))
    assert many.stdout.count("\n") == one + 19, "why is said once"


def test_what_a_record_says_never_moves_the_cursor(folder: Path) -> None:
    path = folder / "consent.json"
    path.write_text(json.dumps(record("notes@1.2", user="\x1b[31m", channel="\x9b31m"), ensure_ascii=False), "utf-8")
    done = run("consent", "check", str(path))
    assert done.exit_code == 1
    assert not {"\x1b", "\x9b"} & set(done.stdout)


def test_a_record_is_held_against_the_document_that_was_shipped(folder: Path) -> None:
    """The clause files may be gone, or a later release may flag other clauses: what was shown counts."""
    shipped = folder / "app.json"
    assert run("export", "notes@1.0", "-o", str(shipped)).exit_code == 0
    document = json.loads(shipped.read_text("utf-8"))
    document["mustRead"] = document["mustRead"][:1]
    shipped.write_text(json.dumps(document), encoding="utf-8")
    path = folder / "consent.json"
    path.write_text(json.dumps(record("notes@1.0", confirmed=document["mustRead"])), encoding="utf-8")
    assert run("consent", "check", str(path)).exit_code == 1
    assert run("consent", "check", str(path), "--document", str(shipped)).exit_code == 0
    assert run("consent", "check", str(path), "--document", str(path)).exit_code == 2


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": 1} x', "\ud800".encode("utf-8", "surrogatepass")])
def test_a_file_that_is_no_json_is_one_clear_error(text: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "consent.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StoreError) as refused:
        list(records(path))
    assert "consent.json" in str(refused.value)


SOUND = {
    "$schema": SCHEMA,
    "schemaVersion": "1.0.0",
    "agreementId": "notes",
    "version": "1.2",
    "contentHash": "sha256:" + "a" * 64,
    "confirmed": ["art_1"],
    "agreedAt": "2026-11-28T19:30:00+08:00",
    "user": "u-1",
    "channel": "ios",
    "readToEnd": True,
}
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=3),
    st.sampled_from(["2026-11-28T23:59:59Z", "2026-11-28", "2026-11-28T24:00:00Z", "sha256:" + "b" * 64]),
    st.sampled_from(["a-b", "A_b", "a--b", "1.0"]),
)  # fmt: skip


@given(st.sampled_from([*SOUND, "other"]), VALUES, st.booleans())
@settings(max_examples=examples(300), deadline=None)
def test_the_schema_and_our_own_reading_agree(key: str, value: Any, dropped: bool) -> None:
    """But for what a schema cannot say: whether an operating system keeps the name, a text is printable."""
    changed = copy.deepcopy(SOUND)
    changed.pop(key, None)
    if not dropped:
        changed[key] = value
    consent, _ = read(changed)
    valid = jsonschema.Draft202012Validator(schema("consent")).is_valid(changed)
    if consent is not None:
        assert valid
    if valid and key != "user":
        assert consent is not None
