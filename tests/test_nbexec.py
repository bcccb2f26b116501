"""Tests for workbook.nbexec: a real kernel runs a small book, once for all of them."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from workbook import nbexec, prose, shelf

CHAPTER = """\
# A

<!-- id: start -->
```python
%load_ext workbook
from twisted.internet import reactor
from twisted.internet.defer import Deferred, fail
from twisted.internet.task import deferLater
```
<!-- id: server -->
```python
timer = reactor.callLater(60, print, "the server", "speaks late")
```
<!-- shows: speaks late -->
<!-- id: later -->
```python
timer.reset(0)
await deferLater(reactor, 0, lambda: None)
```
<!-- id: wrong-text -->
```python
print("a")
```
<!-- shows: b -->
<!-- id: raises -->
```python
1 / 0
```
<!-- id: promised -->
```python
1 / 0
```
<!-- raises: ZeroDivisionError -->
<!-- shows: by zero -->
<!-- id: raises-nothing -->
```python
1
```
<!-- raises: ValueError -->
<!-- id: unhandled -->
```python
print("fine")
fail(ValueError("lost"))
None
```
<!-- shows: fine -->
<!-- id: unhandled-and-shown -->
```python
fail(ValueError("lost"))
None
```
<!-- shows: ValueError: lost -->
<!-- id: home -->
```python
import os
print(os.environ["WORKBOOK_HOME"], os.getcwd())
```
"""


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    promises = [cell for cell in prose.cells(CHAPTER) if cell.kind == "code"]
    book = new_notebook(cells=[new_code_cell(cell.source, id=cell.id) for cell in promises])

    executed = nbexec.run(book, home)

    found = {cell.id: [nbexec.said(cell)] for cell in executed.cells}
    for fault in nbexec.faults(executed, promises):
        found[fault.partition(":")[0]].append(fault.partition("\n")[0])
    return {**found, "the folder": str(home)}


def test_late_output_is_filed_under_its_cell(cells):
    """What a server prints belongs to the cell that started it, not to the next one."""
    assert ["the server speaks late\n"] == cells["server"]
    assert [""] == cells["later"]


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("start", []),
        ("wrong-text", ["it does not show 'b'"]),
        ("raises", ["it raises ZeroDivisionError, not nothing"]),
        ("promised", []),
        ("raises-nothing", ["it raises nothing, not ValueError"]),
        ("unhandled-and-shown", []),
        ("unhandled", ["an error in it was handled by nobody"]),
    ],
)
def test_a_broken_promise_is_named_with_its_cell(cells, cell, fault):
    """An exception, its absence, a missing text, and an error that nobody handled."""
    assert [f"{cell}: {each}" for each in fault] == cells[cell][1:]


def test_the_run_has_a_home_of_its_own(cells):
    """A run in CI touches nobody's answers."""
    home = cells["the folder"]
    assert [f"{home} {home}\n"] == cells["home"]


def test_solutions_go_into_exercise_cells_only():
    """Each exercise cell gets the worked answer of its name."""
    name, exercise = next(iter(shelf.exercises().items()))
    tags = {"tags": ["exercise"]}
    book = new_notebook(
        cells=[new_code_cell("x", id="other"), new_code_cell("x", id=name, metadata=tags)]
    )

    solved = nbexec.with_solutions(nbformat.from_dict(book))

    solution = shelf.solution(exercise).read_text("utf-8")
    assert ["x", solution.rstrip("\n")] == [cell.source for cell in solved.cells]
