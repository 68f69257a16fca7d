"""What users of the map have noticed, in files as they come, and errors of samples: both in the queue, each once."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import unittest

from osgeo import gdal, ogr, osr

import geopackage
import program
import tap

ogr.UseExceptions()
gdal.UseExceptions()

NAMES = ('dimension', 'code_existant', 'code_remplac', 'erreur_geom', 'data_exo', 'commentaire', 'millesime', 'valid_cqe')


def system(epsg):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def write(path, driver, points, names=NAMES, epsg=2154):
    """Points are (x, y, {column: value}), in Lambert-93."""
    source = ogr.GetDriverByName(driver).CreateDataSource(path)
    layer = source.CreateLayer('signalements', system(epsg), ogr.wkbPoint)
    for name in names:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    way = osr.CoordinateTransformation(system(2154), system(epsg))
    for x, y, values in points:
        feature = ogr.Feature(layer.GetLayerDefn())
        ground = ogr.CreateGeometryFromWkt(f'POINT ({x} {y})')
        ground.Transform(way)
        feature.SetGeometry(ground)
        for name, value in values.items():
            feature.SetField(names.index(name), value)
        layer.CreateFeature(feature)


def shift(blob):
    """A polygon, a thousand kilometres to the east."""
    return geopackage.pack_polygon([[(x + 1_000_000_000, y) for x, y in ring] for ring in geopackage.rings(blob)])


def tell(*words, expected=program.DONE):
    done = program.run(*words, '--author', 'Noé', '--json')
    assert done.returncode == expected, (done.returncode, done.stderr)
    return json.loads(done.stdout)


class Maintenance(unittest.TestCase):
    def run(self, result=None):
        with program.folder() as self.folder:
            super().run(result)

    def path(self, name):
        return os.path.join(self.folder, name)

    def setUp(self):
        self.project = program.demo(self.folder, 2000)
        self.regions = [region for region in program.json_lines('list', 'regions', self.project, 'vintage=24 dimension=cover !uncoded')
                        if region['code'] != 'CS1.1.1'][:12]

    def decisions(self):
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            return database.execute('SELECT remark, draft FROM decision WHERE until IS NULL ORDER BY id').fetchall()

    def take(self, name, *words, expected=program.DONE):
        return tell('maintenance', self.project, self.path(name), *words, expected=expected)

    def point(self, i, **values):
        return self.regions[i]['x'], self.regions[i]['y'], values

    def cover_beside(self, use, other_than):
        """Another cover that may stand with that use, without a higher minimum."""
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            (cover,), = database.execute("""SELECT cover FROM pair WHERE state = 'valid' AND until IS NULL AND valid_until IS NULL
                AND use = ? AND cover NOT IN (?, 'CS1.1.1') ORDER BY cover LIMIT 1""", (use, other_than))
        return cover

    def test_formats(self):
        """Whatever GDAL reads, in another system, with names cut to ten letters, in capitals, with others beside them."""
        for i, (driver, ending, names, epsg) in enumerate((
                ('GPKG', 'gpkg', NAMES, 2154), ('ESRI Shapefile', 'shp', NAMES, 2154), ('GeoJSON', 'geojson', NAMES, 4326),
                ('GPKG', 'v2.gpkg', ('Dimension', 'Code existant', 'CODE_REMPLACEMENT', 'x', 'Source', 'Commentaire'), 3857))):
            x, y, _ = self.point(i)
            write(self.path('a.' + ending), driver,
                  [(x, y, {names[0]: 'Couvert', names[1]: self.regions[i]['code'], names[2]: 'CS6.3.0', names[5]: 'un été'})],
                  names, epsg)
            told = self.take('a.' + ending)
            self.assertEqual((told['sent_back'], told['known'], told['edited'], told['left_out']), (1, 0, 0, 0), (ending, told))
            self.assertEqual(len(self.decisions()), i + 1)
            self.assertEqual(self.take('a.' + ending)['known'], 1)
        self.assertEqual(len(self.decisions()), 4)

    def test_tables(self):
        x, y, _ = self.point(0)
        way = osr.CoordinateTransformation(system(2154), system(4326))
        lon, lat, _ = way.TransformPoint(*self.point(1)[:2])
        french = f'{x};{y}'.replace('.', ',')
        for name, text in (('a.csv', f'X;Y;Code existant;Remplacement\n{french};{self.regions[0]["code"]};CS6.3.0\n'),
                           ('b.csv', f'id,lat,lon,code,commentaire\n7,{lat},{lon},{self.regions[1]["code"].lower()},"haie, large"\n')):
            with open(self.path(name), 'w', encoding='utf-8') as file:
                file.write(text)
            told = self.take(name)
            self.assertEqual((told['sent_back'], told['left_out'], told['edited']), (1, 0, 0), (name, told))
        self.assertEqual(self.decisions()[1][0], 'haie, large')

    def test_rows(self):
        """Each that cannot be taken is told with why."""
        code = self.regions[0]['code']
        rows = [self.point(0, dimension='CS', code_existant=code, code_remplac='CS6.3.0', data_exo='BD TOPO'),
                self.point(1, commentaire='?'),
                self.point(2, dimension='cover', code_existant='US1.1.3'),
                self.point(3, dimension='cover', code_remplac='CS9.9.9', erreur_geom='oui'),
                self.point(4, dimension='couvert', code_existant='CS9.0.0'),
                self.point(5, dimension='couvert', valid_cqe='ok'),
                self.point(6, dimension='couvert', millesime='1999'),
                (0, 0, {'dimension': 'couvert'}),
                self.point(7, dimension='couvert', code_remplac=self.regions[7]['code']),
                self.point(8, code_existant='CS6.3.0' if self.regions[8]['code'] != 'CS6.3.0' else 'CS6.1.1'),
                self.point(9, dimension='use', millesime='2024', commentaire='maison')]
        write(self.path('a.gpkg'), 'GPKG', rows)
        told = self.take('a.gpkg', expected=program.FINDINGS)
        self.assertEqual([(remark['feature'], remark['kind']) for remark in told['remarks']],
                         [(2, 'no-dimension'), (3, 'unknown-code'), (4, 'replacement'), (5, 'unknown-code'), (6, 'rejected'),
                          (7, 'no-vintage'), (8, 'outside'), (9, 'same'), (10, 'edited')])
        self.assertEqual((told['sent_back'], told['known'], told['edited'], told['left_out']), (4, 0, 1, 7))

        # The option is of what does not say; told once, taken once.
        again = self.take('a.gpkg', '--dimension', 'cover', '--vintage', '24', expected=program.FINDINGS)
        self.assertEqual((again['sent_back'], again['known'], again['left_out']), (1, 4, 6))
        states = {}
        for finding in program.json_lines('check', self.project):
            states[finding.get('rule')] = states.get(finding.get('rule'), 0) + 1
        self.assertEqual(states.get('sent-back'), 4, states)
        self.assertEqual(states.get('corrected'), 1, states)

    def test_draft_is_taken(self):
        """What is proposed is an edit that can be done as it stands; the correction then waits to be verified."""
        region = next(region for region in self.regions if region['code'] != 'CS6.3.0' and region['area_m2'] > 2000)
        write(self.path('a.gpkg'), 'GPKG', [(region['x'], region['y'], {'code_remplac': 'CS6.3.0'})])
        self.take('a.gpkg')
        (remark, draft), = self.decisions()
        self.assertEqual(remark, f'{region["code"]} → CS6.3.0')
        use = re.fullmatch(r'vintage 24\ndimension cover\nset \S+ \S+ CS6\.3\.0 (US\S+)\n', draft)[1]

        cover = self.cover_beside(use, region['code'])
        write(self.path('b.gpkg'), 'GPKG', [(region['x'], region['y'], {'code_remplac': cover})])
        self.take('b.gpkg')
        answers, _ = program.edit(self.project, 'kind correction 24\n' + self.decisions()[1][1])
        self.assertEqual([answer['ok'] for answer in answers], [True], answers)
        self.assertEqual([finding['rule'] for finding in program.json_lines('check', self.project)
                          if finding.get('rule') in ('sent-back', 'corrected')], ['corrected', 'corrected'])

    def test_refused(self):
        write(self.path('a.gpkg'), 'GPKG', [self.point(0)], ('nom', 'altitude'))
        for words, status in (((self.path('a.gpkg'),), program.USAGE), ((self.path('none.shp'),), program.INPUT),
                              ((self.path('a.gpkg'), '--dimension', 'pair'), program.USAGE),
                              ((self.path('a.gpkg'), '--vintage', '77'), program.USAGE)):
            done = program.run('maintenance', self.project, *words, '--author', 'Noé')
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertEqual(self.decisions(), [])

    def test_sample(self):
        """Errors of a sample go back from the command line, too."""
        sample = self.path('été 24.controle.gpkg')
        program.run('sample', self.project, '-o', sample, '--dimension', 'cover', '--vintage', '24', '--seed', 3)
        source = ogr.Open(sample, 1)
        layer = source.GetLayerByName('controle')
        for row in list(layer)[:3]:
            row['controleur'], row['etat_cqp'], row['code_remplac'] = 'Eve', 'erreur', 'CS6.3.0'
            layer.SetFeature(row)
        del layer, source
        self.assertEqual(tell('sample', 'send-back', self.project, sample), {'file': sample, 'sent_back': 3, 'known': 0})
        self.assertEqual(tell('sample', 'send-back', self.project, sample), {'file': sample, 'sent_back': 0, 'known': 3})
        self.assertEqual(len(self.decisions()), 3)

        # What cannot be of this ground would be told nowhere.
        for sql, said in (("UPDATE unit SET geom = shifted (geom), x = x + 1e6", 'other ground'),
                          ("UPDATE sample SET vintage = '15', year = 2015", '2015')):
            other = self.path('other.gpkg')
            shutil.copy(sample, other)
            with contextlib.closing(geopackage.connect_to_write(other)) as database:
                database.create_function('shifted', 1, shift)
                database.execute(sql)
            done = program.run('sample', 'send-back', self.project, other, '--author', 'Noé')
            self.assertEqual(done.returncode, program.USAGE, done.stderr)
            self.assertIn(said, done.stderr.decode())
        empty = self.path('elsewhere.gpkg')
        program.run('new', empty, '--vintage', '2024', '--crs', 'EPSG:2972', '--author', 'Noé')
        done = program.run('sample', 'send-back', empty, sample, '--author', 'Noé')
        self.assertEqual((done.returncode, b'another reference system' in done.stderr), (program.USAGE, True), done.stderr)
        self.assertEqual(program.run('sample', 'send-back', self.project, '--author', 'Noé').returncode, program.USAGE)
        self.assertEqual(program.run('sample', 'send-back', self.project, self.project, '--author', 'Noé').returncode, program.INPUT)


if __name__ == '__main__':
    tap.main()
