"""Reads a project file as anybody may: with SQLite and the GeoPackage standard, and nothing of
ours. Coordinates are whole millimetres."""

import sqlite3
import struct

HEADER = struct.Struct('<2sBBi4d')  # magic, version, flags, reference system, envelope
FLAGS = 0x03                        # little-endian, an envelope of two dimensions
LINE, POLYGON = 2, 3


def unpack_points(blob, at):
    """Every coordinate is the double nearest to a whole millimetre."""
    n, = struct.unpack_from('<I', blob, at)
    metres = struct.unpack_from(f'<{2 * n}d', blob, at + 4)
    flat = [round(v * 1000) for v in metres]
    assert all(map(float.__eq__, metres, [mm / 1000 for mm in flat])), 'a point is off the grid'
    return list(zip(flat[::2], flat[1::2])), at + 4 + 16 * n


def wkb(blob):
    """The standard's header before it holds what the geometry says itself."""
    magic, version, flags, _, min_x, max_x, min_y, max_y = HEADER.unpack_from(blob)
    assert (magic, version, flags) == (b'GP', 0, FLAGS)
    assert min_x <= max_x and min_y <= max_y
    return blob[HEADER.size:]


def line(blob):
    text = wkb(blob)
    assert struct.unpack_from('<BI', text) == (1, LINE)
    points, end = unpack_points(text, 5)
    assert end == len(text)
    return points


def rings(blob):
    """The rings of a polygon, each without the repetition of its first point."""
    text = wkb(blob)
    order, kind, n_rings = struct.unpack_from('<BII', text)
    assert (order, kind) == (1, POLYGON)
    found, at = [], 9
    for _ in range(n_rings):
        points, at = unpack_points(text, at)
        assert points[0] == points[-1]
        found.append(points[:-1])
    assert at == len(text)
    return found


def pack_points(points):
    flat = [mm / 1000 for point in points for mm in point]
    return struct.pack(f'<I{len(flat)}d', len(points), *flat)


def pack(points, body, srs_id):
    xs, ys = zip(*points)
    box = (min(xs) / 1000, max(xs) / 1000, min(ys) / 1000, max(ys) / 1000)
    return HEADER.pack(b'GP', 0, FLAGS, srs_id, *box) + body


def pack_line(points, srs_id=2154):
    return pack(points, struct.pack('<BI', 1, LINE) + pack_points(points), srs_id)


def pack_polygon(polygon, srs_id=2154):
    body = struct.pack('<BII', 1, POLYGON, len(polygon))
    body += b''.join(pack_points(ring + ring[:1]) for ring in polygon)
    return pack(polygon[0], body, srs_id)


def segments(ring):
    return zip(ring, ring[1:] + ring[:1])


def twice_area(polygon):
    """Of its outer ring less its holes: counter-clockwise counts up."""
    return sum([ax * by - bx * ay for ring in polygon for (ax, ay), (bx, by) in segments(ring)])


def connect(path):
    return sqlite3.connect(f'file:{path}?mode=ro', uri=True, isolation_level=None)


def label_columns(database):
    return [name for _, name, *_ in database.execute('PRAGMA table_info (coverage)')
            if name not in ('fid', 'geom', 'since', 'surf_m2')]


def faces(database):
    """What tells one state of a coverage from another: by fid, the geometry and all labels."""
    columns = ', '.join(label_columns(database))
    rows = database.execute(f'SELECT fid, geom, {columns} FROM coverage')
    return {fid: row for fid, *row in rows}


def territory(database):
    return dict(database.execute('SELECT id, geom FROM territory'))


def edge_segments(lines):
    return [pair for blob in lines for points in [line(blob)] for pair in zip(points, points[1:])]


FUNCTIONS = {'ST_IsEmpty': lambda blob: 0,
             'ST_MinX': lambda blob: HEADER.unpack_from(blob)[4],
             'ST_MaxX': lambda blob: HEADER.unpack_from(blob)[5],
             'ST_MinY': lambda blob: HEADER.unpack_from(blob)[6],
             'ST_MaxY': lambda blob: HEADER.unpack_from(blob)[7]}


def connect_to_write(path):
    """As a program that knows the functions the standard's triggers need."""
    database = sqlite3.connect(path, isolation_level=None)
    for name, function in FUNCTIONS.items():
        database.create_function(name, 1, function, deterministic=True)
    return database


class Writer:
    """A program that goes around the file's own triggers, to make what they would refuse."""

    def __init__(self, path):
        self.database = connect_to_write(path)

    def execute(self, sql, values=()):
        return self.database.execute(sql, values)

    def __enter__(self):
        """Takes the mark of an operation that nothing can undo."""
        self.execute('BEGIN')
        self.operation = self.execute("INSERT INTO operation (author, verb, barrier) "
                                      "VALUES ('tests', 'import', 1)").lastrowid
        self.execute('UPDATE writer SET operation = ?', (self.operation,))
        return self

    def __exit__(self, *failure):
        self.execute('UPDATE writer SET operation = NULL')
        self.execute('ROLLBACK' if failure[0] else 'COMMIT')
        self.database.close()

    def insert_face(self, polygon, labels):
        """@labels by column: {'cs24': 'CS6.3.0', …}."""
        names = ''.join(f', {name}' for name in labels)
        marks = ', ?' * (len(labels) + 3)
        sql = f'INSERT INTO coverage (geom, since, surf_m2{names}) VALUES ({marks[2:]})'
        return self.execute(sql, (pack_polygon(polygon), self.operation, twice_area(polygon) / 2e6,
                                  *labels.values())).lastrowid

    def insert_edge(self, points):
        self.execute('INSERT INTO territory (geom, since) VALUES (?, ?)',
                     (pack_line(points), self.operation))

    def replace_face(self, fid, polygon):
        self.execute('UPDATE coverage SET geom = ?, since = ?, surf_m2 = ? WHERE fid = ?',
                     (pack_polygon(polygon), self.operation, twice_area(polygon) / 2e6, fid))

    def delete_face(self, fid):
        self.execute('DELETE FROM coverage WHERE fid = ?', (fid,))
