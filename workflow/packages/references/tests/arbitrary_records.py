"""Records of any content, for property tests: values as readers make them."""

from hypothesis import strategies as st

from references.record import COLUMNS, LISTS, NUMBERS, Record

#: Values as readers make them: on one line, plain blanks; in lists without semicolon.
texts = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufeff"), max_size=12
)
parts = texts.map(lambda text: text.replace(";", ",")).filter(bool)
plain_fields = [
    name for name in COLUMNS[4:] if name not in LISTS and name not in (*NUMBERS, "other")
]
records = st.builds(
    Record,
    **dict.fromkeys(plain_fields, texts),
    **{name: st.lists(parts, max_size=3).map(tuple) for name in LISTS},
    year=st.none() | st.integers(1500, 2099),
    times_cited=st.none() | st.integers(0, 10**6),
    other=st.dictionaries(parts, st.lists(texts, min_size=1, max_size=2), max_size=2),
    position=st.integers(1, 10**6),
    line=st.integers(1, 10**6),
)
rows = st.lists(st.tuples(parts, parts, records), min_size=1, max_size=5)
