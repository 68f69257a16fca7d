"""Samples from drawing to merging, as those who have only the command line and a form see them."""

import contextlib
import json
import os
import shlex
import sqlite3
import unittest
import xml.etree.ElementTree

from osgeo import gdal, ogr

import geopackage
import program
import tap

ogr.UseExceptions()
gdal.UseExceptions()

M2 = 2_000_000


def tell(*words):
    """The only line of JSON, and what the program left with."""
    done = program.run('sample', *words, '--json')
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return (lines[0] if len(lines) == 1 else lines), done.returncode


def table(path, sql, *values):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(sql, values).fetchall()


def units(path):
    """What each unit is, to the last bit."""
    return table(path, 'SELECT id, part, cover, use, mixed, stratum, probability, area2, x, y, geom FROM unit ORDER BY id')


class Samples(unittest.TestCase):
    def run(self, result=None):
        with program.folder() as self.folder:
            super().run(result)

    def path(self, name):
        return os.path.join(self.folder, name)

    def draw(self, *words, out='a.gpkg'):
        told, status = tell(self.project, '-o', self.path(out), *words)
        self.assertEqual(status, program.DONE)
        return told

    def setUp(self):
        self.project = program.demo(self.folder, 3000)

    def test_draw(self):
        """Regions counted once more by “list”: each class has its share, and a floor under it."""
        told = self.draw('--dimension', 'cover', '--vintage', '24', '--seed', 7, '--largest-ha', 0, '--share', 10)
        regions = program.json_lines('list', 'regions', self.project, 'vintage=24 dimension=cover !uncoded')
        counts = {}
        for region in regions:
            counts[region['code']] = counts.get(region['code'], 0) + 1
        self.assertEqual({stratum['code']: stratum['regions'] for stratum in told['strata']}, counts)
        for stratum in told['strata']:
            n = stratum['regions']
            self.assertEqual(stratum['drawn'], min(n, max(12, -(-n // 10))), stratum)
        self.assertEqual(told['units'], sum(stratum['drawn'] for stratum in told['strata']))
        places = {(region['code'], region['area_m2']) for region in regions}
        for _, _, cover, _, _, stratum, probability, area2, *_, blob in units(self.path('a.gpkg')):
            self.assertEqual(geopackage.twice_area(geopackage.rings(blob)), area2)
            self.assertIn((cover, area2 / M2), places)
            self.assertEqual(cover, stratum)
            self.assertTrue(0 < probability <= 1)

        # The same number draws the same, another one does not.
        self.draw('--dimension', 'cover', '--vintage', '24', '--seed', 7, '--largest-ha', 0, '--share', 10, out='b.gpkg')
        self.draw('--dimension', 'cover', '--vintage', '24', '--seed', 8, '--largest-ha', 0, '--share', 10, out='c.gpkg')
        self.assertEqual(units(self.path('a.gpkg')), units(self.path('b.gpkg')))
        self.assertNotEqual(units(self.path('a.gpkg')), units(self.path('c.gpkg')))
        self.assertEqual(told['drawing'],
                         '--dimension cover --vintage 24 --share 10 --floor 12 --largest-ha 0 --sets 1 --seed 7')

    def test_agreed(self):
        """What a sample has to reach is the project's rule of the day, frozen, and what “accuracy” goes by."""
        def asked(path, *words):
            told, = [json.loads(line) for line in program.run('accuracy', path, '--json', *words).stdout.splitlines()]
            return told['limit'], told['class_limit']

        told = self.draw('--seed', 1)
        self.assertEqual((told['limit'], told['class_limit']), (90, 85))
        for words, status in ((('accuracy', '95.5'), program.DONE), (('class-accuracy', '88'), program.DONE),
                              (('accuracy', '100.5'), program.USAGE), (('class-accuracy', '-1'), program.USAGE)):
            self.assertEqual(program.run('rule', self.project, *words).returncode, status, words)
        rules = dict(line.split('\t')[:2] for line in program.run('rule', self.project).stdout.decode().splitlines())
        self.assertEqual((rules['accuracy'], rules['class-accuracy']), ('95.5', '88'))
        self.draw('--seed', 1, out='b.gpkg')
        own = self.draw('--seed', 1, '--class-limit', 70, out='c.gpkg')
        self.assertEqual((own['limit'], own['class_limit']), (95.5, 70))

        self.assertEqual(asked(self.path('a.gpkg')), (90, 85))
        self.assertEqual(asked(self.path('b.gpkg')), (95.5, 88))
        self.assertEqual(asked(self.path('b.gpkg'), '--limit', 80), (80, 88))
        self.assertEqual(asked(self.path('c.gpkg')), (95.5, 70))

    def test_more(self):
        """A difficult pair has a larger share, and what is told of the drawing can be given to a shell."""
        pair, n = max(table(self.project, """SELECT cs24 || ' ' || us24, count (*) FROM coverage WHERE cs24 NOT NULL
                                             AND us24 NOT NULL GROUP BY 1"""), key=lambda row: row[1])
        words = ('--dimension', 'pair', '--seed', 7, '--share', 10, '--floor', 0)
        drawn = []
        for i, more in enumerate(((), ('--more', pair + '=2.5'))):
            told = self.draw(*words, *more, out=f'{i}.gpkg')
            drawn += [stratum for stratum in told['strata'] if stratum['code'] == pair]
        self.assertEqual([stratum['drawn'] for stratum in drawn],
                         [-(-stratum['regions'] * share // 1000) for stratum, share in zip(drawn, (100, 250))])
        self.assertIn(('--more', pair + '=2.5'), list(zip(*[iter(shlex.split(told['drawing']))] * 2)))

    def test_sets(self):
        """Two partners’ sets have nothing in common, with each other or with an earlier one."""
        self.draw('--seed', 1)
        told, status = tell(self.project, '--sets', 2, '--units', 60, '--largest-ha', 10, '--without', self.path('a.gpkg'),
                            '-o', self.path('b.gpkg'), '-o', self.path('c.gpkg'), '--seed', 2)
        self.assertEqual(status, program.DONE)
        seen = [{row[8:10] for row in units(self.path(name))} for name in ('a.gpkg', 'b.gpkg', 'c.gpkg')]
        self.assertFalse(seen[0] & seen[1] or seen[0] & seen[2] or seen[1] & seen[2])
        self.assertTrue(all(row[7] <= 100_000 * M2 for name in ('b.gpkg', 'c.gpkg') for row in units(self.path(name))))
        self.assertEqual(told[0]['units'], told[1]['units'])
        self.assertEqual(told[1]['drawing'], '--dimension cover --vintage 24 --units 60 --floor 1 --largest-ha 10 '
                                             '--without a.gpkg --sets 2 --seed 2')
        self.assertEqual(len({one['id'] for one in told}), 2)

    def test_refused(self):
        self.draw('--seed', 1)
        for words, status in (((self.project, '-o', self.path('a.gpkg')), program.USAGE),
                              ((self.project,), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--sets', 2), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--dimension', 'colour'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--vintage', '99'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--more', 'CS1'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--more', 'CS99=2'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--more', 'CS1=inf'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--largest-ha', 'inf'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--floor', '-2'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--largest-ha', '0.000001'), program.FINDINGS),
                              (('merge', self.path('a.gpkg'), '--controller', ' '), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--seed', '-1'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--share', '101'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--limit', '101'), program.USAGE),
                              ((self.project, '-o', self.path('b.gpkg'), '--without', self.project), program.INPUT),
                              (('info', self.project), program.INPUT),
                              (('info',), program.USAGE),
                              (('merge', self.path('a.gpkg')), program.USAGE),
                              (('merge', self.path('a.gpkg'), self.path('nowhere.shp')), program.INPUT),
                              (('export', self.path('a.gpkg'), '--part', '99', '-o', self.path('b.gpkg')), program.FINDINGS)):
            with self.subTest(words):
                done = program.run('sample', *words)
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertEqual(len(done.stderr.decode().splitlines()), 1, done.stderr)
                self.assertFalse(os.path.exists(self.path('b.gpkg')))

    def test_cycle(self):
        """Drawn, handed out in two halves, filled in through GDAL, and brought back."""
        told = self.draw('--seed', 3, '--units', 150)
        self.assertEqual(told['parts'], 2)
        halves = [self.path(f'part{part}.gpkg') for part in (1, 2)]
        for part, half in enumerate(halves, 1):
            one, status = tell('export', self.path('a.gpkg'), '--part', part, '-o', half)
            self.assertEqual((status, one['id']), (program.DONE, told['id']))
        self.assertEqual(sum(len(units(half)) for half in halves), told['units'])

        dataset = gdal.OpenEx(halves[0], gdal.OF_VECTOR | gdal.OF_UPDATE)
        layer = dataset.GetLayerByName('controle')
        n = layer.GetFeatureCount()
        for feature in layer:
            feature['etat_cqp'] = 'erreur' if feature['unite'] % 3 == 0 else 'ok'
            feature['code_remplac'] = 'CS1.1.1' if feature['unite'] % 3 == 0 else None
            feature['erreur_geom'] = False
            layer.SetFeature(feature)
        del layer, dataset
        merged, status = tell('merge', self.path('a.gpkg'), halves[0])
        self.assertEqual((status, merged['left_out'], merged['added']), (program.FINDINGS, n, 0))
        self.assertEqual({remark['kind'] for remark in merged['remarks']}, {'nobody'})
        merged, status = tell('merge', self.path('a.gpkg'), halves[0], '--controller', 'Noé')
        self.assertEqual((status, merged['left_out'], merged['added']), (program.DONE, 0, n))

        # The other half comes back as a shapefile, whose names are cut to ten letters.
        shape = self.path('retour.shp')
        options = gdal.VectorTranslateOptions(format='ESRI Shapefile', layers=['controle'],
                                              selectFields=['etat_cqp', 'code_remplac', 'com_cqp'])
        gdal.PushErrorHandler('CPLQuietErrorHandler')
        gdal.VectorTranslate(shape, halves[1], options=options)
        gdal.PopErrorHandler()
        dataset = gdal.OpenEx(shape, gdal.OF_VECTOR | gdal.OF_UPDATE)
        for feature in (layer := dataset.GetLayer(0)):
            feature['etat_cqp'] = 'nsp'
            layer.SetFeature(feature)
        m = layer.GetFeatureCount()
        del layer, dataset
        merged, status = tell('merge', self.path('a.gpkg'), shape, halves[0], '--controller', 'Eve')
        self.assertEqual(status, program.DONE)
        self.assertEqual(merged[0]['added'], m)
        self.assertEqual(merged[1]['added'], n)

        info, status = tell('info', self.path('a.gpkg'))
        self.assertEqual(status, program.DONE)
        self.assertEqual((info['units'], info['judged'], info['conflicts']), (n + m, n + m, []))
        self.assertEqual(info['controllers'], [{'name': 'Eve', 'judged': n + m}, {'name': 'Noé', 'judged': n}])
        self.assertEqual(info['wrong'], sum(row[0] % 3 == 0 for row in units(halves[0])))
        rest, status = tell('export', self.path('a.gpkg'), '--controller', 'Noé', '-o', self.path('rest.gpkg'))
        self.assertEqual((status, rest['units'], rest['judged']), (program.DONE, m, 0))
        done = program.run('sample', 'export', self.path('a.gpkg'), '--controller', 'Eve', '-o', self.path('none.gpkg'))
        self.assertEqual(done.returncode, program.FINDINGS)

    def test_conflict(self):
        """What one has said twice is told by merge and info, until it is judged again."""
        self.draw('--seed', 3, '--units', 20)
        for name, state in (('b.gpkg', 'ok'), ('c.gpkg', 'erreur')):
            tell('export', self.path('a.gpkg'), '-o', self.path(name))
            with contextlib.closing(geopackage.connect_to_write(self.path(name))) as database:
                database.execute("UPDATE controle SET etat_cqp = ?, controleur = 'Noé' WHERE unite = 5", (state,))
        self.assertEqual(tell('merge', self.path('a.gpkg'), self.path('b.gpkg'))[1], program.DONE)
        merged, status = tell('merge', self.path('a.gpkg'), self.path('c.gpkg'))
        self.assertEqual((status, merged['conflicts']), (program.FINDINGS, 1))
        self.assertEqual([(remark['kind'], remark['unit']) for remark in merged['remarks']], [('conflict', 5)])
        self.assertEqual(tell('info', self.path('a.gpkg'))[0]['conflicts'], [5])
        self.assertEqual(tell('merge', self.path('a.gpkg'), self.path('c.gpkg'))[1], program.DONE)

    def test_style(self):
        """QGIS finds outlines in the colours in use, and a form that offers the words there are."""
        self.draw('--seed', 3)
        ((name, text),) = table(self.path('a.gpkg'), 'SELECT f_table_name, styleQML FROM layer_styles')
        style = xml.etree.ElementTree.fromstring(text)
        self.assertEqual(name, 'controle')
        symbols = {symbol.get('name'): symbol for symbol in style.iter('symbol')}
        colours = {category.get('value'): symbols[category.get('symbol')].find("layer/Option/Option[@name='line_color']").get('value')
                   for category in style.iter('category')}
        self.assertEqual(colours, {'noverif': '236,239,241,255', 'ok': '100,221,23,255', 'erreur': '255,23,68,255',
                                   'nsp': '0,184,212,255'})
        self.assertEqual({layer.get('class') for layer in style.iter('layer')}, {'SimpleLine'})
        words = style.findall("fieldConfiguration/field[@name='etat_cqp']//Option[@value]")
        self.assertEqual({word.get('value') for word in words}, set(colours))

    def test_own_edits(self):
        """Who has given a region its code is its author, and does not judge it."""
        regions = program.json_lines('list', 'regions', self.project, 'vintage=24 dimension=pair code=CS6.3.0/US1.1.3 area>5000')
        script = ''.join(f"set {region['x']} {region['y']} CS6.1.1 US1.1.1\n" for region in regions[:3])
        results, status = program.edit(self.project, f'vintage 24\nkind change\ndimension pair\n{script}', author='Ada')
        self.assertEqual((status, len(results)), (program.DONE, 3), results)
        sample = self.path('a.gpkg')
        self.draw('--share', 100, '--largest-ha', 0)
        ((n,),) = table(sample, "SELECT count (*) FROM unit WHERE authors = 'Ada'")
        self.assertIn(n, (1, 2, 3))
        with contextlib.closing(geopackage.connect_to_write(sample)) as database:
            database.execute("UPDATE controle SET etat_cqp = 'ok'")
        merged, status = tell('merge', sample, '--controller', 'ADA')
        self.assertEqual((status, merged['left_out']), (program.FINDINGS, n))
        self.assertEqual([remark['kind'] for remark in merged['remarks']], n * ['own-edit'])


if __name__ == '__main__':
    tap.main()
