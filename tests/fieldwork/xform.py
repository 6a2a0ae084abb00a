"""An XForm, as pyxform makes it of an XLSForm, filled in by a function in place of a person.

Relevance and constraints are those of the form: its XPath is evaluated over its own instance. What is
not relevant is left empty; what a constraint refuses is an error.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from pyxform.xls2xform import convert

_XFORMS = "{http://www.w3.org/2002/xforms}"

#: What somebody answers to a field: its name, the codes to choose from, → the answer, "" for none.
Answer = Callable[[str, list[str]], str]


@dataclass
class Field:
    """A field of the form: its path without the root, and what the form says of it."""

    path: str
    kind: str
    relevant: str
    constraint: str
    required: bool
    choices: list[str]
    several: bool
    labels: dict[str, str]
    label: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_of_the_tool(self) -> bool:
        """Whether the tool fills it in: when the form was opened and closed, the submission's id."""
        return self.kind == "dateTime" or self.path.startswith("meta/")


class XForm:
    """A form, ready to be filled in; raises PyXFormError for one that pyxform refuses."""

    def __init__(self, workbook: bytes) -> None:
        self.warnings: list[str] = []
        xml = convert(workbook, warnings=self.warnings).xform
        self.tree = etree.fromstring(xml.encode())
        model = self.tree.find(f".//{_XFORMS}model")
        first = next(iter(model.iterfind(f"{_XFORMS}instance")))
        self.version = first[0].get("version")
        self.root = _without_namespaces(first[0])
        self.itext = self._itext(model)
        self.binds = {bind.get("nodeset"): bind for bind in model.iterfind(f"{_XFORMS}bind")}
        self.fields = list(self._fields(model))

    def _itext(self, model: etree._Element) -> dict[str, str]:
        """Return the texts of the form's first language, by id."""
        first = model.find(f"{_XFORMS}itext/{_XFORMS}translation")
        if first is None:
            return {}
        texts = first.iterfind(f"{_XFORMS}text")
        return {text.get("id"): "".join(text[0].itertext()) for text in texts}

    def _fields(self, model: etree._Element) -> Iterator[Field]:
        items = {
            instance.get("id"): [
                (item.findtext(f"{_XFORMS}name"), self._text(item))
                for item in instance.iter(f"{_XFORMS}item")
            ]
            for instance in model.iterfind(f"{_XFORMS}instance[@id]")
        }
        controls = {e.get("ref"): e for e in self.tree.iter() if e.get("ref") and e.tag != "label"}
        for nodeset, bind in self.binds.items():
            control = controls.get(nodeset)
            itemset = None if control is None else control.find(f"{_XFORMS}itemset")
            chosen = []
            if itemset is not None:
                chosen = items[itemset.get("nodeset").split("'")[1]]
            label = None if control is None else control.find(f"{_XFORMS}label")
            if bind.get("type") is None:  # a group
                continue
            yield Field(
                nodeset.split("/", 2)[2],
                "note" if bind.get("readonly") else bind.get("type"),
                bind.get("relevant", ""),
                bind.get("constraint", ""),
                bind.get("required") == "true()",
                [code for code, _ in chosen],
                control is not None and control.tag == f"{_XFORMS}select",
                dict(chosen),
                "" if label is None else self._of(label),
            )

    def _text(self, item: etree._Element) -> str:
        own = item.findtext(f"{_XFORMS}label")
        return own or self.itext[item.findtext(f"{_XFORMS}itextId")]

    def _of(self, label: etree._Element) -> str:
        reference = label.get("ref")
        if reference is None:
            return "".join(label.itertext())
        return self.itext[reference.split("'")[1]]

    def fill(self, answer: Answer) -> dict[str, str]:
        """Return the answers by path, of all fields; what is not asked is empty.

        Raises AssertionError where an answer breaks a constraint, or a required one is empty.
        """
        instance = etree.fromstring(self.root)
        asked = [f for f in self.fields if not f.is_of_the_tool and f.kind != "note"]
        answered: dict[str, str] = {}
        given: dict[str, str] = {}
        before = None
        while given != before:  # a later answer may open an earlier page
            before = given
            for field in asked:
                node = instance.find(field.path)
                assert node is not None, field.path
                node.text = ""
                if self._is_asked(field.path, instance):
                    if field.path not in answered:
                        answered[field.path] = answer(field.name, field.choices)
                    node.text = answered[field.path]
            given = {field.path: instance.find(field.path).text or "" for field in asked}
        for field in asked:
            self._check(field, given[field.path], instance)
        return given

    def _check(self, field: Field, value: str, instance: etree._Element) -> None:
        """Raise AssertionError where the form would not let the respondent go on."""
        node = instance.find(field.path)
        if not value:
            missing = field.required and self._is_asked(field.path, instance)
            assert not missing, f"{field.path} must be answered"
            return
        if field.choices:
            chosen = value.split() if field.several else [value]
            assert set(chosen) <= set(field.choices), (field.path, value)
        if field.constraint:
            allowed = _evaluate(field.constraint, node)
            assert allowed, f"{field.path}: {value} breaks {field.constraint}"

    def _is_asked(self, path: str, instance: etree._Element) -> bool:
        """Return whether a field and every group around it are relevant."""
        place = f"/{instance.tag}"
        for part in path.split("/"):
            place += f"/{part}"
            bind = self.binds.get(place)
            relevant = None if bind is None else bind.get("relevant")
            if relevant and not _evaluate(relevant, instance):
                return False
        return True


def _without_namespaces(instance: etree._Element) -> bytes:
    """Return the instance so that XPath finds its elements by their names alone."""
    text = etree.tostring(instance, encoding="unicode")
    text = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", text)
    return re.sub(r"(</?|\s)\w+:(?=\w)", r"\1", text).encode()


def _evaluate(expression: str, node: etree._Element) -> bool:
    """Return what an XPath expression of a form says at a node."""
    return bool(node.xpath(f"boolean({expression})"))


def _words(_: object, value: object) -> list[str]:
    text = value if isinstance(value, str) else "".join(n.text or "" for n in value)
    return text.split()


_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "selected": lambda context, value, code: code in _words(context, value),
    "count-selected": lambda context, value: float(len(_words(context, value))),
    "today": lambda context: datetime.date.today().isoformat(),
    "format-date": lambda context, day, how: datetime.date.fromisoformat(day).strftime(how),
    "int": lambda context, value: float(int(float(_words(context, value)[0]))),
}
etree.FunctionNamespace(None).update(_FUNCTIONS)
