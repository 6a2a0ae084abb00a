"""How the packages' property tests run, as those of the study do: see ``tests/conftest.py``.

A package whose tests run alone may not have the one that knows languages, and then needs none.
"""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings

use_languages: Callable[[tuple[str, ...], str], object] | None = None
if find_spec("human_files"):
    from human_files.language.current import use_languages

settings.register_profile(
    "people",
    deadline=None,
    max_examples=50,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci", settings.get_profile("people"), max_examples=100, derandomize=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") else "people")

# Messages are compared in English, whatever language the terminal speaks.
os.environ["LANGUAGE"] = "en"

# Words are made in the languages of the study of Ecuador, where a test says nothing else.
LANGUAGES, COUNTRY = ("en", "es"), "EC"
if use_languages:
    use_languages(LANGUAGES, COUNTRY)


@pytest.fixture(autouse=True)
def languages_at_hand() -> Iterator[None]:
    """Leave no test the languages of a study, or of a terminal, that another has worked in."""
    yield
    if use_languages:
        use_languages(LANGUAGES, COUNTRY)
    os.environ["LANGUAGE"] = "en"
