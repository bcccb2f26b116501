"""A kernel for the tests of one module, with the bridge loaded."""

from collections.abc import Iterator

import pytest
from kernel import Kernel


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with Kernel() as kernel:
        loaded = kernel.run("%load_ext workbook.bridge\nfrom twisted.internet import reactor")
        assert "" == loaded.error, loaded.text
        yield kernel
