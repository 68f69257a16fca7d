"""Samples in the way of trouble: full disks, files that may not be written, a map that was edited meanwhile, and files of
others all at once. Nothing is half done, and each thing that is left out is told."""

import contextlib
import json
import os
import shutil
import sqlite3
import unittest

import disk
import geopackage
import program
import tap

NOE, EVE = 'Noé', 'Eve'


def tell(*words, expected=program.DONE):
    """The lines of JSON."""
    done = program.run(*words, '--json')
    assert done.returncode == expected, (done.returncode, done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def bytes_of(path):
    with open(path, 'rb') as file:
        return file.read()


class Samples(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.project = program.demo(self.folder, 2000)
        self.sample = self.draw('a.gpkg', '--seed', 3)

    def path(self, name):
        return os.path.join(self.folder, name)

    def draw(self, name, *words):
        tell('sample', self.project, '-o', self.path(name), '--dimension', 'cover', '--vintage', '24', *words)
        return self.path(name)

    def copy(self, name):
        return shutil.copy(self.sample, self.path(name))

    def judge(self, path, controller, said):
        """{unit: (state, replacement)}"""
        with contextlib.closing(geopackage.connect_to_write(path)) as database:
            for unit, (state, code) in said.items():
                database.execute('UPDATE controle SET controleur = ?, etat_cqp = ?, code_remplac = ? WHERE unite = ?',
                                 (controller, state, code, unit))

    def units(self, sql='1'):
        with contextlib.closing(sqlite3.connect(self.sample)) as database:
            return database.execute(f'SELECT id, x, y, cover, use FROM unit WHERE {sql} ORDER BY id').fetchall()

    def assert_refused(self, done, code, *names):
        self.assertEqual(done.returncode, code, done)
        self.assertEqual(done.stdout, b'', done)
        self.assertRegex(done.stderr.decode(), r'\Amillesime-cli \w+: [^\n]+\n\Z')
        for name in names:
            self.assertIn(name, done.stderr.decode())

    def assert_no_leftovers(self, folder):
        self.assertEqual([name for name in os.listdir(folder) if name.endswith(('-wal', '-shm', '-journal', '-lock', '.part'))], [])

    def test_full_disk(self):
        """None of the files of a sample is left where one of them does not fit; what does not fit into one leaves it as it
        was."""
        size = os.path.getsize(self.sample)
        with disk.small(self.folder, size + size // 2) as (small, limit):
            one, two = (os.path.join(small, name) for name in ('one.gpkg', 'two.gpkg'))
            done = program.run('sample', self.project, '--sets', 2, '-o', one, '-o', two, '--seed', 1, **limit)
            if not limit:
                self.assert_refused(done, program.INPUT, 'two.gpkg', 'full')
                self.assertEqual(os.listdir(small), [])
            else:
                self.assertEqual(done.returncode, program.DONE)
                os.unlink(one)
                os.unlink(two)

            shutil.copy(self.sample, one)
            partner = self.copy('partner.gpkg')
            self.judge(partner, NOE, {unit: ('erreur', 'x' * 20000) for unit, *_ in self.units()})
            before = bytes_of(one)
            done = program.run('sample', 'merge', one, partner, **limit)
            self.assert_refused(done, program.INPUT, 'one.gpkg', 'full')
            self.assert_no_leftovers(small)
            self.assertEqual(bytes_of(one), before)

            done = program.run('sample', 'export', self.sample, '-o', two, **limit)
            if not limit:
                self.assert_refused(done, program.INPUT, 'two.gpkg', 'full')
                self.assertEqual(os.listdir(small), ['one.gpkg'])

            # With what fits, all goes on.
            partner = self.copy('other.gpkg')
            self.judge(partner, NOE, {unit: ('ok', None) for unit, *_ in self.units()})
            self.assertEqual(tell('sample', 'merge', one, partner)[0]['added'], len(self.units()))

    def test_no_room_at_all(self):
        with disk.small(self.folder, 64 * 1024) as (small, limit):
            path = os.path.join(small, 'one.gpkg')
            done = program.run('sample', self.project, '-o', path, **limit)
            self.assert_refused(done, program.INPUT, 'one.gpkg', 'full')
            self.assertEqual(os.listdir(small), [])

            report = os.path.join(small, 'report.pdf')
            with open(os.path.join(small, 'rest'), 'wb') as file, contextlib.suppress(OSError):
                file.write(bytes(1 << 20))
            done = program.run('accuracy', self.sample, '--report', report, **limit)
            self.assert_refused(done, program.INPUT, 'report.pdf', 'the disk may be full')
            self.assertEqual(os.listdir(small), ['rest'])

    def test_read_only(self):
        """Whoever may only read a sample has its figures, and hands it out; into one nothing comes that cannot be written."""
        self.judge(self.sample, NOE, {1: ('erreur', 'CS6.3.0'), 2: ('ok', None)})
        partner = self.copy('partner.gpkg')
        locked = self.path('locked')
        os.mkdir(locked)
        sample = shutil.copy(self.sample, locked)
        os.chmod(sample, 0o444)
        os.chmod(locked, 0o555)
        before = bytes_of(sample)
        try:
            for words in (('sample', 'info', sample), ('accuracy', sample), ('sample', 'merge', partner, sample),
                          ('sample', 'export', sample, '-o', self.path('out.gpkg')),
                          ('sample', self.project, '-o', self.path('next.gpkg'), '--without', sample),
                          ('sample', 'send-back', self.project, sample, '--author', 'Léa')):
                done = disk.run_respectfully(*words)
                self.assertEqual((done.returncode, done.stderr), (program.DONE, b''), words)
            for words in (('sample', 'merge', sample, partner), ('sample', 'merge', sample, '--controller', EVE),
                          ('sample', self.project, '-o', os.path.join(locked, 'new.gpkg'))):
                self.assert_refused(disk.run_respectfully(*words), program.INPUT, os.path.basename(words[-1] if words[1] != 'merge' else sample))
            self.assertEqual(bytes_of(sample), before)
            self.assertEqual(os.listdir(locked), [os.path.basename(sample)])
        finally:
            os.chmod(locked, 0o755)

    def test_edited_meanwhile(self):
        """What was judged before the map was edited stays what it was; errors find their ground, and what became of it."""
        units = self.units("area2 > 4e9 AND cover NOT IN ('CS1.1.1', 'CS6.3.0') AND use = 'US6.2.3'")[:4]
        self.assertEqual(len(units), 4)
        self.judge(self.sample, NOE, {unit: ('erreur', 'CS6.3.0') for unit, *_ in units})
        before = tell('accuracy', self.sample)
        (_, *edited), (_, *undone), (_, *split), (_, *same) = ((row[0], row[1], row[2]) for row in units)
        x, y = split
        results, status = program.edit(
            self.project, 'vintage 24\nkind correction 24\ndimension pair\n'
            f'set {edited[0]} {edited[1]} CS6.3.0 US1.1.3\nset {undone[0]} {undone[1]} CS6.3.0 US1.1.3\nundo\n'
            f'pair CS6.3.0 US1.1.3\npolygon {x - 12} {y - 12} {x + 12} {y - 12} {x + 12} {y + 12} {x - 12} {y + 12}\n')
        self.assertEqual((status, [result['ok'] for result in results]), (program.DONE, [True] * 4), results)

        self.assertEqual(tell('accuracy', self.sample), before)
        again = self.draw('again.gpkg', '--without', self.sample)
        with contextlib.closing(sqlite3.connect(again)) as database:
            places = {(x, y) for x, y in database.execute('SELECT x, y FROM unit')}
        self.assertFalse(places & {(x, y) for _, x, y, *_ in self.units()})

        # A form of somebody who still has the map as it was: by the place, whatever lies there now.
        partner = self.copy('partner.gpkg')
        self.judge(partner, EVE, {unit: ('ok', None) for unit, *_ in units})
        self.assertEqual(tell('sample', 'merge', self.sample, partner)[0]['added'], 4)

        self.assertEqual(tell('sample', 'send-back', self.project, self.sample, '--author', 'Léa')[0]['sent_back'], 4)
        states = {(found['x'], found['y']): found['rule'] for found in tell('check', self.project, expected=program.DONE)
                  if found.get('rule') in ('sent-back', 'corrected')}
        self.assertEqual(states, {tuple(edited): 'corrected', tuple(split): 'corrected', tuple(undone): 'sent-back',
                                  tuple(same): 'sent-back'})

    def test_several(self):
        """Of many files in one merge each is heard on its own: who differs, who has another sample, what is no file."""
        other = self.draw('other.gpkg', '--seed', 4)
        first, second, third = (self.copy(name) for name in ('b.gpkg', 'c.gpkg', 'd.gpkg'))
        self.judge(first, NOE, {1: ('ok', None), 2: ('ok', None), 3: ('erreur', 'CS6.3.0')})
        self.judge(second, NOE, {2: ('erreur', 'CS6.3.0'), 3: ('erreur', 'CS6.3.0'), 4: ('nsp', None)})
        self.judge(third, EVE, {1: ('erreur', 'CS9.9.9'), 999: ('ok', None)})
        with open(self.path('form.csv'), 'w', encoding='utf-8') as file:
            file.write('unite,etat_cqp,controleur,inutile\n2,nsp,NOÉ,1\n5,juste,Ida,2\n999,ok,Ida,3\n6,bof,Ida,4\n')
        done = program.run('sample', 'merge', self.sample, first, second, other, self.path('none.gpkg'), third,
                           self.path('form.csv'), '--json')
        self.assertEqual(done.returncode, program.INPUT)
        self.assertEqual(len(done.stderr.splitlines()), 2, done.stderr)
        for name, line in zip(('other.gpkg', 'none.gpkg'), done.stderr.decode().splitlines()):
            self.assertIn(name, line)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([(one['added'], one['same'], one['conflicts'], one['left_out']) for one in told],
                         [(3, 0, 0, 0), (1, 1, 1, 0), (1, 0, 0, 0), (1, 0, 1, 2)])
        self.assertEqual([[(remark['kind'], remark.get('unit')) for remark in one['remarks']] for one in told],
                         [[], [('conflict', 2)], [('unknown-code', 1)],
                          [('no-unit', 999), ('unknown-state', 6), ('conflict', 2)]])
        info, = tell('sample', 'info', self.sample)
        self.assertEqual((info['conflicts'], info['judged']), ([2], 5))
        self.assertEqual(info['controllers'], [{'name': EVE, 'judged': 1}, {'name': 'Ida', 'judged': 1}, {'name': NOE, 'judged': 4}])

        # All of it once more is nothing new.
        again = tell('sample', 'merge', self.sample, first, second, third, self.path('form.csv'), expected=program.FINDINGS)
        self.assertEqual([(one['added'], one['changed'], one['conflicts']) for one in again], [(0, 0, 0)] * 4)

        # Two files of one sample are one sample.
        self.assert_refused(program.run('accuracy', self.sample, first), program.USAGE, 'a.gpkg', 'b.gpkg')

    def test_empty(self):
        """A sample of nothing, as somebody has made it, is in nobody’s way."""
        empty = self.copy('empty.gpkg')
        with contextlib.closing(geopackage.connect_to_write(empty)) as database:
            for table in ('controle', 'unit', 'stratum'):
                database.execute(f'DELETE FROM {table}')
        self.assertEqual(tell('sample', 'info', empty)[0]['units'], 0)
        self.assertEqual(tell('accuracy', empty)[0]['verdict'], 'none')
        self.assertEqual(program.run('accuracy', empty, '--report', self.path('r.pdf')).returncode, program.DONE)
        self.assertTrue(bytes_of(self.path('r.pdf')).startswith(b'%PDF-'))
        self.judge(self.sample, NOE, {1: ('ok', None)})
        self.assertEqual(tell('sample', 'merge', self.sample, empty)[0]['added'], 0)
        merged, = tell('sample', 'merge', empty, self.sample, expected=program.FINDINGS)
        self.assertEqual((merged['added'], [remark['kind'] for remark in merged['remarks']]), (0, ['no-unit']))
        self.assertEqual(tell('sample', 'send-back', self.project, empty, '--author', 'Léa')[0]['sent_back'], 0)
        self.assert_refused(program.run('sample', 'export', empty, '-o', self.path('x.gpkg')), program.FINDINGS, 'empty.gpkg')
        self.draw('next.gpkg', '--without', empty)

        # Who has deleted the rows of the form has taken back what they said, and what others say comes in all the same.
        bare = self.copy('bare.gpkg')
        with contextlib.closing(geopackage.connect_to_write(bare)) as database:
            database.execute('DELETE FROM controle')
        self.assertEqual(tell('sample', 'merge', self.sample, bare)[0]['added'], 0)
        self.judge(self.sample, EVE, {2: ('ok', None)})
        merged, = tell('sample', 'merge', bare, self.sample)
        self.assertEqual((merged['older'], merged['added']), (1, 1))


if __name__ == '__main__':
    tap.main()
