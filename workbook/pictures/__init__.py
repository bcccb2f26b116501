"""Pictures of real runs: each is a pure function of a recording.

ribbons(run)                    the bytes of a connection
before_and_after(run, other)    the same conversation with two servers
loop(run)                       the loop's one thread, and its timers
ladder(run)                     callbacks and errbacks, with their values
states(run)                     the states of a protocol
level(run)                      the bytes that wait to be sent
"""

from workbook.pictures.comparison import before_and_after
from workbook.pictures.ladder import ladder
from workbook.pictures.level import level
from workbook.pictures.loop import loop
from workbook.pictures.picture import Picture
from workbook.pictures.ribbons import ribbons
from workbook.pictures.states import states

__all__ = ["Picture", "before_and_after", "ladder", "level", "loop", "ribbons", "states"]
