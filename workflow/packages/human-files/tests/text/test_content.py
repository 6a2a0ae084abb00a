import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content, UnreadableFileError, decode

TEXT = "TY  - JOUR\nTI  - Cooperación – “alianzas” de Gârdan\nER  - \n"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32"),
    ],
)
def test_text_is_the_same_in_every_unicode_encoding(raw, name):
    assert decode(raw) == (TEXT, name)


def test_windows_1252_is_recognised():
    text = "Cooperación – “alianzas” en España"
    assert decode(text.encode("cp1252")) == (text, "Windows-1252")


def test_latin_1_reads_the_same():
    assert decode("Meléndez año".encode("latin-1"))[0] == "Meléndez año"


def test_two_downloads_in_two_encodings_both_come_out_right():
    raw = "Meléndez ".encode() + "año".encode("cp1252")
    assert decode(raw) == ("Meléndez año", "UTF-8 and Windows-1252")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_becomes_one_kind(end):
    assert decode(f"a{end}b{end}".encode())[0] == "a\nb\n"


def test_lines_of_several_systems_in_one_file_all_end():
    assert decode(b"AB  - one\rTI  - two\r\nER  - \r\r\n")[0] == "AB  - one\nTI  - two\nER  - \n"
    assert decode(b'"a","b"\r"1","2"\r\n"3","4"\n')[0] == '"a","b"\n"1","2"\n"3","4"\n'


def test_a_carriage_return_within_a_cell_without_quotation_marks_ends_no_row():
    head, row = "PT\tAU\tTI\tAB\tPY", "J\tAsh\tTrust\tone\rtwo\t2020"
    assert decode(f"{head}\r\n{row}\r\n".encode())[0] == f"{head}\n{row}\n".replace("\r", " ")
    whole = row.replace("\r", " ")
    assert decode(f"{head}\n{whole}\r{whole}\n".encode())[0] == f"{head}\n{whole}\n{whole}\n"


def test_mark_of_a_joined_file_vanishes():
    assert decode(TEXT.encode() + codecs.BOM_UTF8 + TEXT.encode())[0] == TEXT + TEXT


@given(st.binary())
def test_decoding_never_fails(raw):
    text, name = decode(raw)
    assert "\r" not in text
    assert name


@given(st.text(st.characters(exclude_characters="\r\ufeff\x00", exclude_categories=["Cs"])))
def test_utf_8_comes_back(text):
    assert decode(text.encode())[0] == text


def test_missing_and_empty_files_are_named(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"data/x\.ris: cannot be opened"):
        Content.load(tmp_path / "x.ris", "data/x.ris")
    (tmp_path / "empty.ris").write_bytes(b" \n")
    with pytest.raises(UnreadableFileError, match="is empty"):
        Content.load(tmp_path / "empty.ris")
