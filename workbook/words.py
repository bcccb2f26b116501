"""Every sentence that a card says, in a notebook or as text; ``{}`` is filled in."""

from workbook.report import Outcome

MARKS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.NOT_STARTED: "○",
    Outcome.SKIPPED: "–",
}
CHANGED, CHANGED_MARK = "changed", "~"
LEGEND = "✓ passed, ✗ not yet, ○ not started, ~ changed since it was checked"

# At the top
DONE = "Done"
SOME_PASS = "{} of {} checks pass"
SKIPPED = ", {} skipped"
ALL_PASS = "{} checks pass"
NOT_CHECKED = "not checked"

# Below a check
SAME = "The same fault as above."
PRINTED = "Your program printed:"
LINE = "line {}"
INSIDE = ", in {}"
SENT = "sent"
EXPECTED = "expected"
CAME_BACK = "came back"
NOTHING = "nothing"
THE_END = "(end)"
DIFFERS = "the first byte that differs"
MORE_PIECES = "{} more"
MORE_LETTERS = "… {} characters more"

# In plain text, for ears
PLAIN_CHECK = "Check {} of {}, {}: {}"
PLAIN_SENT = "Sent: {}"
PLAIN_SENT_IN_PIECES = "Sent in {} pieces{}:"
PLAIN_PIECE = "piece {}: {}"
PLAIN_ROW = "{}: {}"
PLAIN_DIFFERS = "The first difference is at byte {}: expected {}, came back {}."

# The conversation
DRAWN = "See this conversation"
AS_SEEN = "So the check saw it. Your program may have answered before the last piece was there."
DRAWN_TITLE = "What the check sent, and what came back"
DRAWN_LAST = "The last {} steps of what the check sent, and what came back"
REPLAYED = "The same conversation with your own server"
CHECK, PROGRAM = "the check", "your program"
TRY = "Try it yourself"
TRY_HERE = "In a new cell of the notebook, this says the same to your own server, and draws it:"

# At the end
HINT = "Hint {} of {}"
HINTS = "Hints, {} in all: python3 start.py hint {}"
NEXT = "Next: {}"
WORKED = "A worked answer"
WORKED_AT = "A worked answer: python3 start.py solution {}"
KEPT = "Your teacher keeps this solution."
SEED = "seed {}, contained by {}"

# In place of a card
CHANGED_OUTSIDE = """\
`{path}` holds another text than this cell.
Nothing was saved, and nothing was checked.

To take the file's text, put `%workbook take {name}` in place of this cell's text, and run it.
To keep this cell's text, run `%workbook keep {name}` in a new cell.

The text that gives way goes to `.kept/`, so that nothing is lost."""

# How far you are
CORE = "core path: {} of {}"
CHAPTER_DONE = "The whole chapter is done: {}."
CORE_DONE = "The core path is done: all {} exercises."
BOOK_DONE = "The whole book is done: every exercise of every chapter."
HERE = "You were in “{}”."
HERE_AT = "You were at `{}`, in “{}”."
