from hypothesis import given
from hypothesis import strategies as st

from field_files.coding.coding_file import Passage
from field_files.coding.passage_tables import read_table, write_table

# What a cell keeps: blanks at its ends and unlike line ends do not count.
words = st.text(alphabet='aé ,;"\n=«', max_size=12).map(lambda text: " ".join(text.split()))
names = words.filter(bool)


@st.composite
def passages(draw):
    start = draw(st.none() | st.integers(0, 50))
    end = None if start is None else start + draw(st.integers(1, 9))
    value = draw(st.integers(0, 1))
    return Passage(
        draw(names), draw(words), draw(words), draw(names), start, end, draw(words), value
    )


@given(st.lists(passages(), min_size=1, max_size=6))
def test_what_is_written_is_read_again(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    assert write_table(rows, path) == len(rows)
    assert [one._replace(row=None) for one in read_table(path).passages] == rows
