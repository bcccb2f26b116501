"""The support package of the Twisted workbook; ``%load_ext workbook`` in a notebook."""

from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Start the reactor in this kernel and make exercise cells check themselves."""
    from workbook.jupyter import load

    load(shell)
