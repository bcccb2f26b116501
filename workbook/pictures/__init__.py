"""Pictures of real runs: each is a pure function of a recording.

ribbons(run)    the bytes of a connection
"""

from workbook.pictures.picture import Picture
from workbook.pictures.ribbons import ribbons

__all__ = ["Picture", "ribbons"]
