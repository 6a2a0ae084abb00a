"""Country shapes (Natural Earth, as TopoJSON) on an equal-area map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from alianzas.literature.analysis.country_words import codes_by_number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: Antarctica; without it the map has room for the rest.
_LEFT_OUT = "AQ"
#: Coefficients of the Equal Earth projection.
_COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)
Ring = Sequence[tuple[float, float]]


class Shape(NamedTuple):
    """A country by code ("" for those without one) and its rings of longitude and latitude."""

    code: str
    rings: Sequence[Ring]


def read_shapes(path: Path | str) -> list[Shape]:
    """Return the countries of a TopoJSON file with the object ``countries``.

    Rings that cross the 180th meridian continue beyond it, so that none jumps across the map.
    """
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = [_decode(arc, content["transform"]) for arc in content["arcs"]]
    shapes = []
    for geometry in content["objects"]["countries"]["geometries"]:
        code = codes_by_number().get(str(geometry.get("id", "")), "")
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        if code != _LEFT_OUT:
            rings = [_unwrap(_join(ring, arcs)) for polygon in polygons for ring in polygon]
            shapes.append(Shape(code, rings))
    return shapes


def _decode(arc: Sequence[Sequence[int]], transform: Any) -> list[tuple[float, float]]:
    """Return the points of an arc, which TopoJSON stores as scaled differences."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _join(ring: Sequence[int], arcs: Sequence[Sequence[tuple[float, float]]]) -> Ring:
    """Return the points of a ring; a negative number means an arc in reverse."""
    points: list[tuple[float, float]] = []
    for number in ring:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part[1:] if points else part
    return points


def _unwrap(ring: Ring) -> Ring:
    """Return the ring with longitudes that continue beyond 180° instead of jumping to −180°."""
    turn, points = 0.0, [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        if x - before > 180:
            turn -= 360
        elif before - x > 180:
            turn += 360
        points.append((x + turn, y))
    return points


def equal_earth(points: Ring) -> npt.NDArray[np.float64]:
    """Project longitude and latitude (degrees) to the Equal Earth map.

    Šavrič, Patterson and Jenny (2018): it preserves areas, so that no country looks larger than it
    is.
    """
    import numpy as np

    longitude, latitude = np.radians(np.asarray(points, dtype="float64")).T
    angle = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    square = angle**2
    sixth = square**3
    slope = (
        _COEFFICIENTS[0]
        + 3 * _COEFFICIENTS[1] * square
        + sixth * (7 * _COEFFICIENTS[2] + 9 * _COEFFICIENTS[3] * square)
    )
    x = 2 * np.sqrt(3) / 3 * longitude * np.cos(angle) / slope
    y = angle * (
        _COEFFICIENTS[0]
        + _COEFFICIENTS[1] * square
        + sixth * (_COEFFICIENTS[2] + _COEFFICIENTS[3] * square)
    )
    return np.column_stack([x, y])


def outline(south: float = -60.0, north: float = 85.0) -> npt.NDArray[np.float64]:
    """Return the edge of the map between two latitudes, projected."""
    steps = [south + (north - south) * step / 60 for step in range(61)]
    west = [(-180.0, latitude) for latitude in steps]
    east = [(180.0, latitude) for latitude in reversed(steps)]
    return equal_earth([*west, *east])
