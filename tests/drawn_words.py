"""The words of a drawing, measured: where each stands in an SVG file whose letters are paths."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP = re.compile(r"(translate|rotate|scale|matrix)\(([^)]*)\)")

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
#: Units of the drawing that letters may come nearer than their ink: side bearings are not counted.
SLACK = 0.4


@dataclass(frozen=True)
class Words:
    """A line of words: what it says and the corners of its box, which may be turned."""

    text: str
    corners: tuple[Point, Point, Point, Point]

    def overlaps(self, other: Words) -> bool:
        """Say whether the two boxes share room: whether no line separates them."""
        for shape in (self.corners, other.corners):
            for (ax, ay), (bx, by) in ((shape[0], shape[1]), (shape[1], shape[2])):
                length = math.hypot(bx - ax, by - ay) or 1.0
                axis = ((bx - ax) / length, (by - ay) / length)
                mine, yours = (
                    [x * axis[0] + y * axis[1] for x, y in box]
                    for box in (self.corners, other.corners)
                )
                if min(max(mine), max(yours)) - max(min(mine), min(yours)) < SLACK:
                    return False
        return True


@dataclass(frozen=True)
class Drawing:
    """An SVG drawing: its size and all words in it."""

    width: float
    height: float
    words: tuple[Words, ...]

    def outside(self) -> list[str]:
        """Return the words that leave the canvas."""
        return [
            words.text
            for words in self.words
            if any(
                not (-SLACK <= x <= self.width + SLACK and -SLACK <= y <= self.height + SLACK)
                for x, y in words.corners
            )
        ]

    def overlapping(self) -> list[tuple[str, str]]:
        """Return each pair of words of which one stands on the other."""
        return [
            (one.text, other.text)
            for place, one in enumerate(self.words)
            for other in self.words[place + 1 :]
            if one.overlaps(other)
        ]


def read_drawing(file: Path | str) -> Drawing:
    """Return the drawing in an SVG file of Matplotlib's, with the words in the order of drawing."""
    root = ElementTree.parse(file, ElementTree.XMLParser(target=_with_comments())).getroot()
    assert root is not None
    glyphs = {
        path.get("id", ""): [
            _apply(_matrix(path.get("transform", "")), point)
            for point in _box_of(path.get("d", ""))
        ]
        for path in root.iter(f"{_SVG}path")
        if path.get("id")
    }
    box = [float(each) for each in root.get("viewBox", "0 0 0 0").split()]
    return Drawing(box[2], box[3], tuple(_words(root, (1, 0, 0, 1, 0, 0), glyphs)))


def _with_comments() -> ElementTree.TreeBuilder:
    return ElementTree.TreeBuilder(insert_comments=True)


def _words(
    node: ElementTree.Element, outer: Matrix, glyphs: dict[str, list[Point]]
) -> Iterator[Words]:
    """Yield a line for each comment (the words) with the letters that follow it."""
    if node.tag == f"{_SVG}defs":
        return
    matrix = _times(outer, _matrix(node.get("transform", "")))
    outlined = node.get("id", "").startswith("text_") and _outlined(node, matrix)
    if outlined:
        yield Words(node.get("id", ""), outlined)
        return
    said = ""
    for child in node:
        if child.tag is ElementTree.Comment:
            said = (child.text or "").strip()
        elif said and child.tag == f"{_SVG}g":
            found = _line(child, matrix, glyphs)
            if found is not None:
                yield Words(said, found)
            said = ""
        else:
            yield from _words(child, matrix, glyphs)


Corners = tuple[Point, Point, Point, Point]


def _outlined(node: ElementTree.Element, outer: Matrix) -> Corners | None:
    """Return the box of words drawn as bare shapes, which those with an outline are."""
    if any(child.tag is ElementTree.Comment for child in node.iter()):
        return None
    points = [point for path in node.iter(f"{_SVG}path") for point in _box_of(path.get("d", ""))]
    if not points:
        return None
    (left, low), (right, high) = (
        tuple(f(at) for at in zip(*points, strict=True)) for f in (min, max)
    )
    corners = [_apply(outer, at) for at in ((left, low), (right, low), (right, high), (left, high))]
    return corners[0], corners[1], corners[2], corners[3]


def _line(
    group: ElementTree.Element, outer: Matrix, glyphs: dict[str, list[Point]]
) -> Corners | None:
    """Return the corners of the box around the letters of a group, along its own direction."""
    own = _times(outer, _matrix(group.get("transform", "")))
    xs, ys = [], []
    for use in group.iter(f"{_SVG}use"):
        matrix = _matrix(use.get("transform", ""))
        for point in glyphs.get(use.get(_LINK, "").lstrip("#"), []):
            x, y = _apply(matrix, point)
            xs.append(x)
            ys.append(y)
    if not xs:
        return None
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    corners = [_apply(own, at) for at in ((left, low), (right, low), (right, high), (left, high))]
    return corners[0], corners[1], corners[2], corners[3]


def _box_of(path: str) -> list[Point]:
    numbers = [float(each) for each in _NUMBER.findall(path)]
    xs, ys = numbers[0::2], numbers[1::2]
    return [(min(xs), min(ys)), (max(xs), max(ys))] if xs else []


def _matrix(text: str) -> Matrix:
    result: Matrix = (1, 0, 0, 1, 0, 0)
    for name, given in _STEP.findall(text):
        values = [float(each) for each in _NUMBER.findall(given)]
        step: Matrix = (1, 0, 0, 1, 0, 0)
        if name == "translate":
            step = (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0)
        elif name == "scale":
            step = (values[0], 0, 0, values[-1], 0, 0)
        elif name == "rotate":
            turn = math.radians(values[0])
            step = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
        else:
            step = (values[0], values[1], values[2], values[3], values[4], values[5])
        result = _times(result, step)
    return result


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


def _apply(m: Matrix, point: Point) -> Point:
    x, y = point
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
