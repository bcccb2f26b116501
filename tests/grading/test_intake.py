"""Whatever a school's system exports is read, and nothing in it harms anybody else."""

import io
import json
import os
import stat
import zipfile
from datetime import UTC, datetime
from functools import partial

import pytest

from workbook import pack, shelf
from workbook.files import Unreadable
from workbook.grading import archive, intake
from workbook.grading.roster import Roster, Student, received, roster

ANSWER = b"# exercise: guestbook\nNAMES = ['\xe5\x8c\x97\xe4\xba\xac']\n"
OTHER = b"# exercise: guestbook\nNAMES = []\n"
EVE = Student("eve")
ADA = Student("ada", "Ada Lovelace", "17", "ada@example.org")


def zipped(**members):
    """Return a zip; a double underscore stands for a slash, a single one for a dot."""
    return packed({n.replace("__", "/").replace("_", "."): c for n, c in members.items()})


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def collect(inbox, roster=None, times=None):
    roster, whole = roster or Roster(), inbox.is_file()
    zone = partial(datetime.replace, tzinfo=UTC)
    return intake.collect(intake.inside(inbox), roster, times or {}, zone, trusted=whole)


def answers(inbox, **more):
    """Return what each student answered to the guest book, or why it cannot be read."""
    found = {}
    for each in collect(inbox, **more):
        answer = each.answers(["guestbook"])[0]["guestbook"]
        found[each.student.key] = str(answer) if isinstance(answer, Unreadable) else answer
    return found


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def put(inbox, name, content):
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


NOTEBOOK = json.dumps(
    {"cells": [{"cell_type": "code", "source": ANSWER.decode()}], "nbformat": 4}
).encode()
SHAPES = {
    "a folder": {"ada/ch02_factories/guestbook.py": ANSWER},
    "a zip": {"ada.zip": zipped(work__guestbook_py=ANSWER)},
    "a notebook": {"ada.ipynb": NOTEBOOK},
    "a zip of a notebook": {"ada.zip": zipped(ch02_ipynb=NOTEBOOK)},
    "a script that a browser renamed": {"ada/guestbook (1).py": ANSWER},
    "a zip of a zip": {"ada.zip": zipped(answers_zip=zipped(guestbook_py=ANSWER))},
    "a zip from Windows": {"ada.zip": packed({"work\\guestbook.py": ANSWER})},
    "two files of one name and content": {"ada/guestbook.py": ANSWER, "ada/2/guestbook.py": ANSWER},
    "a copy by macOS": {"ada/guestbook.py": ANSWER, "ada/__MACOSX/guestbook.py": OTHER},
    "a capital letter": {"ada/Guestbook.py": ANSWER},
}
SCHOOLS = {
    "Moodle, in folders": {"Ada Lovelace_123_assignsubmission_file_/guestbook.py": ANSWER},
    "Moodle, flat": {"Ada Lovelace_123_assignsubmission_file_guestbook.py": ANSWER},
    "Moodle, a zip each": {
        "Ada Lovelace_123_assignsubmission_file_/a.zip": zipped(guestbook_py=ANSWER)
    },
    "Canvas": {"lovelaceada_17_99_answers.zip": zipped(guestbook_py=ANSWER)},
    "Canvas, late": {"lovelaceada_LATE_17_99_guestbook-1.py": ANSWER},
    "Gradescope": {
        "submission_5/guestbook.py": ANSWER,
        "submission_metadata.yml": b"submission_5:\n  :submitters:\n  - :name: Ada Lovelace\n"
        b"    :sid: '17'\n  :created_at: 2026-11-20 10:00:00\n",
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_submission_may_have_any_shape(inbox, shape):
    """Scripts or notebooks, in a folder or a zip."""
    for name, content in SHAPES[shape].items():
        put(inbox, name, content)

    assert {"ada": ANSWER} == answers(inbox)


@pytest.mark.parametrize("whole", [False, True], ids=["unpacked", "the school's own zip"])
@pytest.mark.parametrize("school", SCHOOLS)
def test_a_school_names_files_in_its_own_way(inbox, school, whole):
    """The roster knows whose they are, in the zip that was downloaded or unpacked from it."""
    for name, content in SCHOOLS[school].items():
        put(inbox, name, content)
    if whole:
        put(inbox, "download.zip", packed(SCHOOLS[school]))
        inbox = inbox / "download.zip"

    assert {"ada": ANSWER} == answers(inbox, roster=Roster([ADA, Student("alan", "Alan Turing")]))


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_student_hands_in_for_nobody_else(inbox, school):
    """What looks like a school's export is one only where the instructor says so."""
    put(inbox, "eve.zip", packed(SCHOOLS[school]))

    assert ["eve"] == [each.student.key for each in collect(inbox, Roster([ADA, EVE]))]


def test_a_pack_is_read(inbox):
    """What ``start.py pack`` makes is what most hand in."""
    exercise = shelf.exercise("guestbook")
    put(inbox, "ada.zip", pack.packed([(exercise, ANSWER)], "0.1.0"))

    assert {"ada": ANSWER} == answers(inbox)


def link(name, to):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, to


HOSTILE = {
    "a path that leads out": ({"../../guestbook.py": OTHER}, "points out of the zip"),
    "a path with backslashes": ({"..\\..\\guestbook.py": OTHER}, "points out of the zip"),
    "an absolute path": ({"/tmp/guestbook.py": OTHER}, "has an absolute path"),
    "a drive": ({"C:\\guestbook.py": OTHER}, "has an absolute path"),
    "a link": (dict([link("guestbook.py", "/etc/passwd")]), "is a link or a device"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_answer_is_passed_over_and_told(inbox, tmp_path, kind):
    """Nothing is written anywhere, and the file is named in the student's row."""
    members, why = HOSTILE[kind]
    put(inbox, "eve.zip", packed(members))
    put(inbox, "ada/guestbook.py", ANSWER)
    before = sorted(tmp_path.rglob("*"))

    ada, eve = collect(inbox)

    assert (ANSWER, ()) == (ada.answers(["guestbook"])[0]["guestbook"], ada.notes)
    found, notes = eve.answers(["guestbook"])
    assert found["guestbook"] is None
    assert why in notes[0]
    assert before == sorted(tmp_path.rglob("*"))


UNREADABLE = {
    "a bomb": (zipped(guestbook_py=b"#" * (300 << 20)), "is larger than 256 KiB"),
    "a bomb of cells": (zipped(a_ipynb=b" " * (200 << 20)), "is larger than 65536 KiB"),
    "many files": (packed({f"{n}.py": b"" for n in range(archive.MAX_FILES + 1)}), "holds 5001"),
    "no zip": (b"PK\x03\x04 and no more", "is not a zip that can be opened"),
    "a broken notebook": (zipped(a_ipynb=b"{"), "is not a notebook that can be read"),
    "two answers": (packed({"1/guestbook.py": ANSWER, "2/guestbook.py": OTHER}), "differently"),
    "two cases": (packed({"guestbook.py": ANSWER, "Guestbook.py": OTHER}), "differently"),
    "a damaged file": (
        zipped(guestbook_py=os.urandom(3000))[:600] + zipped(guestbook_py=b"x" * 3000)[600:],
        "",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_told_and_the_others_go_on(inbox, kind):
    """One sentence in the student's row."""
    content, why = UNREADABLE[kind]
    put(inbox, "eve.zip", content)
    put(inbox, "ada/guestbook.py", ANSWER)

    found = answers(inbox)

    assert ANSWER == found["ada"]
    assert why in str(found["eve"])


def test_a_password_is_told(inbox):
    """A zip that asks for one cannot be read."""
    content = bytearray(zipped(guestbook_py=ANSWER))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1  # the flag: encrypted
    put(inbox, "eve.zip", bytes(content))

    assert "cannot be read from the zip" in answers(inbox)["eve"]


def test_links_in_an_inbox_are_not_followed(inbox, tmp_path):
    """They could name a file that only the instructor may see."""
    (tmp_path / "guestbook.py").write_bytes(OTHER)
    (inbox / "eve").symlink_to(tmp_path)
    (inbox / "mallory").mkdir()
    (inbox / "mallory" / "guestbook.py").symlink_to(tmp_path / "guestbook.py")

    found = answers(inbox)

    assert "eve is a link, and is not followed." == found["eve"]
    assert "it is a link" in found["mallory"]


def test_outputs_of_fifty_megabytes_lose_nothing(inbox):
    """A notebook may hold whatever it has printed."""
    cell = {"cell_type": "code", "source": ANSWER.decode(), "outputs": ["你" * (17 << 20)]}
    put(inbox, "ada.ipynb", json.dumps({"cells": [cell]}, ensure_ascii=False).encode())

    assert {"ada": ANSWER} == answers(inbox)


def test_two_submissions_come_in_the_order_of_their_times(inbox):
    """The table says when, and whose a file is."""
    put(inbox, "first.zip", zipped(guestbook_py=OTHER))
    put(inbox, "again.zip", zipped(guestbook_py=ANSWER))
    times = {
        "first.zip": (datetime(2026, 11, 1, 12), "ada"),
        "again.zip": (datetime(2026, 11, 2, 12), "ada"),
    }

    found = collect(inbox, Roster([ADA]), times)

    assert [("ada", "first.zip"), ("ada", "again.zip")] == [(f.student.key, f.label) for f in found]


def test_a_name_that_fits_two_is_told():
    """Two people may have one name; nobody's work is given to the other."""
    names = Roster([Student("ada1", "Ada Lovelace"), Student("ada2", "Ada Lovelace")])

    student, notes = names.find("Ada Lovelace", "123")

    assert "Ada Lovelace 123" == student.key
    assert "fits `ada1` and `ada2`" in notes[0]


@pytest.mark.parametrize(
    "table",
    [
        "student,name,id,email\nada,Ada Lovelace,17,ada@example.org\n",
        "\ufeffFirst name;Last name;ID number;Email address\nAda;Lovelace;17;ada@example.org\n",
        "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
        '"Lovelace, Ada",17,17,ada,A\n',
    ],
    ids=["ours", "Moodle's", "Canvas's"],
)
def test_a_roster_is_what_the_school_gives(tmp_path, table):
    """Commas or semicolons; the columns of three systems."""
    (tmp_path / "roster.csv").write_text(table, "utf-8")

    (student,) = roster(tmp_path / "roster.csv").students

    assert ("ada", "Ada Lovelace", "17") == (student.key, student.name, student.id)


def test_times_have_the_zone_of_the_course(tmp_path):
    """A time without a zone is the course's."""
    path = tmp_path / "received.csv"
    path.write_text("file,student,received\na.zip,ada,2026-12-01 23:59\n", "utf-8")

    found = received(path, lambda when: when.replace(tzinfo=UTC))

    assert {"a.zip": (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), "ada")} == found
