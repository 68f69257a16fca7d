"""What became of what, counted once more from the outlines alone, with whole numbers and fractions."""

import collections
import csv
import fractions
import io
import itertools
import json
import math
import operator
import os
import pathlib
import random
import unittest
import xml.etree.ElementTree

from osgeo import ogr, osr

import geopackage
import nearby
import program
import tap

ogr.UseExceptions()

HECTARE = 20_000_000_000  # in half square millimetres
M2 = 2_000_000
UNCODED = 'uncoded'


def tallied(path):
    """The area of each row of codes, in half square millimetres."""
    database = geopackage.connect(path)
    columns = [name for name in geopackage.label_columns(database) if name[:2] in ('cs', 'us')]
    tally = collections.Counter()
    for blob, *codes in database.execute(f'SELECT geom, {", ".join(columns)} FROM coverage'):
        tally[tuple(codes)] += geopackage.twice_area(geopackage.rings(blob))
    database.close()
    return tally, columns


def projected(tally, columns, name):
    """Of two dates the areas by what @name makes of a cover and a use."""
    at = {column: i for i, column in enumerate(columns)}
    cells = collections.Counter()
    for codes, area in tally.items():
        was, is_ = (name(codes[at['cs' + year]], codes[at['us' + year]]) for year in ('21', '24'))
        cells[was, is_] += area
    return +cells


def level(code, n):
    return None if code is None else '.'.join(code.split('.')[:n])


def joined(*codes):
    return ' '.join(filter(None, codes)) or UNCODED


def cells_of(path, *words):
    """What the program says, in half square millimetres: the cells, and what they should add up to."""
    *cells, total = program.json_lines('matrix', path, *words)
    exact = {(cell['from'], cell['to']): fractions.Fraction(str(cell['area_m2'])) * M2 for cell in cells}
    return exact, fractions.Fraction(str(total['area_m2'])) * M2


def json_lines(*words):
    """As program.json_lines(), with numbers as they are written."""
    done = program.run(*words, '--json')
    return [json.loads(line, parse_float=fractions.Fraction) for line in done.stdout.splitlines()]


program.json_lines = json_lines


def apart(ring, quad):
    return any(max(p[k] for p in a) <= min(p[k] for p in b) for k in (0, 1) for a, b in ((ring, quad), (quad, ring)))


def in_quad(ring, quad):
    """Twice the area of a ring in a convex quadrangle that turns left, as a fraction."""
    if apart(ring, quad):
        return fractions.Fraction(0)
    points = [(fractions.Fraction(x), fractions.Fraction(y)) for x, y in ring]
    for (ax, ay), (bx, by) in geopackage.segments(quad):
        def side(point):
            return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)
        kept = []
        for p, q in zip(points, points[1:] + points[:1]):
            s, t = side(p), side(q)
            if s >= 0:
                kept.append(p)
            if (s > 0 > t) or (s < 0 < t):
                r = s / (s - t)
                kept.append((p[0] + r * (q[0] - p[0]), p[1] + r * (q[1] - p[1])))
        points = kept
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]))


class Matrix(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(program.folder())
        cls.path = program.demo(os.path.join(cls.folder, 'demo'), 3000)
        cls.tally, cls.columns = tallied(cls.path)
        cls.territory = sum(cls.tally.values())

    def assert_same(self, words, name):
        cells, total = cells_of(self.path, *words)
        self.assertEqual(cells, projected(self.tally, self.columns, name))
        self.assertEqual(total, self.territory)

    def test_levels(self):
        for n in (1, 2, 3):
            words = '--level', str(n)
            self.assert_same(('--dimension', 'cover', *words), lambda cover, use: joined(level(cover, n)))
            self.assert_same(('--dimension', 'use', *words), lambda cover, use: joined(level(use, n)))
            self.assert_same(('--dimension', 'pair', *words),
                             lambda cover, use: joined(level(cover, n), level(use, n)))

    def test_indicators(self):
        """What depends on what lies near is one of its classes, everywhere."""
        table = pathlib.Path(os.environ['MLS_NOMENCLATURE'], 'ocs2d', 'pair.csv')
        with table.open(encoding='utf-8', newline='') as file:
            rows = {(row['cover'], row['use']): row for row in csv.DictReader(file)}
        was, is_ = (nearby.Vintage(self.path, year, rows) for year in ('21', '24'))
        for answers in was.near, was.in_envelope, is_.near, is_.in_envelope:
            self.assertEqual(set(answers.values()), {True, False})
        for indicator in ('post4', 'post21', 'enaf'):
            expected = collections.Counter()
            for fid, (_, rings) in was.faces.items():
                key = tuple({None: UNCODED, '': '–'}.get(name, name) for name in
                            (vintage.class_of(fid, indicator) for vintage in (was, is_)))
                expected[key] += geopackage.twice_area(rings)
            cells, total = cells_of(self.path, '--dimension', indicator)
            self.assertEqual(cells, expected)
            self.assertEqual(total, self.territory)
            self.assert_listed(indicator, cells)

    def assert_listed(self, indicator, cells):
        """The filter of a cell finds its ground, to the last half mm²."""
        key = max((key for key in cells if key[0] != key[1] and UNCODED not in key), key=cells.get)
        listed = program.json_lines('list', 'changes', self.path, '--dimension', 'pair',
                                    f'from={indicator}:{key[0]} to={indicator}:{key[1]}')
        self.assertEqual(sum(fractions.Fraction(change['area_m2']) for change in listed) * M2, cells[key])

    def test_backwards(self):
        forth, _ = cells_of(self.path, '--from', '21', '--to', '24')
        back, _ = cells_of(self.path, '--from', '24', '--to', '21')
        self.assertEqual(back, {(to, from_): area for (from_, to), area in forth.items()})
        self.assertTrue(all(from_ == to for from_, to in cells_of(self.path, '--from', '24', '--to', '24')[0]))

    def test_table(self):
        """As a spreadsheet gets it: hectares that add up along rows and columns, to the last digit."""
        done = program.run('matrix', self.path, '--level', '2', '--csv')
        head, *rows, last = csv.reader(io.StringIO(done.stdout.decode()))
        self.assertEqual((head[0], head[-1], last[0]), ('from', 'total', 'total'))
        table = [[fractions.Fraction(number) for number in row[1:]] for row in rows]
        self.assertTrue(all(sum(row[:-1]) == row[-1] for row in table))
        self.assertEqual([sum(column) for column in zip(*table)], [fractions.Fraction(number) for number in last[1:]])
        self.assertEqual(table and fractions.Fraction(last[-1]) * HECTARE, self.territory)
        cells, _ = cells_of(self.path, '--level', '2')
        self.assertEqual({(row[0], code): fractions.Fraction(number) * HECTARE for row in rows
                          for code, number in zip(head[1:-1], row[1:-1]) if number != '0'}, cells)

    def test_counts(self):
        """Each change is one that is listed, and none is missing."""
        listed = collections.Counter((change['from'], change['to']) for change in
                                     program.json_lines('list', 'changes', self.path, '--dimension', 'cover'))
        *cells, total = program.json_lines('matrix', self.path, '--unit', 'count')
        counted = {(cell['from'], cell['to']): cell['count'] for cell in cells
                   if cell['from'] != cell['to'] and UNCODED not in (cell['from'], cell['to'])}
        self.assertGreater(len(counted), 5)
        self.assertEqual(counted, listed)
        self.assertEqual(total['count'], sum(cell['count'] for cell in cells))
        *_, above = program.json_lines('matrix', self.path, '--unit', 'count', '--level', '1')
        self.assertEqual(above['count'], total['count'])

    def box(self):
        database = geopackage.connect(self.path)
        corners = [point for blob, in database.execute('SELECT geom FROM coverage')
                   for point in geopackage.rings(blob)[0]]
        database.close()
        xs, ys = zip(*corners)
        return min(xs), min(ys), max(xs), max(ys)

    def quads(self, seed, n=3):
        """The middle of the territory in n × n crooked fields."""
        chance = random.Random(seed)
        min_x, min_y, max_x, max_y = self.box()
        width, height = (max_x - min_x) // (2 * n), (max_y - min_y) // (2 * n)
        corner = {(i, j): (min_x + width // 2 + i * width + chance.randrange(width // 3),
                           min_y + height // 2 + j * height + chance.randrange(height // 3))
                  for i in range(n + 1) for j in range(n + 1)}
        return {f'{i}, "{j}"': [corner[i, j], corner[i + 1, j], corner[i + 1, j + 1], corner[i, j + 1]]
                for i in range(n) for j in range(n)}

    def layer(self, quads):
        path = os.path.join(self.folder, 'fields.gpkg')
        if os.path.exists(path):
            os.unlink(path)
        system = osr.SpatialReference()
        system.ImportFromEPSG(2154)
        source = ogr.GetDriverByName('GPKG').CreateDataSource(path)
        layer = source.CreateLayer('fields', system, ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn('name', ogr.OFTString))
        for name, quad in quads.items():
            feature = ogr.Feature(layer.GetLayerDefn())
            feature['name'] = name
            points = ', '.join(f'{x / 1000:.3f} {y / 1000:.3f}' for x, y in [*quad, quad[0]])
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f'POLYGON (({points}))'))
            layer.CreateFeature(feature)
        return path

    def faces(self):
        database = geopackage.connect(self.path)
        rows = [(geopackage.rings(blob), was, is_) for blob, was, is_ in
                database.execute('SELECT geom, cs21, cs24 FROM coverage')]
        database.close()
        return rows

    def test_areas(self):
        """Faces that the limits cross are cut where they are crossed: each share is off by less than half a mm², and
        all of them add up to the territory."""
        seed = random.randrange(1 << 30)
        tap.say(f'seed {seed}')
        quads = self.quads(seed)
        lines = program.json_lines('matrix', self.path, '--by', self.layer(quads))
        told = {(line['area'], line['from'], line['to']): line['area_m2'] * M2 for line in lines if 'from' in line}
        self.assertEqual(sum(told.values()), self.territory)
        self.assertTrue(all(fractions.Fraction(area).denominator == 1 for area in told.values()))

        exact, n_faces = collections.defaultdict(fractions.Fraction), collections.Counter()
        for (rings, was, is_), (name, quad) in itertools.product(self.faces(), quads.items()):
            share = sum(in_quad(ring, quad) for ring in rings)
            if share:
                exact[name, was, is_] += share
                n_faces[name, was, is_] += share.denominator != 1
        self.assertEqual(set(exact), {key for key in told if key[0] != 'elsewhere'})
        for key, area in exact.items():
            self.assertLessEqual(abs(told[key] - area), n_faces[key], key)

    def test_balance(self):
        """What each class was and is, gained and lost, of everything and of each area."""
        cells, _ = cells_of(self.path, '--level', '1')
        *rows, = program.json_lines('matrix', self.path, '--level', '1', '--balance')
        self.assertEqual({row['class'] for row in rows}, {code for cell in cells for code in cell})
        for row in rows:
            was, is_, gained, lost = (row[key] * M2 for key in ('before_m2', 'after_m2', 'gained_m2', 'lost_m2'))
            code = row['class']
            self.assertEqual(was, sum(area for (from_, _), area in cells.items() if from_ == code))
            self.assertEqual(is_, sum(area for (_, to), area in cells.items() if to == code))
            self.assertEqual(gained, sum(area for (from_, to), area in cells.items() if to == code != from_))
            self.assertEqual(is_ - was, gained - lost)
        done = program.run('matrix', self.path, '--level', '1', '--balance', '--csv', '--by', self.layer(self.quads(2)))
        head, *table = csv.reader(io.StringIO(done.stdout.decode()))
        self.assertEqual(head, ['area', 'class', 'before', 'after', 'gained', 'lost', 'net'])
        for row in rows:
            self.assertEqual(sum(fractions.Fraction(line[3]) for line in table if line[1] == row['class']) * HECTARE,
                             row['after_m2'] * M2)
            self.assertEqual(sum(fractions.Fraction(line[6]) for line in table if line[1] == row['class']) * HECTARE,
                             (row['gained_m2'] - row['lost_m2']) * M2)

    def test_land_take(self):
        """What was agricultural, natural or wooded and is urbanised. Nothing is left undecided."""
        *_, take = program.json_lines('matrix', self.path, '--dimension', 'enaf', '--balance')
        cells, _ = cells_of(self.path, '--dimension', 'enaf')
        self.assertEqual(take['taken_m2'] * M2, sum(area for (was, is_), area in cells.items()
                                                    if was in 'ANF' and is_[0] == 'U'))
        self.assertGreater(take['taken_m2'], 0)
        self.assertEqual(take['undecided_m2'], 0)

    def test_chart(self):
        for kind in 'balance', 'flows', 'series':
            path = os.path.join(self.folder, f'{kind}.svg')
            done = program.run('matrix', self.path, '--chart', path, '--kind', kind, '--dimension', 'post4')
            self.assertEqual((done.returncode, done.stdout), (program.DONE, b''), done)
            self.assertTrue(xml.etree.ElementTree.parse(path).getroot().tag.endswith('svg'))
            png = os.path.join(self.folder, f'{kind}.png')
            self.assertEqual(program.run('matrix', self.path, '--chart', png, '--kind', kind).returncode, program.DONE)
            self.assertEqual(pathlib.Path(png).read_bytes()[:8], b'\x89PNG\r\n\x1a\n')

    def test_zone(self):
        quad = next(iter(self.quads(1).values()))
        zone = ','.join(f'{x / 1000:.3f},{y / 1000:.3f}' for x, y in quad)
        cells, total = cells_of(self.path, '--zone', zone)
        exact = [sum(in_quad(ring, quad) for ring in rings) for rings, *_ in self.faces()]
        self.assertEqual(sum(cells.values()), total)
        self.assertLessEqual(abs(total - sum(exact)), sum(share.denominator != 1 for share in exact))
        *_, counted = program.json_lines('matrix', self.path, '--zone', zone, '--unit', 'count')
        self.assertEqual(counted['area_m2'] * M2, total)
        self.assertLess(counted['count'], program.json_lines('matrix', self.path, '--unit', 'count')[-1]['count'])

    def test_author(self):
        program.run('zone', self.path, 'set', 'Zoé', '700000,6600000,700100,6600100')
        here, _ = cells_of(self.path, '--zone', 'Zoé')
        self.assertEqual(here, cells_of(self.path, '--zone', '700000,6600000,700100,6600100')[0])

    def test_refused(self):
        for words, code in {('--dimension', 'colour'): program.USAGE,
                            ('--level', '0'): program.USAGE,
                            ('--unit', 'acre'): program.USAGE,
                            ('--from', '77'): program.USAGE,
                            ('--zone', 'nobody'): program.USAGE,
                            ('--csv', '--json'): program.USAGE,
                            ('--zone', '0,0,1,1', '--by', 'x'): program.USAGE,
                            ('--by', 'x', '--unit', 'count'): program.USAGE,
                            ('--balance', '--unit', 'count'): program.USAGE,
                            ('--chart', 'x.svg', '--csv'): program.USAGE,
                            ('--chart', 'x.jpeg'): program.USAGE,
                            ('--chart', '/nowhere/x.svg'): program.INPUT,
                            ('--kind', 'pie'): program.USAGE,
                            ('--by', os.path.join(self.folder, 'missing.gpkg')): program.INPUT}.items():
            with self.subTest(words):
                done = program.run('matrix', self.path, *words)
                self.assertEqual(done.returncode, code, done)
                self.assertEqual((done.stdout, done.stderr.count(b'\n')), (b'', 1))


class Cases(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.path = program.demo(os.path.join(self.folder, 'demo'), 2000)

    def test_uncoded(self):
        """A date that does not cover all, and codes of before: rows and columns of their own."""
        database = geopackage.connect_to_write(self.path)
        database.execute('UPDATE coverage SET cs21 = NULL, us21 = NULL WHERE fid % 7 = 0')
        database.execute('INSERT INTO cover (code, level, colour, state, since) '
                         "VALUES ('XX9', 1, '#000000', 'tolerated', 1)")
        database.execute("INSERT INTO pair (cover, use, state, since) SELECT 'XX9', code, 'tolerated', 1 FROM use")
        database.execute("UPDATE coverage SET cs24 = 'XX9' WHERE fid % 11 = 0")
        database.commit()
        database.close()
        tally, columns = tallied(self.path)
        for n in (1, 3):
            cells, total = cells_of(self.path, '--level', str(n))
            self.assertEqual(cells, projected(tally, columns, lambda cover, use: joined(level(cover, n))))
            self.assertEqual(total, sum(tally.values()))
            self.assertIn((UNCODED, 'XX9'), cells)
        *_, total = program.json_lines('matrix', self.path)
        self.assertEqual(total['changed_m2'] * M2, sum(area for (was, is_), area in cells_of(self.path)[0].items()
                                                       if was != is_ and UNCODED not in (was, is_)))

    def test_large(self):
        """What the file says of a face is not believed where it cannot be exact or does not add up."""
        database = geopackage.connect_to_write(self.path)
        database.execute('UPDATE writer SET operation = 1')
        database.execute('UPDATE coverage SET surf_m2 = NULL WHERE fid % 3 = 0')
        database.execute('UPDATE writer SET operation = NULL')
        database.commit()
        tally, columns = tallied(self.path)
        self.assertEqual(cells_of(self.path)[0], projected(tally, columns, lambda cover, use: joined(cover)))
        database.execute('UPDATE writer SET operation = 1')
        database.execute('UPDATE coverage SET surf_m2 = surf_m2 + 0.5 WHERE fid = 5')
        database.execute('UPDATE writer SET operation = NULL')
        database.commit()
        database.close()
        done = program.run('matrix', self.path)
        self.assertEqual(done.returncode, program.INPUT)
        self.assertIn(b'0.5000000 m', done.stderr)

    def test_empty(self):
        path = os.path.join(self.folder, 'empty.gpkg')
        program.run('new', path, '--vintage', '21', '--author', 'Camille')
        done = program.run('matrix', path)
        self.assertEqual((done.returncode, done.stdout.decode()), (program.DONE, 'from\ttotal\ntotal\t0\n'))


def rounded(geometry):
    """Twice the area of a polygon whose corners go to the millimetre, mm²."""
    area = 0
    for i in range(geometry.GetGeometryCount()):
        ring = geometry.GetGeometryRef(i)
        points = [(math.floor(x * 1000 + 0.5), math.floor(y * 1000 + 0.5)) for x, y, *_ in ring.GetPoints()]
        area += (1 if i == 0 else -1) * abs(geopackage.twice_area([points[:-1]]))
    return area


def parts_of(geometry):
    """The polygons of what two outlines share, which may have lines and points in common besides."""
    if geometry.GetGeometryType() == ogr.wkbPolygon:
        return [geometry]
    return [part for i in range(geometry.GetGeometryCount()) for part in parts_of(geometry.GetGeometryRef(i))
            if geometry.GetDimension() == 2]


def area_of(geometry):
    """In square metres."""
    return sum(part.GetArea() for part in parts_of(geometry))


def length_of(geometry):
    return sum(part.Boundary().Length() for part in parts_of(geometry))


def polygons(path, layer, name, to=None):
    """What @name makes of each row, and its outline, in the reference system @to if given."""
    source = ogr.Open(path)
    rows = source.GetLayerByName(layer)
    system = rows.GetSpatialRef()
    found = [(name(row), row.GetGeometryRef().Clone()) for row in rows]
    if to is not None:
        for each in system, to:
            each.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        way = osr.CoordinateTransformation(system, to)
        for _, geometry in found:
            geometry.Transform(way)
    return found


def overlaid(before, after, measure=area_of):
    """What one layer has where the other has something, by the codes of both."""
    cells = collections.Counter()
    for (was, a), (is_, b) in itertools.product(before, after):
        (west, east, south, north), (left, right, low, high) = a.GetEnvelope(), b.GetEnvelope()
        if west < right and left < east and south < high and low < north:
            cells[was, is_] += measure(a.Intersection(b))
    return cells


def changed(cells):
    return sum(area for (was, is_), area in cells.items() if was != is_)


def only(cells):
    """The one code of which there is more than a rest, where ground is overlaid with a map."""
    (_, code), = (key for key, area in cells.items() if area > 1)
    return code


class Real(unittest.TestCase):
    """Files of others, whose own columns say what changed into what."""
    maxDiff = None

    def setUp(self):
        self.data = os.path.join(os.environ.get('MLS_SHARED', ''), 'data')
        if not os.path.exists(os.path.join(self.data, 'n2k_cz')):
            self.skipTest('no shared data')
        self.folder = self.enterContext(program.folder())
        self.path = os.path.join(self.folder, 'project.gpkg')

    def fill(self, crs, *words):
        for call in ('new', self.path, '--crs', crs, '--author', 'Camille'), ('import', self.path, *words, '--author', 'Camille'):
            done = program.run(*call)
            self.assertEqual(done.returncode, program.DONE, done)

    def test_n2k(self):
        """Cell by cell what its CHANGECODE gives, once its corners are on the grid; what it says of its own areas is off
        by less than a millimetre along all their limits."""
        source = os.path.join(self.data, 'n2k_cz')
        self.fill('EPSG:3035', source)
        exact, published, lengths = collections.Counter(), collections.Counter(), collections.Counter()
        opened = ogr.Open(source)
        for feature in opened.GetLayer(0):
            key = tuple(reversed(feature['CHANGECODE'].split('_')))  # the newer code stands first
            geometry = feature.GetGeometryRef()
            exact[key] += rounded(geometry)
            published[key] += fractions.Fraction(feature['AREA_HA']) * HECTARE
            lengths[key] += geometry.Boundary().Length() * 1000
        cells, total = cells_of(self.path, '--from', '06', '--to', '12')
        self.assertEqual(len(cells), 35)
        self.assertEqual(cells, exact)
        self.assertEqual(total, sum(exact.values()))
        for key, area in cells.items():
            self.assertLess(abs(area - published[key]), 2 * lengths[key], key)

    def test_clc(self):
        """A layer of changes alone: what it published, to what rounding moves."""
        for file, layer, columns, crs in (('clc2018_mt', 'cha18_mt', ('CODE_12', 'CODE_18', 'AREA_HA'), 'EPSG:23033'),
                                          ('clc2024_mt', 'cha1824_mt', ('code_18', 'code_24', 'area_ha'), 'EPSG:32633')):
            with self.subTest(file):
                source = os.path.join(self.data, 'clc_malta', f'{file}.gpkg')
                was, is_, area = columns
                if os.path.exists(self.path):
                    os.unlink(self.path)
                years = was[-2:], is_[-2:]
                self.fill(crs, source, '--layer', layer, '--map', f'cs{years[0]}={was},cs{years[1]}={is_}')
                published = collections.Counter()
                opened = ogr.Open(source)
                for feature in opened.GetLayerByName(layer):
                    published[feature[was], feature[is_]] += feature[area]
                cells, _ = cells_of(self.path, '--from', years[0], '--to', years[1])
                self.assertEqual(set(cells), set(published))
                for key, value in published.items():
                    self.assertAlmostEqual(float(cells[key] / HECTARE), value, delta=0.02 * max(1, len(cells)))

    def read_dates(self, crs, first, second, *words):
        """The map of one date imported, the next one read onto it; what the matrix says of them, in square metres."""
        (path, layer, code), (newer, newer_layer, newer_code) = first, second
        self.fill(crs, path, '--layer', layer, '--map', f'cs18={code}', '--clean')
        done = program.run('vintage', self.path, 'add', '2024', '--from', newer, '--layer', newer_layer, '--map',
                           f'cs24={newer_code}', '--author', 'Camille', *words)
        self.assertEqual((done.returncode, done.stderr), (program.DONE, b''), done)
        cells, total = cells_of(self.path, '--from', '18', '--to', '24')
        self.assertEqual(sum(cells.values()), total)
        return {key: float(area / M2) for key, area in cells.items()}

    def test_clc_dates(self):
        """Both maps of one delivery as dates of one project, against their overlay, to a millimetre along all limits; and
        against the changes published with them, of which most are in neither map: these have no polygon under 25 ha, changes
        are published from 5 ha on."""
        path = os.path.join(self.data, 'clc_malta', 'clc2024_mt.gpkg')
        cells = self.read_dates('EPSG:32633', (path, 'clc18_mt', 'code_18'), (path, 'clc24_mt', 'code_24'))
        before, after = (polygons(path, f'clc{year}_mt', operator.itemgetter(f'code_{year}')) for year in ('18', '24'))
        exact, lengths = overlaid(before, after), overlaid(before, after, length_of)
        for key in cells.keys() | exact.keys():
            self.assertAlmostEqual(cells.get(key, 0), exact[key], delta=max(0.02, lengths[key] / 1000), msg=key)

        unexplained = {key: area for key, area in cells.items() if key[0] != key[1]}
        told = collections.defaultdict(list)
        for key, ground in polygons(path, 'cha1824_mt', lambda row: (row['code_18'], row['code_24'])):
            area = area_of(ground)
            was, is_ = (only(overlaid([(None, ground)], date)) for date in (before, after))
            if was == is_:
                self.assertLess(area, 250_000)
                told['in neither map'].append(key)
                continue
            told['as published' if (was, is_) == key else 'under another code'].append(key)
            self.assertAlmostEqual(unexplained.pop((was, is_)), area, delta=0.1)
        self.assertEqual(sorted(told['as published']), [('323', '121'), ('323', '132')])
        self.assertEqual(told['under another code'], [('243', '121')])  # the map has an airport there: 124
        self.assertEqual(len(told['in neither map']), 8)
        self.assertEqual(set(unexplained), {('243', '131')})  # two borders moved, by less than is published
        self.assertLess(unexplained['243', '131'], 50_000)

    def test_clc_deliveries(self):
        """The map of 2018 as it was delivered first, in another reference system, and that of 2024: borders that are near
        each other are one, so that each cell is off by no more than the tolerance along its limits. What they differ by is
        what the map of 2018 was redrawn by before the second delivery, and hardly what changed."""
        old, new = (os.path.join(self.data, 'clc_malta', f'clc{year}_mt.gpkg') for year in ('2018', '2024'))
        cells = self.read_dates('EPSG:23033', (old, 'clc18_mt', 'CODE_18'), (new, 'clc24_mt', 'code_24'), '--keep-slight')
        system = osr.SpatialReference()
        system.ImportFromEPSG(23033)
        before = polygons(old, 'clc18_mt', operator.itemgetter('CODE_18'))
        after = polygons(new, 'clc24_mt', operator.itemgetter('code_24'), system)
        exact, lengths = overlaid(before, after), overlaid(before, after, length_of)
        for key, area in exact.items():
            self.assertAlmostEqual(cells.get(key, 0), area, delta=max(1, lengths[key]), msg=key)
        self.assertEqual({key for key in cells if key not in exact}, {('523', UNCODED)})  # sea that the newer map leaves out

        redrawn = changed(overlaid(before, polygons(new, 'clc18_mt', operator.itemgetter('code_18'), system)))
        published = sum(area for area, _ in polygons(new, 'cha1824_mt', lambda row: row['area_ha'] * 10_000))
        self.assertGreater(redrawn, 50 * published)
        self.assertLess(abs(changed(exact) - redrawn), published)


if __name__ == '__main__':
    tap.main()
