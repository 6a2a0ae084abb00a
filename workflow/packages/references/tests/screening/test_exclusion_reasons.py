import pytest
from small_review import review_codebook

from human_files.errors import DataError
from references.screening.exclusion_reasons import Reasons, read_aliases


@pytest.fixture(scope="module")
def codebook():
    return review_codebook(off_topic="Not about alliances, networks or partners", old="Too old")


def test_ids_labels_and_aliases_are_known_however_written(codebook):
    reasons = Reasons(codebook, "title_abstract", {"wrong population": "off_topic"})
    for words in ("off_topic", "Off topic", "too OLD (es)", "Wrong population"):
        codes, unknown = reasons.read(words)
        assert len(codes) == 1
        assert unknown == []


def test_labels_with_commas_are_taken_whole_and_codes_put_in_order(codebook):
    reasons = Reasons(codebook, "title_abstract", {})
    found = reasons.read("Too old,Not about alliances, networks or partners,wrong design")
    assert found == (["off_topic", "old"], ["wrong design"])
    assert reasons.read("") == ([], [])


def test_unknown_words_get_the_nearest_code(codebook):
    reasons = Reasons(codebook, "title_abstract", {})
    assert 'Did you mean "off_topic"?' in reasons.suggest("of topic")
    assert "Codes: off_topic, old." in reasons.suggest("foreign language")


def test_not_retrieved_is_known_of_full_texts_only(codebook):
    assert Reasons(codebook, "full_text", {}).read("Not retrieved")[0] == ["not_retrieved"]
    assert Reasons(codebook, "title_abstract", {}).read("Not retrieved")[0] == []


def test_a_wrong_alias_is_named(codebook):
    with pytest.raises(DataError, match=r'not a code\.\s+Did you mean "off_topic"'):
        Reasons(codebook, "title_abstract", {"x": "of_topic"})
    with pytest.raises(DataError, match='"x" is not of the form'):
        read_aliases(["x"])
    assert read_aliases(["a=b = off_topic"]) == {"a=b": "off_topic"}


def test_tags_of_asreview_have_their_groups_name_before_them(codebook):
    """As its tables name them: asreview_tag_<group>_<tag>."""
    reasons = Reasons(codebook, "title_abstract", {})
    code = codebook.reasons_at("title_abstract")[0]
    assert reasons.read(f"reasons_{code},why_not_{code}") == ([code], [])
    assert reasons.read("reasons_unheard_of") == ([], ["reasons_unheard_of"])
