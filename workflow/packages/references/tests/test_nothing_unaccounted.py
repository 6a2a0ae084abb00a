"""Of whatever is handed over, every part belongs to a record, a rejection or a remark.

Files of every kind are cut, flipped, shuffled, re-encoded, re-lined and more; what still stands in
them and is in no record that was read has to lie in one that is told to be rejected, damaged or
repaired, or below a warning on the whole file. Nothing but errors of ours may be raised.

``DAMAGED_FILES=10000 pytest test_nothing_unaccounted.py`` tries as many files; seeds are fixed.
"""

from __future__ import annotations

import os
import random
import re
from bisect import bisect_right
from collections.abc import Callable

import pytest
from whole_files import REFERENCES, TEXTS, whole_files

from human_files.errors import UserError
from human_files.text.content import Content
from references.importing import FileImport, recover_source

#: How many damaged files are tried.
EXAMPLES = int(os.environ.get("DAMAGED_FILES", "400"))
_WORD = re.compile(r"qz[a-l](?:ti|ab)qz")
Damage = Callable[[bytes, random.Random], bytes]


def cut(raw: bytes, rng: random.Random) -> bytes:
    return raw[: rng.randrange(1, len(raw))]


def beheaded(raw: bytes, rng: random.Random) -> bytes:
    return raw[rng.randrange(1, len(raw)) :]


def flipped(raw: bytes, rng: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        changed[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def holed(raw: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(raw))
    return raw[:start] + raw[start + rng.randrange(1, 200) :]


def overwritten(raw: bytes, rng: random.Random) -> bytes:
    start, size = rng.randrange(len(raw)), rng.randrange(1, 80)
    filling = rng.choice((bytes(size), b'"' * size, b"\n" * size, rng.randbytes(size), b"{" * size))
    return raw[:start] + filling + raw[start + size :]


def shuffled(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    place = rng.randrange(len(lines))
    piece = lines[place : place + rng.randrange(1, 30)]
    rng.shuffle(piece)
    return b"".join([*lines[:place], *piece, *lines[place + len(piece) :]])


def relined(raw: bytes, rng: random.Random) -> bytes:
    ends = rng.choice(((b"\r",), (b"\r\n",), (b"\r", b"\r\n"), (b"\r", b"\n"), (b"\r\n", b"\n")))
    half = rng.randrange(len(raw))
    by_part = [ends[0], ends[-1]]
    if rng.random() < 0.5:
        return b"".join(
            part.replace(b"\n", end)
            for part, end in zip((raw[:half], raw[half:]), by_part, strict=True)
        )
    return re.sub(b"\n", lambda _: rng.choice(ends), raw)


def recoded(raw: bytes, rng: random.Random) -> bytes:
    codecs = (
        "utf-16",
        "utf-16-le",
        "utf-8-sig",
        "cp1252",
        "mac_roman",
        "cp850",
        "utf-32",
        "cp1253",
    )
    text = raw.decode("utf-8", "replace")
    if rng.random() < 0.2:
        return text.encode().decode("cp1252", "replace").encode()  # encoded twice
    return text.encode(rng.choice(codecs), "replace")


def doubled(raw: bytes, rng: random.Random) -> bytes:
    return raw + rng.choice((b"", b"\n", b"\n\n")) + raw[rng.randrange(len(raw) // 2) :]


def with_foreign(raw: bytes, rng: random.Random) -> bytes:
    other = rng.choice([*TEXTS.values()])().encode()[: rng.randrange(1, 600)]
    place = rng.choice((0, len(raw), rng.randrange(len(raw))))
    return raw[:place] + other.replace(b"qz", b"xx") + raw[place:]


DAMAGES: tuple[Damage, ...] = (
    cut,
    beheaded,
    flipped,
    holed,
    overwritten,
    shuffled,
    relined,
    recoded,
    doubled,
    with_foreign,
)


def unaccounted(raw: bytes, item: FileImport) -> set[str]:
    """Return the words that stand in a file, in no kept record, and in no part that is told of."""
    if item.warnings or raw.startswith(b"PK") or item.format == "Excel workbook":
        in_whole = bool(item.warnings or item.rejected or item.repaired)
    else:
        in_whole = False
    read = {word for record in item.kept for word in _WORD.findall(repr(record))}
    if in_whole:
        return set()
    told = {rejected.line for rejected in item.rejected}
    told |= {remark.line for remark in item.repaired}
    outside = {line for first, last in item.outside for line in range(first, last + 1)}
    starts = sorted(told | {record.line for record in item.kept})
    lost = set()
    for number, line in enumerate(Content("f", raw).lines, start=1):
        for word in _WORD.findall(line):
            place = bisect_right(starts, number) - 1
            is_told = number in outside or (place >= 0 and starts[place] in told)
            if word not in read and not is_told:
                lost.add(word)
    return lost


@pytest.fixture(scope="module")
def wholes(tmp_path_factory):
    return whole_files(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("name", [*TEXTS, "workbook", "own table"])
def test_a_whole_file_loses_nothing(wholes, name, tmp_path):
    (tmp_path / "f").write_bytes(wholes[name])
    item = recover_source("s", tmp_path / "f")
    words = {word for r in REFERENCES for word in r.words}
    assert {word for record in item.kept for word in _WORD.findall(repr(record))} == words
    assert not (item.rejected or item.repaired or item.warnings)


@pytest.mark.parametrize("part", range(10))
def test_whatever_is_wrong_with_a_file_nothing_is_lost_in_silence(wholes, part, tmp_path):
    path = tmp_path / "f"
    names = sorted(wholes)
    for number in range(part, EXAMPLES, 10):
        rng = random.Random(number)
        name = names[(number // 10) % len(names)] if number % 3 else rng.choice([*TEXTS])
        raw = wholes[name]
        for damage in rng.sample(DAMAGES, rng.choice((1, 1, 1, 2))):
            raw = damage(raw, rng) or b"x"
        path.write_bytes(raw)
        try:
            item = recover_source("s", path)
        except UserError as error:
            assert str(error)
            continue
        assert not unaccounted(raw, item), f"{name}, number {number}"
