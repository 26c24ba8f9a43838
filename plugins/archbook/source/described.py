"""JSON Schema whose properties are described by the docstrings below the fields of their models.

Pydantic can read these docstrings itself, whenever a model is imported. That takes longer than all
that most commands do, and only schemas need them, so they are read when one is made.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

__all__ = ["DescribedSchema", "field_docstrings"]


class DescribedSchema(GenerateJsonSchema):
    """Makes the JSON Schema of models and pydantic's dataclasses, properties described."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a model."""
        return _described(super().model_schema(schema), schema["cls"])

    def dataclass_schema(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a dataclass."""
        return _described(super().dataclass_schema(schema), schema["cls"])

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a mapping, one that refuses keys which are not of the form."""
        made = super().dict_schema(schema)
        for values in made.pop("patternProperties", {}).values():
            made["propertyNames"] = self.generate_inner(schema["keys_schema"])
            made["additionalProperties"] = values
        return made


def _described(schema: JsonSchemaValue, form: type) -> JsonSchemaValue:
    docs = field_docstrings(form)
    fields: dict[str, Any] = getattr(form, "__pydantic_fields__", {})
    for name, info in fields.items():
        entry = schema.get("properties", {}).get(info.alias or name)
        if entry is not None and name in docs and "description" not in entry:
            entry["description"] = docs[name]
    return schema


def field_docstrings(form: type) -> dict[str, str]:
    """Return the docstrings below the fields of a class and of those it is made from.

    Args:
        form: The class; those without source have none.
    """
    found: dict[str, str] = {}
    for base in reversed(form.__mro__):
        if "__annotations__" not in vars(base):
            continue
        try:
            source = textwrap.dedent(inspect.getsource(base))
        except (OSError, TypeError):
            continue
        (tree,) = ast.parse(source).body
        body = getattr(tree, "body", [])
        for field, text in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                match text:
                    case ast.Expr(value=ast.Constant(value=str(words))):
                        found[field.target.id] = inspect.cleandoc(words)
    return found
