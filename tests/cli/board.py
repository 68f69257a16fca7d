"""A small project that anybody can reckon with: three by three fields of 100 m, with a vertex each
25 m. The south-west corner is at (700000, 6600000); fids run from 1, row by row from there. The
same at both dates: houses in the middle, arable land, meadows and woods around.

    7 arable   8 arable  9 meadow
    4 meadow   5 houses  6 arable
    1 woods    2 meadow  3 arable
"""

import geopackage
import program

X, Y = 700_000_000, 6_600_000_000
N, SIDE, STEP = 3, 100_000, 25_000

ARABLE, MEADOW = ('CS6.3.0', 'US1.1.3'), ('CS6.1.1', 'US1.1.1')
WOODS, HOUSES = ('CS4.1.2', 'US7.0.0'), ('CS1.1.1', 'US5.1.1')
MAP = (WOODS, MEADOW, ARABLE,
       MEADOW, HOUSES, ARABLE,
       ARABLE, ARABLE, MEADOW)


def square(column, row, n=1, m=1):
    """The ring around @n columns and @m rows, from its south-west corner."""
    west, south = X + column * SIDE, Y + row * SIDE
    east, north = west + n * SIDE, south + m * SIDE
    return ([(x, south) for x in range(west, east, STEP)]
            + [(east, y) for y in range(south, north, STEP)]
            + [(x, north) for x in range(east, west, -STEP)]
            + [(west, y) for y in range(north, south, -STEP)])


def labels(cover, use):
    return {f'{field}{vintage}': code
            for vintage in ('21', '24') for field, code in (('cs', cover), ('us', use))}


def make(path, n=N):
    """With @n fields a side, the map over and over."""
    done = program.run('new', path, '--vintage', '21', '--vintage', '24', '--author', 'Camille')
    assert done.returncode == program.DONE, done.stderr
    with geopackage.Writer(path) as writer:
        for i in range(n * n):
            column, row = i % n, i // n
            writer.insert_face([square(column, row)], labels(*MAP[row % N * N + column % N]))
        edge = square(0, 0, n, n)
        writer.insert_edge(edge + edge[:1])
    return path
