"""SARIF output against the published schema, where a copy is at hand: it is too large to keep here.

Tried by hand with sarif-2.1/schema/sarif-schema-2.1.0.json of oasis-tcs/sarif-spec (commit e0583813, errata 01).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

SCHEMA = Path(os.environ.get("AGREEMENT_SARIF_SCHEMA", "sarif-schema-2.1.0.json"))
SEED = Path(__file__).parents[1] / "data" / "seed" / "lo_docx_song.pdf"


@pytest.mark.skipif(not SCHEMA.is_file(), reason="set AGREEMENT_SARIF_SCHEMA to a copy of sarif-schema-2.1.0.json")
def test_sarif_output_is_valid() -> None:
    command = [sys.executable, "-m", "agreement_tool", "check", str(SEED), "--format", "sarif"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    document = json.loads(done.stdout)
    assert document["runs"][0]["results"]
    jsonschema.validators.validator_for(schema)(schema).validate(document)
