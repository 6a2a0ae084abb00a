"""Information and consent, for the survey and for interviews; what only the team knows is left open."""

from __future__ import annotations

from collections.abc import Sequence

from alianzas.config.study_model import Study
from alianzas.instruments.markdown import BOX, blank, bullets, lines, plain, together
from alianzas.instruments.words import PaperWords


def survey_consent(study: Study, words: PaperWords, questions: int, *, invited: bool) -> str:
    """Return the Markdown for respondents of a questionnaire of so many ``questions``.

    ``invited``: whether it asks for the code of an invitation.
    """
    told = plain(words("consent.survey", n=questions, minutes="{minutes}"))
    data = ["data_survey", *(["data_invitation"] if invited else [])]
    return _paper(study, words, told, data, ("read", "take_part"))


def interview_consent(study: Study, words: PaperWords) -> str:
    """Return the Markdown for those who are interviewed about a case."""
    told = plain(words("consent.interview", minutes="{minutes}"))
    boxes = ("read", "take_part", "record", "quote", "firm")
    return _paper(study, words, told, ["data_interview"], boxes)


def _paper(
    study: Study, words: PaperWords, taking_part: str, data: Sequence[str], boxes: Sequence[str]
) -> str:
    """Return the paper; ``data`` and ``boxes`` are the keys of its sentences."""
    language = words.language
    title, country = study.article.title.words(language), study.country.name.words(language)
    taking_part = taking_part.replace(plain("{minutes}"), words.fill_in("minutes"))
    sections = {
        "who": bullets([words.fill_in("institution"), _researchers(study, words)]),
        "about": "\n\n".join(
            [plain(words("consent.named", title=title, country=country)), words.fill_in("purpose")]
        ),
        "taking_part": taking_part,
        "voluntary": plain(words("consent.voluntary_text")),
        "data": "\n\n".join(
            [
                *(plain(words(f"consent.{key}")) for key in data),
                bullets([words.fill_in("storage"), words.fill_in("publication")]),
            ]
        ),
        "risks": words.fill_in("risks"),
        "ethics": words.fill_in("ethics"),
        "contact": _contact(study, words),
    }
    blocks = [f"# {plain(words(f'consent.{name}'))}\n\n{text}" for name, text in sections.items()]
    marks = "  \n".join(f"{BOX} {plain(words(f'consent.{name}'))}" for name in boxes)
    signed = lines(
        *(
            f"{plain(words(f'consent.{name}'))}: {blank(40)}"
            for name in ("name", "signature", "date")
        )
    )
    blocks.append(together([f"# {plain(words('consent.agree'))}", marks, signed]))
    blocks.append(f"*{plain(words('consent.apart'))}*")
    return "\n\n".join(blocks)


def _researchers(study: Study, words: PaperWords) -> str:
    """Return the authors that the study names, or that they are to be filled in."""
    named = [
        f"{author.name} ({author.affiliation.words(words.language)})"
        if author.affiliation is not None
        else author.name
        for author in study.article.authors
    ]
    return plain("; ".join(named)) if named else words.fill_in("researchers")


def _contact(study: Study, words: PaperWords) -> str:
    """Return the address of the corresponding author, or that it is to be filled in."""
    addresses = [author.email for author in study.article.authors if author.email]
    return plain("; ".join(addresses)) if addresses else words.fill_in("contact")
