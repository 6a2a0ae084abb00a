"""Broken and half-finished studies: what was done to each, and what the check has to say of it.

A study with words is one whose mistake the check has to tell in them; one without is in order,
whatever it looks like, and has to build. Whether the check says so by the inputs or by the trial is
not fixed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from half_finished import changes as made
from half_finished.changes import CASES, LITERATURE, RESPONSES, SURVEY, Change, together

SETTINGS = "config/studies/ecuador"
#: What a construct is called: in tables, in a sentence, with its article.
NAMES = ("label", "in_text", "with_article")


@dataclass(frozen=True)
class Half:
    """A study as somebody left it: the change, and the words that tell its mistake; none: it builds."""

    change: Change
    told: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()


def _drop_survey(*address: str) -> Change:
    """Return the change that takes a part out of the settings of the survey."""

    def drop(content: dict[str, Any]) -> None:
        part = content["survey"]
        for name in address[:-1]:
            part = part[name]
        del part[address[-1]]

    return made.settings(drop)


def _set(*address: str, to: object) -> Change:
    """Return the change of one setting."""

    def change(content: dict[str, Any]) -> None:
        part = content
        for name in address[:-1]:
            part = part[name]
        part[address[-1]] = to

    return made.settings(change)


MERGES = {
    "merge in a text": Half(
        made.conflict("manuscript/appendix.es.qmd"), ("appendix.es.qmd, line 3: a merge was not",)
    ),
    "merge in settings": Half(
        made.conflict(f"{SETTINGS}/survey.yaml"), ("survey.yaml, line 3: a merge was not finished",)
    ),
    "merge in labels": Half(
        made.conflict("config/languages/es/labels/cases.yaml"),
        ("labels/cases.yaml, line 3: a merge was not",),
    ),
    "merge in a codebook": Half(
        made.conflict("config/codebooks/questionnaire.yaml"),
        ("questionnaire.yaml, line 3: a merge was not finished",),
    ),
    "merge in references": Half(
        made.conflict(f"{LITERATURE}/melendez-delgado-2026.bib"),
        ("melendez-delgado-2026.bib, line 3: a merge was not finished",),
    ),
    "merge in a sheet": Half(
        made.conflict(f"{CASES}/coding-coder-2.csv"),
        ("coding-coder-2.csv, row 3: a merge was not",),
    ),
}

LEFTOVERS = {
    "title of Ecuador": Half(
        made.peruvian(lambda s: s["article"]["title"].update(es="Alianzas en el Ecuador")),
        ('key "article.title.es": names Ecuador', "compared_with: [EC]"),
    ),
    "adjective of Ecuador": Half(
        made.peruvian(lambda s: s["country"]["adjective"].update(es="ecuatorianas")),
        ('key "country.adjective.es": names Ecuador',),
    ),
    "code of Ecuador": Half(
        made.peruvian(lambda s: s["country"].update(code="EC")),
        ('"EC" is the code of Ecuador, and the name is Peru.', "Write `code: PE`"),
    ),
    "data of Ecuador": Half(
        made.peruvian(lambda s: s["cases"].update(profiles="data/ecuador/cases/cases.csv")),
        ("data/ecuador/cases/cases.csv: lies outside data/peru/.",),
    ),
}

WORDS = {
    "misspelt fact": Half(
        made.sentence("es", "Se incluyeron [literature.incluided.n]{.fact} artículos."),
        ('there is no fact "literature.incluided.n"', 'Did you mean "literature.included.n"?'),
    ),
    "misspelt fact in a proposition": Half(
        made.replaced(
            "config/codebooks/propositions.yaml",
            "cases.contrast.compatibility_vs_contract.difference",
            "cases.contrast.compatibility_vs_contracts.difference",
        ),
        ("propositions.yaml", 'Did you mean "cases.contrast.compatibility_vs_contract.difference"'),
    ),
    "misspelt fact in a claim": Half(
        made.replaced(
            "config/codebooks/claims.yaml",
            "fact: literature.included.n,",
            "fact: literature.incl.n,",
        ),
        ("claims.yaml", "literature.incl.n"),
    ),
    "unknown proposition in a claim": Half(
        made.replaced("config/codebooks/claims.yaml", "proposition: ", "proposition: no_such_"),
        ("claims.yaml", "no_such_"),
    ),
    "comparison by hand in Spanish": Half(
        made.sentence("es", "En estas empresas el efecto es mayor."),
        ('the comparative claim "es mayor" is typed by hand',),
    ),
    "comparison by hand in English": Half(
        made.sentence("en", "In these firms the effect is larger."),
        ('the comparative claim "is larger" is typed by hand',),
    ),
    "growth by hand": Half(
        made.sentence("es", "El ingreso de las aliadas aumenta más."),
        ('the comparative claim "aumenta más" is typed by hand',),
    ),
    "unknown source": Half(
        made.sentence("en", "This is known [@nobody1999]."),
        ("@nobody1999 is not in the bibliography",),
    ),
    "unknown table": Half(
        made.sentence("en", '::: {#tbl-x table="drivrs"}\nCaption.\n:::'),
        ('there is no table "drivrs"',),
    ),
    "reference to nothing": Half(
        made.sentence("en", "See @tbl-nowhere."), ("@tbl-nowhere refers to nothing",)
    ),
    "text of one language missing": Half(
        made.removed("manuscript/article.en.qmd"), ("manuscript/article.en.qmd: is missing",)
    ),
}

PRIVACY = {
    "e-mail column in a sheet": Half(
        together(
            made.rows(
                f"{CASES}/cases.csv", lambda row: {**row, "correo": f"{row['case']}@example.org"}
            ),
            made.described,
        ),
        ('cases.csv, row 2, column "correo": holds personal data (e-mail addresses)',),
    ),
    "phone number in a case": Half(
        together(
            made.replaced(f"{CASES}/texts/altura-viva.md", ". ", ". Teléfono: +593 99 123 4567. "),
            made.described,
        ),
        ("altura-viva.md, line", "holds personal data (phone numbers)"),
    ),
    "e-mail column among the answers": Half(
        together(made.answers("correo", lambda row: f"f{row}@example.org"), made.described),
        (f'{RESPONSES}, row 2, column "correo": holds personal data (e-mail addresses): 40 cells',),
    ),
}

UNFINISHED = {
    "sheet of a coder not made": Half(
        made.removed(f"{LITERATURE}/coding-pass-2.csv"),
        ("coding-pass-2.csv: does not exist yet.", "alianzas literature coding-sheet ecuador"),
    ),
    "consensus not made": Half(
        made.removed(f"{LITERATURE}/screening-consensus.csv"),
        ("screening-consensus.csv: does not exist yet.", "consensus-sheet ecuador"),
    ),
    "sheet of cases not made": Half(
        made.removed(f"{CASES}/coding-coder-2.csv"),
        ("coding-coder-2.csv: does not exist yet.", "alianzas cases sheet ecuador"),
    ),
    "empty file of a branch": Half(
        made.written(f"{SETTINGS}/cases.yaml", ""), (f"{SETTINGS}/cases.yaml",)
    ),
    "file of a branch with comments alone": Half(
        made.written(f"{SETTINGS}/survey.yaml", "# to be done\n"), (f"{SETTINGS}/survey.yaml",)
    ),
    "branch without data": Half(made.removed(CASES), (f"{CASES}/cases.csv",)),
    "answers not there yet": Half(made.removed(SURVEY), (RESPONSES,)),
    "codebook copied and not finished": Half(
        made.own_codebook("case_codes", lambda book: book["dimensions"].pop()),
        (f"{SETTINGS}/case_codes.yaml",),
    ),
    "questionnaire copied, a construct not asked": Half(
        made.own_codebook(
            "questionnaire",
            lambda form: form.update(
                questions=[q for q in form["questions"] if q.get("construct") != "contract"]
            ),
        ),
        ("contract",),
    ),
    "file is a folder": Half(
        together(made.removed(RESPONSES), made.written(f"{RESPONSES}/note.txt", "x")), (RESPONSES,)
    ),
    "header of a text broken": Half(
        made.replaced("manuscript/article.en.qmd", "---\n", '---\nsubtitle: "A: b\n'),
        ("manuscript/article.en.qmd, line", "the header is not valid YAML"),
    ),
    "name of a codebook mistyped": Half(
        made.written(f"{SETTINGS}/questionaire.yaml", "x: 1\n"),
        ("questionaire.yaml: is neither a branch", 'Did you mean "questionnaire.yaml"?'),
    ),
    "another study just begun": Half(
        made.written("config/studies/peru/survey.yaml", "provenance: observed\n"),
        ("config/studies/peru: has no study.yaml",),
    ),
    "construct without a question": Half(
        made.own_codebook(
            "questionnaire",
            lambda form: form["constructs"].update(
                luck={name: {"en": "luck", "es": "suerte"} for name in NAMES}
            ),
        ),
        ('key "constructs.luck"',),
    ),
    "file named nowhere": Half(
        made.written(f"{SURVEY}/responses-old.csv", "a,b\n1,2\n"),
        ("responses-old.csv: is named nowhere",),
    ),
}

SETTINGS_OF_MODELS = {
    "unknown key": Half(
        _set("article", "titel", to={"en": "x", "es": "x"}), ('unknown key "titel"',)
    ),
    "unknown predictor": Half(
        _set("survey", "drivers", "predictors", to=["compatibility", "contrato"]),
        ("survey.yaml", "not a predictor"),
    ),
    "unknown control": Half(_set("survey", "income", "controls", to=["size", "edad"]), ('"edad"',)),
    "comparison with a stranger": Half(
        _set("survey", "drivers", "comparisons", to=[{"first": "compatibility", "second": "luck"}]),
        ('"luck"',),
    ),
    "unknown condition": Half(
        _set("cases", "qca", "conditions", to=["strategic_compatibility", "luck"]),
        ("cases.yaml", "is not a condition of this analysis"),
    ),
    "no record in the window": Half(
        _set("literature", "window", to={"first": 1950, "last": 1960}), ("literature",)
    ),
}

IN_ORDER = {
    "small changes at once": Half(
        together(
            made.settings(lambda s: s["cases"].pop("translations")),
            made.removed(f"{CASES}/translations.csv"),
            _set("confidence", to=0.9),
            _set("article", "title", to={"en": "Alliances in Ecuador and Peru", "es": "Alianzas"}),
            _set("country", "compared_with", to=["PE"]),
            made.described,
        )
    ),
    "signs that break typesetting": Half(
        together(
            _set(
                "article",
                "title",
                to={
                    "en": "A & B: 100% of #1, $5 _each_ <in> @Ecuador \\ [x]",
                    "es": "A & B: el #1 \\ $5",
                },
            ),
            made.replaced(
                "config/codebooks/questionnaire.yaml",
                'commerce: {en: "Commerce", es: "Comercio"}',
                'commerce: {en: "Commerce & #1 $x$ [y] @z <b>", es: "Comercio | *a* _b_ ~c~"}',
            ),
            made.replaced("config/config.yaml", "- html\n", "- html\n- pdf\n- docx\n"),
        )
    ),
    "fewer firms than any model needs": Half(
        together(
            _set("survey", "minimum", to={"per_coefficient": 50, "per_group": 90}),
            made.settings(lambda s: s["cases"].pop("qca")),
        )
    ),
    "one language": Half(made.replaced("config/config.yaml", "- en\n", "")),
    "no income, no robustness": Half(
        together(
            _drop_survey("robustness"),
            _drop_survey("income"),
            made.removed("manuscript/ecuador", f"{SETTINGS}/checklists"),
        )
    ),
    "review alone": Half(made.only("literature")),
    "cases alone": Half(made.only("cases")),
    "survey alone": Half(made.only("survey")),
    "review and survey": Half(made.only("literature", "survey")),
}

STUDIES = MERGES | LEFTOVERS | WORDS | PRIVACY | UNFINISHED | SETTINGS_OF_MODELS | IN_ORDER
