"""Validate a crate with roc-validator, without network: run by `uv tool run --from roc-validator`.

usage: check_crate.py CONTEXT CRATE PROFILE …   CONTEXT is RO-Crate's own JSON-LD context, as a file.
Prints as JSON, by profile, the message and the entity of each requirement that is not met.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any
from urllib.response import addinfourl

import requests
import requests_cache
from rdflib import parser
from rocrate_validator import models, services

_CONTEXT = "ro/crate/1.1/context"
_TERMS, _OLDER = "https://bioschemas.org/terms/", "https://bioschemas.org/"


def without_network(context: bytes) -> None:
    """Answer requests for RO-Crate's context from a file, and none other."""

    def answer(request: Any, *_: Any, **__: Any) -> addinfourl:
        address = getattr(request, "full_url", request)
        if _CONTEXT not in str(address):
            raise OSError(f"no network for {address}")
        headers: Any = {"Content-Type": "application/ld+json"}
        return addinfourl(io.BytesIO(context), headers, str(address), 200)

    def respond(session: Any, method: str, url: str, **_: Any) -> requests.Response:
        found = requests.Response()
        answer(url)
        found.status_code, found._content, found.url = 200, context, url
        found.headers["Content-Type"] = "application/ld+json"
        return found

    parser._urlopen = answer  # through which rdflib asks for all it does not have
    requests.Session.request = respond
    requests_cache.CachedSession.request = respond


def main(context: str, crate: str, profiles: list[str]) -> None:
    # That of RO-Crate 1.1 knows the two types of Bioschemas by their older addresses.
    text = Path(context).read_text(encoding="utf-8").replace(_TERMS, _OLDER)
    without_network(text.encode())
    found = {}
    for profile in profiles:
        settings = services.ValidationSettings(
            rocrate_uri=crate,
            profile_identifier=profile,
            requirement_severity=models.Severity.REQUIRED,
            skip_availability_check=True,
        )
        result = services.validate(settings)
        found[profile] = [
            [str(issue.message), str(issue.violatingEntity)] for issue in result.get_issues()
        ]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
