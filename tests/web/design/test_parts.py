"""Browser parts: pinned, without addresses, copied with their licence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sijill.web.design.parts import FILES, PartsMissing, collect

ROOT = Path(__file__).resolve().parents[3]


def given_modules(root: Path) -> None:
    for source in FILES:
        (root / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (root / "node_modules" / source).write_bytes(b"a part")


def test_collect_copies_each_file_once(tmp_path):
    given_modules(tmp_path)
    copied = collect(tmp_path, tmp_path / "build")
    assert [path.read_bytes() for path in copied] == [b"a part"] * len(FILES)
    kept = copied[0].stat().st_ino
    assert collect(tmp_path, tmp_path / "build")[0].stat().st_ino == kept


def test_a_missing_part_says_what_to_do(tmp_path):
    with pytest.raises(PartsMissing, match="npm ci"):
        collect(tmp_path, tmp_path / "build")


def test_the_lock_pins_everything_and_holds_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert set(packages) == {"node_modules/vazirmatn"}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_the_style_sheet_asks_for_a_file_that_is_collected():
    sheet = ROOT / "src/sijill/web/design/static/design/base.css"
    assert "../parts/vazirmatn/vazirmatn-nl.woff2" in sheet.read_text(encoding="utf-8")
    assert "vazirmatn/vazirmatn-nl.woff2" in FILES.values()
    assert "vazirmatn/OFL.txt" in FILES.values()
