"""Placing the labels of circles so that they cover neither each other nor the circles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

#: Directions that are tried: below and above first, then the sides, then in between.
_DIRECTIONS = tuple(
    (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
    for angle in (270, 90, 0, 180, 315, 225, 45, 135, 292, 248, 68, 112, 22, 338, 158, 202)
)
#: Distances between circle and label that are tried, in points.
_DISTANCES = (2.0, 7.0, 14.0, 22.0, 32.0, 44.0, 58.0, 74.0, 92.0, 112.0)


class Rectangle(NamedTuple):
    """A rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Rectangle) -> float:
        """Return the area that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, width) * max(0.0, height)

    @property
    def area(self) -> float:
        """The area."""
        return (self.right - self.left) * (self.top - self.bottom)


def place_labels(
    circles: Sequence[tuple[float, float, float]],
    sizes: Sequence[tuple[float, float]],
    frame: Rectangle,
    taken: Sequence[Rectangle] = (),
) -> list[tuple[float, float]]:
    """Return the centre of each circle's label, all in points.

    ``circles`` are x, y and radius, ``sizes`` width and height of their labels, ``frame`` is where
    labels may be and ``taken`` where they should not be. Each label goes, in this order, to the
    nearest free place, or to the place where it covers least.
    """
    blocked = [*taken, *(Rectangle(x - r, y - r, x + r, y + r) for x, y, r in circles)]
    places = []
    for (x, y, radius), (width, height) in zip(circles, sizes, strict=True):
        best: tuple[float, Rectangle] | None = None
        for distance in _DISTANCES:
            for along, up in _DIRECTIONS:
                # From the circle's rim to the nearest point of the label's rectangle.
                reach = radius + distance
                centre_x = x + along * (reach + abs(along) * width / 2)
                centre_y = y + up * (reach + abs(up) * height / 2)
                label = Rectangle(
                    centre_x - width / 2,
                    centre_y - height / 2,
                    centre_x + width / 2,
                    centre_y + height / 2,
                )
                covered = sum(label.overlap(other) for other in blocked)
                covered += 4 * (label.area - label.overlap(frame))
                if best is None or covered < best[0] - 1e-6:
                    best = (covered, label)
            if best is not None and best[0] < 1e-6:
                break
        assert best is not None
        found = best[1]
        blocked.append(found)
        places.append(((found.left + found.right) / 2, (found.bottom + found.top) / 2))
    return places
