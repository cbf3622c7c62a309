"""The scripts' types are the API's models."""

import pytest

from web.api.typescript import FILE, declarations, written


def test_the_types_are_those_of_the_models():
    assert FILE.read_text("utf-8") == declarations(), "run: python -m web.api.typescript"


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"type": "integer", "minimum": 1}, "number"),
        ({"type": "array", "items": {"type": "array", "items": {"type": "number"}}}, "number[][]"),
        ({"anyOf": [{"$ref": "#/components/schemas/Grid"}, {"type": "null"}]}, "Grid | null"),
        ({"type": "array", "items": {"anyOf": [{"type": "number"}, {"type": "null"}]}}, "(number | null)[]"),
        ({"enum": ["tanh", "relu"], "type": "string"}, '"tanh" | "relu"'),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "Record<string, string>"),
        ({"type": ["integer", "number"]}, "number"),
        ({}, "unknown"),
    ],
)
def test_a_schema_is_written_as_a_type(schema, said):
    assert written(schema) == said
