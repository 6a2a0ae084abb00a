"""Texts compared word by word, and each number in them as a number."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from honest_results.verify.findings import FileFindings, Kind, Status
from human_files.language.messages import message

#: A number of ASCII digits, as it is printed in a language; a word; any other sign.
_TOKEN = re.compile(r"(?<!\w)[+−-]?[0-9]+(?:[.,\u202f\u00a0][0-9]+)*(?!\w)|\w+|[^\w\s]")
_PRINTED = re.compile(r"[+−-]?[0-9]+(?:[.,\u202f\u00a0][0-9]+)*")
#: So many words stand around a difference that is shown.
_AROUND = 6
#: Where two texts have little in common, they are not told word by word.
_TOO_MANY = 400
#: Of a run of several kinds, the first of these is told.
_FIRST: tuple[Kind, ...] = ("number", "alt", "word")
#: A passage of so many words or more is known again where it stands elsewhere.
_PASSAGE = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, another sign, or a piece of markup, and where it stands."""

    text: str
    kind: Kind = "word"
    place: str = field(default="", compare=False)


@dataclass
class Allowed:
    """What may differ in a text, since it differs where it comes from.

    Attributes
    ----------
    pairs : set of tuple of str
        Words of the surroundings (published, rebuilt), such as two versions of Python.
    phrases : list of tuple of str
        Name, published and rebuilt text of what is several words on a side; "" for a side with one.
        In a text each becomes one token (:func:`folded`), so that ``pairs`` can have it.
    close : list of tuple of float
        Values (published, rebuilt) that agree within their tolerance and are not the same: printed,
        they may differ in the last digit.
    """

    pairs: set[tuple[str, str]] = field(default_factory=set)
    phrases: list[tuple[str, str, str]] = field(default_factory=list)
    close: list[tuple[float, float]] = field(default_factory=list)


def tokens(text: str, place: str = "") -> list[Token]:
    """Return the words, numbers and other signs of a text; white space is none."""
    return [
        Token(found, "number" if _PRINTED.fullmatch(found) else "word", place)
        for found in _TOKEN.findall(text)
    ]


def compare_texts(
    published: str, rebuilt: str, sink: FileFindings, allowed: Allowed, place: str = ""
) -> int:
    """Compare two texts, and tell each difference with the words around it.

    Returns the number of places that differ, also those that may.
    """
    return compare_tokens(tokens(published, place), tokens(rebuilt, place), sink, allowed)


def compare_tokens(
    published: Sequence[Token],
    rebuilt: Sequence[Token],
    sink: FileFindings,
    allowed: Allowed,
    moved: Status | None = None,
) -> int:
    """Compare two sequences of words, numbers and markup; as :func:`compare_texts`.

    Where a longer passage stands elsewhere, word for word, its status is ``moved``, if that is given.
    """
    one = _folded(published, [(name, here) for name, here, _ in allowed.phrases])
    two = _folded(rebuilt, [(name, there) for name, _, there in allowed.phrases])
    told, explained = 0, len(published) - len(one) + len(rebuilt) - len(two)
    runs = [*_aligned(one, two)]
    elsewhere = _moved(runs) if moved else set[str]()
    for same, left, right in runs:
        if same:
            _count_same(left, sink)
            continue
        if moved and _is_passage(left or right) and _passage(left or right) in elsewhere:
            explained += 1
            if right:  # told once, where it stands in the rebuilt text
                note = message("The same passage stands elsewhere.")
                _count_same(right[1:], sink)
                at = right[0]
                sink.add(moved, at.kind, at.place, _joined(right), _joined(right), note)
            continue
        for mine, theirs in _by_pairs(left, right, allowed):
            status = _status(mine, theirs, allowed)
            if status == "same":
                _count_same(theirs, sink)
                explained += mine[0].text != theirs[0].text
                continue
            told += 1
            if told <= _TOO_MANY:
                _tell(status, mine, theirs, one, two, sink)
            else:
                _tell_shortly(status, mine, theirs, sink)
    if explained:
        sink.explain()
    return told + explained


def look_alike(published: str, rebuilt: str) -> bool:
    """Say whether two different texts look the same: other digits, letters of another script."""
    return published != rebuilt and _skeleton(published) == _skeleton(rebuilt)


#: Letters of other scripts that are drawn as Latin ones are.
_DRAWN = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijsABEZHIKMNOPTYXo"
)


def _skeleton(text: str) -> str:
    """Return a text in the Latin letters and the ASCII digits that its own look like."""
    plain = unicodedata.normalize("NFKC", text).translate(_DRAWN)
    return "".join(
        str(unicodedata.digit(sign, "")) or sign
        for sign in plain
        if unicodedata.category(sign) not in ("Cf", "Mn")
    )


def folded(name: str) -> str:
    """Return the token that stands for a phrase of the surroundings; no text has it."""
    return f"⟦{name}⟧"


def _folded(texts: Sequence[Token], phrases: Iterable[tuple[str, str]]) -> list[Token]:
    """Return the tokens with each phrase of the surroundings as one token, by its name."""
    found = list(texts)
    for name, phrase in phrases:
        wanted = [token.text for token in tokens(phrase)]
        if not wanted:
            continue
        shorter, at = list[Token](), 0
        while at < len(found):
            if found[at].text == wanted[0] and wanted == [
                token.text for token in found[at : at + len(wanted)]
            ]:
                shorter.append(Token(folded(name), "word", found[at].place))
                at += len(wanted)
            else:
                shorter.append(found[at])
                at += 1
        found = shorter
    return found


Run = tuple[bool, Sequence[Token], Sequence[Token]]


def _aligned(one: Sequence[Token], two: Sequence[Token]) -> Iterator[Run]:
    """Yield runs of tokens that are the same, and of those that are not."""
    start = _common(one, two)
    end = _common(one[start:][::-1], two[start:][::-1])
    yield True, one[:start], two[:start]
    first, second = one[start : len(one) - end], two[start : len(two) - end]
    if first or second:
        yield from _opcodes(first, second)
    yield True, one[len(one) - end :], two[len(two) - end :]


def _opcodes(first: Sequence[Token], second: Sequence[Token]) -> Iterator[Run]:
    """Yield the runs of two texts that begin and end differently.

    Long texts are aligned by their rarer words: the time for each would grow with its square.
    """
    mine, theirs = ([token.text for token in side] for side in (first, second))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=max(len(mine), len(theirs)) > 2000)
    for what, i, j, k, m in matcher.get_opcodes():
        yield what == "equal", first[i:j], second[k:m]


def _common(one: Sequence[Token], two: Sequence[Token]) -> int:
    """Return how many tokens both begin with."""
    for at, (mine, theirs) in enumerate(zip(one, two, strict=False)):
        if mine.text != theirs.text:
            return at
    return min(len(one), len(two))


def _is_passage(run: Sequence[Token]) -> bool:
    """Say whether a run is long enough to be told by its words alone."""
    return len(run) >= _PASSAGE


def _passage(run: Sequence[Token]) -> str:
    """Return the words of a run without signs at its ends: which of two full stops is its own is
    anybody's guess."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", _joined(run))


def _moved(runs: Sequence[Run]) -> set[str]:
    """Return the passages that one text has at one place, and the other at another, as often."""
    taken = Counter(_passage(left) for _, left, right in runs if not right and _is_passage(left))
    given = Counter(_passage(right) for _, left, right in runs if not left and _is_passage(right))
    return {words for words, times in taken.items() if given[words] == times}


Pair = tuple[Sequence[Token], Sequence[Token]]


def _by_pairs(left: Sequence[Token], right: Sequence[Token], allowed: Allowed) -> Iterator[Pair]:
    """Yield a run that differs token by token, where both sides have as many; else as a whole.

    What may differ at its start is told apart.
    """
    while len(left) != len(right) and left and right:
        if (left[0].text, right[0].text) not in allowed.pairs:
            break
        yield left[:1], right[:1]
        left, right = left[1:], right[1:]
    if len(left) == len(right) and all(
        mine.kind == theirs.kind for mine, theirs in zip(left, right, strict=True)
    ):
        for mine, theirs in zip(left, right, strict=True):
            yield [mine], [theirs]
    else:
        yield left, right


def _status(left: Sequence[Token], right: Sequence[Token], allowed: Allowed) -> Status:
    """Return how a run compares."""
    if not left or not right:
        return "missing" if right else "extra"
    if len(left) == len(right) == 1:
        mine, theirs = left[0].text, right[0].text
        if mine == theirs or (mine, theirs) in allowed.pairs:
            return "same"
        if left[0].kind == right[0].kind == "number" and _is_rounding(mine, theirs, allowed.close):
            return "minor"
    return "different"


def _is_rounding(mine: str, theirs: str, close: Iterable[tuple[float, float]]) -> bool:
    """Say whether two printed numbers are the same value, rounded up once and down once."""
    for one, two in ((_read(mine, sign), _read(theirs, sign)) for sign in ".,"):
        if one is None or two is None or one[1] != two[1]:
            continue
        (here, decimals), (there, _) = one, two
        for first, second in close:
            for times in (1, 100):
                if math.isclose(round(first * times, decimals), here, abs_tol=1e-12) and (
                    math.isclose(round(second * times, decimals), there, abs_tol=1e-12)
                ):
                    return True
    return False


def _read(text: str, sign: str) -> tuple[float, int] | None:
    """Return a printed number, with ``sign`` before its decimals, and how many decimals it has."""
    plain = text.replace("−", "-").replace("," if sign == "." else ".", "")
    plain = re.sub("[\u202f\u00a0]", "", plain).replace(sign, ".")
    if plain.count(".") > 1:
        return None
    return float(plain), len(plain.partition(".")[2])


def _count_same(run: Sequence[Token], sink: FileFindings) -> None:
    """Count the tokens of a run by their kind."""
    for kind in dict.fromkeys(token.kind for token in run):
        sink.same(kind, sum(token.kind == kind for token in run))


def _tell(
    status: Status,
    left: Sequence[Token],
    right: Sequence[Token],
    one: Sequence[Token],
    two: Sequence[Token],
    sink: FileFindings,
) -> None:
    """Tell a run that differs, with what stands before and after it on each side."""
    sides = [_joined(left), _joined(right)]
    note = ""
    if left and right and look_alike(*("".join(side.split()) for side in sides)):
        note = message("Looks the same, but is made of other characters.")
    published = _in_context(left, one) if left else ""
    rebuilt = _in_context(right, two) if right else ""
    at = (left or right)[0]
    sink.add(status, _kind(left, right), at.place, published, rebuilt, note)


def _tell_shortly(
    status: Status, left: Sequence[Token], right: Sequence[Token], sink: FileFindings
) -> None:
    """Tell a run that differs, of very many, without what is around it."""
    at = (left or right)[0]
    sink.add(status, _kind(left, right), at.place, _joined(left), _joined(right))


def _kind(left: Sequence[Token], right: Sequence[Token]) -> Kind:
    """Return the kind of a run: markup or a number rather than a word, where it has one."""
    kinds = {token.kind for token in (*left, *right)}
    return next((kind for kind in _FIRST if kind in kinds), next(iter(kinds)))


def _in_context(run: Sequence[Token], whole: Sequence[Token]) -> str:
    """Return a run between ⟪ ⟫, with the words around it."""
    start = next((at for at, token in enumerate(whole) if token is run[0]), 0)
    before = [token for token in whole[max(0, start - _AROUND) : start] if token.kind != "markup"]
    end = start + len(run)
    after = [token for token in whole[end : end + _AROUND] if token.kind != "markup"]
    return f"{_joined(before)} ⟪{_joined(run)}⟫ {_joined(after)}".strip()


def _joined(run: Sequence[Token]) -> str:
    """Return the tokens of a run as a reader would write them."""
    text = " ".join(token.text for token in run)
    text = re.sub(r" ([.,;:!?%)\]}’”])", r"\1", text)
    return re.sub(r"([(\[{‘“]) ", r"\1", text)
