"""Reading settings files: every mistake at once, each with its line and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.grammar import known_languages
from human_files.language.messages import either, message
from human_files.language.translations import add_words, translation_files
from human_files.settings import Settings
from human_files.settings_words import KINDS, advice_on, as_written, what_is_allowed, what_was_found
from human_files.yaml_limits import refuse_bombs
from human_files.yaml_mistakes import line_of_mistake, yaml_mistake

Model = TypeVar("Model", bound=BaseModel)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path | str) -> Any:
    """Read a YAML file.

    Parameters
    ----------
    path : pathlib.Path or str
        The file, in UTF-8.

    Returns
    -------
    object
        Mappings, lists and values as YAML has them; None for an empty file.

    Raises
    ------
    ConfigurationError
        If the file is missing, is not UTF-8, has a syntax error, repeats a key, or holds more than
        settings can (:mod:`human_files.yaml_limits`).
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationError(
            Problem(
                str(path),
                message("does not exist."),
                message("Check the name, or restore the file."),
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            Problem(str(path), message("is not UTF-8 text."), message("Save it as UTF-8."))
        ) from error
    refuse_bombs(text, str(path))
    try:
        _refuse_repeated_keys(yaml.compose(text, Loader=_LOADER), str(path))
        return yaml.load(text, Loader=_LOADER)
    # Such as the 31st of February, or a tag that does not fit its value.
    except (ValueError, OverflowError, KeyError, AttributeError, TypeError) as error:
        raise ConfigurationError(
            Problem(
                str(path),
                message("holds a number or a date that there is not."),
                message("Correct it, or put it in quotation marks if it is words."),
            )
        ) from error
    except yaml.YAMLError as error:
        raise ConfigurationError(
            Problem(
                str(path),
                message("is not valid YAML: {reason}.", reason=yaml_mistake(error)),
                message("Check the indentation, colons and quotation marks near this line."),
                row=line_of_mistake(error),
            )
        ) from error


def _refuse_repeated_keys(node: yaml.Node | None, file: str) -> None:
    """Raise for a key that is repeated in one mapping: YAML would silently keep the last."""
    problems: list[Problem] = []

    def walk(node: yaml.Node | None) -> None:
        """Add the repeated keys of a node and of those in it."""
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if str(key.value) in seen:
                    problems.append(
                        Problem(
                            file,
                            message('"{key}" is given twice.', key=key.value),
                            message("Keep one of the two."),
                            row=key.start_mark.line + 1,
                        )
                    )
                seen.add(str(key.value))
                walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                walk(value)

    walk(node)
    if problems:
        raise ConfigurationError(problems)


def load_model(path: Path | str, model: type[Model], name: str | None = None) -> Model:
    """Read a YAML file into a pydantic model.

    Parameters
    ----------
    path : pathlib.Path or str
        The file.
    model : type of pydantic.BaseModel
        The model, such as a subclass of :class:`Settings`.
    name : str, optional
        What messages call the file; the path if not given.

    Returns
    -------
    pydantic.BaseModel
        An instance of ``model``.

    Raises
    ------
    ConfigurationError
        With every mistake of the file: line, key, what was found, and what is allowed.
    """
    file = name or str(path)
    content = read_yaml(path)
    for language, translated in translation_files(path).items():
        add_words(content, read_yaml(translated), language, known_languages())
    if content is None and not any(field.is_required() for field in model.model_fields.values()):
        content = {}  # all is as by default
    try:
        settings = model.model_validate(content)
    except ValidationError as error:
        root = yaml.compose(Path(path).read_text(encoding="utf-8-sig"), Loader=_LOADER)
        details = [dict(detail) for detail in error.errors()]
        raise ConfigurationError([*_problems(file, root, model, details)]) from error
    if isinstance(settings, Settings):
        settings._read_from = file
    return settings


#: Where a value may be of several kinds, pydantic names the kind it tried, as if it were a key.
_TRIED = re.compile(
    r"(?:constrained-)?(?:str|int|float|bool|dict|list|tuple)|(?:[a-z]+-)*[a-z]+[\[(].*[\])]"
)


def _problems(
    file: str, root: yaml.Node | None, model: type[BaseModel], details: list[dict[str, Any]]
) -> Iterator[Problem]:
    """Yield pydantic's error details in plain words, each place of the file once."""
    by_place: dict[tuple[int | str, ...], list[dict[str, Any]]] = {}
    for detail in details:
        place = tuple(part for part in detail["loc"] if not _is_tried(part))
        by_place.setdefault(place, []).append(detail)
    for place, found in by_place.items():
        deeper = any(other[: len(place)] == place and other != place for other in by_place)
        if deeper and all(detail["type"] in KINDS for detail in found):
            continue  # it might have been another kind of value, and what is written is wrong within
        if len(found) > 1 and all(what_is_allowed(detail) for detail in found):
            allowed = dict.fromkeys(what_is_allowed(detail) for detail in found)
            yield Problem(
                file,
                what_was_found(found[0].get("input")),
                message("Allowed: {words}.", words=either(allowed)),
                _line(root, place),
                ".".join(map(str, place)) or None,
            )
        else:
            for detail in found:
                yield _problem(file, root, model, detail, place)


def _is_tried(part: int | str) -> bool:
    """Return whether a part of a location is a kind of value that was tried, and no key."""
    return isinstance(part, str) and _TRIED.fullmatch(part) is not None


def _problem(
    file: str,
    root: yaml.Node | None,
    model: type[BaseModel],
    detail: dict[str, Any],
    place: tuple[int | str, ...],
) -> Problem:
    """Return one of pydantic's error details in plain words, with its line in the file."""
    location: tuple[int | str, ...] = detail["loc"]
    key = ".".join(str(part) for part in place) or None
    row = _line(root, location)
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _known_keys(model, location[:-1])
        found = message('unknown key "{key}".', key=location[-1])
        return Problem(file, found, did_you_mean(str(location[-1]), known), row, key)
    if kind == "missing":
        advice = message("Add `{key}:`.", key=location[-1])
        return Problem(file, message("this key is missing."), advice, row, key)
    if kind.startswith("union_tag"):  # one of several models, distinguished by a key
        name = str(detail["ctx"]["discriminator"]).strip("'")
        if kind == "union_tag_not_found":
            advice = message("Add `{key}:`.", key=name)
            return Problem(file, message("this key is missing."), advice, row, f"{key}.{name}")
        tag, known = str(detail["ctx"]["tag"]), re.findall(r"\w+", detail["ctx"]["expected_tags"])
        found = message('unknown {name} "{tag}".', name=name, tag=tag)
        return Problem(file, found, did_you_mean(tag, known), row, key)
    if kind == "model_type":
        empty = root is None and not location
        what = message("is empty.") if empty else message("keys with values belong here.")
        keys = ", ".join(f"`{name}:`" for name in _known_keys(model, location))
        advice = message("Allowed: {words}.", words=keys)
        return Problem(file, what, advice, row if root is not None else None, key)
    if kind not in ("value_error", "assertion_error"):
        return Problem(file, what_was_found(detail.get("input")), advice_on(detail), row, key)
    value, reason = detail.get("input"), str(detail["ctx"]["error"])
    found = f"{reason}."
    if not isinstance(value, dict | list):
        found = message("{value} is not allowed: {reason}.", value=as_written(value), reason=reason)
    advice = message("See the comments in the file for what is allowed here.")
    return Problem(file, found, advice, row, key)


def _known_keys(model: type[BaseModel], location: Sequence[int | str]) -> list[str]:
    """Return the keys that are allowed at ``location`` of a file read as ``model``."""
    schema = model.model_json_schema()
    node: dict[str, Any] = schema
    for part in location:
        node = _resolve(schema, node)
        options = node.get("discriminator", {}).get("mapping", {})
        if part in options:  # the location says as which of several models the entry was read
            node = {"$ref": options[part]}
        elif isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part) or _any_key(node)
    return sorted(_resolve(schema, node).get("properties", {}))


def _any_key(node: dict[str, Any]) -> dict[str, Any]:
    """Return what a mapping with keys of one's own choice holds; nothing for any other node."""
    values = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
    return next((value for value in values if value), {})


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what a node of a JSON Schema refers to, or the node itself; of "or none", the first."""
    for option in node.get("anyOf", []):
        if option.get("type") != "null":
            node = option
            break
    while "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return node


def _line(root: yaml.Node | None, location: Sequence[int | str]) -> int | None:
    """Return the line (first = 1) of the deepest part of ``location`` that the file has."""
    node, line = root, 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, node = key.start_mark.line + 1, value
                    break
            # A part that is not a key here is missing, or says as which model the entry was read.
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                return line
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def line_of(path: Path | str, *location: int | str) -> int | None:
    """Return the line (first = 1) where the part of a YAML file at ``location`` begins."""
    return _line(yaml.compose(Path(path).read_text(encoding="utf-8-sig"), Loader=_LOADER), location)
