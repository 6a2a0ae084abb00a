"""A REFI-QDA project over the texts of the example study."""

from __future__ import annotations

from refi_projects import Project

from unit.cases.example import sentence


def of_study(study, work: dict[str, list[tuple[str, str]]], **options) -> Project:
    """Return a project over the example study's texts; ``work``: user → (case, code) found."""
    texts = {name.removesuffix(".md"): text for name, text in study.texts().items()}
    passages = []
    for user, found in work.items():
        for case, code in found:
            words = sentence(case, code.removeprefix("not:"))
            start = texts[case].index(words)
            passages.append((case, start, start + len(words), code, user))
    codes = [*study.codes.judged, f"not:{study.codes.outcome}"]
    return Project(texts, codes, passages, users=list(work), **options)
