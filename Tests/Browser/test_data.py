"""The data files: what the schema says of them is so, and a table goes through a spreadsheet's reader."""

import csv
import json

from jsonschema import Draft202012Validator


def test_the_data_is_as_its_schema_says(site):
    schema = json.loads((site / "assets/framework.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads((site / "framework.json").read_text("utf-8"))
    findings = [f"{list(error.path)}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]
    assert findings == []


def test_the_table_and_the_data_say_the_same(site):
    data = json.loads((site / "framework.json").read_text("utf-8"))
    with (site / "opportunities.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [(row["stage"], row["strand"], row["opportunity"], row["id"]) for row in csv.DictReader(file)]
    entries = [
        (stage["id"], entry["strand"], entry["text"], entry["id"])
        for stage in data["stages"]
        for entry in stage["opportunities"]
    ]
    assert rows == entries and len(rows) > 0
