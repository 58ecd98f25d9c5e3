"""Writes types.ts from the JSON Schemas that `agreement schema` prints: python clients/app/generate_types.py

A schema with a `title` becomes a type of that name; everything else is written where it stands. Of JSON Schema it
knows what ours use, and raises KeyError for the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

SCHEMAS = ("app", "manifest", "consent")
TARGET = Path(__file__).with_name("types.ts")
PRIMITIVES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
HEAD = "// Generated from the schemas by generate_types.py; do not edit. `agreement schema app` prints them.\n"

Schema = dict[str, Any]


def typescript() -> str:
    """The module: one exported type for every titled schema, each name once."""
    written: dict[str, str] = {}
    for name in SCHEMAS:
        text = (files("agreement_tool.export") / "schema" / f"{name}.json").read_text(encoding="utf-8")
        root = json.loads(text)
        for titled in _titled(root):
            declared = _declared(titled, root)
            if written.setdefault(titled["title"], declared) != declared:
                raise KeyError(f"two types are named {titled['title']}")
    return HEAD + "".join(f"\n{declaration}" for declaration in written.values())


def _titled(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            yield node
        for child in node.values():
            yield from _titled(child)
    elif isinstance(node, list):
        for child in node:
            yield from _titled(child)


def _declared(schema: Schema, root: Schema) -> str:
    said = f"/** {schema['description']} */\n" if "description" in schema else ""
    if schema.get("type") == "object":
        return f"{said}export interface {schema['title']} {_object(schema, root)}\n"
    return f"{said}export type {schema['title']} = {_type({**schema, 'title': None}, root)};\n"


def _type(schema: Schema, root: Schema) -> str:
    if isinstance(schema.get("title"), str):
        return str(schema["title"])
    if "$ref" in schema:
        return _type(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if "oneOf" in schema:
        return " | ".join(sorted((_type(each, root) for each in schema["oneOf"]), key=lambda name: name == "null"))
    if isinstance(schema["type"], list):
        return " | ".join(PRIMITIVES[name] for name in schema["type"])
    if schema["type"] == "array":
        item = _type(schema["items"], root)
        return f"({item})[]" if "|" in item else f"{item}[]"
    return _object(schema, root) if schema["type"] == "object" else PRIMITIVES[schema["type"]]


def _object(schema: Schema, root: Schema, indent: str = "  ") -> str:
    if isinstance(schema["additionalProperties"], dict):
        return f"Record<string, {_type(schema['additionalProperties'], root)}>"
    lines = []
    for name, value in schema["properties"].items():
        if "description" in value:
            lines.append(f"{indent}/** {value['description']} */")
        optional = "" if name in schema["required"] else "?"
        key = name if name.isidentifier() else json.dumps(name)
        lines.append(f"{indent}{key}{optional}: {_type(value, root)};")
    return "{\n" + "\n".join(lines) + "\n}"


if __name__ == "__main__":
    TARGET.write_text(typescript(), encoding="utf-8")
