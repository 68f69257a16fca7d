"""What is told of a state of the past is what was told of the file at that time."""

import argparse
import collections
import fractions
import importlib
import os
import shutil
import unittest

import geopackage
import program
import tap

N_EDITS, N_STATES = 240, 12
M2 = 2_000_000  # in half square millimetres

trial = importlib.import_module('test-random')
trial.PAUSE = 0  # what is undone here was done by an earlier session, of which a trial knows nothing


def rows(path, layer):
    """What an export holds: of each polygon its outline and its fields."""
    database = geopackage.connect(path)
    found = sorted(database.execute(f'SELECT * FROM "{layer}"'), key=repr)
    database.close()
    return found


def cover_of(codes):
    """Of "CS1.1.1 US5.0.0", either of which may be missing, as may both."""
    return next((code for code in (codes or '').split() if code.startswith('CS')), None)


class State(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.folder())
        cls.path = program.demo(os.path.join(cls.folder, 'demo'), 600)
        cls.copies = {}  # by operation
        options = argparse.Namespace(seed=int.from_bytes(os.urandom(3), 'big'), edits=N_EDITS // N_STATES)
        tap.say(f'seed {options.seed}')
        for i in range(N_STATES):
            cls.edit(options)
            options.seed += 1
            for _ in range(i % 4):
                assert program.run('undo', cls.path, '--author', 'Camille').returncode == 0
            cls.keep()
            cls.change_settings(i)

    @classmethod
    def edit(cls, options):
        with program.Session(cls.path) as session:
            going = trial.Trial(cls.path, session, options)
            going.run()
            going.world.database.close()
            session.close()

    @classmethod
    def keep(cls):
        (info,) = program.json_lines('info', cls.path)
        copy = os.path.join(cls.folder, f'{info["operation"]}.gpkg')
        shutil.copy(cls.path, copy)
        cls.copies[info['operation']] = copy

    @classmethod
    def change_settings(cls, i):
        """What is true from some operation on."""
        if i % 3 == 0:
            assert program.run('rule', cls.path, 'minimum-width', 2 + i).returncode == 0
        if i == N_STATES // 2:
            done = program.run('vintage', cls.path, 'add', '22', '--copy', '21', '--author', 'Camille')
            assert done.returncode == 0, done.stderr
        if i == N_STATES // 3:
            assert program.run('check', cls.path).returncode in (0, 1)

    def assert_alike(self, before, after=(), forget=()):
        """Of a call with words before and after the name of the project."""
        for operation, copy in self.copies.items():
            then = program.json_lines(*before, self.path, *after, '--as-of', operation)
            told = program.json_lines(*before, copy, *after)
            for line in (*then, *told):
                for key in forget:
                    line.pop(key, None)
            self.assertEqual(then, told, (before, after, operation))
            self.assertTrue(then)

    def test_info(self):
        self.assert_alike(['info'], forget=('project', 'check', 'room'))

    def test_lists(self):
        self.assert_alike(['list', 'faces'])
        self.assert_alike(['list', 'regions'], ('--dimension', 'cover', '--vintage', '21'))
        self.assert_alike(['list', 'changes'])
        self.assert_alike(['list', 'regions'], ('area<900',))

    def test_matrix(self):
        self.assert_alike(['matrix'])
        self.assert_alike(['matrix'], ('--dimension', 'cover', '--unit', 'count'))
        self.assert_alike(['matrix'], ('--dimension', 'enaf', '--balance'))

    def test_check(self):
        """But for what is known of an earlier check, which is of no state but the last."""
        for copy in self.copies.values():
            database = geopackage.connect_to_write(copy)
            database.execute("DELETE FROM finding WHERE origin = 'check'")
            database.close()
        self.assert_alike(['check'])

    def test_export(self):
        for operation, copy in self.copies.items():
            then, there = (os.path.join(self.folder, f'{name}{operation}.gpkg') for name in ('then', 'there'))
            for path, target, words in ((self.path, then, ('--as-of', operation)), (copy, there, ())):
                done = program.run('export', path, target, '--layer', 'map', *words)
                self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(rows(then, 'map'), rows(there, 'map'))

    def assert_faces(self, told, before, after):
        """What two files hold of each face, as the faces that differ."""
        was, is_ = ({row[0]: row[1:] for row in database.execute(
            f'SELECT fid, geom, {", ".join(geopackage.label_columns(database))} FROM coverage')} for database in (before, after))
        self.assertEqual(sorted(told['created']), sorted(is_.keys() - was.keys()))
        self.assertEqual(sorted(told['removed']), sorted(was.keys() - is_.keys()))
        self.assertEqual(sorted(told['changed']), sorted(fid for fid in was.keys() & is_.keys() if was[fid] != is_[fid]))

    def assert_balance(self, lines, before, after, n_touched):
        """In half square millimetres, per vintage and cover: what is there now less what was is what came less what went. Of
        each face that was redrawn, what is under half a square metre counts for rounding."""
        for vintage in ('21', '24'):
            gain = collections.Counter()
            for sign, database in ((-1, before), (1, after)):
                for code, blob in database.execute(f'SELECT cs{vintage}, geom FROM coverage'):
                    gain[code] += sign * geopackage.twice_area(geopackage.rings(blob))
            for line in lines:
                if line['vintage'] == vintage:
                    area = fractions.Fraction(str(line['area_m2'])) * M2
                    self.assertEqual(area.denominator, 1)
                    gain[cover_of(line.get('from'))] += area
                    gain[cover_of(line.get('to'))] -= area
            for code, rest in gain.items():
                self.assertLessEqual(abs(rest), n_touched * M2 // 2, (vintage, code))

    def test_diff(self):
        operations = sorted(self.copies)
        half = N_STATES // 2 + 1  # before the date that is added
        for i, j in ((0, 1), (1, 4), (0, half - 1), (half - 1, 2), (half, N_STATES - 1)):
            first, second = operations[i], operations[j]
            (told,) = program.json_lines('diff', self.path, first, second)
            lines = told['flows']
            before, after = (geopackage.connect(self.copies[operation]) for operation in (first, second))
            self.assert_faces(told, before, after)
            self.assert_balance(lines, before, after, sum(len(told[key]) for key in ('created', 'changed', 'removed')))
            self.assertTrue(lines)
            before.close()
            after.close()

    def test_diff_of_codes(self):
        """Where no border moves, each area is told to the last half square millimetre."""
        with program.folder() as folder:
            path = program.demo(os.path.join(folder, 'demo'), 600)
            database = geopackage.connect(path)
            fid, blob = database.execute('SELECT fid, geom FROM coverage WHERE cs24 = ? AND us24 = ? ORDER BY surf_m2 DESC',
                                         ('CS6.3.0', 'US1.1.3')).fetchone()
            database.close()
            area = geopackage.twice_area(geopackage.rings(blob))
            write = geopackage.connect_to_write(path)
            write.execute('UPDATE coverage SET cs24 = ?, us24 = ? WHERE fid = ?', ('CS6.1.1', 'US1.1.1', fid))
            write.close()
            done = program.run('version', path, 'later', '--author', 'Camille')
            self.assertEqual(done.returncode, 0, done.stderr)
            (info,) = program.json_lines('info', path)
            (told,) = program.json_lines('diff', path, info['operation'] - 1, 'later')
            (back,) = program.json_lines('diff', path, 'later', info['operation'] - 1)
            self.assertEqual((told['created'], told['changed'], told['removed']), ([], [fid], []))
            (flow,), (other,) = told['flows'], back['flows']
            self.assertEqual((flow['vintage'], flow['from'], flow['to']), ('24', 'CS6.3.0 US1.1.3', 'CS6.1.1 US1.1.1'))
            self.assertEqual((other['to'], other['from'], other['area_m2']), (flow['from'], flow['to'], flow['area_m2']))
            self.assertEqual(fractions.Fraction(str(flow['area_m2'])) * M2, area)

    def test_refused(self):
        for word in ('0', '-1', '99999', 'nothing'):
            for command in ('info', 'check', 'matrix'):
                done = program.run(command, self.path, '--as-of', word)
                self.assertEqual(done.returncode, program.USAGE, (command, word))
                self.assertIn(word, done.stderr.decode())
        done = program.run('list', 'findings', self.path, '--as-of', '3')
        self.assertEqual(done.returncode, program.USAGE)

    def test_version(self):
        """A state has a name, which does as well as its number, and may be read while the file is open elsewhere."""
        with program.Session(self.path) as session:
            session.ask('version "delivery"')
            (then,) = program.json_lines('info', self.path, '--as-of', 'delivery')
            (told,) = program.json_lines('info', self.path)
            self.assertEqual({**then, 'check': None}, {**told, 'check': None})
            session.close()


if __name__ == '__main__':
    tap.main()
