"""Pictures are compared as an eye does; drawings by their shapes, words and looks."""

from __future__ import annotations

import io

import pytest
from compared import findings, listed
from PIL import Image, ImageDraw, ImageFilter, PngImagePlugin

from honest_results.verify.drawings import compare_drawings
from honest_results.verify.pictures import compare_pictures
from honest_results.verify.words import Allowed


def plot(**changes: object) -> Image.Image:
    """Draw something like a plot: axes, a line, points, words."""
    picture = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(picture)
    pen.line((80, 20, 80, 540, 860, 540), fill="black", width=3)
    for at in range(8):
        pen.ellipse((100 + 90 * at, 400 - 40 * at, 116 + 90 * at, 416 - 40 * at), fill="#1f4fc4")
    pen.text((400, 560), str(changes.get("label", "beta = 0.35")), fill="black", font_size=24)
    return picture


def png(picture: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", **options)
    return buffer.getvalue()


def told(published: bytes, rebuilt: bytes) -> list[str]:
    return [one for one, _, _ in listed(lambda sink: compare_pictures(published, rebuilt, sink))]


def test_the_same_pixels_in_other_bytes_are_the_same() -> None:
    assert told(png(plot(), compress_level=1), png(plot(), compress_level=9)) == []
    assert told(png(plot().convert("RGBA")), png(plot())) == []


def test_edges_that_another_library_smooths_otherwise_are_the_same() -> None:
    soft = plot().filter(ImageFilter.GaussianBlur(0.3))
    assert told(png(soft), png(plot())) == []


@pytest.mark.parametrize("label", ["beta = 0.36", "beta = 0.85", "beta = −0.35", "beta = 0.35 *"])
def test_a_digit_or_a_star_is_seen(label: str) -> None:
    assert told(png(plot(label=label)), png(plot())) == ["different"]


def test_a_box_a_lost_point_another_size_and_colours_are_seen() -> None:
    box = plot()
    ImageDraw.Draw(box).rectangle((300, 300, 330, 330), fill="red")
    point = plot()
    ImageDraw.Draw(point).rectangle((98, 398, 118, 418), fill="white")
    grey = plot().convert("L")
    for published in (box, point, grey, plot().resize((900, 580)), plot().transpose(0)):
        assert told(png(published), png(plot())) == ["different"]


def test_words_and_bytes_beside_the_picture_are_seen() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "verified")
    assert told(png(plot(), pnginfo=said), png(plot())) == ["different"]
    assert told(png(plot()) + b"hidden", png(plot())) == ["different"]


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>"])
def test_what_is_no_picture_is_named(content: bytes) -> None:
    [one] = findings(lambda sink: compare_pictures(content, png(plot()), sink)).listed
    assert one.status == "different" and one.note


def test_a_picture_that_unpacks_to_too_much_is_not_drawn() -> None:
    bomb = png(Image.new("1", (20_000, 20_000)))
    assert len(bomb) < 100_000
    assert told(bomb, png(plot())) == ["different"]


SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="100pt" viewBox="0 0 200 100">
<rect id="a" x="0" y="0" width="200" height="100" style="fill: #ffffff"/>
<g id="points"><!-- 0.35 --><circle cx="50.123456" cy="50" r="6" style="fill: #1f4fc4"/>
<circle cx="150" cy="20" r="6" style="fill: #1f4fc4"/></g></svg>"""


def svg_told(old: str, new: str) -> list[tuple[str, str]]:
    assert old in SVG
    changed = SVG.replace(old, new, 1).encode()
    found = listed(lambda sink: compare_drawings(changed, SVG.encode(), sink, Allowed()))
    return [(status, kind) for status, kind, _ in found]


def test_shapes_may_differ_by_what_nobody_sees() -> None:
    assert svg_told("50.123456", "50.123457") == []
    assert svg_told('id="a"', 'id="b"') == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("50.123456", "58"),
        ('r="6"', 'r="9"'),
        ("#1f4fc4", "#c4126b"),
        ("</g>", '</g><circle cx="90" cy="80" r="6" style="fill: red"/>'),
        ("</g>", "</g><text>significant</text>"),
        ("</g>", "</g><script>alert(1)</script>"),
        ("</g>", '</g><a href="https://example.org"><circle r="0"/></a>'),
        ('viewBox="0 0 200 100"', 'viewBox="0 0 400 100"'),
        ('width="200pt"', 'width="200000pt"'),
        ("<svg xmlns", '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns'),
        ("</svg>", ""),
    ],
)
def test_what_is_seen_or_does_something_is_told(old: str, new: str) -> None:
    assert ("different", "picture") in svg_told(old, new)


def test_words_of_a_drawing_are_told_as_words() -> None:
    assert ("different", "number") in svg_told("0.35", "0.85")
