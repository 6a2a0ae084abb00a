"""How property tests run: with a person waiting, and on a server that nobody waits for.

No deadline, and no complaint about slow drawing, anywhere: a machine that is busy with something else
is no fault of the code. On a server the examples are always the same, so that a change is not blamed
for what an older one did, and there are more of them.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

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
use_languages(LANGUAGES, COUNTRY)


@pytest.fixture(autouse=True)
def languages_at_hand() -> Iterator[None]:
    """Leave no test the languages of a study, or of a terminal, that another has worked in."""
    yield
    use_languages(LANGUAGES, COUNTRY)
    os.environ["LANGUAGE"] = "en"
