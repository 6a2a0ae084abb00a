import pytest

from references.screening.exported_rows import ExportedRow, ExportError
from references.screening.opinions import Opinion, asreview_opinions, rayyan_opinions


def row(notes="", **cells):
    return ExportedRow(2, [], "", "T", None, notes, cells)


def test_rayyan_notes_hold_decisions_labels_reasons_and_notes():
    notes = (
        'From the file | RAYYAN-INCLUSION: {"Ana"=>"Excluded", "Bo B."=>"Included"} | '
        "RAYYAN-LABELS: later, again | RAYYAN-EXCLUSION-REASONS: wrong population,foreign language"
        ' | USER-NOTES: {"Ana"=>["see p. 3", "and 4"]}'
    )
    assert rayyan_opinions(row(notes)) == {
        "Ana": Opinion("exclude", "wrong population,foreign language", False, "see p. 3; and 4"),
        "Bo B.": Opinion("include"),
    }


@pytest.mark.parametrize(
    "notes",
    [
        'RAYYAN-INCLUSION: {"Ana" => "Excluded"}',
        'RAYYAN-INCLUSION: {\\"Ana\\"=>\\"Excluded\\"}',
        "RAYYAN-INCLUSION: {&quot;Ana&quot;=&gt;&quot;Excluded&quot;}",
    ],
)
def test_other_ways_of_writing_it(notes):
    assert rayyan_opinions(row(notes))["Ana"].decision == "exclude"


def test_maybe_and_silence_are_no_decision():
    assert rayyan_opinions(row('RAYYAN-INCLUSION: {"Ana"=>"Maybe"}'))["Ana"].decision == ""
    assert rayyan_opinions(row("RAYYAN-LABELS: later")) == {}


def test_reasons_of_two_readers_are_marked_as_shared():
    both = 'RAYYAN-INCLUSION: {"A"=>"Excluded","B"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: x,y'
    assert all(opinion.shared for opinion in rayyan_opinions(row(both)).values())


@pytest.mark.parametrize("label", ["1", "1.0"])
@pytest.mark.parametrize("column", ["asreview_label", "included", "label_included"])
def test_asreview_labels_of_every_version(label, column):
    (found,) = asreview_opinions([row(**{column: label})], "f.csv")
    assert found["ASReview"].decision == "include"


def test_asreview_label_of_the_reader_comes_before_that_of_the_file():
    (found,) = asreview_opinions([row(included="1", asreview_label="0")], "f.csv")
    assert found["ASReview"].decision == "exclude"


def test_a_note_or_tag_in_asreview_may_be_the_reason():
    cells = {"asreview_label": "0", "asreview_note": "off topic", "asreview_tag_no_article": "1"}
    (found,) = asreview_opinions([row(**cells)], "f.csv")
    assert found["ASReview"].reasons == "no_article,off topic"


@pytest.mark.parametrize("label", ["", "-1", "nan"])
def test_not_seen_is_no_decision(label):
    rows = [row(asreview_label=label), row(asreview_label="1")]
    assert asreview_opinions(rows, "f.csv")[0]["ASReview"].decision == ""


def test_ris_labels_are_in_the_notes():
    rows = [row("ASReview_irrelevant | ASReview_prior"), row("ASReview_not_seen")]
    found = [one["ASReview"].decision for one in asreview_opinions(rows, "f.ris")]
    assert found == ["exclude", ""]


def test_a_file_without_labels_and_a_wrong_label_are_named():
    with pytest.raises(ExportError, match="has no labels"):
        asreview_opinions([row()], "f.csv")
    with pytest.raises(ExportError, match='row 2, column "asreview_label": the label "yes"'):
        asreview_opinions([row(asreview_label="yes")], "f.csv")
    with pytest.raises(ExportError, match="relevant, irrelevant"):
        asreview_opinions([row("ASReview_relevant ASReview_irrelevant")], "f.ris")


NEW = 'RAYYAN-INCLUSION: {"Ana"=>"Included"} | RAYYAN-LABELS: read'
OLD = 'RAYYAN-INCLUSION: {"Ana"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong population'


@pytest.mark.parametrize(
    "notes",
    [f"<p>{OLD}</p> {NEW}", f"{NEW} {OLD}", f"From the file | {NEW} | {OLD}", f"<p>{NEW}</p>"],
)
def test_of_a_record_screened_in_an_earlier_review_the_new_decision_counts(notes):
    assert rayyan_opinions(row(notes)) == {"Ana": Opinion("include")}


def test_the_reasons_of_an_earlier_review_are_not_taken_over():
    new = 'RAYYAN-INCLUSION: {"Ana"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: foreign language'
    assert rayyan_opinions(row(f"<p>{OLD}</p> {new}"))["Ana"].reasons == "foreign language"
