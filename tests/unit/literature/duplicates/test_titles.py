import pytest

from alianzas.literature.duplicates.titles import compact, read_title

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
    ("title", "kind"),
    [
        (f"Erratum to: {PLAIN}", "correction"),
        (f"Correction to {PLAIN}", "correction"),
        (f"{PLAIN} (vol 25, pg 293, 1998)", "correction"),
        (f"Retraction notice to {PLAIN}", "correction"),
        (f"Fe de erratas: {PLAIN}", "correction"),
        (f"Comment on {PLAIN}", "comment"),
        (f"{PLAIN}: a reply", "comment"),
        (f"Re: {PLAIN}", "comment"),
        (f"Réplica a {PLAIN}", "comment"),
        ("Correction of market failures by networks", ""),
        ("Responses of small firms to crises", ""),
        ("Commentary tracks in documentary film", ""),
    ],
)
def test_notices_are_known_from_articles_about_such_things(title, kind):
    assert read_title(title).kind == kind


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
    ],
)
def test_numbers_tell_parts_apart(one, other, same):
    assert (read_title(one).numbers == read_title(other).numbers) is same


def test_titles_of_every_script_are_kept():
    assert read_title("中小企业战略联盟").versions == ("中小企业战略联盟",)
    assert read_title("ЗАЙНЯТІСТЬ").versions == read_title("зайнятість").versions
    assert read_title("TNF-α in cells").versions == read_title("TNF-alpha in cells").versions


def test_an_experiment_in_vitro_is_not_a_note():
    assert read_title("Growth (in vitro)").versions != read_title("Growth (in vivo)").versions
