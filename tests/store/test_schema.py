from __future__ import annotations

import json
from importlib.resources import files
from typing import get_args

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from agreement_tool.model import CLAUSE_KINDS, Agreement, FurnitureKind
from agreement_tool.store.codec import dump
from tests.extent import examples
from tests.strategies import agreements

SCHEMA = json.loads((files("agreement_tool.export") / "schema" / "agreement.json").read_text(encoding="utf-8"))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=examples(50))
@given(agreements())
def test_every_clause_file_satisfies_its_schema_for_any_yaml_reader(agreement: Agreement) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(yaml.safe_load(dump(agreement)))


def test_the_schema_names_what_the_model_knows() -> None:
    clause = SCHEMA["$defs"]["clause"]["properties"]
    assert clause["kind"]["enum"] == list(CLAUSE_KINDS)
    assert SCHEMA["properties"]["furniture"]["items"]["properties"]["kind"]["enum"] == list(get_args(FurnitureKind))


@pytest.mark.parametrize("name", ["agreement", "app", "check", "flag", "diff"])
def test_every_schema_is_a_valid_schema(name: str) -> None:
    schema = json.loads((files("agreement_tool.export") / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
