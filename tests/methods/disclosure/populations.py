"""Small invented populations and the linked tables that count them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from sijill.methods.disclosure import Suppressed, Table
from sijill.methods.disclosure.tables import Mark, suppressed

Person = tuple[int, int, int, int]


def table_of(name: str, cells: Sequence[Sequence[int]]) -> Table:
    """Return a table with made-up labels starting with `name`."""
    return Table(
        tuple(f"{name} row {number}" for number in range(len(cells))),
        tuple(f"{name} column {number}" for number in range(len(cells[0]))),
        tuple(tuple(line) for line in cells),
    )


def tables_of(people: Sequence[Person], sizes: Sequence[tuple[int, int]]) -> list[Table]:
    """Count the same people by their first two and by their last two traits."""
    tables = []
    for number, (rows, columns) in enumerate(sizes):
        traits = [person[2 * number : 2 * number + 2] for person in people]
        cells = [[traits.count((r, c)) for c in range(columns)] for r in range(rows)]
        tables.append(table_of(f"table {number}", cells))
    return tables


@st.composite
def linked_tables(draw: st.DrawFn, most: int = 9) -> list[Table]:
    """One or two tables of at most six cells over at most `most` people."""
    shapes = st.sampled_from([(1, 2), (2, 1), (2, 2), (2, 3), (3, 2)])
    sizes = draw(st.lists(shapes, min_size=1, max_size=2))
    bounds = [size for shape in (*sizes, (1, 1))[:2] for size in shape]
    person = st.tuples(*(st.integers(0, bound - 1) for bound in bounds))
    people = draw(st.lists(person, min_size=1, max_size=most))
    return tables_of(people, sizes)


def marked_somehow(table: Table, threshold: int, chosen: set[int]) -> Suppressed:
    """Withhold the numbers at the chosen positions, each with the mark that is true of it."""
    marks = {}
    for position, cell in enumerate(table):
        if position in chosen:
            count = table[cell]
            small = Mark.PRIMARY if count else Mark.ABSENCE
            marks[cell] = small if count < threshold else Mark.SECONDARY
    return suppressed(table, threshold, marks)


def spread(seed: int, total: int, rows: int, columns: int, name: str, evenness: float) -> Table:
    """Spread `total` people over a table at random; low evenness leaves many small cells."""
    random = np.random.default_rng(seed)
    shares = random.dirichlet([evenness] * (rows * columns))
    counts = random.multinomial(total, shares).reshape(rows, columns)
    return table_of(name, counts.tolist())
