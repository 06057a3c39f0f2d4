"""The JSON Schema of the contract, generated from the models: ``python -m extractor.records.json_schema`` rewrites it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extractor.records.models import Document
from extractor.resources import schema_path


def schema() -> str:
    """The schema as it should stand in ``schemas/json/document.json``."""
    generated = Document.model_json_schema(by_alias=True, mode="serialization")
    generated["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(generated, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def stored() -> Path:
    """Where it stands."""
    return schema_path("json", "document.json")


if __name__ == "__main__":
    stored().write_text(schema(), encoding="utf-8")
    sys.stdout.write(f"{stored()}\n")
