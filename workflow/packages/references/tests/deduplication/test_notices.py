import pytest

from references.deduplication.notices import names_column, notice_kind

PLAIN = "Trust and control in alliances of small firms"


@pytest.mark.parametrize(
    "title",
    [
        f"Erratum to: {PLAIN}",
        f"Correction to {PLAIN}",
        f"Correction notice: {PLAIN}",
        f"Author Correction: {PLAIN}",
        f"Publisher's note: {PLAIN}",
        f"{PLAIN} (Correction)",
        f"{PLAIN} [Erratum]",
        f'"{PLAIN}": Correction to Ash et al. (2014).',
        f"{PLAIN} (vol 25, pg 293, 1998)",
        f"Fe de erratas: {PLAIN}",
        f"Fe de errores de «{PLAIN}»",
        f"Corrección: {PLAIN}",
    ],
)
def test_corrections(title):
    assert notice_kind(title) == "correction"


@pytest.mark.parametrize(
    "title",
    [
        f"{PLAIN} (Retraction of vol 25, pg 293, 1998)",
        f"Retraction notice to {PLAIN}",
        f"Notice of Retraction: {PLAIN}",
        f"Statement of Retraction: {PLAIN}",
        f"Withdrawal notice to: {PLAIN}",
        f"Editorial Expression of Concern: {PLAIN}",
    ],
)
def test_retractions(title):
    assert notice_kind(title) == "retraction"


@pytest.mark.parametrize(
    "title",
    [
        f"Comment on {PLAIN}",
        f"A comment on “{PLAIN}”",
        f"{PLAIN}: a reply",
        f"Re: {PLAIN}",
        f"In response to: {PLAIN}",
        f"Letter regarding “{PLAIN}”",
        f"Discussion: {PLAIN}",
        f"[Comment on: {PLAIN}]",
        f"Réplica a {PLAIN}",
        f"Respuesta al artículo {PLAIN}",
        f"Kommentar zu: {PLAIN}",
    ],
)
def test_comments(title):
    assert notice_kind(title) == "comment"


@pytest.mark.parametrize(
    "title", [f"Book review: {PLAIN}", f"Review of “{PLAIN}”", f"{PLAIN} [Book Review]"]
)
def test_reviews_of_books(title):
    assert notice_kind(title) == "review"


@pytest.mark.parametrize(
    "title",
    [
        "Correction of market failures by networks",
        "Responses of small firms to crises",
        "Commentary tracks in documentary film",
        "Review of the evidence on alliances",
        "Regarding others: respect in teams",
        "Letters of credit in trade",
        f"Letter: {PLAIN}",  # the kind of text, which other databases leave out
    ],
)
def test_articles_about_such_things_are_none(title):
    assert notice_kind(title) == ""


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ("editorial", True),
        ("guest editorial open alliances", True),
        ("editor s comments", True),
        ("remarks from the editor", True),
        ("introduction to the special issue on trust", True),
        ("presentacion", True),
        ("introduction to statistics", False),
        ("gender in editorial boards", False),
        ("trust in networks of editors", False),
    ],
)
def test_titles_of_columns(words, column):
    assert names_column(words) is column
