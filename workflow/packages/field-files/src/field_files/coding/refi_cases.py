"""The cases of a REFI-QDA project and their variables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from field_files.coding.coding_file import CodeName
from field_files.coding.refi_elements import child, children, guid, local
from human_files.language.messages import both, counted_message

#: A variable of a case records that a code is present or absent, if it has the name of the code.
_YES_NO = {"1": 1, "true": 1, "0": 0, "false": 0}
#: This many names of variables are both.
_LISTED = 8


@dataclass
class ProjectCase:
    """A case of a project: its name, and the sources, selections and codes that represent it."""

    name: str
    sources: set[str] = field(default_factory=set)
    selections: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    values: Mapping[str, str] = field(default_factory=dict)


def read_cases(root: Element, codes: Mapping[str, CodeName]) -> list[ProjectCase]:
    """Return the cases with a name; MAXQDA and Quirkos keep variables of texts in those without.

    A code represents a case if it has the same identifier (as in NVivo), or the same name and the
    case refers to it; other codes that a case refers to are themes.
    """
    variables = variable_names(root)
    cases = []
    for case in children(child(root, "Cases"), "Case"):
        if not case.get("name"):
            continue
        cases.append(
            ProjectCase(
                (case.get("name") or "").strip(),
                {guid(one, "targetGUID") for one in children(case, "SourceRef")},
                {guid(one, "targetGUID") for one in children(case, "SelectionRef")},
                {
                    guid(case),
                    *(
                        code
                        for one in children(case, "CodeRef")
                        if (code := guid(one, "targetGUID")) in codes
                        and codes[code].name == (case.get("name") or "").strip()
                    ),
                },
                dict(values_of(case, variables)),
            )
        )
    return cases


class CaseVariables:
    """What the variables of a project say of codes, and which of their values say nothing."""

    def __init__(
        self, root: Element, cases: Sequence[ProjectCase], codes: Sequence[CodeName]
    ) -> None:
        names = {code.name.casefold(): code.name for code in codes}
        #: Cases and codes that are absent from them, by a variable with the name of the code.
        self.absences: list[tuple[str, str]] = []
        #: The values that say nothing of a code's absence, by variable.
        self.unused: Counter[str] = Counter()
        variables = variable_names(root)
        named = {case.name for case in cases}
        for case in cases:
            for variable, value in case.values.items():
                code = names.get(variable.casefold())
                if code is not None and _YES_NO.get(value.lower()) == 0:
                    self.absences.append((case.name, code))
                else:
                    self.unused[variable] += 1
        for holder in root.iter():
            if not isinstance(holder.tag, str):
                continue
            if local(holder) == "Case" and (holder.get("name") or "").strip() in named:
                continue
            self.unused.update(name for name, _ in values_of(holder, variables))

    def notes(self) -> list[str]:
        """Return a note on the values that are not read, if there are any."""
        if not self.unused:
            return []
        names = [f'"{name}"' for name in list(self.unused)[:_LISTED]]
        if len(self.unused) > _LISTED:
            names.append("…")
        return [
            counted_message(
                self.unused.total(),
                "{n} value of variables ({names}) describes a case or source, codes no passage, and "
                "is not written.",
                "{n} values of variables ({names}) describe cases or sources, code no passage, and "
                "are not written.",
                names=both(names),
            )
        ]


def variable_names(root: Element) -> dict[str, str]:
    """Return the names of the project's variables by identifier."""
    return {
        guid(variable): variable.get("name") or ""
        for variable in children(child(root, "Variables"), "Variable")
    }


def values_of(holder: Element, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the variables of a case or a source."""
    for value in children(holder, "VariableValue"):
        reference = child(value, "VariableRef")
        words = [
            (one.text or "").strip()
            for one in value
            if isinstance(one.tag, str) and local(one).endswith("Value")
        ]
        name = variables.get(guid(reference, "targetGUID")) if reference is not None else None
        if name and words:
            # NVivo writes a classification before the variable: "Cases:trust".
            yield name.rsplit(":", 1)[-1].strip(), words[0]
