"""What can go wrong when a table is prepared for publication."""


class DisclosureError(ValueError):
    """A refused table; `code` is stable, `params` fill its translated message."""

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(message)
        self.code = code
        self.params = params
