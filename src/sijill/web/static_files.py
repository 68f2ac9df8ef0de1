"""Addresses of static files, each worked out once a process."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a desk page names some thirty files, always the same ones."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self._addresses: dict[str | None, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file with the digest of its content in its name."""
        if force or name not in self._addresses:
            address = super().url(name, force)
            if force:
                return address
            self._addresses[name] = address
        return self._addresses[name]
