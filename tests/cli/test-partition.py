"""The demo is a partition, says check and says a reader that shares no line with it; and both see at
once when it is none. Other programs are kept from making it none."""

import os
import shutil
import sqlite3
import unittest

import geopackage
import partition
import program


def with_node(polygon):
    """A face with one more vertex, right on its border, that the face across lacks."""
    ring = polygon[0]
    i = next(i for i, ((ax, ay), (bx, by)) in enumerate(zip(ring, ring[1:])) if (ax + bx) % 2 == (ay + by) % 2 == 0)
    (ax, ay), (bx, by) = ring[i:i + 2]
    return [ring[:i + 1] + [((ax + bx) // 2, (ay + by) // 2)] + ring[i + 1:], *polygon[1:]]


class Damage:
    """What is done to the file, what check calls it, and the statement that tries the same without
    going around the triggers."""

    def __init__(self, rule, act, sql):
        self.rule, self.act, self.sql = rule, act, sql


def stray(writer, fid, polygon):
    x, y = partition.as_ogr(polygon).Centroid().GetPoint_2D()
    west, south = round(x) - 30_000, round(y) - 30_000
    square = [(west, south), (west + 60_000, south), (west + 60_000, south + 60_000), (west, south + 60_000)]
    writer.insert_face([square], {})


DAMAGES = {
    'stray face': Damage('overlap', stray, 'INSERT INTO coverage (geom, since) SELECT geom, since FROM coverage WHERE fid = ?'),
    'missing node': Damage('missing-node', lambda writer, fid, polygon: writer.replace_face(fid, with_node(polygon)),
                           'UPDATE coverage SET geom = (SELECT geom FROM coverage WHERE fid = 1) WHERE fid = ?'),
    'deleted edge face': Damage('gap', lambda writer, fid, polygon: writer.delete_face(fid),
                                'DELETE FROM coverage WHERE fid = ?'),
    'duplicated face': Damage('duplicate', lambda writer, fid, polygon: writer.insert_face(polygon, {}),
                              'INSERT OR REPLACE INTO coverage (geom) SELECT geom FROM coverage WHERE fid = ?'),
}


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = program.folder()
        cls.folder = scratch.__enter__()
        cls.addClassCleanup(scratch.__exit__, None, None, None)
        cls.sound = program.demo(os.path.join(cls.folder, 'map'))
        database = geopackage.connect(cls.sound)
        cls.partition = partition.of_file(database)
        cls.faces = geopackage.faces(database)
        database.close()

    def errors(self, path):
        return [finding for finding in program.json_lines('check', path) if finding.get('severity') == 'error']

    def test_with_photos(self):
        """As anybody makes it: `demo d --faces 2000 && check d/demo.gpkg`."""
        directory = os.path.join(self.folder, 'd')
        self.assertEqual(program.run('demo', directory, '--faces', 2000).returncode, program.DONE)
        path = os.path.join(directory, 'demo.gpkg')
        check = program.run('check', path)
        self.assertEqual((check.returncode, check.stderr), (program.DONE, b''))
        self.assertIn(b'0 errors', check.stdout)
        self.assertEqual(sorted(os.listdir(directory)),
                         ['demo.gpkg', 'ortho-2021.tif', 'ortho-2024.tif', 'truth.gpkg'])
        database = geopackage.connect(path)
        self.assertTrue(geopackage.faces(database) == self.faces)
        database.close()

    def test_reader_agrees(self):
        self.partition.prove()
        self.assertGreater(len(self.faces), 1700)
        self.assertEqual(self.errors(self.sound), [])

    def edge_face(self):
        """One on the territory's edge."""
        return min(fid for (a, b), fid in self.partition.owner.items() if (a, b) in self.partition.edge)

    def inner_face(self):
        """A large one that does not touch the edge."""
        on_edge = {self.partition.owner[segment] for segment in self.partition.edge}
        return max(set(self.faces) - on_edge, key=lambda fid: geopackage.twice_area(self.partition.rings[fid]))

    def damaged(self, name):
        path = os.path.join(self.folder, 'damaged.gpkg')
        shutil.copy(self.sound, path)
        fid = self.edge_face() if name == 'deleted edge face' else self.inner_face()
        with geopackage.Writer(path) as writer:
            DAMAGES[name].act(writer, fid, self.partition.rings[fid])
        return path, fid

    def test_check_finds(self):
        for name, damage in DAMAGES.items():
            with self.subTest(name):
                path, fid = self.damaged(name)
                check = program.run('check', path)
                self.assertEqual(check.returncode, program.FINDINGS)
                found = [error for error in self.errors(path) if error['rule'] == damage.rule]
                self.assertEqual(len(found), 1, check.stdout.decode())
                self.assert_near(found[0], fid)

    def assert_near(self, finding, fid):
        xs, ys = zip(*self.partition.rings[fid][0])
        self.assertTrue(min(xs) / 1000 - 30 <= finding['x'] <= max(xs) / 1000 + 30, finding)
        self.assertTrue(min(ys) / 1000 - 30 <= finding['y'] <= max(ys) / 1000 + 30, finding)

    def test_reader_finds(self):
        for name in DAMAGES:
            with self.subTest(name):
                path, _ = self.damaged(name)
                database = geopackage.connect(path)
                with self.assertRaises(AssertionError):
                    partition.of_file(database).prove()
                database.close()

    def test_others_may_not(self):
        path = os.path.join(self.folder, 'other.gpkg')
        shutil.copy(self.sound, path)
        database = geopackage.connect_to_write(path)
        for name, damage in DAMAGES.items():
            with self.subTest(name), self.assertRaisesRegex(sqlite3.IntegrityError, 'geometry is edited in Millésime'):
                database.execute(damage.sql, (self.inner_face(),))
        database.close()
        database = geopackage.connect(path)
        self.assertTrue(geopackage.faces(database) == self.faces)
        database.close()

    def test_edits_do_not_spread_it(self):
        """Where the ground is broken an edit is done or refused, and leaves no more errors than there
        were."""
        for name in DAMAGES:
            with self.subTest(name):
                path, fid = self.damaged(name)
                before = self.errors(path)
                xs, ys = zip(*self.partition.rings[fid][0])
                west, south, east, north = (v / 1000 for v in (min(xs), min(ys), max(xs), max(ys)))
                answers, code = program.edit(path, f'pair CS6.3.0 US1.1.3\n'
                                             f'line all {west - 2} {south - 2} {east + 2} {north + 2}\n'
                                             f'line all {west - 2} {north + 2} {east + 2} {south - 2}\n'
                                             f'polygon {west} {south} {east} {south} {east} {north} {west} {north}\n')
                self.assertEqual(len(answers), 3, answers)
                self.assertIn(code, (program.DONE, program.FINDINGS))
                after = self.errors(path)
                topology = [[e['rule'] for e in found if e['rule'] not in ('mmu', 'pair')] for found in (before, after)]
                self.assertEqual(*topology)


if __name__ == '__main__':
    import tap
    tap.main()
