"""The reference of a format, written from its JSON Schema: one table for each thing in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["reference"]

Schema = Mapping[str, Any]

_MOST_WORDS = 8
_FORMS = {
    "Id": "an id",
    "Line": "a line of text",
    "Prose": "a text",
    "Link": "a link",
    "Duration": "a duration",
    "Percentage": "a percentage",
    "Date": "a date",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def reference(schema: Schema, *, of: str, level: int = 2) -> str:
    """Return the reference of a format as Markdown.

    Args:
        schema: Its JSON Schema; things refer to each other by `$defs`.
        of: What the whole file is called.
        level: Level of the headings.
    """
    definitions: Mapping[str, Schema] = schema.get("$defs", {})
    shown = _in_order(schema, definitions)
    lines = list(_thing(of, of, schema, definitions, level))
    for name in shown:
        lines += _thing(_anchor(of, name), _title(name), definitions[name], definitions, level)
    # Links within the page: what a key takes is explained further down.
    text = "\n".join(lines) + "\n"
    return text.replace("](#", f"](#{_slug(of)}-")


def _in_order(schema: Schema, definitions: Mapping[str, Schema]) -> list[str]:
    """Return the names of the things with keys of their own, as they are first met."""
    order: list[str] = []

    def meet(part: Any) -> None:
        if isinstance(part, list):
            for each in part:
                meet(each)
        elif isinstance(part, Mapping):
            name = _name(part)
            if name in definitions and name not in order:
                order.append(name)
                meet(definitions[name])
            for key, each in part.items():
                if key != "$defs":
                    meet(each)

    meet(schema)
    return [name for name in order if definitions[name].get("properties")]


def _thing(
    anchor: str, title: str, schema: Schema, definitions: Mapping[str, Schema], level: int
) -> Iterator[str]:
    yield f"{'#' * level} {title} {{#{_slug(anchor)}}}"
    yield ""
    if description := _prose(schema.get("description")):
        yield description
        yield ""
    required = set(schema.get("required", ()))
    yield "| Key | Takes | What it says |"
    yield "|---|---|---|"
    for key, value in schema.get("properties", {}).items():
        must = " (required)" if key in required else ""
        what = _prose(value.get("description")) or _described(value, definitions)
        if (default := _default(value)) and "Default:" not in what:
            what = f"{what} Default: {default}."
        yield f"| `{key}`{must} | {_takes(value, definitions)} | {_cell(what)} |"
    yield ""


def _takes(value: Schema, definitions: Mapping[str, Schema]) -> str:
    """Return in words what a key takes."""
    options = [value, *value.get("anyOf", ()), *value.get("oneOf", ())]
    words = dict.fromkeys(text for option in options if (text := _form(option, definitions)))
    if not words:
        return "a text" if value.get("type") == "string" else "any value"
    for word in [word for word in words if word.startswith("a list: ")]:
        # A single value may stand for a list of one.
        alone = {part for each in words if each != word for part in each.split(" or ")}
        if alone.issuperset(word.removeprefix("a list: ").split(" or ")):
            words = {("or a list" if each == word else each): None for each in words}
    consts = [word for word in words if word.startswith("`")]
    if len(consts) > _MOST_WORDS:
        first = ", ".join(consts[:_MOST_WORDS])
        rest = [word for word in words if word not in consts]
        return " or ".join([f"{first} and {len(consts) - _MOST_WORDS} more", *rest])
    return " or ".join(words).replace(" or or a list", ", or a list")


def _form(option: Schema, definitions: Mapping[str, Schema]) -> str:  # noqa: PLR0911 - a form each
    name = _name(option)
    if name and name in definitions:
        target = definitions[name]
        if target.get("properties"):
            return f"[{_lower(_title(name))}](#{_slug(_bare(name))})"
        if name in _FORMS:
            return f"{_FORMS[name]}{_example(target)}"
        # A form may hold itself, as lists of lists do; once is enough to say so.
        others = {key: form for key, form in definitions.items() if key != name}
        return _takes(target, others)
    if name:
        return ""
    if "const" in option:
        return f"`{_plain(option['const'])}`"
    if "enum" in option:
        return " or ".join(f"`{_plain(word)}`" for word in option["enum"] if word is not False)
    if "anyOf" in option or "oneOf" in option:
        return ""
    kind = option.get("type")
    if kind == "array":
        item = _takes(option.get("items", {}), definitions)
        return "a list" if item == "any value" else f"a list: {item}"
    if kind == "object":
        each = option.get("additionalProperties")
        inner = _takes(each, definitions) if isinstance(each, Mapping) else ""
        return f"a mapping, each {inner}" if inner and inner != "any value" else "a mapping"
    return {
        "boolean": "`true` or `false`",
        "integer": _number("a whole number", option),
        "number": _number("a number", option),
        "string": f"{_text(option)}{_example(option)}",
    }.get(str(kind), "")


def _text(option: Schema) -> str:
    return "a date" if option.get("format") == "date" else "a text"


def _number(words: str, option: Schema) -> str:
    least, most = option.get("minimum"), option.get("maximum")
    if least is not None and most is not None and most < 1_000_000:  # noqa: PLR2004 - no bound
        return f"{words} from {least} to {most}"
    return f"{words}, {least} or more" if least is not None else words


def _example(option: Schema) -> str:
    examples = option.get("examples")
    return f" such as `{_plain(examples[0])}`" if examples else ""


def _default(value: Schema) -> str:
    default = value.get("default")
    if default in (None, "", [], {}) or isinstance(default, dict):
        return ""
    return f"`{_plain(default)}`"


def _described(value: Schema, definitions: Mapping[str, Schema]) -> str:
    target = definitions.get(_name(value) or "", {})
    return _prose(target.get("description"))


def _name(option: Schema) -> str:
    return str(option.get("$ref", "")).rpartition("/")[2]


def _title(name: str) -> str:
    words = _CAMEL.sub(" ", _bare(name))
    return "SLO" if words == "Slo" else words[:1].upper() + words[1:].lower()


def _lower(title: str) -> str:
    return title if title.isupper() else title.lower()


def _bare(name: str) -> str:
    return name.removesuffix("Entry").removesuffix("Form").removesuffix("File")


def _anchor(of: str, name: str) -> str:
    return f"{of} {_bare(name)}"


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text).strip("-").lower()


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _prose(text: Any) -> str:
    return " ".join(str(text).split()) if text else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
