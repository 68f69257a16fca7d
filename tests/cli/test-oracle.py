"""What is wrong with maps of others, counted once more by GEOS, which knows nothing of how it is found here."""

import collections
import itertools
import math
import os
import unittest

from osgeo import gdal, ogr

import program
import tap

ogr.UseExceptions()

SLIVER_QUOTIENT, SLIVER_M2 = 0.3, 5000
CUT = 1500  # vertices, from which on two faces that would be one are taken for parted by a cut

# A file, its layer, what its codes are, and where it lies.
Source = collections.namedtuple('Source', 'path layer code crs vintage')
SOURCES = {
    'rpg_hdf': Source('rpg_hdf/rpga_extract_d59.gpkg', None, 'CODE_CULTU', 'EPSG:2154', '21'),
    'plu_fr': Source('plu_fr/200011781_PLUi_20180101', None, 'TYPEZONE', 'EPSG:2154', '21'),
    'plu_fr_41': Source('plu_fr/41175_PLU_20140603', None, 'TYPEZONE', 'EPSG:2154', '21'),
    'clc_malta': Source('clc_malta/clc2018_mt.gpkg', 'clc12_mt', 'CODE_12', 'EPSG:23033', '12'),
}


def parts(geometry):
    """The polygons that a geometry has."""
    if geometry is None or geometry.IsEmpty():
        return
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPolygon:
        yield geometry.Clone()
    elif geometry.GetGeometryCount() > 0 and geometry.GetDimension() == 2:
        for i in range(geometry.GetGeometryCount()):
            yield from parts(geometry.GetGeometryRef(i))


def union(polygons):
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in polygons:
        whole.AddGeometry(polygon)
    return whole.UnionCascaded()


def ring(points):
    made = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in points:
        made.AddPoint_2D(x, y)
    return made


def rounded(polygon):
    """With its corners on whole millimetres, as everything is here; what crosses itself then is put right by GEOS."""
    made = ogr.Geometry(ogr.wkbPolygon)
    for i in range(polygon.GetGeometryCount()):
        made.AddGeometry(ring((math.floor(x * 1000 + 0.5) / 1000, math.floor(y * 1000 + 0.5) / 1000)
                              for x, y, *_ in polygon.GetGeometryRef(i).GetPoints()))
    return list(parts(made if made.IsValid() else made.MakeValid()))


def polygons_of(source, folder):
    opened = ogr.Open(os.path.join(folder, source.path))
    layer = opened.GetLayerByName(source.layer) if source.layer else opened.GetLayer(0)
    for feature in layer:
        for polygon in parts(feature.GetGeometryRef()):
            yield from rounded(polygon)


def touching(polygons):
    """Pairs whose boxes meet."""
    boxes = [polygon.GetEnvelope() for polygon in polygons]
    behind = []
    for i in sorted(range(len(polygons)), key=lambda k: boxes[k][0]):
        behind = [j for j in behind if boxes[j][1] >= boxes[i][0]]
        for j in behind:
            if boxes[j][2] <= boxes[i][3] and boxes[i][2] <= boxes[j][3]:
                yield polygons[i], polygons[j]
        behind.append(i)


def area_in_common(a, b):
    return sum(part.Area() for part in parts(a.Intersection(b))) if a.Intersects(b) else 0


class Oracle(unittest.TestCase):

    def setUp(self):
        self.data = os.path.join(os.environ.get('MLS_SHARED', ''), 'data')
        if not os.path.exists(os.path.join(self.data, 'rpg_hdf')):
            self.skipTest('no shared data')
        self.folder = self.enterContext(program.folder())
        gdal.PushErrorHandler('CPLQuietErrorHandler')
        self.addCleanup(gdal.PopErrorHandler)

    def fill(self, name):
        """Without a tolerance: nothing is moved but to the millimetre."""
        source = SOURCES[name]
        path = os.path.join(self.folder, name + '.gpkg')
        words = ['--layer', source.layer] if source.layer else []
        for call in (['new', path, '--vintage', source.vintage, '--crs', source.crs],
                     ['import', path, os.path.join(self.data, source.path), '--map',
                      f'cs{source.vintage}={source.code}', '--clean=0', *words]):
            done = program.run(*call, '--author', 'Camille')
            self.assertEqual(done.returncode, program.DONE, done)
        return path

    def repairs(self, path):
        found = collections.defaultdict(list)
        for finding in program.json_lines('list', 'findings', path):
            found[finding['rule']].append(abs(finding.get('area_m2', 0)))
        return found

    def say(self, name, what, ours, theirs):
        print(f'# {name}: {what}: {len(ours)} of {sum(ours):.2f} m², by GEOS {len(theirs)} of {sum(theirs):.2f} m²')

    def compare_import(self, name):
        """Overlaps and gaps of the source are what its import takes and fills: the pairs that overlap by more than a
        square metre are the same, and the ground without gaps is what the polygons cover together, to a millimetre along
        the polygons' borders that both round. Of smaller ones it depends on that rounding how many there are.

        Where three polygons lie over each other GEOS counts a place for each pair, and an import gives it away as often
        as there is one more: the sum is what the polygons have together, less what they cover."""
        polygons = list(polygons_of(SOURCES[name], self.data))
        covered = union(polygons)
        filled = union(shells(covered))
        pairs = [area for area in itertools.starmap(area_in_common, touching(polygons)) if area > 0]
        gaps = [gap.Area() for gap in parts(filled.Difference(covered))]
        path = self.fill(name)
        ours = self.repairs(path)
        territory = program.json_lines('info', path)[0]['area_m2']
        self.say(name, 'overlaps', ours['import-overlap'], pairs)
        self.say(name, 'gaps', ours['import-gap'], gaps)
        self.assertEqual(sum(area > 1 for area in ours['import-overlap']), sum(area > 1 for area in pairs))
        lost = sum(polygon.Area() for polygon in polygons) - covered.Area()
        self.assertAlmostEqual(sum(ours['import-overlap']), lost, delta=max(0.5, lost * 2e-3))
        self.assertAlmostEqual(territory - sum(ours['import-gap']), covered.Area(), delta=covered.Area() * 2e-8 + 1)
        equal = sum(a.Equals(b) for a, b in touching(polygons))
        print(f'# {name}: polygons there twice: {equal} by GEOS')
        self.assertEqual((equal, len(ours['duplicate'])), (0, 0))
        return ours['import-gap'], gaps

    def test_rpg(self):
        """Parcels drawn one by one, 4 % of whose borders are common. Where some of them enclose ground, but for a passage
        narrower than a millimetre, it is a gap or lies outside as the passage is rounded: GEOS finds other ones closed,
        less than one in a hundred by area."""
        ours, gaps = self.compare_import('rpg_hdf')
        self.assertAlmostEqual(sum(ours), sum(gaps), delta=sum(gaps) / 100)

    def test_plu(self):
        """Towns whose zones overlap and leave strips, drawn by several hands: the same gaps, but for shreds."""
        for name in 'plu_fr', 'plu_fr_41':
            with self.subTest(name):
                ours, gaps = self.compare_import(name)
                self.assertEqual(sum(area > 1 for area in ours), sum(area > 1 for area in gaps))
                self.assertAlmostEqual(sum(ours), sum(gaps), delta=0.5)

    def test_clc(self):
        """A map that was made as a partition is one."""
        self.assertEqual(self.compare_import('clc_malta'), ([], []))

    def test_slivers(self):
        """Regions by dissolving what the file holds. Those that share some of the territory's edge may go on beyond it."""
        n = 0
        for name, source in SOURCES.items():
            with self.subTest(name):
                path = self.fill(name)
                for rule, value in ('sliver-quotient', SLIVER_QUOTIENT), ('sliver-area', SLIVER_M2):
                    program.run('rule', path, rule, str(value))
                program.run('check', path)
                ours = [finding['area_m2'] for finding in program.json_lines('list', 'findings', path, '--rule', 'sliver')]
                theirs = slivers_of(path, source)
                self.say(name, 'slivers', ours, theirs)
                self.assertEqual(len(ours), len(theirs))
                for own, other in zip(sorted(ours), sorted(theirs)):
                    self.assertAlmostEqual(own, other, places=3)
                n += len(ours)
        self.assertGreater(n, 0)

    def test_identical(self):
        """Neighbours of one code that share some border, but for what a cut may part: large ones."""
        for name in 'plu_fr', 'plu_fr_41', 'clc_malta':
            with self.subTest(name):
                path = self.fill(name)
                program.run('check', path)
                ours = program.json_lines('list', 'findings', path, '--rule', 'identical')
                theirs = 0
                for _, faces in by_code(path, SOURCES[name]).items():
                    theirs += sum(a.Touches(b) and a.Intersection(b).Length() > 0 and n_vertices(a.Union(b)) <= CUT
                                  for a, b in touching(faces))
                print(f'# {name}: neighbours alike: {len(ours)}, by GEOS {theirs}')
                self.assertEqual(len(ours), theirs)


def n_vertices(geometry):
    return sum(part.GetGeometryRef(i).GetPointCount() - 1 for part in parts(geometry) for i in range(part.GetGeometryCount()))


def shells(geometry):
    for part in parts(geometry):
        shell = ogr.Geometry(ogr.wkbPolygon)
        shell.AddGeometry(part.GetGeometryRef(0))
        yield shell


def by_code(path, source):
    """The faces of each code in a project."""
    found = collections.defaultdict(list)
    opened = ogr.Open(path)
    for feature in opened.GetLayerByName('coverage'):
        found[feature[f'cs{source.vintage}']].append(feature.GetGeometryRef().Clone())
    return found


def slivers_of(path, source):
    """The areas of those regions; what has no code is of none."""
    opened = ogr.Open(path)
    edge = ogr.Geometry(ogr.wkbMultiLineString)
    for feature in opened.GetLayerByName('territory'):
        edge.AddGeometry(feature.GetGeometryRef())
    found = []
    for code, faces in by_code(path, source).items():
        for region in parts(union(faces)) if code is not None else ():
            area, length = region.Area(), region.Boundary().Length()
            if (area <= SLIVER_M2 and 4 * math.pi * area / length**2 < SLIVER_QUOTIENT and
                    region.Boundary().Intersection(edge).Length() == 0):
                found.append(area)
    return found


if __name__ == '__main__':
    tap.main()
