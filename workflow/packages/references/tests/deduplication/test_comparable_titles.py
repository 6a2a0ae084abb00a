import pytest

from references.deduplication.comparable_titles import compact, read_title

PLAIN = "Trust and control in alliances of small firms"


@pytest.mark.parametrize(
    "title",
    [
        PLAIN.upper() + ".",
        f"The {PLAIN}",
        f"[{PLAIN}]",
        f"{PLAIN}. [Review] [45 refs]",
        f"{PLAIN} [Spanish]",
        f"{PLAIN} (in Portuguese)",
        f"{PLAIN}.[Erratum appears in J Small Bus. 2010 Mar;3(2):9]",
        f"{PLAIN} (Structured abstract)",
        f"RETRACTED ARTICLE: {PLAIN}",
        PLAIN.replace("small", "<i>small</i>").replace("and", "&amp;"),
        PLAIN.replace("small firms", "small-firms"),
    ],
)
def test_what_databases_add_to_a_title_does_not_count(title):
    read = read_title(title)
    assert (read.versions[0], read.kind) == (compact(PLAIN), "")


@pytest.mark.parametrize(
    "title",
    [
        "Confianza y control en alianzas [Trust and control in alliances]",
        "Confianza y control en alianzas = Trust and control in alliances",
        "[Confianza y control en alianzas] Trust and control in alliances",
    ],
)
def test_titles_in_two_languages_have_both_as_versions(title):
    both = {"confianzaycontrolenalianzas", "trustandcontrolinalliances"}
    assert both < set(read_title(title).versions)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Alliances, part I", "Alliances, part 1", True),
        ("Alliances, part II", "Alliances, part III", False),
        ("A survey of 331,818 firms", "A survey of 331 818 firms", True),
        ("Alliances in 2010", "Alliances in 2011", False),
        ("Study two: firms", "Study one: firms", False),
        ("Alliances (first part)", "Alliances (second part)", False),
        ("Alliances (primera parte)", "Alliances (segunda parte)", False),
        ("A design of 2 x 2 cells", "A design of 2 × 2 cells", True),
        ("Trust v contracts", "Trust vs contracts", True),
    ],
)
def test_numbers_tell_parts_apart(one, other, same):
    assert (read_title(one).numbers == read_title(other).numbers) is same


def test_numbers_in_words_are_those_in_digits():
    one, other = read_title("Two decades of five firms"), read_title("2 decades of 5 firms")
    assert one.numbers != other.numbers
    assert one.spelt == other.spelt == "25"


def test_the_lengths_of_the_title_where_a_subtitle_begins_are_kept():
    title = read_title("The trust of firms: a study - with notes")
    assert [title.versions[0][:length] for length in title.heads] == [
        "trustoffirms",
        "trustoffirmsastudy",
    ]


def test_titles_of_every_script_are_kept():
    assert read_title("中小企业战略联盟").versions == ("中小企业战略联盟",)
    assert read_title("ЗАЙНЯТІСТЬ").versions == read_title("зайнятість").versions
    assert read_title("TNF-α in cells").versions == read_title("TNF-alpha in cells").versions


def test_an_experiment_in_vitro_is_not_a_note():
    assert read_title("Growth (in vitro)").versions != read_title("Growth (in vivo)").versions
