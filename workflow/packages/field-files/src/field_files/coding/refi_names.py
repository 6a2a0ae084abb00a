"""Names that are told apart: codes of one name in several branches, users of one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from field_files.coding.coding_file import CodeName
from field_files.coding.refi_elements import guid
from human_files.language.messages import both, message

#: Between a code and the code above it, in the name of a code that is told apart by its path.
SEPARATOR = " > "


def distinct_codes(codes: Mapping[str, CodeName]) -> tuple[dict[str, CodeName], list[str]]:
    """Return the codes with a name each of its own, and a note for each name that several had.

    Codes of one name are called by their path ("Benefits > support"), and numbered where that is the
    same too.
    """
    several = {name for name, n in Counter(code.name for code in codes.values()).items() if n > 1}
    shown: dict[str, CodeName] = {}
    taken: Counter[str] = Counter()
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, code in codes.items():
        name = SEPARATOR.join((*code.path, code.name)) if code.name in several else code.name
        taken[name] += 1
        if taken[name] > 1:
            name = f"{name} ({taken[name]})"
        if code.name in several:
            groups[code.name].append(name)
        shown[identifier] = code._replace(name=name)
    notes = [
        message(
            'several codes are called "{name}"; they are told apart as {names}.',
            name=name,
            names=both(f'"{one}"' for one in names),
        )
        for name, names in groups.items()
    ]
    return shown, notes


def distinct_users(users: Iterable[Element]) -> tuple[dict[str, str], list[str]]:
    """Return a name for each user by identifier, and a note for each name that several had.

    Users of one name are numbered in the order of the project ("Ana", "Ana (2)").
    """
    names: dict[str, str] = {}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for user in users:
        identifier = guid(user)
        if identifier in names:
            continue
        plain = " ".join((user.get("name") or "").split()) or identifier
        groups[plain].append(identifier)
        number = len(groups[plain])
        names[identifier] = plain if number == 1 else f"{plain} ({number})"
    notes = [
        message(
            'several users are called "{name}"; they are kept apart as {names}. If they are one '
            "person, merge them in the project.",
            name=name,
            names=both(f'"{names[one]}" ({one})' for one in group),
        )
        for name, group in groups.items()
        if len(group) > 1
    ]
    return names, notes
