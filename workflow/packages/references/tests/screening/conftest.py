import pytest
from small_review import review_codebook, review_records


@pytest.fixture(scope="session")
def records():
    return review_records()


@pytest.fixture(scope="session")
def screening_codebook():
    return review_codebook()
