"""The language that is shown where nobody says one."""

from __future__ import annotations

import pytest

from human_files.language.terminal_language import terminal_language


@pytest.mark.parametrize(
    ("environment", "languages", "chosen"),
    [
        ({"LANG": "es_EC.UTF-8"}, ["en", "es"], "es"),
        ({"LANG": "en_GB.UTF-8"}, ["es", "en"], "en"),
        ({"LANG": "C.UTF-8"}, ["es", "en"], "es"),
        ({"LANG": "pt_BR.UTF-8"}, ["en", "es"], "en"),
        ({"LANG": "en_US.UTF-8"}, ["es"], "es"),
        ({"LANGUAGE": "de:es_EC:en", "LANG": "en_US.UTF-8"}, ["en", "es"], "es"),
        ({"LC_ALL": "es_PE", "LANG": "en_US"}, ["en", "es"], "es"),
        ({"LC_ALL": "", "LC_MESSAGES": "es_PE", "LANG": "en_US"}, ["en", "es"], "es"),
        ({"LANG": "estonian"}, ["en", "es"], "en"),
        ({}, ["en", "es"], "en"),
    ],
)
def test_the_terminals_if_the_documents_have_it_else_their_first(
    environment: dict[str, str], languages: list[str], chosen: str
) -> None:
    assert terminal_language(languages, environment) == chosen
