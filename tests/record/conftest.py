"""A reactor for each test."""

import pytest
from conversation import reactor_of_its_own


@pytest.fixture
def reactor():
    with reactor_of_its_own() as reactor:
        yield reactor
