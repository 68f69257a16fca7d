"""Projects whose tables hold what no program of ours writes: whatever a command makes of it, it
ends with an answer, in lines that can be read."""

import contextlib
import json
import math
import os
import random
import shutil
import sqlite3
import struct
import unittest

import board
import geopackage
import program
import tap

COMMANDS = ('info {} --json', 'check {} --json', 'list faces {} --json', 'list changes {} --json',
            'list findings {} --json', 'list exceptions {} --json', 'log {} --json',
            'version {} --json', 'vintage {} --json', 'edit {} --author Camille', 'undo {} --author Camille --json',
            'vintage {} add 2019 --copy 24 --author Camille --json')

SCRIPT = '''pair CS6.3.0 US1.1.3
line all 699990 6600150 700310 6600150
polygon 700040 6600040 700160 6600040 700160 6600160 700040 6600160
set 700150 6600150 CS6.1.1 US1.1.1 comment=x
merge 700150 6600150 into 700150 6600050
move 700100 6600125 to 700101 6600126
cure 700150 6600150
except 700150 6600150 "so it is"
accept 700150 6600150
send-back 700150 6600150 "no"
version "odd"
undo
redo
'''

POINT = struct.pack('<BI2d', 1, 1, 700000, 6600000)
CORNERS = [(board.X, board.Y), (board.X + 5000, board.Y), (board.X + 5000, board.Y + 5000)]
FOURTH = board.X, board.Y + 5000
FAR = 2 ** 52


def with_doubles(*values):
    """A polygon with these coordinates, on whatever grid."""
    body = struct.pack(f'<BIII{len(values)}d', 1, geopackage.POLYGON, 1, len(values) // 2, *values)
    return geopackage.pack(CORNERS, body, 2154)


GEOMETRIES = {
    'none': None,
    'no bytes': b'',
    'text': 'POLYGON EMPTY',
    'number': 7,
    'header': geopackage.pack(CORNERS, b'', 2154),
    'empty': b'GP\0\x11' + struct.pack('<i', 2154),
    'point': geopackage.pack(CORNERS, POINT, 2154),
    'many': geopackage.pack(CORNERS, struct.pack('<BII', 1, 6, 1) + POINT, 2154),
    'three dimensions': geopackage.pack(CORNERS, struct.pack('<BII', 1, 1003, 0), 2154),
    'big-endian': geopackage.pack(CORNERS, struct.pack('>BII', 0, 3, 0), 2154),
    'no ring': geopackage.pack(CORNERS, struct.pack('<BII', 1, 3, 0), 2154),
    'endless rings': geopackage.pack(CORNERS, struct.pack('<BII', 1, 3, 2 ** 32 - 1), 2154),
    'endless points': geopackage.pack(CORNERS, struct.pack('<BIII', 1, 3, 1, 2 ** 32 - 1), 2154),
    'no area': geopackage.pack_polygon([CORNERS[:2] + CORNERS[:1]]),
    'one point': geopackage.pack_polygon([CORNERS[:1] * 3]),
    'clockwise': geopackage.pack_polygon([CORNERS[::-1]]),
    'bow-tie': geopackage.pack_polygon([[CORNERS[0], CORNERS[2], CORNERS[1], FOURTH]]),
    'open': with_doubles(700000, 6600000, 700005, 6600000, 700005, 6600005, 700000, 6600005),
    'nan': with_doubles(*[math.nan] * 8),
    'infinite': with_doubles(*[math.inf] * 8),
    'far': with_doubles(*[1e300, -1e300] * 4),
    'edge of the grid': geopackage.pack_polygon([[(-FAR, -FAR), (FAR, -FAR), (FAR, FAR)]]),
    'off the grid': with_doubles(700000.0001, 6600000, 700005, 6600000, 700005, 6600005,
                                 700000.0001, 6600000),
}

STATEMENTS = {
    'labels that are no text': "UPDATE coverage SET cs24 = x'ff00fe', us24 = 7, comment24 = x'c3', "
                               "doute21 = 1e999",
    'long labels': "UPDATE coverage SET comment24 = hex (zeroblob (500000)), "
                   "source24 = char (10, 13, 34, 92, 1)",
    'no labels': 'UPDATE coverage SET cs24 = NULL, us24 = NULL, cs21 = NULL, us21 = NULL',
    'no faces': 'DELETE FROM coverage',
    'no territory': 'DELETE FROM territory',
    'huge fids': 'UPDATE coverage SET fid = 9223372036854775807 - fid',
    'negative fids': 'UPDATE coverage SET fid = -fid',
    'operations to come': 'UPDATE coverage SET since = 9223372036854775807',
    'no operations': 'UPDATE coverage SET since = NULL; DELETE FROM operation',
    'a vintage that is SQL': "UPDATE vintage SET code = '21; DROP TABLE coverage' "
                             "WHERE code = '21'",
    'a vintage without columns': "UPDATE vintage SET code = '99' WHERE code = '21'",
    'no vintage': 'DELETE FROM vintage',
    'too many vintages': 'WITH n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 99) '
                         "INSERT OR IGNORE INTO vintage (code, year, title, position, since) "
                         "SELECT i, 2000 + i, i, i, 1 FROM n",
    'states that are none': "UPDATE vintage SET state = 'ajar', copied_from = '99', imported_from = x'ff'",
    'minima that are none': "UPDATE cover SET minimum = 'much'; UPDATE use SET minimum = -1e999",
    'minima without end': 'UPDATE cover SET minimum = 1e999; UPDATE use SET minimum = 1e300',
    'codes without order': "UPDATE cover SET level = 99, parent = code, colour = 'red'; "
                           "UPDATE use SET parent = code",
    'pairs without codes': "UPDATE pair SET cover = '', valid_from = 'never'; DELETE FROM cover",
    'operations that undo themselves': 'UPDATE operation SET undoes = id, barrier = 0',
    'operations without sense': "UPDATE operation SET author = x'ff', verb = '', kind = char (9), "
                                "vintages = '21,,x', at = 'then', min_x = 1e999, barrier = 'no'",
    'findings without sense': "INSERT INTO finding (rule, severity, x, y, message, vintage, dimension) "
                              "VALUES ('bogus', 'bogus', 1e999, 'x', x'ff', '99', 'bogus'), "
                              "('mmu', 'error', 0, 0, '', '24', NULL); "
                              "INSERT INTO setting VALUES ('checked_operation', 'x')",
    'exceptions without sense': "INSERT INTO exception (rule, vintage, dimension, x, y, reason, since) "
                                "VALUES ('bogus', '99', 'bogus', 'x', 1e999, x'ff', 1), "
                                "('mmu', '24', 'cover', 1e300, 0, '', 1)",
    'decisions without sense': "INSERT INTO decision (review, from_vintage, vintage, dimension, x, y, area_m2, since) "
                               "VALUES ('bogus', '99', 'bogus', 'bogus', 'x', 1e999, x'ff', 1), "
                               "('sent-back', '24', '24', 'cover', 700150, 6600150, -1e300, 1), "
                               "('sent-back', '21', '24', 'pair', 700150, 6600150, 1e300, 1)",
    'versions without sense': "INSERT INTO version (name, author, operation_id) "
                              "VALUES (x'ff0041', '', 99)",
    'another system': 'UPDATE gpkg_contents SET srs_id = 4326; '
                      'DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 2154',
    'a system that is none': "UPDATE gpkg_spatial_ref_sys SET definition = 'PROJCS[', "
                             "organization = x'ff'",
    'no R-tree': 'DELETE FROM rtree_coverage_geom; DELETE FROM rtree_territory_geom',
    'an R-tree that lies': 'UPDATE rtree_coverage_geom SET minx = 0, maxx = 1',
    'a mark left behind': 'UPDATE writer SET operation = 7, foreign_operation = 9',
    'no mark': 'DELETE FROM writer',
    'a missing table': 'DROP TABLE exception',
    'a missing column': 'ALTER TABLE operation RENAME COLUMN author TO somebody',
    'a view for a table': 'ALTER TABLE setting RENAME TO settings; '
                          'CREATE VIEW setting AS SELECT * FROM settings',
}


class Contents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.folder())
        cls.sound = board.make(os.path.join(cls.folder, 'sound.gpkg'))

    def odd(self, act):
        """A copy of the board on which @act does what no trigger allows."""
        path = os.path.join(self.folder, 'odd.gpkg')
        shutil.copy(self.sound, path)
        database = geopackage.connect_to_write(path)
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = dict(triggers.fetchall())
        for name in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        act(database)
        for sql in triggers.values():
            with contextlib.suppress(sqlite3.OperationalError): # its table is gone
                database.execute(sql)
        database.close()
        return path

    def assert_answers(self, path):
        for command in COMMANDS:
            done = program.run(*command.format(path).split(' '), script=SCRIPT)
            self.assertIn(done.returncode, range(4), (command, done.stderr))
            self.assertLessEqual(done.stderr.count(b'\n'), 1, (command, done.stderr))
            for line in done.stdout.decode().splitlines():
                json.loads(line)

    def assert_answers_with(self, sql, *values):
        self.assert_answers(self.odd(lambda database: database.execute(sql, values)))

    def test_faces(self):
        for name, blob in GEOMETRIES.items():
            with self.subTest(name):
                self.assert_answers_with('UPDATE coverage SET geom = ? WHERE fid = 5', blob)

    def test_territory(self):
        for name in ('none', 'text', 'header', 'point', 'endless points', 'nan'):
            with self.subTest(name):
                self.assert_answers_with('UPDATE territory SET geom = ?', GEOMETRIES[name])

    def test_statements(self):
        for name, sql in STATEMENTS.items():
            with self.subTest(name):
                self.assert_answers(self.odd(lambda database: database.executescript(sql)))

    def test_random_bytes(self):
        """One byte of a geometry is another one."""
        chance = random.Random(17)
        blob = geopackage.pack_polygon([board.square(1, 1)])
        for _ in range(25):
            at = chance.randrange(len(blob))
            self.assert_answers_with('UPDATE coverage SET geom = ? WHERE fid = 5',
                                     blob[:at] + chance.randbytes(1) + blob[at + 1:])


if __name__ == '__main__':
    tap.main()
