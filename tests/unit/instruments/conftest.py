"""Each test begins with the languages of Ecuador: a command leaves those of the study it read."""

from collections.abc import Iterator

import pytest

from human_files.language.current import speaking


@pytest.fixture(autouse=True)
def languages() -> Iterator[None]:
    with speaking(("en", "es"), "EC"):
        yield
