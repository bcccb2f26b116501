"""Imports point down, and two rooms only meet the reactor."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import workbook
from workbook.floors import FLOORS, MEETS_THE_REACTOR

PACKAGE = Path(workbook.__file__).parent
FLOOR_OF = {room: name for name, floor in FLOORS.items() for room in floor.rooms}


def dotted(path):
    """Return the name of a module inside the package, such as ``engine.wire``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def room(module):
    """Return the room that a module is in: itself, or the nearest package around it."""
    while module and module not in FLOOR_OF:
        module = module.rpartition(".")[0]
    return module


def imports(path):
    """Yield every dotted name that is imported when the program runs."""
    nodes = [ast.parse(path.read_text("utf-8"))]
    for node in nodes:
        if isinstance(node, ast.If) and "TYPE_CHECKING" == ast.unparse(node.test):
            continue
        nodes += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_map_has_every_room_and_no_ghosts():
    """The table lists the modules there are."""
    assert {*FLOOR_OF} == {room(module) or module for module in MODULES}


def test_floors_stand_on_lower_floors():
    """The order of the table is the order of the building."""
    names = list(FLOORS)

    for height, floor in enumerate(FLOORS.values()):
        assert {*floor.on} <= {*names[:height]}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module):
    """A module imports from its own floor, and from those that its floor stands on."""
    floor = FLOOR_OF[room(module)]
    names = [
        name.split(".", 1)[1] for name in imports(MODULES[module]) if name.startswith("workbook.")
    ]

    imported = {FLOOR_OF.get(room(name), name) for name in names}

    assert imported <= {floor, *FLOORS[floor].on}


@pytest.mark.parametrize("module", MODULES)
def test_foreign_packages_belong_to_the_floor(module):
    """Only the floor that is meant to know a package imports it."""
    foreign = {name.split(".")[0] for name in imports(MODULES[module])} - sys.stdlib_module_names

    assert foreign <= {"workbook", *FLOORS[FLOOR_OF[room(module)]].foreign}


def test_no_other_module_meets_the_reactor():
    """Importing one must not install a reactor in a kernel, a test run or a program."""
    others = [f"workbook.{each}" for each in MODULES if room(each) not in MEETS_THE_REACTOR]
    program = f"import sys, {', '.join(others)}\nprint('twisted.internet.reactor' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert ("False\n", "") == (done.stdout, done.stderr)
