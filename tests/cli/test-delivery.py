"""A delivery is sealed here and verified elsewhere: by another machine, and by another program, from what it was given."""

import hashlib
import json
import os
import shutil
import struct
import unittest

import geopackage
import program
import tap

FIELDS = ('cs', 'us', 'doute', 'source', 'comment', 'photovol')


def number(value):
    return struct.pack('<q', value)


def polygon_digest(rings, texts):
    """As src/DESIGN.md says it, without a line of ours."""
    record = number(len(rings))
    for ring in rings:
        record += number(len(ring)) + b''.join(number(x) + number(y) for x, y in ring)
    record += b''.join((text or '').encode() + b'\0' for text in texts)
    return hashlib.sha256(record).digest()


def fingerprint(project, export):
    """Of what a client is given: polygons from the export, and what they are of from the project."""
    database = geopackage.connect(project)
    about = dict(database.execute("SELECT substr (key, 14), value FROM setting WHERE key GLOB 'nomenclature.*'"))
    vintages = sorted(database.execute('SELECT code, year FROM vintage'))
    lines = ['millesime-fingerprint 1', 'system EPSG:2154', f'name {about["name"]}', f'source {about["source"]}']
    for table in ('cover', 'use'):
        codes = database.execute(f'SELECT code FROM "{table}" WHERE state = \'valid\'')
        lines += [f'{table} {code}' for code in sorted(code for code, in codes)]
    lines += [f'vintage {code} {year}' for code, year in vintages]
    database.close()

    database = geopackage.connect(export)
    columns = ', '.join(field + code for code, _ in vintages for field in FIELDS)
    table, = database.execute('SELECT table_name FROM gpkg_contents').fetchone()
    digests = sorted(polygon_digest(geopackage.rings(geom), texts)
                     for geom, *texts in database.execute(f'SELECT geom, {columns} FROM "{table}"'))
    database.close()
    lines.append(f'polygons {len(digests)}')
    return hashlib.sha256('\n'.join(lines).encode() + b'\n' + b''.join(digests)).hexdigest()


class Delivery(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.path = program.demo(os.path.join(self.folder, 'demo'), 600)

    def seal(self, name, *words):
        done = program.run('version', self.path, name, '--delivery', '--author', 'Noa', *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode().rstrip('\n').split('\t')[-1]

    def test_other_program(self):
        export = os.path.join(self.folder, 'delivered.gpkg')
        sealed = self.seal('lot 1')
        self.assertEqual(program.run('export', self.path, export).returncode, 0)
        self.assertEqual(fingerprint(self.path, export), sealed)

    def test_other_machine(self):
        copy = os.path.join(self.folder, 'copy.gpkg')
        shutil.copy(self.path, copy)
        sealed = self.seal('lot 1')
        for word in (sealed, sealed.upper(), ' '.join(sealed[i:i + 4] for i in range(0, 64, 4))):
            done = program.run('verify', copy, '--fingerprint', word)
            self.assertEqual((done.returncode, done.stdout.decode()), (0, f'{copy}\tthe same\t{sealed}\n'))

        database = geopackage.connect_to_write(copy)
        database.execute("UPDATE coverage SET comment24 = 'x' WHERE fid = 7")
        database.close()
        done = program.run('verify', copy, '--fingerprint', sealed)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout.decode(), rf'^{copy}\tdiffers\t[0-9a-f]{{64}}\n$')

    def test_past(self):
        """What was, sealed later on, is what was sealed then."""
        before = self.seal('before')
        database = geopackage.connect_to_write(self.path)
        database.execute("UPDATE coverage SET comment24 = 'x' WHERE fid = 7")
        database.close()
        after = self.seal('after')
        self.assertNotEqual(before, after)
        self.assertEqual(self.seal('once more', '--as-of', 'before'), before)
        done = program.run('verify', self.path, '--json')
        self.assertEqual(done.returncode, 0)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([(row['name'], row['found'], row['same']) for row in told],
                         [('before', before, True), ('after', after, True), ('once more', before, True)])
        done = program.run('verify', self.path, '--fingerprint', before, '--as-of', 'before')
        self.assertEqual(done.returncode, 0)
        self.assertEqual(program.run('verify', self.path, '--fingerprint', before).returncode, 1)

    def test_compacted(self):
        """What is sealed outlives its history; what is gone is said to be."""
        before = self.seal('before')
        database = geopackage.connect(self.path)
        places = [centre(geopackage.rings(geom)[0]) for geom, in
                  database.execute('SELECT geom FROM coverage ORDER BY surf_m2 DESC LIMIT 6')]
        database.close()
        script = 'vintage 24\n' + ''.join(f'note {x} {y} comment=seen\n' for x, y in places)
        results, code = program.edit(self.path, script)
        self.assertEqual(code, 0, results)
        after = self.seal('after')
        last = results[-1]['operation']
        tried = program.json_lines('compact', self.path, str(last), '--try')[0]
        self.assertEqual((tried['operations'], tried['folded'], tried['packages']), (6, 1, 0))
        done = program.run('compact', self.path, str(last), '--author', 'Noa', '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual({key: told[key] for key in ('operations', 'folded', 'faces', 'states')},
                         {key: tried[key] for key in ('operations', 'folded', 'faces', 'states')})
        done = program.run('verify', self.path)
        self.assertEqual((done.returncode, done.stdout.decode()),
                         (0, f'before\tthe same\t{before}\nafter\tthe same\t{after}\n'))
        self.assertEqual(program.run('check', self.path, '--file').returncode, 0)
        done = program.run('log', self.path)
        self.assertRegex(done.stdout.decode(), rf'{last}\t[^\t]+\tCamille\tcompact\tnote 6\n$')
        done = program.run('info', self.path, '--as-of', str(last - 1))
        self.assertEqual((done.returncode, done.stdout), (2, b''))
        self.assertIn(f'operation {last - 1} went into operation {last}', done.stderr.decode())
        self.assertEqual(program.run('undo', self.path, '--author', 'Noa').returncode, 1)
        room = program.json_lines('info', self.path)[0]['room']
        self.assertEqual((room['folded'], room['free']), (6, 0))

    def test_backup(self):
        """Somebody has it open to edit meanwhile; the copy is a project, and the same map."""
        sealed = self.seal('lot 1')
        copy = os.path.join(self.folder, 'copies', 'copy.gpkg')
        os.mkdir(os.path.dirname(copy))
        with program.Session(self.path) as session:
            session.tell('vintage 24')
            done = program.run('backup', self.path, copy)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b'', b''))
            session.close()
        self.assertEqual(os.listdir(os.path.dirname(copy)), ['copy.gpkg'])
        self.assertEqual(program.run('verify', copy, '--fingerprint', sealed).returncode, 0)
        self.assertEqual(program.run('check', copy, '--file').returncode, 0)
        done = program.run('backup', self.path, copy)
        self.assertEqual(done.returncode, 2)
        self.assertIn('exists already', done.stderr.decode())

    def test_compact_refused(self):
        for words, code, said in ((('compact', self.path), 2, 'by a state or by days'),
                                  (('compact', self.path, '2', '--older-than', '3'), 2, 'by a state or by days'),
                                  (('compact', self.path, '--older-than', '3', '--author', 'Noa'), 1, 'Nothing is as old'),
                                  (('compact', self.path, '2', '--author', 'Noa'), 1, 'nothing to compact'),
                                  (('compact', self.path, '9', '--author', 'Noa'), 1, 'There is no operation 9')):
            done = program.run(*words)
            self.assertEqual(done.returncode, code, words)
            self.assertIn(said, done.stderr.decode())

    def test_tampered(self):
        """Who writes around the rules of the file, so that no history tells of it, is told by the seal."""
        self.seal('lot 1')
        self.seal('lot 2')
        database = geopackage.connect_to_write(self.path)
        database.execute('UPDATE writer SET operation = 2, foreign_operation = 2')
        database.execute("UPDATE coverage SET comment24 = 'x' WHERE fid = 7")
        database.execute('UPDATE writer SET operation = NULL, foreign_operation = NULL')
        database.close()
        done = program.run('verify', self.path)
        self.assertEqual(done.returncode, 1)
        self.assertEqual([line.split('\t')[:2] for line in done.stdout.decode().splitlines()],
                         [['lot 1', 'differs'], ['lot 2', 'differs']])
        self.assertEqual(program.run('verify', self.path, 'lot 2').returncode, 1)

    def test_refused(self):
        self.seal('lot 1')
        for words, said in ((('verify', self.path, 'lot 2'), 'There is no delivery “lot 2”'),
                            (('verify', self.path, '--fingerprint', 'abc'), 'no fingerprint'),
                            (('verify', self.path, 'lot 1', '--fingerprint', 'abc'), 'not against both'),
                            (('verify', self.path, '--as-of', 'lot 1'), 'a state of its own'),
                            (('version', self.path, 'x', '--as-of', 'lot 1'), 'Only a delivery'),
                            (('version', self.path, 'lot 1', '--delivery', '--author', 'Noa'), 'already')):
            done = program.run(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(said, done.stderr.decode())
        done = program.run('version', self.path, 'x', '--delivery', '--as-of', '99', '--author', 'Noa')
        self.assertEqual(done.returncode, 1)
        self.assertIn('There is no operation 99', done.stderr.decode())


def centre(ring):
    """Of a ring, in metres: whichever face is there."""
    return (sum(x for x, _ in ring) / len(ring) / 1000, sum(y for _, y in ring) / len(ring) / 1000)


if __name__ == '__main__':
    tap.main()
