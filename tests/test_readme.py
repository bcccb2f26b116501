"""The README says what is so: its commands, its table of chapters, its links."""

import re

import pytest

from workbook import shelf

README = (shelf.ROOT / "README.md").read_text("utf-8")
CI = (shelf.ROOT / ".ci" / "run").read_text("utf-8")
WORKFLOW = (shelf.ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
VISIBLE = 12  # entries at the root that a newcomer has to understand


def test_ci_runs_the_test_command():
    """What the README promises is what CI calls."""
    assert "python3 start.py test" in README
    assert CI.splitlines()[-1].startswith("python3 start.py test ||")


@pytest.mark.parametrize("command", ["pip install -r", "pytest chapters", "start.py test"])
def test_the_workflow_runs_the_other_ways_in(command):
    """The ways of the README that need no start.py are run on a machine of GitHub's."""
    assert command in README
    assert command in WORKFLOW


def test_the_workflow_names_what_its_job_proves():
    """The notebooks run as shipped, and with the solutions put in."""
    assert 'name: "nbclient: notebooks as shipped, and with solutions"' in WORKFLOW


@pytest.mark.parametrize("chapter", shelf.chapters(), ids=lambda chapter: chapter.name)
def test_the_table_has_a_row_for_the_chapter(chapter):
    """It links the notebook and names every exercise, and no other."""
    (row,) = re.findall(rf"^\| \[.*\]\(notebooks/{chapter.name}\.ipynb\) \|.*$", README, re.M)

    named = re.findall(r"`(\w+)`", row.rpartition("|")[0].rpartition("|")[2])

    assert [exercise.name for exercise in chapter.exercises] == named


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name):
    """Every link to a file of the repository has that file."""
    text = re.sub("`[^`]*`", "", (shelf.ROOT / name).read_text("utf-8"))
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)

    assert [] == [link for link in links if not (shelf.ROOT / link).exists()]


def test_the_root_can_be_understood_at_a_glance():
    """At most twelve entries are visible in a fresh clone."""
    mine = {"my"}
    seen = [p.name for p in shelf.ROOT.iterdir() if p.name[0] != "." and p.name not in mine]

    assert len([name for name in seen if not name.endswith(".egg-info")]) <= VISIBLE, seen


HEADINGS = "1 2.1.1 2.1.2 2.2.1 2.2.2 2.3.1 2.3.2 3.1.1 3.1.2 3.2.1"
"""Of the article, as far as it can be read by all."""
ROW = (
    r"^\| ([\d.]+) [^|]+\| \[([^]]+)\]\((chapters/\w+/chapter\.md)#([\w-]+)\) "
    r"\| `run (\w+)` \| `(\w+)` \|$"
)


class TestArticle:
    """The table of the article's headings."""

    rows = re.findall(ROW, README, re.M)

    def test_each_heading_is_there(self):
        """Nothing that the article promises is left out."""
        assert HEADINGS.split() == [number for number, *_ in self.rows]

    @pytest.mark.parametrize("row", rows, ids=lambda row: row[0])
    def test_it_leads_to_a_section_a_run_and_an_exercise(self, row):
        """The section has this title, and the program can be run by itself."""
        _, title, path, anchor, program, exercise = row

        assert f"\n## {title}\n" in (shelf.ROOT / path).read_text("utf-8")
        assert re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") == anchor
        assert "__main__" in shelf.solution(shelf.exercise(program)).read_text("utf-8")
        assert shelf.exercise(exercise).chapter == path.split("/")[1]
