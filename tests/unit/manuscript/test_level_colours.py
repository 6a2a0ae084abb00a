"""The colours of the levels: legible on every ground, apart for every eye, the same in all styles."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from honest_results.provenance import COLOURS, SIGNS

STYLES = Path(__file__).parents[3] / "manuscript/styles"
CSS = (STYLES / "article.css").read_text(encoding="utf-8")
LIGHT, DARK = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
PRINT = CSS[CSS.index("@media print") :]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
EYES = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]
#: CIE76: a difference of 2 is just seen side by side; apart on a page it takes far more.
CLEARLY_APART = 25


def variable(block, name):
    found = re.search(rf"--{name}: (#[0-9a-f]{{3,6}})", block)[1]
    return found if len(found) == 7 else "#" + "".join(sign * 2 for sign in found[1:])


def linear(colour):
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour, eye):
    seen = np.clip(np.asarray(EYES[eye]) @ linear(colour), 0, 1)
    xyz = np.asarray(_XYZ) @ seen / [0.95047, 1, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


GROUNDS = {"light": LIGHT, "dark": DARK}


@pytest.mark.parametrize("ground", ["paper", "panel", "warn"])
@pytest.mark.parametrize("look", GROUNDS)
@pytest.mark.parametrize("level", SIGNS)
def test_a_label_can_be_read_on_every_ground(level, look, ground):
    block = GROUNDS[look]
    assert contrast(variable(block, level), variable(block, ground)) >= 4.5


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("look", GROUNDS)
def test_levels_stay_apart_for_every_eye(look, eye):
    colours = [lab(variable(GROUNDS[look], level), eye) for level in SIGNS]
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(one - other) >= CLEARLY_APART


def test_the_colours_before_would_fail():
    """Brown and vermilion were one colour without red cones: the measure sees it."""
    for eye in ("protanopia", "deuteranopia"):
        difference = np.linalg.norm(lab("#8a5a00", eye) - lab("#b03a00", eye))
        assert difference < CLEARLY_APART


@pytest.mark.parametrize("level", SIGNS)
def test_all_styles_have_the_same_colour(level):
    colour = COLOURS[level]
    typst = (STYLES / "article.typ").read_text(encoding="utf-8")
    word = (STYLES / "word-styles.xml").read_text(encoding="utf-8")
    assert variable(LIGHT, level) == variable(PRINT, level) == colour
    assert f'{level}: rgb("{colour}")' in typst
    for name in ("Mark", "Label"):
        style = word[word.index(f'<w:name w:val="{name} {level}"/>') :]
        assert f'<w:color w:val="{colour[1:].upper()}"/>' in style[: style.index("</w:style>")]
