"""The demo is a partition, says check and says a reader that shares no line with it; and both see
at once when it is none. Other programs are kept from making it none."""

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
    for i, ((ax, ay), (bx, by)) in enumerate(zip(ring, ring[1:]), 1):
        if (ax + bx) % 2 == (ay + by) % 2 == 0:
            return [ring[:i] + [((ax + bx) // 2, (ay + by) // 2)] + ring[i:], *polygon[1:]]
    raise AssertionError('no segment with a middle on the grid')


def stray(writer, fid, polygon):
    x, y = partition.as_ogr(polygon).Centroid().GetPoint_2D()
    west, south, side = round(x) - 30_000, round(y) - 30_000, 60_000
    east, north = west + side, south + side
    writer.insert_face([[(west, south), (east, south), (east, north), (west, north)]], {})


def lone_node(writer, fid, polygon):
    writer.replace_face(fid, with_node(polygon))


def deleted(writer, fid, polygon):
    writer.delete_face(fid)


def duplicated(writer, fid, polygon):
    writer.insert_face(polygon, {})


# What is done, what check calls it, and a statement that tries the like with the triggers in place.
DAMAGES = {
    'stray face': (stray, 'overlap', 'INSERT INTO coverage (geom, since) '
                                     'SELECT geom, since FROM coverage WHERE fid = ?'),
    'missing node': (lone_node, 'missing-node', 'UPDATE coverage SET geom = '
                                                '(SELECT geom FROM coverage WHERE fid = 1) '
                                                'WHERE fid = ?'),
    'deleted edge face': (deleted, 'gap', 'DELETE FROM coverage WHERE fid = ?'),
    'duplicated face': (duplicated, 'duplicate', 'INSERT OR REPLACE INTO coverage (geom) '
                                                 'SELECT geom FROM coverage WHERE fid = ?'),
}


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.folder())
        cls.sound = program.demo(os.path.join(cls.folder, 'map'))
        database = geopackage.connect(cls.sound)
        cls.partition = partition.of_file(database)
        cls.faces = geopackage.faces(database)
        database.close()

    def errors(self, path):
        return [finding for finding in program.json_lines('check', path)
                if finding.get('severity') == 'error']

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
        return min(self.partition.owner[segment] for segment in self.partition.edge)

    def inner_face(self):
        """A large one that does not touch the edge."""
        on_edge = {self.partition.owner[segment] for segment in self.partition.edge}
        return max(set(self.faces) - on_edge,
                   key=lambda fid: geopackage.twice_area(self.partition.rings[fid]))

    def damaged(self, name):
        path = os.path.join(self.folder, 'damaged.gpkg')
        shutil.copy(self.sound, path)
        fid = self.edge_face() if name == 'deleted edge face' else self.inner_face()
        with geopackage.Writer(path) as writer:
            act, *_ = DAMAGES[name]
            act(writer, fid, self.partition.rings[fid])
        return path, fid

    def test_check_finds(self):
        for name, (_, rule, _) in DAMAGES.items():
            with self.subTest(name):
                path, fid = self.damaged(name)
                check = program.run('check', path)
                self.assertEqual(check.returncode, program.FINDINGS)
                found = [error for error in self.errors(path) if error['rule'] == rule]
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
        for name, (*_, sql) in DAMAGES.items():
            with self.subTest(name), self.assertRaisesRegex(sqlite3.IntegrityError,
                                                            'geometry is edited in Millésime'):
                database.execute(sql, (self.inner_face(),))
        database.close()
        database = geopackage.connect(path)
        self.assertTrue(geopackage.faces(database) == self.faces)
        database.close()

    def topology(self, path):
        rules = [error['rule'] for error in self.errors(path)]
        return [rule for rule in rules if rule not in ('mmu', 'pair')]

    def test_edits_do_not_spread_it(self):
        """Where the ground is broken an edit is done or refused, or the file is called damaged; in
        the end no more is broken than was."""
        for name in DAMAGES:
            with self.subTest(name):
                path, fid = self.damaged(name)
                before = self.topology(path)
                xs, ys = zip(*self.partition.rings[fid][0])
                west, east = min(xs) / 1000, max(xs) / 1000
                south, north = min(ys) / 1000, max(ys) / 1000
                answers, code = program.edit(
                    path, 'pair CS6.3.0 US1.1.3\n'
                    f'line all {west - 2} {south - 2} {east + 2} {north + 2}\n'
                    f'line all {west - 2} {north + 2} {east + 2} {south - 2}\n'
                    f'polygon {west} {south} {east} {south} {east} {north} {west} {north}\n')
                if code == program.INPUT:
                    self.assertEqual(answers[-1]['rule'], 'file')
                else:
                    self.assertEqual(len(answers), 3, answers)
                self.assertEqual(self.topology(path), before)


if __name__ == '__main__':
    import tap
    tap.main()
