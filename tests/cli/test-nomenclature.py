"""What a nomenclature of a project is made to be: classes set, written as a folder, replaced by another with a table."""

import csv
import filecmp
import os
import sqlite3
import unittest

import board
import program
import tap

SHIPPED = os.environ['MLS_NOMENCLATURE']


def rows(path):
    with open(path, newline='', encoding='utf-8') as file:
        return [['' if field in ('0', '#000000') else field for field in row] for row in csv.reader(file)]


class Nomenclature(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.path = board.make(os.path.join(self.folder, 'board.gpkg'))

    def done(self, *words, code=program.DONE):
        done = program.run(*words)
        self.assertEqual(done.returncode, code, done)
        return done.stdout.decode()

    def classes(self, *options):
        lines = self.done('nomenclature', self.path, *options).splitlines()
        return {tuple(line.split('\t')[:2]): line.split('\t')[2:] for line in lines}

    def operation(self):
        return program.json_lines('info', self.path)[0]['operation']

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def codes(self):
        with sqlite3.connect(self.path) as database:
            return sorted(database.execute('SELECT cs21, us21, cs24, us24 FROM coverage'))

    def test_set(self):
        """A class is another from the next operation on; a state before has the one of then."""
        key = 'cover', 'CS6.3.0'
        before = self.classes()[key]
        self.done('nomenclature', self.path, 'set', *key, 'colour=#010203', 'minimum=1234', 'label_fr=Labour')
        self.done('nomenclature', self.path, 'set', *key, 'minimum=1500')
        after = self.classes()[key]
        self.assertEqual(after[:2], ['#010203', '1500'])
        self.assertEqual(self.classes('--as-of', self.operation())[key], before)
        with sqlite3.connect(self.path) as database:
            self.assertEqual(database.execute("SELECT count (*) FROM cover WHERE code = 'CS6.3.0'").fetchone(), (2,))
        for words in (('set', 'cover', 'CS6.3.0', 'colour=red'), ('set', 'cover', 'CS6.3.0', 'minimum=-1'),
                      ('set', 'cover', 'CS6.3.0', 'minimum=1,5'), ('set', 'pair', 'CS6.3.0', 'minimum=1'),
                      ('set', 'cover', 'CS9.9.9', 'minimum=1'), ('set', 'cover', 'CS6.3.0', 'size=1'), ('set',), ('paint',)):
            with self.subTest(words):
                self.done('nomenclature', self.path, *words, code=program.USAGE)

    def test_minimum_judges(self):
        """An edit is judged by the minimum that holds when it is made."""
        split = 'pair CS6.3.0 US1.1.3\nline 700095 6600150 700205 6600150\n'
        self.done('nomenclature', self.path, 'set', 'cover', 'CS1.1.1', 'minimum=9000')
        results, _ = program.edit(self.path, split)
        self.assertEqual(results[-1]['rule'], 'mmu')
        self.done('nomenclature', self.path, 'set', 'cover', 'CS1.1.1', 'minimum=50')
        results, _ = program.edit(self.path, split)
        self.assertTrue(results[-1]['ok'], results)

    def test_export(self):
        """What is written is what was shipped, table by table, and is read again."""
        for name in ('ocs2d', 'clc'):
            project, folder = (os.path.join(self.folder, f'{name}{end}') for end in ('.gpkg', ''))
            self.done('new', project, '--author', 'Anna', '--nomenclature', name)
            self.done('nomenclature', project, 'export', folder)
            for table in ('about', 'cover', 'use', 'pair', 'indicator', 'transition', 'symbol', 'rule'):
                shipped = os.path.join(SHIPPED, name, f'{table}.csv')
                if not os.path.exists(shipped):
                    self.assertFalse(os.path.exists(os.path.join(folder, f'{table}.csv')), table)
                    continue
                own, theirs = rows(os.path.join(folder, f'{table}.csv')), rows(shipped)
                self.assertEqual(own[0], theirs[0], table)
                self.assertEqual(sorted(own), sorted(theirs), f'{name} {table}')
            again, other = os.path.join(self.folder, f'{name}-again.gpkg'), os.path.join(self.folder, f'{name}-again')
            self.done('new', again, '--author', 'Anna', '--nomenclature', folder)
            self.done('nomenclature', again, 'export', other)
            self.assertEqual(filecmp.dircmp(folder, other).diff_files, [])
            self.done('nomenclature', again, 'export', other, code=program.INPUT)

    def test_replace(self):
        """All ground, every date, in one operation; what is not known of it is told first, and nothing written."""
        codes, operation = self.codes(), self.operation()
        told = self.done('nomenclature', self.path, 'replace', 'clc', '--author', 'Anna', code=program.FINDINGS)
        self.assertEqual({line.split('\t')[0] for line in told.splitlines()}, {'missing'})
        self.assertEqual(sum(float(line.split('\t')[5]) for line in told.splitlines()), 2 * 90000)
        self.assertEqual((self.codes(), self.operation()), (codes, operation))

        covers = sorted({row[i] for row in codes for i in (0, 2)})
        uses = sorted({row[i] for row in codes for i in (1, 3)})
        other = os.path.join(self.folder, 'other')
        self.done('nomenclature', self.path, 'export', other)
        for table in ('cover', 'pair', 'transition', 'symbol'):
            path = os.path.join(other, f'{table}.csv')
            with open(path, encoding='utf-8') as file:
                text = file.read()
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text.replace(covers[0], covers[0][:-1] + '9'))
        self.done('nomenclature', self.path, 'replace', other, '--author', 'Anna', code=program.FINDINGS)
        table = self.write('map.csv', f'dimension,from,to\ncover,{covers[0]},{covers[0][:-1]}9\n')
        self.done('nomenclature', self.path, 'replace', other, '--map', table, '--only-tell', '--author', 'Anna')
        self.assertEqual(self.codes(), codes)
        told = self.done('nomenclature', self.path, 'replace', other, '--map', table, '--author', 'Anna')
        self.assertEqual({line.split('\t')[0] for line in told.splitlines()} - {'same'}, {'mapped'})
        new = [tuple(code.replace(covers[0], covers[0][:-1] + '9') for code in row) for row in codes]
        self.assertEqual((self.codes(), self.operation()), (sorted(new), operation + 1))
        self.assertNotIn(('cover', covers[0]), self.classes())
        self.assertIn(('cover', covers[0]), self.classes('--as-of', operation))
        self.done('check', self.path, '--file')
        self.done('undo', self.path, '--author', 'Anna', code=program.FINDINGS)
        self.assertTrue(uses)

    def test_tables(self):
        """A table that leads nowhere, or to two places, is refused with its line."""
        for text in ('dimension,from,to\ncover,CS1.1.1,999\n', 'dimension,from,to\ncover,CS1.1.1,111\ncover,CS1.1.1,112\n',
                     'dimension,from,to\npair,CS1.1.1,111\n', 'dimension,from,to\ncover,,111\n', 'from,to\n', '',
                     'dimension,from,to\ncover,CS1.1.1,11\n'):
            with self.subTest(text):
                done = program.run('nomenclature', self.path, 'replace', 'clc', '--map', self.write('map.csv', text), '--author', 'Anna')
                self.assertNotEqual(done.returncode, program.DONE)
                self.assertIn(b'map.csv', done.stderr)

    def test_legacy(self):
        """Codes of old deliveries come in, are flagged, and nothing of them is lost."""
        source = self.write('old.geojson', '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": '
                            '"urn:ogc:def:crs:EPSG::2154"}}, "features": [' + ','.join(
                                f'{{"type": "Feature", "properties": {{"cs_15": "{code}", "us_15": "US1.1.3"}}, "geometry": '
                                f'{{"type": "Polygon", "coordinates": [[[{x}, 6600000], [{x + 100}, 6600000], '
                                f'[{x + 100}, 6600100], [{x}, 6600100], [{x}, 6600000]]]}}}}'
                                for code, x in (('CS2.2.0', 700000), ('CS1.0.0', 700100), ('CS0.0.0', 700200))) + ']}')
        path = os.path.join(self.folder, 'old.gpkg')
        self.done('new', path, '--author', 'Anna', '--vintage', '15')
        self.done('import', path, source, '--author', 'Anna')
        found = [line.split('\t') for line in program.run('check', path).stdout.decode().splitlines()]
        flagged = {code for line in found for code in ('CS2.2.0', 'CS1.0.0', 'CS0.0.0') if code in line[-1] and line[0] != 'note'}
        self.assertEqual(flagged, {'CS2.2.0', 'CS1.0.0', 'CS0.0.0'})
        with sqlite3.connect(path) as database:
            self.assertEqual(database.execute("SELECT code, state, parent FROM cover WHERE state = 'tolerated' ORDER BY code").fetchall(),
                             [('CS0.0.0', 'tolerated', None), ('CS1.0.0', 'tolerated', 'CS1'), ('CS2.2.0', 'tolerated', 'CS2.2')])
            self.assertEqual(sorted(code for code, in database.execute('SELECT cs15 FROM coverage')), ['CS0.0.0', 'CS1.0.0', 'CS2.2.0'])


if __name__ == '__main__':
    tap.main()
