"""What can be wrong with a country pack or a boundary file, each with a stable code."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PackProblem:
    """One thing to correct: the file, the line or key, a code and what to do."""

    file: str
    where: str
    code: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.advice}"


class PackInvalid(ValueError):
    """A country pack cannot be loaded. ``problems`` names every one that was found."""

    code = "pack.invalid"

    def __init__(self, problems: list[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


@dataclass
class BoundaryFileRefused(ValueError):
    """A boundary file is not what it should be. ``code`` and ``params`` make the message."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {dict(self.params)}"
