import pytest

from honest_results.documents.outline import elsewhere, numbers, outline
from honest_results.documents.source import Manuscript
from honest_results.documents.texts import outlines
from honest_results.project import Document

TEXT = """---
name: The annex
---

# A {#sec-a}

$$ x $$ {#eq-x}

## B

### C {#sec-c}

::: {#tbl-one table="one"}
C.
:::

:::: {when="a.state=shown"}
## D {#sec-d}

![F of [a.n]{.fact}.](figures/one){#fig-one}

::: {#tbl-two table="two"}
C.
:::
::::

![F.](figures/two){#fig-two}

# Thanks {.unnumbered}

# Thanks {-}

```
# No heading {#sec-code}
```

# E {#sec-e}

::: {#tbl-three table="three"}
C.
:::
"""


@pytest.fixture
def annex():
    return outline(Manuscript("manuscript/annex.en.qmd", "en", TEXT), "B", ["html"])


def test_each_kind_is_numbered_apart_in_the_order_of_the_text(annex):
    assert numbers(annex, {"a.state": {"value": "shown"}}) == numbers(annex)
    assert numbers(annex) == {
        "sec-a": "B1",
        "eq-x": "B1",
        "sec-c": "B1.1.1",
        "tbl-one": "B1",
        "sec-d": "B1.2",
        "fig-one": "B1",
        "tbl-two": "B2",
        "fig-two": "B2",
        "sec-e": "B2",
        "tbl-three": "B3",
    }


def test_what_a_study_does_not_show_bears_no_number(annex):
    found = numbers(annex, {"a.state": {"value": "missing"}})
    assert not found.keys() & {"sec-d", "fig-one", "tbl-two"}
    assert (found["tbl-three"], found["fig-two"]) == ("B2", "B1")


def test_prose_is_no_part_of_the_outline(annex):
    text = TEXT.replace("# A {", "Some words.\n\n# Another title {").replace("F.]", "Other.]")
    assert outline(Manuscript("manuscript/annex.en.qmd", "en", text), "B", ["html"]) == annex


def test_the_name_comes_from_the_header_or_the_file(annex):
    assert annex["name"] == "The annex"
    assert outline(Manuscript("manuscript/annex.en.qmd", "en", "Text."))["name"] == "annex"
    assert (
        outline(Manuscript("manuscript/annex.en.qmd", "en", "---\na: [\n---\n"))["name"] == "annex"
    )


def test_a_document_is_told_the_numbers_it_refers_to_and_where_they_are(annex):
    article = Manuscript(
        "manuscript/article.en.qmd", "en", "# A {#sec-mine}\n\n@tbl-two, @sec-mine"
    )
    documents = {"article": outline(article), "annex": annex}
    shown = {"a.state": {"value": "shown"}}
    assert elsewhere(article, documents, shown) == {
        "tbl-two": {"number": "B2", "href": "annex.en.html#tbl-two"}
    }
    documents["annex"]["formats"] = ["pdf"]
    assert elsewhere(article, documents, shown) == {"tbl-two": {"number": "B2"}}
    assert elsewhere(article, documents, {}) == {}


def test_outlines_of_the_documents_that_are_there(tmp_path):
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript/annex.en.qmd").write_text(TEXT, encoding="utf-8")
    wanted = [Document(name="article"), Document(name="annex", prefix="B")]
    found = outlines("any", wanted, "en", lambda document: ["html"], tmp_path)
    assert list(found) == ["annex"] and numbers(found["annex"])["tbl-three"] == "B3"
