"""A nomenclature of one dimension through every command: CORINE Land Cover, on the real map of Malta where it is at hand."""

import csv
import io
import os
import unittest

from osgeo import ogr

import program
import tap

MALTA = os.path.join(os.environ.get('MLS_SHARED', ''), 'data', 'clc_malta', 'clc2018_mt.gpkg')


@unittest.skipUnless(os.path.exists(MALTA), 'the map of Malta is not at hand')
class Malta(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.folder())
        cls.path = os.path.join(cls.folder, 'malta.gpkg')
        cls.run_done('new', cls.path, '--crs', 'EPSG:3035', '--nomenclature', 'clc', '--vintage', '18', '--author', 'Anna')
        cls.run_done('import', cls.path, MALTA, '--layer', 'clc18_mt', '--reproject', '--author', 'Anna')

    @classmethod
    def run_done(cls, *words):
        done = program.run(*words)
        assert done.returncode == program.DONE, done
        return done.stdout.decode()

    def column(self, *words):
        return [line.split('\t')[0] for line in self.run_done(*words).splitlines()]

    def test_check(self):
        """Nothing is missing where there is nothing to have; all codes are known."""
        lines = self.run_done('check', self.path).splitlines()
        self.assertEqual({line.split('\t')[1] for line in lines[:-1]}, {'vertices'})
        self.assertTrue(lines[-1].startswith('0 errors, 0 warnings'), lines[-1])

    def test_matrix(self):
        rows = list(csv.reader(io.StringIO(self.run_done('matrix', self.path, '--from', '18', '--to', '18', '--dimension', 'take',
                                                         '--csv'))))
        self.assertEqual(rows[0], ['from', 'U', 'A', 'F', 'N', 'W', 'total'])
        source = ogr.Open(self.path)
        layer = source.ExecuteSQL("SELECT sum (surf_m2) FROM coverage WHERE cs18 LIKE '1%'", dialect='SQLite')
        built = layer.GetNextFeature().GetField(0)
        self.assertAlmostEqual(float(rows[1][1]), built / 10000, places=6)
        for name in ('use', 'pair', 'post4'):
            self.assertEqual(program.run('matrix', self.path, '--dimension', name).returncode, program.USAGE, name)

    def test_list(self):
        self.assertEqual(set(self.column('list', 'regions', self.path, 'code=11')), {'111', '112'})

    def test_edit(self):
        """One code is a whole one, two are one too many, and the least area is that of the classes."""
        code, area, place = self.run_done('list', 'regions', self.path, 'code=242').splitlines()[0].split('\t')
        (both, given, unknown), left = program.edit(
            self.path, f'pair 243\npair 243 US1\nset {place} 243\nset {place} 999\n', author='Anna')
        self.assertEqual((left, both['rule'], unknown['rule']), (program.FINDINGS, 'usage', 'code'))
        self.assertTrue(given['ok'], given)
        self.assertEqual({(region['dimension'], region['minimum_m2']) for region in given['regions']}, {('cover', 250000)})
        self.run_done('undo', self.path, '--author', 'Anna')

    def test_pictures(self):
        """The report, a picture and the map that is handed over know of no uses."""
        report = os.path.join(self.folder, 'report.pdf')
        self.run_done('report', self.path, report)
        self.assertGreater(os.path.getsize(report), 10000)
        picture = os.path.join(self.folder, 'map.png')
        self.run_done('render', self.path, picture, '--at', '4720000,1434000', '--scale', '50000', '--no-photo', '--indicator', 'theme')
        self.assertGreater(os.path.getsize(picture), 1000)

    def test_export(self):
        target = os.path.join(self.folder, 'export.gpkg')
        self.run_done('export', self.path, target)
        source = ogr.Open(target)
        names = [field.GetName() for field in source.GetLayer(0).schema]
        self.assertIn('cs18', names)
        self.assertNotIn('us18', names)


if __name__ == '__main__':
    tap.main()
