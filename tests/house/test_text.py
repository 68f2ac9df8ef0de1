"""What no file of ours may hold."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.house.source import PROJECT

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![A-Za-z0-9_.])/(work|root)/"),
    "a download address in a lock file": re.compile(r'"resolved": *"http'),
    "a registry's host": re.compile(
        r"(registry\.npm" + r"js|files\.python" + r"hosted|pypi\.o" + r"rg/simple)"
    ),
}


def tracked() -> list[str]:
    done = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    return done.stdout.split()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = []
    for name in tracked():
        path = PROJECT / name
        if path.suffix in (".png", ".mo", ".woff2") or not path.is_file():
            continue
        if FORBIDDEN[what].search(path.read_text(errors="replace")):
            found.append(name)
    assert found == []


def test_no_file_of_somebody_else_is_tracked() -> None:
    theirs = re.compile(r"\.(min\.js|woff2?|ttf|otf)$|(^|/)(vendor|node_modules)/")
    assert [name for name in tracked() if theirs.search(name)] == []


def test_source_files_hold_one_noun() -> None:
    """Near 400 lines, ask whether two nouns share the file."""
    long = []
    for name in tracked():
        if name.startswith("src/") and name.endswith(".py") and "/migrations/" not in name:
            lines = len((PROJECT / name).read_text().splitlines())
            if lines > 400:
                long.append(f"{name}: {lines}")
    assert long == []
