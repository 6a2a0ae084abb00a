from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from alianzas.literature.analysis.label_places import Rectangle, place_labels

FRAME = Rectangle(0, 0, 400, 260)
circles = st.lists(
    st.tuples(st.floats(40, 360), st.floats(40, 220), st.floats(5, 18)), min_size=1, max_size=6
)


def boxes(found, width=60, height=18):
    return [
        Rectangle(x - width / 2, y - height / 2, x + width / 2, y + height / 2) for x, y in found
    ]


@given(circles)
def test_labels_cover_neither_each_other_nor_circles_and_stay_in_the_frame(circles):
    corner = Rectangle(0, 0, 90, 14)
    labels = boxes(place_labels(circles, [(60, 18)] * len(circles), FRAME, [corner]))
    shapes = [Rectangle(x - r, y - r, x + r, y + r) for x, y, r in circles]
    assert all(a.overlap(b) < 1e-3 for a, b in combinations(labels, 2))
    assert all(label.overlap(shape) < 1e-3 for label in labels for shape in [*shapes, corner])
    assert all(label.overlap(FRAME) >= label.area - 1e-3 for label in labels)


def test_a_label_alone_stands_close_below():
    ((x, y),) = place_labels([(100, 100, 10)], [(60, 18)], FRAME)
    assert (round(x, 6), y) == (100, 100 - 10 - 2 - 9)


def test_where_no_place_is_free_the_least_is_covered():
    small = Rectangle(0, 0, 30, 30)
    assert len(place_labels([(15, 15, 14)], [(28, 20)], small)) == 1
