import pytest
from refi_projects import Project, guid

from field_files.coding.errors import CodingFileError
from field_files.coding.refi_project import read_project

TEXT = "Primera línea.\nElla confía en él 😊 sin papeles.\nTercera línea, y el plan.\n"
TRUST = "confía en él 😊 sin papeles"
PLAN = "Tercera línea, y el plan"


def place(words):
    start = TEXT.index(words)
    return start, start + len(words)


def project(**options):
    passages = [("uno", *place(TRUST), "trust", "Ana"), ("uno", *place(PLAN), "plan", "Bruno")]
    return Project({"uno": TEXT}, ["trust", "plan"], passages, **options)


def read(made):
    return read_project(made.archive(), "team.qdpx")


#: How programs store line ends and count them, as seen in their exports.
FLAVOURS = {
    "atlas": {"origin": "ATLAS.ti 9.1", "line_end": "\r\n", "counted": 1},
    "atlas-no-names": {
        "origin": "ATLAS.ti 9.1",
        "line_end": "\r\n",
        "counted": 1,
        "quote_names": False,
    },
    "nvivo": {"origin": "NVivo 14", "line_end": "\r\n", "counted": 2, "folder": "Sources"},
    "nvivo-no-names": {
        "origin": "NVivo 14",
        "line_end": "\r\n",
        "counted": 2,
        "quote_names": False,
    },
    "maxqda": {"origin": "MAXQDA 24 (Release 24.7.0)", "quote_names": False},
    "byte-order-mark": {"mark": b"\xef\xbb\xbf"},
    "utf-16": {"units": True, "line_end": "\r\n", "counted": 2},
    "capital": {"member": "Project.qde", "folder": "SOURCES"},
    "qualcoder": {"origin": "QualCoder 3.6"},
}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_passage_is_found_however_its_program_counts(flavour):
    found = read(project(**FLAVOURS[flavour]))
    assert [one.text for one in found.passages] == [TRUST, PLAN]
    assert [(one.start, one.end) for one in found.passages] == [place(TRUST), place(PLAN)]
    assert [one.coder for one in found.passages] == ["Ana", "Bruno"]
    assert [one.code for one in found.passages] == ["trust", "plan"]
    assert found.sources == ["uno"]
    assert (found.set_aside, found.warnings) == ([], [])
    assert found.notes[0].startswith("positions in 1 source are counted in ")


def test_a_passage_whose_words_stand_elsewhere_is_named():
    made = project()
    start, end = place(TRUST)
    wrong = made.xml().replace(f"startPosition='{start}'", "startPosition='0'", 1)
    wrong = wrong.replace(f"endPosition='{end}'", "endPosition='14'", 1)
    made.xml = lambda: wrong
    found = read(made)
    assert "is not at its place (0–14)" in found.warnings[0]
    assert "Primera línea." in found.warnings[0]


def test_a_source_missing_in_the_archive_is_named_and_places_are_kept():
    found = read(project(without_texts=("uno",)))
    assert [(one.start, one.end, one.text) for one in found.passages] == [
        (*place(TRUST), ""),
        (*place(PLAN), ""),
    ]
    assert len(found.warnings) == 1
    assert 'the text of "uno" is not in the archive' in found.warnings[0]


def test_a_place_beyond_the_text_is_set_aside():
    made = project()
    made.passages.append(("uno", 0, 5, "plan", "Ana"))
    wrong = made.xml().replace(
        "startPosition='0' endPosition='5'", "startPosition='0' endPosition='999'"
    )
    made.xml = lambda: wrong
    found = read(made)
    assert len(found.passages) == 2
    assert [one.why for one in found.set_aside] == ["is at 0–999, beyond the text of its source"]


@pytest.mark.parametrize(
    ("namespace", "message"),
    [
        ("urn:QDA-XML:project:2.0", 'in the namespace "urn:QDA-XML:project:2.0"'),
        ("", "in no namespace"),
    ],
)
def test_an_unknown_namespace_is_refused(namespace, message):
    with pytest.raises(CodingFileError, match=message):
        read(project(namespace=namespace))


def test_a_code_that_the_codebook_lacks():
    made = project()
    made.codes.remove("plan")
    found = read(made)
    assert [one.code for one in found.passages] == ["trust"]
    assert found.set_aside[0].why == "has a code that is not in the project's codebook"


def test_codes_lie_in_codes_whatever_wraps_them():
    inner = "<SubCodes><Code guid='X2' name='inner' isCodable='true'/></SubCodes>"
    more = (
        f"<Code guid='x1' name='Outer' isCodable='false'><Description>d</Description>{inner}</Code>"
    )
    found = read(project(more_codes=more))
    assert [(code.name, code.path) for code in found.codes[2:]] == [
        ("Outer", ()),
        ("inner", ("Outer",)),
    ]
    assert not found.codes[2].codable
    assert found.codes[2].description == "d"


def test_nobody_named_is_the_only_user_or_nobody():
    made = project(users=["Ana"])
    made.passages = [(*one[:4], "") for one in made.passages]
    assert {one.coder for one in read(made).passages} == {"Ana"}
    made.users.append("Bruno")
    found = read(made)
    assert {one.coder for one in found.passages} == {""}
    assert "2 codings do not say who made them" in found.warnings[0]


def test_a_coder_who_is_no_user_of_the_project():
    made = project()
    made.passages[1] = (*made.passages[1][:4], "Carla")
    found = read(made)
    assert found.passages[1].coder == guid("user", "Carla")
    assert "who is not among the project's users" in found.warnings[0]


def test_a_case_of_named_sources_and_a_case_without_name():
    cases = (
        f"<Case guid='c1' name='Alpha'><SourceRef targetGUID='{guid('source', 'uno').lower()}'/></Case>"
        f"<Case guid='c2'><SourceRef targetGUID='{guid('source', 'uno')}'/></Case>"
    )
    assert {one.case for one in read(project(cases=cases)).passages} == {"Alpha"}


def test_a_source_of_two_cases_belongs_to_none():
    reference = f"<SourceRef targetGUID='{guid('source', 'uno')}'/>"
    cases = (
        f"<Case guid='c1' name='A'>{reference}</Case><Case guid='c2' name='B'>{reference}</Case>"
    )
    assert {one.case for one in read(project(cases=cases)).passages} == {""}


@pytest.mark.parametrize("flavour", ["qualcoder", "nvivo", "atlas"])
def test_nvivo_codes_passages_to_cases(flavour):
    """A case is a code of the same identifier; passages inside its passages are its own."""
    made = project(
        **FLAVOURS[flavour], cases=f"<Case guid='{guid('code', 'Alpha')}' name='Alpha'/>"
    )
    made.codes.append("Alpha")
    start, end = place(TRUST)
    made.passages.append(("uno", start - 3, end + 1, "Alpha", "Ana"))
    found = read(made)
    assert [(one.code, one.case) for one in found.passages] == [("trust", "Alpha"), ("plan", "")]
    assert [code.name for code in found.codes] == ["trust", "plan"]
    assert found.for_cases == 1


def test_a_theme_that_a_case_refers_to_is_still_a_theme():
    reference = f"<CodeRef targetGUID='{guid('code', 'trust')}'/>"
    found = read(project(cases=f"<Case guid='c1' name='Alpha'>{reference}</Case>"))
    assert [one.code for one in found.passages] == ["trust", "plan"]


def test_a_variable_of_a_case_says_that_a_code_is_absent():
    variables = "<Variable guid='v1' name='Cases:plan' typeOfVariable='Boolean'/>"
    value = (
        "<VariableValue><VariableRef targetGUID='V1'/><BooleanValue>false</BooleanValue>"
        "</VariableValue>"
    )
    found = read(project(variables=variables, cases=f"<Case guid='c' name='Beta'>{value}</Case>"))
    absent = [(one.case, one.coder, one.code) for one in found.passages if one.value == 0]
    assert absent == [("Beta", "Ana", "plan"), ("Beta", "Bruno", "plan")]


CODING = (
    f"<Coding guid='k' creatingUser='{guid('user', 'Ana')}'>"
    f"<CodeRef targetGUID='{guid('code', 'plan')}'/></Coding>"
)


@pytest.mark.parametrize(
    ("source", "read_too", "why"),
    [
        (
            f"<PictureSource guid='p' name='pic'><PictureSelection guid='s' firstX='1' firstY='1' "
            f"secondX='2' secondY='2'>{CODING}</PictureSelection></PictureSource>",
            0,
            ["an area of a picture has no text"],
        ),
        (
            f"<AudioSource guid='p' name='rec'><AudioSelection guid='s' begin='1' end='2'>{CODING}"
            "</AudioSelection></AudioSource>",
            0,
            ["a stretch of a recording has no text; code its transcript"],
        ),
        (
            f"<TextSource guid='p' name='two' plainTextPath='internal://x.txt'>{CODING}</TextSource>",
            0,
            ["codes the whole source, not a passage of it"],
        ),
        (
            f"<PDFSource guid='p' name='pdf'><PDFSelection guid='s' page='1'>{CODING}</PDFSelection>"
            "</PDFSource>",
            0,
            ["an area of a page, exported without its text"],
        ),
        (
            "<PDFSource guid='p' name='pdf'><PDFSelection guid='s' page='1'><Representation guid='r'>"
            f"<PlainTextContent>some words</PlainTextContent></Representation>{CODING}"
            "</PDFSelection></PDFSource>",
            1,
            [],
        ),
        (
            f"<PDFSource guid='p' name='pdf'><PDFSelection guid='s' page='1'>{CODING}</PDFSelection>"
            "<Representation guid='r'><PlainTextContent>some words here</PlainTextContent>"
            f"<PlainTextSelection guid='s' startPosition='5' endPosition='10'>{CODING}"
            "</PlainTextSelection></Representation></PDFSource>",
            1,
            ["is marked on the page and in the text of the page; the second is read"],
        ),
        (
            "<VideoSource guid='p' name='film'><Transcript guid='t'><PlainTextContent>first then last"
            "</PlainTextContent><SyncPoint guid='a' position='6'/><SyncPoint guid='b' position='10'/>"
            f"<TranscriptSelection guid='s' fromSyncPoint='a' toSyncPoint='B'>{CODING}"
            "</TranscriptSelection></Transcript></VideoSource>",
            1,
            [],
        ),
        (
            "<TextSource guid='p' name='two'><PlainTextContent>words</PlainTextContent>"
            f"<PlainTextSelection guid='s' startPosition='x' endPosition='3'>{CODING}"
            "</PlainTextSelection></TextSource>",
            0,
            ["does not say where it begins and ends"],
        ),
        (
            "<TextSource guid='p' name='two'><PlainTextContent>words</PlainTextContent>"
            f"<PlainTextSelection guid='s' startPosition='2' endPosition='2'>{CODING}"
            "</PlainTextSelection></TextSource>",
            0,
            ["is empty: it begins and ends at 2"],
        ),
        (
            "<TextSource guid='p' name='two'><PlainTextContent>words</PlainTextContent>"
            f"<PlainTextSelection guid='s' startPosition='4' endPosition='2'>{CODING}"
            "</PlainTextSelection></TextSource>",
            0,
            ["ends (2) before it begins (4)"],
        ),
        (
            "<TextSource guid='p' name='two'><PlainTextContent>words</PlainTextContent>"
            f"<PlainTextSelection guid='s' startPosition='-1' endPosition='2'>{CODING}"
            "</PlainTextSelection></TextSource>",
            0,
            ["begins at -1, before the text of its source"],
        ),
        (
            "<TextSource guid='p' name='two'><PlainTextContent>words</PlainTextContent>"
            "<PlainTextSelection guid='s' startPosition='0' endPosition='5'><Coding guid='k'/>"
            f"</PlainTextSelection><Odd name='odd'>{CODING}</Odd></TextSource>",
            0,
            ["names no code", "is in <Odd>, where no passages are"],
        ),
        (
            f"<PDFSource guid='p' name='pdf'><PDFSelection guid='s' page='1'>{CODING}</PDFSelection>"
            "<Representation guid='r'><PlainTextContent>some words here</PlainTextContent>"
            "<PlainTextSelection guid='s' startPosition='5' endPosition='10'/>"
            "</Representation></PDFSource>",
            0,
            ["an area of a page, exported without its text"],
        ),
        (
            "<TextSource guid='p' name='two'><PlainTextContent>words</PlainTextContent>"
            "<PlainTextSelection guid='s' startPosition='0' endPosition='3'>"
            "<Description>a note, no code</Description></PlainTextSelection></TextSource>",
            0,
            [],
        ),
    ],
)
def test_every_kind_of_source_is_read_or_set_aside(source, read_too, why):
    found = read(project(more_sources=source))
    assert len(found.passages) == 2 + read_too
    assert [one.why for one in found.set_aside] == why
    assert len(found.sources) == 2


def test_the_words_of_a_transcript_and_of_a_pdf():
    source = (
        "<VideoSource guid='p' name='film'><Transcript guid='t'><PlainTextContent>first then last"
        "</PlainTextContent><SyncPoint guid='a' position='6'/><SyncPoint guid='b' position='10'/>"
        f"<TranscriptSelection guid='s' fromSyncPoint='a' toSyncPoint='B'>{CODING}"
        "</TranscriptSelection></Transcript></VideoSource>"
    )
    last = read(project(more_sources=source)).passages[-1]
    assert (last.source, last.text, last.start, last.end) == ("film", "then", 6, 10)


def test_codes_of_one_name_in_two_branches_stay_two():
    inner = "<Code guid='{0}' name='{0}'><Code guid='{0}1' name='support'/></Code>"
    made = project(more_codes=inner.format("A") + inner.format("B"))
    coding = "<Coding guid='k'><CodeRef targetGUID='{0}1'/></Coding>"
    made.more_sources = (
        "<TextSource guid='p' name='two'><PlainTextContent>some words</PlainTextContent>"
        "<PlainTextSelection guid='s' startPosition='0' endPosition='4'>"
        f"{coding.format('A')}{coding.format('B')}</PlainTextSelection></TextSource>"
    )
    found = read(made)
    assert [one.code for one in found.passages[2:]] == ["A > support", "B > support"]
    assert found.of_code("B > support") == ("B",)
    assert 'several codes are called "support"' in found.notes[0]


def test_codes_of_one_name_in_one_branch_are_numbered():
    more = "<Code guid='x' name='same'/><Code guid='y' name='same'/>"
    found = read(project(more_codes=more))
    assert [code.name for code in found.codes[2:]] == ["same", "same (2)"]


def test_users_of_one_name_stay_two_coders():
    made = project(users=["Ana", "Bruno"])
    same = made.xml().replace('name="Bruno"', 'name="Ana"')
    made.xml = lambda: same
    found = read(made)
    assert [one.coder for one in found.passages] == ["Ana", "Ana (2)"]
    assert 'several users are called "Ana"' in found.notes[0]


def test_notes_that_are_coded_are_sources():
    made = project()
    note = (
        "<Notes><Note guid='n' name='memo'><PlainTextContent>some words</PlainTextContent>"
        f"<PlainTextSelection guid='s' startPosition='5' endPosition='10'>{CODING}"
        "</PlainTextSelection></Note><Note guid='m' name='uncoded'/></Notes></Project>"
    )
    whole = made.xml().replace("</Project>", note)
    made.xml = lambda: whole
    found = read(made)
    assert found.sources == ["uno", "memo"]
    assert (found.passages[2].source, found.passages[2].text) == ("memo", "words")


def test_variables_that_are_not_codes_are_told():
    variables = "<Variable guid='v1' name='sector' typeOfVariable='Text'/>"
    value = (
        "<VariableValue><VariableRef targetGUID='v1'/><TextValue>fish</TextValue></VariableValue>"
    )
    cases = f"<Case guid='c' name='Beta'>{value}</Case><Case guid='d'>{value}</Case>"
    notes = read(project(variables=variables, cases=cases)).notes
    assert notes[1].startswith('2 values of variables ("sector") describe cases or sources')


def test_an_absence_is_kept_where_nobody_coded_a_passage():
    made = project(users=["Ana"])
    made.passages = []
    made.variables = "<Variable guid='v1' name='plan' typeOfVariable='Boolean'/>"
    value = "<VariableValue><VariableRef targetGUID='v1'/><BooleanValue>0</BooleanValue>"
    made.cases = f"<Case guid='c' name='Beta'>{value}</VariableValue></Case>"
    assert [(one.coder, one.code, one.value) for one in read(made).passages] == [("Ana", "plan", 0)]


def test_nvivo_counts_line_ends_that_its_file_does_not_have():
    """The text is stored with plain line ends, the positions count two, in units of UTF-16."""
    text = (
        "La confianza \U0001f60a crece.\nEl contrato ayuda.\nLa planificación fue rigurosa.\n" * 20
    )
    words = ("confianza", "contrato", "planificación")
    places = [
        (start, start + len(word))
        for word in words
        for start in range(len(text))
        if text.startswith(word, start)
    ]
    passages = [("t", start, end, "plan", "Ana") for start, end in places]
    made = Project(
        {"t": text}, ["plan"], passages, counted=2, units=True, quote_names=False, origin="NVivo"
    )
    found = read(made)
    assert [(one.start, one.end) for one in found.passages] == places
    assert "in units of UTF-16, a line end is two" in found.notes[0]
    assert found.warnings == []


@pytest.mark.parametrize("units", [False, True])
def test_a_doubt_about_the_counting_is_told(units):
    text = "\U0001f60a我们没有签任何合同只有信任"
    made = Project(
        {"t": text}, ["plan"], [("t", 3, 7, "plan", "Ana")], units=units, quote_names=False
    )
    assert 'how positions are counted in "t" is not sure: taken in ' in read(made).warnings[0]
