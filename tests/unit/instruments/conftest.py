"""Every test begins with the languages of Ecuador's study: a command leaves those of the one it read."""

from collections.abc import Iterator

import pytest

from human_files.language.current import speaking


@pytest.fixture(autouse=True)
def languages() -> Iterator[None]:
    with speaking(("en", "es"), "EC"):
        yield
