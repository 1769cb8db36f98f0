"""What the documents say exists does, and what exists is in the documents."""

import re
from pathlib import Path

import pytest

from geodata.catalog.load import load
from pages._http.routes import ROUTES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


@pytest.mark.parametrize("id", list(load().datasets))
def test_every_dataset_is_named_in_the_readme(id):
    assert re.search(rf"\b{id}\b", README)


def test_every_page_is_named_in_the_readme():
    for page in (ROOT / "pages").glob("*.py"):
        if page.stem not in ("__init__", "main", "explore"):
            assert f"`/{page.stem}`" in README


def test_every_route_that_people_call_is_in_the_readme():
    for route in ROUTES:
        start = route.path.split("{")[0].rstrip("/")
        assert start in README or start in ("/drawn", "/vendor/leaflet")


def test_commands_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_every_requirement_is_pinned_and_says_what_for():
    for path in ROOT.glob("requirements*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[\w.\[\]-]+==[\w.]+\s+# .+", line), line


def test_every_setting_says_why():
    for line in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8").splitlines():
        if re.match(r"\w+ =", line):
            assert re.search(r"  # \w", line), line
