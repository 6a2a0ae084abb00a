from human_files.text.content import Content
from references.formats.recognition import read_content


def test_the_records_that_were_repaired_are_named():
    text = "TY  - JOUR\nTI  - España\nER  - \nTY  - JOUR\nTI  - PequeÃ±as\nAB  - firmâ€™s\nER  - \n"
    reading = read_content(Content("f", text.encode()))[1]
    assert [record.title for record in reading.records] == ["España", "Pequeñas"]
    assert reading.records[1].abstract == "firm’s"
    assert [(remark.line, remark.name) for remark in reading.repaired] == [(4, "Pequeñas")]
