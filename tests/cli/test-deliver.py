"""What is handed over, as who gets it reads it: by GDAL, by a parser of XML, and by this program as a new project."""

import csv
import os
import re
import shutil
import signal
import subprocess
import time
import unittest
import xml.etree.ElementTree as ElementTree

from osgeo import ogr, osr

import disk
import geopackage
import iso19139
import program
import tap

ogr.UseExceptions()

ENDINGS = {'gpkg': '.gpkg', 'shp': '.shp', 'fgb': '.fgb', 'geojson': '.geojson'}
INDICATORS = ('post4', 'post21', 'enaf')
GMD = '{http://www.isotc211.org/2005/gmd}'

MULTIDATE = [field + code for code in ('21', '24') for field in ('cs', 'us', 'doute', 'source', 'comment', 'photovol')] + [
    'evol21_24', 'p4_21', 'p4_24', 'p21_21', 'p21_24', 'enaf_21', 'enaf_24', 'area', 'perimeter']


def close_dates(path):
    for code in ('21', '24'):
        done = program.run('vintage', path, 'set', code, 'state=closed', '--author', 'Noa')
        assert done.returncode == program.DONE, done.stderr


def twice_area(geometry):
    """In whole mm²: of grid points, so exactly."""
    if geometry.GetGeometryName() == 'MULTIPOLYGON':
        return sum(twice_area(part) for part in geometry)
    total = 0
    for number, ring in enumerate(geometry):
        points = [(round(x * 1000), round(y * 1000)) for x, y, *_ in ring.GetPoints()]
        area = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:])))
        total += area if number == 0 else -area
    return total


def read(path, name=None):
    """The columns of a layer, and its features as columns and geometry."""
    dataset = ogr.Open(path)
    layer = dataset.GetLayerByName(name) if name else dataset.GetLayer(0)
    columns = [field.name for field in layer.schema]
    rows = [({column: feature[column] for column in columns}, feature.geometry().Clone()) for feature in layer]
    return columns, rows, layer.GetSpatialRef().Clone(), ogr.GeometryTypeToName(layer.GetGeomType())


def extent(path):
    dataset = ogr.Open(path)
    return dataset.GetLayerByName('coverage').GetExtent()


class Deliver(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = cls.enterClassContext(program.folder())
        cls.path = program.demo(os.path.join(cls.shared, 'demo'), 600)
        close_dates(cls.path)

    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.target = os.path.join(self.folder, 'lot')

    def copy(self):
        path = os.path.join(self.folder, 'copy.gpkg')
        shutil.copy(self.path, path)
        return path

    def deliver(self, *words, path=None, target=None, code=program.DONE):
        done = program.run('deliver', path or self.path, target or self.target, *words, '--json')
        if code is not None:
            self.assertEqual(done.returncode, code, done.stderr)
        return program.json.loads(done.stdout) if done.stdout else None, done.stderr.decode()

    def hidden(self):
        return [name for name in os.listdir(self.folder) if name.startswith('.millesime-making-')]

    def begin(self, target, path=None):
        """A delivery that is being written."""
        process = subprocess.Popen(program.command('deliver', path or self.path, target, '--format', 'geojson', '--product', 'all'),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while process.poll() is None and not self.hidden():
            time.sleep(0.001)
        return process

    def refuse(self, code, said, *words, path=None, target=None):
        """Nothing is left of it."""
        before = sorted(os.listdir(self.folder))
        _, error = self.deliver(*words, path=path, target=target, code=code)
        self.assertIn(said, error)
        self.assertEqual(sorted(os.listdir(self.folder)), before)

    def zones(self, *areas, epsg=2154, name='nom'):
        """A layer of areas, each a name and WKT, or none."""
        path = os.path.join(self.folder, 'zones.gpkg')
        system = osr.SpatialReference() if epsg else None
        if epsg:
            system.ImportFromEPSG(epsg)
        dataset = ogr.GetDriverByName('GPKG').CreateDataSource(path)
        layer = dataset.CreateLayer('communes', system, ogr.wkbUnknown)
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for title, wkt in areas:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature[name] = title
            if wkt is not None:
                feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
            layer.CreateFeature(feature)
        return path

    def halves(self):
        """The west and the east of the territory, wiggling, with coordinates off the grid."""
        west, east, south, north = extent(self.path)
        middle = (west + east) / 2
        limit = [(middle + 7.1234567 * (-1) ** i, south - 9 + (north - south + 18) * i / 40) for i in range(41)]

        def polygon(points):
            return 'POLYGON ((' + ', '.join(f'{x!r} {y!r}' for x, y in [*points, points[0]]) + '))'

        return (polygon([*limit, (west - 9, north + 9), (west - 9, south - 9)]),
                polygon([*limit, (east + 9, north + 9), (east + 9, south - 9)]))

    def territory(self):
        return sum(twice_area(geometry) for _, geometry in read(self.path, 'coverage')[1])

    # What is in it

    def test_conform(self):
        done = program.run('deliver', self.path)
        self.assertEqual((done.returncode, done.stderr), (program.DONE, b''))
        self.assertEqual(done.stdout.decode().splitlines()[0], 'conform')
        told, _ = self.deliver()
        self.assertTrue(told['conform'])
        self.assertEqual(sorted(os.listdir(self.target)), ['lot.gpkg', 'metadata.xml', 'styles'])
        self.assertEqual([row['polygons'] for row in told['layers']], [len(read(f'{self.target}/lot.gpkg')[1])])

    def test_multidate(self):
        """In each format the same columns, polygons and areas, and what evolved."""
        for name, ending in ENDINGS.items():
            for multi in (False, True):
                with self.subTest(name, multi=multi):
                    target = f'{self.target}-{name}-{multi}'
                    self.deliver('--format', name, *(['--multi'] if multi else []), target=target)
                    file = f'{target}/lot-{name}-{multi}.gpkg' if name == 'gpkg' else f'{target}/multidate{ending}'
                    columns, rows, system, kind = read(file)
                    self.assertEqual(columns, MULTIDATE)
                    self.assertEqual(system.GetAuthorityCode(None), '2154')
                    self.assertEqual(kind, 'Multi Polygon' if multi and name != 'shp' else 'Polygon')
                    self.assertEqual(sum(twice_area(geometry) for _, geometry in rows), self.territory())
                    for row, geometry in rows:
                        self.assertEqual(round(row['area'] * 2e6), twice_area(geometry))
                        self.assertAlmostEqual(row['perimeter'], geometry.Boundary().Length(), 5)
                        evolution = (row['cs21'] != row['cs24']) + 2 * (row['us21'] != row['us24'])
                        self.assertEqual(row['evol21_24'], evolution)
                    self.assertGreater(sum(row['evol21_24'] > 0 for row, _ in rows), 0)
                    done = subprocess.run(['ogrinfo', '-al', '-so', file], capture_output=True, check=False)
                    self.assertEqual((done.returncode, done.stderr), (0, b''))
                    self.assertIn(f'Feature Count: {len(rows)}'.encode(), done.stdout)

    def test_indicators(self):
        """The areas of the multidate columns are those of the layers and of the matrix."""
        told, _ = self.deliver('--product', 'all', '--language', 'fr')
        file = f'{self.target}/lot.gpkg'
        rows = read(file, 'multidate')[1]
        self.assertEqual([row['name'] for row in told['layers']],
                         ['multidate'] + [f'{kind}_{code}' for code in ('21', '24')
                                          for kind in ('cs', 'us', 'csus', 'p4', 'p21', 'enaf')])
        for kind, column in (('cs', 'cs24'), ('us', 'us24'), ('p4', 'p4_24'), ('p21', 'p21_24'), ('enaf', 'enaf_24')):
            whole, parts = {}, {}
            columns, regions, _, _ = read(file, f'{kind}_24')
            self.assertEqual(columns, ['code', 'label', 'area', 'perimeter'])
            for row, geometry in rows:
                whole[row[column]] = whole.get(row[column], 0) + twice_area(geometry)
            for row, geometry in regions:
                parts[row['code']] = parts.get(row['code'], 0) + twice_area(geometry)
                self.assertTrue(row['label'])
            self.assertEqual(parts, whole)
            self.assert_dissolved(regions)
        self.assertEqual(read(file, 'csus_24')[0], ['code', 'label', 'cs', 'us', 'area', 'perimeter'])
        for indicator, kind in zip(INDICATORS, ('p4', 'p21', 'enaf')):
            self.assert_matrix(indicator, read(file, f'{kind}_24')[1])

    def assert_dissolved(self, regions):
        """No two of one code have a segment in common."""
        segments = {}
        for number, (row, geometry) in enumerate(regions):
            for ring in geometry:
                points = [(round(x * 1000), round(y * 1000)) for x, y in ring.GetPoints()]
                for pair in zip(points, points[1:]):
                    key = tuple(sorted(pair)), row['code']
                    self.assertEqual(segments.setdefault(key, number), number, key)

    def assert_matrix(self, indicator, regions):
        counted, areas = {}, {}
        for row in program.json_lines('matrix', self.path, '--dimension', indicator):
            if 'to' in row:
                counted[row['to']] = counted.get(row['to'], 0) + round(row['area_m2'] * 2e6)
        for row, geometry in regions:
            areas[row['code']] = areas.get(row['code'], 0) + twice_area(geometry)
        self.assertEqual(areas, counted)

    def test_round_trip(self):
        """Exported, imported and exported: the same, to the last bit."""
        self.deliver()
        again, out = os.path.join(self.folder, 'again.gpkg'), os.path.join(self.folder, 'out')
        self.assertEqual(program.run('new', again, '--vintage', '2021', '--vintage', '2024', '--author', 'Noa').returncode, 0)
        done = program.run('import', again, f'{self.target}/lot.gpkg', '--author', 'Noa')
        self.assertEqual(done.returncode, 0, done.stderr)
        told, _ = self.deliver('--all-the-same', path=again, target=out)
        first, second = ({bytes(geometry.ExportToWkb()): tuple(row.values()) for row, geometry in read(file)[1]}
                         for file in (f'{self.target}/lot.gpkg', f'{out}/out.gpkg'))
        self.assertEqual(first, second)
        sealed = program.run('version', self.path, 'lot', '--delivery', '--author', 'Noa', '--json')
        self.assertEqual(program.json.loads(sealed.stdout)['fingerprint'], told['fingerprint'])
        told, _ = self.deliver(target=os.path.join(self.folder, 'sealed'))
        self.assertEqual(told['version'], 'lot')

    def test_metadata(self):
        told, _ = self.deliver('--title', 'Oise <2024> & "more"', '--by', 'Région', '--language', 'fr')
        root = ElementTree.parse(f'{self.target}/metadata.xml').getroot()
        texts = [element.text for element in root.iter() if element.text and element.text.strip()]
        self.assertEqual(root.tag, GMD + 'MD_Metadata')
        for text in ('Oise <2024> & "more"', 'Région', 'EPSG:2154', 'true', '2021', '2024', told['fingerprint']):
            self.assertIn(text, texts)
        count = told['layers'][0]['polygons']
        self.assertTrue(any(f'multidate (lot.gpkg)\u00a0: {count} polygones' in text for text in texts), texts)

    def metadata(self, target=None):
        return ElementTree.parse(f'{target or self.target}/metadata.xml').getroot()

    def test_metadata_schema(self):
        """With a sender and without, in both languages, cut and whole, conform or not, and of a title that is nothing to XML."""
        west, east = self.halves()
        zones = self.zones(('Ouest', west), ('Est', east))
        path = self.copy()
        self.assertEqual(program.run('vintage', path, 'set', '24', 'state=open', '--author', 'Noa').returncode, 0)
        for number, words in enumerate(((), ('--by', 'Région', '--language', 'fr', '--product', 'all'), ('--zones', zones),
                                        ('--title', ']]>\x01&lt;', '--by', '<a/>'), ('--all-the-same', '--vintage', '24'))):
            with self.subTest(words):
                target = f'{self.target}-{number}'
                self.deliver(*words, path=path if '--all-the-same' in words else None, target=target)
                root = self.metadata(target)
                self.assertEqual(iso19139.problems(root), [])
                west_, east_, south, north = (float(root.find(f'.//{GMD}{name}')[0].text) for name in (
                    'westBoundLongitude', 'eastBoundLongitude', 'southBoundLatitude', 'northBoundLatitude'))
                self.assertTrue(-180 <= west_ < east_ <= 180 and -90 <= south < north <= 90)
                years = [element.text for element in root.iter() if element.tag in (iso19139.GML + 'beginPosition',
                                                                                  iso19139.GML + 'endPosition')]
                self.assertEqual(years, ['2021', '2024'])

    def test_metadata_schema_refuses(self):
        """The table of elements is worth something: each element taken away or moved is noticed."""
        self.deliver('--by', 'Région')
        for change in (lambda root: root.remove(root.find(GMD + 'contact')), lambda root: root.append(root[0]),
                       lambda root: root.insert(0, root.find(GMD + 'dateStamp')),
                       lambda root: root.find(f'.//{GMD}CI_Citation').remove(root.find(f'.//{GMD}CI_Citation/{GMD}title')),
                       lambda root: root.find(f'.//{GMD}pass')[0].attrib.clear() or setattr(root.find(f'.//{GMD}pass')[0], 'text', 'yes'),
                       lambda root: root.find(f'.//{GMD}CI_RoleCode').attrib.clear()):
            root = self.metadata()
            change(root)
            self.assertEqual(len(iso19139.problems(root)), 1)

    def test_styles(self):
        """Each layer opens as its classes look, by its column as it is called there."""
        names = self.names([('cs24', 'couvert'), ('code', 'poste')])
        told, _ = self.deliver('--product', 'all', '--names', names)
        database = geopackage.connect(f'{self.target}/lot.gpkg')
        rows = database.execute('SELECT f_table_name, styleName, useAsDefault, styleQML FROM layer_styles').fetchall()
        database.close()
        opened = {layer: (name, qml) for layer, name, default, qml in rows if default}
        self.assertEqual(sorted(opened), sorted(row['name'] for row in told['layers']))
        for layer, column in (('multidate', 'couvert'), ('us_21', 'poste'), ('csus_24', 'cs'), ('p4_24', 'poste')):
            root = ElementTree.fromstring(opened[layer][1])
            self.assertEqual(root.find('renderer-v2').get('attr').strip('"'), column)
        self.assertEqual({name for layer, name, _, _ in rows if layer == 'csus_24'}, {'cs', 'us'})
        self.assertEqual(len(os.listdir(f'{self.target}/styles')), 2 * len(rows))

        target = os.path.join(self.folder, 'shp')
        self.deliver('--format', 'shp', '--product', 'cover', '--vintage', '24', '--names', self.names([]),
                     '--zones', self.zones(('styles', self.halves()[0])), target=target)
        self.assertEqual(sorted(os.listdir(target)), ['metadata.xml', 'styles', 'styles_2'])
        for folder in ('styles', 'styles_2'):
            for ending in ('qml', 'sld'):
                with open(f'{target}/{folder}/cs_24.{ending}', encoding='utf-8') as file:
                    text = file.read()
                ElementTree.fromstring(text.encode())
                self.assertIn('code', text)

    def test_past(self):
        path = self.copy()
        told, _ = self.deliver(path=path)
        place = read(path, 'coverage')[1][0][1].PointOnSurface()
        results, code = program.edit(path, f'vintage 24\nkind correction\nnote {place.GetX()} {place.GetY()} comment=seen\n')
        self.assertEqual(code, 0, results)
        before, _ = self.deliver('--as-of', str(told['operation']), path=path, target=os.path.join(self.folder, 'before'))
        after, _ = self.deliver(path=path, target=os.path.join(self.folder, 'after'))
        self.assertEqual(before['fingerprint'], told['fingerprint'])
        self.assertEqual(before['operation'], told['operation'])
        self.assertNotEqual(after['fingerprint'], told['fingerprint'])

    # By zones

    def test_zones(self):
        west, east = self.halves()
        zones = self.zones(('Nord/Ouest', west), ('Est', east))
        for name, ending in ENDINGS.items():
            with self.subTest(name):
                target = f'{self.target}-{name}'
                told, _ = self.deliver('--format', name, '--zones', zones, target=target)
                files = [f'{target}/{row["file"]}' for row in told['layers']]
                expected = [f'Nord_Ouest{ending}', f'Est{ending}'] if name == 'gpkg' else [
                    f'Nord_Ouest/multidate{ending}', f'Est/multidate{ending}']
                self.assertEqual([row['file'] for row in told['layers']], expected)
                areas = [sum(twice_area(geometry) for _, geometry in read(file)[1]) for file in files]
                self.assertEqual([round(row['area_m2'] * 2e6) for row in told['layers']], areas)
                # The edge gets a vertex where the limit crosses it: less than half a millimetre beside a segment.
                self.assertLess(abs(sum(areas) - self.territory()), 200000)
                self.assert_fits(*files)

    def assert_fits(self, first, second):
        """What two zones have in common runs through the same vertices, each segment the other way."""
        rings = [[[(round(x * 1000), round(y * 1000)) for x, y in ring.GetPoints()]
                  for _, geometry in read(file)[1] for ring in geometry] for file in (first, second)]
        one, other = ({pair for ring in half for pair in zip(ring, ring[1:])} for half in rings)
        # Rings of GDAL turn either way, so that segments inside a zone are there both ways.
        rim = [{tuple(sorted(pair)) for pair in half} for half in (one, other)]
        self.assertGreater(len(rim[0] & rim[1]), 40)
        for a, b in rim[0] & rim[1]:
            self.assertIn(((a, b) in one) + ((b, a) in one), (1, 2))

    def test_strange_zones(self):
        """Of one name, in another system, empty, crossing itself, without a name, or elsewhere."""
        west, east = self.halves()
        back = osr.SpatialReference()
        back.ImportFromEPSG(4326)
        back.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        grid = osr.SpatialReference()
        grid.ImportFromEPSG(2154)
        turned = []
        for wkt in (west, east):
            geometry = ogr.CreateGeometryFromWkt(wkt)
            geometry.Transform(osr.CoordinateTransformation(grid, back))
            turned.append(geometry.ExportToWkt())
        far = 'POLYGON ((9 45, 9.1 45, 9.1 45.1, 9 45))'
        zones = self.zones(('Saint-Martin', turned[0]), ('saint-martin', turned[1]), ('empty', 'POLYGON EMPTY'),
                           ('none', None), (None, far), epsg=4326)
        told, _ = self.deliver('--zones', zones)
        self.assertEqual(sorted(os.listdir(self.target)), ['Saint-Martin.gpkg', 'metadata.xml', 'saint-martin_2.gpkg', 'styles'])
        self.assertTrue(any('behind its name' in text for text in told['remarks']), told['remarks'])
        self.assertTrue(any('2 features of the layer of zones have no area' in text for text in told['remarks']), told['remarks'])
        self.assertTrue(any('1 zone has no ground' in text for text in told['remarks']), told['remarks'])
        self.assertLess(abs(sum(round(row['area_m2'] * 2e6) for row in told['layers']) - self.territory()), 2000000)

    def test_overlapping_zones(self):
        """What two zones claim is the first one's, and how much that is told to the half mm²."""
        west, _, south, _ = extent(self.path)
        x, y = round(west) + 50, round(south) + 50

        def square(x, y, side):
            return f'POLYGON (({x} {y}, {x + side} {y}, {x + side} {y + side}, {x} {y + side}, {x} {y}))'

        zones = self.zones(('Nord', square(x, y, 200)), ('Sud', square(x + 120.001, y + 150, 200)))
        told, _ = self.deliver('--zones', zones)
        self.assertEqual(told['overlaps'], [{'first': 'Nord', 'second': 'Sud', 'area_m2': 3999.95}])
        self.assertEqual({row['zone']: row['area_m2'] for row in told['layers']}, {'Nord': 40000, 'Sud': 40000 - 3999.95})
        text, = [text for text in told['remarks'] if 'two zones claim' in text]
        looked = program.json.loads(program.run('deliver', self.path, '--zones', zones, '--json').stdout)
        self.assertEqual((looked['overlaps'], looked['remarks']), (told['overlaps'], told['remarks']))
        self.assertNotIn('target', looked)
        self.assertEqual(text, 'Ground that two zones claim goes with the first: “Nord” and “Sud” (3\u202f999\u00a0m²)')

    def test_zones_without_system(self):
        """Nobody is asked, and it is told."""
        west, _ = self.halves()
        told, _ = self.deliver('--zones', self.zones(('Ouest', west), epsg=None))
        self.assertTrue(any('tells no reference system' in text for text in told['remarks']), told['remarks'])
        self.assertEqual([row['zone'] for row in told['layers']], ['Ouest'])
        told, _ = self.deliver('--zones', os.path.join(self.folder, 'zones.gpkg'), '--multi', target=f'{self.target}2')
        self.assertEqual(len(told['layers']), 1)

    def test_crossing_zone(self):
        west, east, south, north = extent(self.path)
        tie = f'POLYGON (({west} {south}, {east} {north}, {east} {south}, {west} {north}, {west} {south}))'
        told, _ = self.deliver('--zones', self.zones(('tie', tie)))
        self.assertEqual(len(told['layers']), 1)
        self.assertTrue(any('lie in no zone' in text for text in told['remarks']), told['remarks'])

    def test_zones_refused(self):
        empty = self.zones(('empty', 'POLYGON EMPTY'))
        self.refuse(program.USAGE, 'no area', '--zones', empty)
        os.remove(empty)
        far = self.zones(('far', 'POLYGON ((0 0, 100 0, 100 100, 0 0))'))
        self.refuse(program.USAGE, 'No zone has any ground', '--zones', far)
        self.refuse(program.USAGE, 'nowhere', '--zones', far, '--zone-names', 'nowhere')
        self.refuse(program.INPUT, 'no file', '--zones', os.path.join(self.folder, 'missing.gpkg'))

    # Names

    def names(self, rows):
        path = os.path.join(self.folder, 'names.csv')
        with open(path, 'w', encoding='utf-8', newline='') as file:
            csv.writer(file).writerows([('ours', 'theirs'), *rows])
        return path

    def test_names(self):
        names = self.names([('multidate', 'OCS2D Oise'), ('cs21', 'couvert_en_2021'), ('us21', 'couvert_en_usage'),
                            ('comment24', 'précisément24'), ('area', 'surf_m2')])
        self.deliver('--names', names)
        columns = read(f'{self.target}/lot.gpkg', 'OCS2D Oise')[0]
        self.assertEqual([columns[0], columns[1], columns[10], columns[-2]],
                         ['couvert_en_2021', 'couvert_en_usage', 'précisément24', 'surf_m2'])

        target = os.path.join(self.folder, 'cut')
        told, _ = self.deliver('--names', names, '--format', 'shp', target=target)
        columns = read(f'{target}/OCS2D Oise.shp')[0]
        self.assertEqual([columns[0], columns[1], columns[10]], ['couvert_en', 'couvert__2', 'précisém'])
        self.assertEqual([text for text in told['remarks'] if 'couvert' in text],
                         ['OCS2D Oise: there is no room for the name of “cs21”: it is “couvert_en”',
                          'OCS2D Oise: there is no room for the name of “us21”: it is “couvert__2”'])
        with open(f'{target}/OCS2D Oise.cpg', encoding='ascii') as file:
            self.assertEqual(file.read(), 'UTF-8')

    def test_names_refused(self):
        self.refuse(program.USAGE, '“cs99”', '--names', self.names([('cs21', 'x'), ('cs99', 'y')]))
        self.refuse(program.USAGE, '“us21”', '--names', self.names([('cs21', 'us21')]))
        self.refuse(program.INPUT, 'missing.csv', '--names', os.path.join(self.folder, 'missing.csv'))

    def test_hostile_names(self):
        """A table of names that is none, or does harm to files and tables, is refused in a line."""
        path = os.path.join(self.folder, 'names.csv')
        head = b'ours,theirs\n'
        for text, code, said in ((b'', 3, 'no header'), (b'ours;theirs\ncs24;x\n', 3, 'no column “ours”'), (b'a,b\ncs24,x\n', 3, '“ours”'),
                                 (head + b'cs24,"x\n', 3, 'does not end'), (head + b'cs24,caf\xe9\n', 3, 'not UTF-8'),
                                 (head + b'cs24,a\ncs24,b\n', 2, '“cs24” twice'), (head + b'cs24,\n', 2, 'no name'),
                                 (head + b'cs24,"a\nb"\n', 2, 'not on one line'), (head + b'cs24,' + b'x' * 1000000, 2, 'longer than 200'),
                                 (head + b'x' * 1000000 + b',a\n', 2, 'longer than 200'), (head + b'cs24,FID\n', 2, 'has for itself'),
                                 (head + b'cs24,geom\n', 2, 'has for itself'), (head + b'multidate,layer_styles\n', 2, 'has for itself'),
                                 (head + b'multidate,gpkg_contents\n', 2, 'has for itself'), (head + b'multidate,SQLite_x\n', 2, 'has for itself'),
                                 (head + b'multidate,a/b\ncs_24,a:b\n', 2, 'Two columns or layers would be called “a_b”')):
            with self.subTest(text[:40]):
                with open(path, 'wb') as file:
                    file.write(text)
                _, error = self.deliver('--names', path, '--product', 'multidate', '--product', 'cover', code=code)
                self.assertIn(said, error)
                self.assertEqual((error.count('\n'), len(error) < 300), (1, True), error[:400])
                self.assertFalse(os.path.exists(self.target))
                for name in ENDINGS:
                    if 'for itself' not in said:
                        self.deliver('--names', path, '--product', 'multidate', '--product', 'cover', '--format', name, code=code)
        with open(path, 'wb') as file:
            file.write(b'\xef\xbb\xbf' + head + b'cs24,"; DROP TABLE ""x"" --"\r\nus24,select\r\nmultidate,table\r\n')
        self.deliver('--names', path)
        columns = read(f'{self.target}/lot.gpkg', 'table')[0]
        self.assertEqual(columns[6:8], ['; DROP TABLE "x" --', 'select'])

    def test_zones_in_the_way(self):
        """What a zone is called is no file of ours, nor a way out of the folder."""
        west, east = self.halves()
        zones = self.zones(('metadata.xml', west), ('../..', east))
        told, _ = self.deliver('--zones', zones, '--format', 'fgb')
        self.assertEqual(sorted(os.listdir(self.target)), ['_.___', 'metadata.xml', 'metadata.xml_2', 'styles'])
        self.assertEqual(len(told['layers']), 2)

    def test_target_is_the_project(self):
        path = self.copy()
        with open(path, 'rb') as file:
            before = file.read()
        for target in (path, path + '/', os.path.join(path, 'lot')):
            _, error = self.deliver('--all-the-same', path=path, target=target, code=None)
            self.assertEqual(error.count('\n'), 1, error)
        with open(path, 'rb') as file:
            self.assertEqual(file.read(), before)

    def test_killed(self):
        """Nothing of it is where it was to be, the project is what it was, and the next one finds its place free."""
        path = self.copy()
        process = self.begin(self.target, path)
        process.kill()
        process.communicate()
        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertFalse(os.path.exists(self.target))
        self.assertEqual(len(self.hidden()), 1)
        self.assertEqual(program.run('check', path, '--file').returncode, program.DONE)
        self.deliver(path=path)
        self.assertEqual(self.hidden(), [])

    def test_two_at_once(self):
        """Neither takes what the other makes for something that was left."""
        other = os.path.join(self.folder, 'other')
        process = self.begin(other)
        self.deliver('--format', 'geojson')
        error = process.communicate()[1]
        self.assertEqual(process.returncode, program.DONE, error)
        self.assertEqual(sorted(os.listdir(self.folder)), ['lot', 'other'])
        self.assertIn('metadata.xml', os.listdir(other))

    # Bad input

    def test_not_conform(self):
        path = self.copy()
        for code in ('21', '24'):
            self.assertEqual(program.run('vintage', path, 'set', code, 'state=open', '--author', 'Noa').returncode, 0)
        database = geopackage.connect_to_write(path)
        database.execute('UPDATE coverage SET cs24 = NULL, us24 = NULL WHERE fid = 7')
        database.close()
        self.assertEqual(program.run('vintage', path, 'set', '21', 'state=frozen', '--author', 'Noa').returncode, 0)
        told, error = self.deliver(path=path, code=program.FINDINGS)
        self.assertIn('not conform', error)
        self.assertFalse(os.path.exists(self.target))
        reasons = {(row['reason'], row.get('vintage')): row for row in told['reasons'] if row['bars']}
        self.assertIn(('missing-label', '24'), reasons)
        self.assertIn(('open-vintage', '24'), reasons)
        self.assertNotIn(('open-vintage', '21'), reasons)
        self.assertEqual(reasons['missing-label', '24']['severity'], 'warning')
        self.assertGreater(reasons['missing-label', '24']['area_m2'], 0)

        told, _ = self.deliver('--all-the-same', '--product', 'all', path=path)
        self.assertFalse(told['conform'])
        with open(f'{self.target}/metadata.xml', encoding='utf-8') as file:
            text = file.read()
        self.assertIn('<gco:Boolean>false</gco:Boolean>', text)
        self.assertIn('all the same', text)
        rows = read(f'{self.target}/lot.gpkg', 'multidate')[1]
        bare = [row for row, _ in rows if row['cs24'] is None]
        self.assertEqual([(row['us24'], row['evol21_24'], row['p4_24'], row['enaf_24']) for row in bare],
                         [(None, None, None, None)] * len(bare))
        uncoded = sum(twice_area(geometry) for row, geometry in rows if row['cs24'] is None)
        layer, = [row for row in told['layers'] if row['name'] == 'cs_24']
        self.assertEqual(round(layer['area_m2'] * 2e6), self.territory() - uncoded)

    def test_old_codes(self):
        """What came with the data stays in a project, and does not leave it unremarked."""
        self.deliver('--product', 'pair', '--vintage', '24')
        file, path = f'{self.target}/lot.gpkg', os.path.join(self.folder, 'old.gpkg')
        dataset = ogr.Open(file, 1)
        dataset.ExecuteSQL("UPDATE csus_24 SET cs = 'CS0.0.0' WHERE fid = 5")
        dataset = None
        for words in (('new', path, '--vintage', '2024', '--author', 'Noa'),
                      ('import', path, file, '--map', 'cs24=cs,us24=us', '--author', 'Noa'),
                      ('vintage', path, 'set', '24', 'state=frozen', '--author', 'Noa')):
            done = program.run(*words)
            self.assertEqual(done.returncode, 0, done.stderr)
        told, _ = self.deliver(path=path, target=os.path.join(self.folder, 'out'), code=program.FINDINGS)
        bars = [(row['reason'], row['severity'], row['count']) for row in told['reasons'] if row['bars']]
        self.assertIn(('tolerated-code', 'warning', 1), bars)

    def test_one_vintage(self):
        path = os.path.join(self.folder, 'new.gpkg')
        self.deliver('--product', 'pair', '--vintage', '24')
        for words in (('new', path, '--vintage', '2024', '--author', 'Noa'),
                      ('import', path, f'{self.target}/lot.gpkg', '--map', 'cs24=cs,us24=us', '--author', 'Noa')):
            done = program.run(*words)
            self.assertEqual(done.returncode, 0, done.stderr)
        target = os.path.join(self.folder, 'one')
        self.deliver('--all-the-same', path=path, target=target)
        columns = read(f'{target}/one.gpkg', 'multidate')[0]
        self.assertEqual([column for column in columns if column.startswith('evol')], [])

    def test_target_there(self):
        os.mkdir(self.target)
        self.refuse(program.USAGE, 'there already')
        os.rmdir(self.target)
        os.symlink('nowhere', self.target)
        self.refuse(program.USAGE, 'there already')
        self.refuse(program.INPUT, 'No such file', target=os.path.join(self.folder, 'nowhere', 'lot'))

    def test_read_only(self):
        os.chmod(self.folder, 0o555)
        done = disk.run_respectfully('deliver', self.path, self.target)
        os.chmod(self.folder, 0o755)
        self.assertEqual(done.returncode, program.INPUT, done.stderr)
        self.assertIn('Permission denied', done.stderr.decode())
        self.assertEqual(os.listdir(self.folder), [])

    def test_full_disk(self):
        for name in ENDINGS:
            with self.subTest(name), disk.small(self.folder, 96 * 1024) as (small, limit):
                done = program.run('deliver', self.path, os.path.join(small, 'lot'), '--format', name, '--product', 'all', **limit)
                self.assertEqual(done.returncode, program.INPUT, done.stderr)
                self.assertRegex(done.stderr.decode(), r'cannot be written|cannot be read|No space|otherwise|File too large')
                self.assertEqual(os.listdir(small), [])
            os.rmdir(os.path.join(self.folder, 'disk'))

    def test_misused(self):
        for words, said in ((('--format', 'tab'), 'gpkg, shp, fgb or geojson'), (('--product', 'map'), 'A product is'),
                            (('--vintage', '99'), 'no vintage “99”'), (('--language', 'de'), '“fr” or “en”')):
            self.refuse(program.USAGE, said, *words)
        self.refuse(program.USAGE, 'format of its own', '--format', 'shp', target='PG:dbname=x')

    def test_given_up(self):
        process = self.begin(self.target)
        process.send_signal(signal.SIGINT)
        error = process.communicate()[1]
        self.assertEqual(process.returncode, 130, error)
        self.assertEqual(os.listdir(self.folder), [])

    def test_help(self):
        text = program.run('deliver', '--help').stdout.decode()
        for option in ('format', 'product', 'vintage', 'zones', 'zone-layer', 'zone-names', 'names', 'multi', 'title', 'by',
                       'all-the-same', 'language', 'as-of', 'json'):
            self.assertRegex(text, re.compile(rf'--{option}\b'))


if __name__ == '__main__':
    tap.main()
