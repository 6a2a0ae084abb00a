from alianzas.literature.duplicate_facts import duplicate_facts
from references.deduplication.merging import remove_duplicates
from references.record import Record, to_frame

TITLE = "Trust in the strategic alliances of small firms"


def frame(sources):
    records = [
        (source, Record(title=TITLE, authors=("Ash, A.",), year=2020, doi="10.1234/a", position=1))
        for source in sources
    ]
    return to_frame((source, f"{source}.ris", record) for source, record in records)


def test_facts_speak_in_words(labels):
    facts = {fact.key: fact for fact in duplicate_facts(remove_duplicates(frame("abc")), labels)}
    assert facts["literature.duplicates.n"].value == 2
    assert facts["literature.duplicates.phrase"].text["en"] == "2 records were duplicates"
    assert facts["literature.unique.n"].value == 1
    none = duplicate_facts(remove_duplicates(frame("a")), labels)
    assert none[1].text["es"] == "ningún registro estaba duplicado"
