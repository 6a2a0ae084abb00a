"""The language in which a command shows a document where the person names none."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

#: Where a terminal says its language, the first that says something counting.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def terminal_language(languages: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the first of the terminal's languages that is one of ``languages``, else their first."""
    said = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    for word in said.split(":"):
        language = re.split(r"[_.@]", word)[0].lower()
        if language in languages:
            return language
    return languages[0]
