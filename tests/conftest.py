"""``--soak``: the long way, once a week and before a release."""

import pytest

SEEDS = 5


def pytest_addoption(parser):
    """Add the option; ``python3 start.py test --soak`` passes it on."""
    parser.addoption("--soak", action="store_true", help="five seeds, and solutions under load")


def pytest_ignore_collect(collection_path, config):
    """Leave out what only a soak runs."""
    return True if collection_path.name == "soak" and not config.getoption("--soak") else None


@pytest.fixture
def seeds(request):
    """What inputs are drawn from: something new, or five seeds one after the other."""
    return [str(n) for n in range(SEEDS)] if request.config.getoption("--soak") else [None]
