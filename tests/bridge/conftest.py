"""A kernel for the tests of one module, with the bridge loaded; in both modes."""

from collections.abc import Iterator

import pytest
from kernel import Kernel


@pytest.fixture(scope="module", params=["asyncio", "thread"])
def kernel(request) -> Iterator[Kernel]:
    with Kernel(mode=request.param) as kernel:
        loaded = kernel.run("%load_ext workbook.bridge\nfrom twisted.internet import reactor")
        assert "" == loaded.error, loaded.text
        yield kernel
