"""What is told of a state of the past is what was told of the file at that time."""

import argparse
import importlib
import os
import shutil
import unittest

import geopackage
import program
import tap

N_EDITS, N_STATES = 240, 12

trial = importlib.import_module('test-random')
trial.PAUSE = 0  # what is undone here was done by an earlier session, of which a trial knows nothing


def rows(path, layer):
    """What an export holds: of each polygon its outline and its fields."""
    database = geopackage.connect(path)
    found = sorted(database.execute(f'SELECT * FROM "{layer}"'), key=repr)
    database.close()
    return found


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
        self.assert_alike(['info'], forget=('project', 'check'))

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
