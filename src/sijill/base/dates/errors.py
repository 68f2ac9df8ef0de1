"""What can be wrong with a date, each with a stable code for translation."""


class DateProblem(ValueError):
    """A date that cannot be taken as it is; ``code`` and ``params`` make the reader's message.

    Codes: ``date.not_understood``, ``date.no_such_day``, ``date.no_such_month``, ``date.no_year``,
    ``date.two_digit_year``, ``date.year_out_of_range``, ``date.range_reversed``,
    ``date.not_a_serial``, ``date.born_later``, ``date.impossible``, ``date.no_wording``.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(f"{code} {params}")
