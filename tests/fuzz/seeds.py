"""seeds.py: writes the inputs that fuzzing starts from into the folders beside it. Those that are kept
because they once broke something have names of their own and stay."""

import os
import pathlib
import sqlite3
import struct

from osgeo import gdal, ogr, osr

HERE = pathlib.Path(__file__).parent
X, Y = 700000.0, 6600000.0

SCRIPTS = {
    'split': """vintage 24
kind change
dimension pair
side smaller
pair CS6.3.0 US1.1.3
line 700095 6600150 700205 6600150
undo
redo
""",
    'reshape': """vintage 24
line 700201 6600110 700190 6600120 700201 6600130
move 700100 6600025 to 700102 6600026
insert-vertex 700100 6600060
remove-vertex 700100 6600060
""",
    'island': """vintage 21
kind correction 21 24
pair CS2.1.0 US1.1.3
polygon 700020 6600120 700040 6600120 700040 6600140 700020 6600140
merge 700030 6600130 into 700010 6600110
because "a landmark"
polygon 700240 6600040 700250 6600040 700250 6600050 700240 6600050
except 700245 6600045 "still"
cure 700245 6600045
absorb 700150 6600150
version "first"
""",
    'across': """vintage 24
pair CS5.0.0 US1.1.3
line all 699990 6600050 700310 6600055
set 700250 6600250 CS6.3.0 US1.1.3 doubt=1 source=RPG comment="seen twice" photovoltaic=1
line 700050 6600050 700050 6600050 700050 6600060
line 700000 6600000 700300 6600300
""",
}


def square(x, y, side, hole=False):
    ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return ring[::-1] if hole else ring


def blob(kind, rings):
    """As a GeoPackage keeps it, with an envelope: kind 2 is a line, 3 a polygon."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    head = b'GP' + bytes([0, 3]) + struct.pack('<i4d', 2154, min(xs), max(xs), min(ys), max(ys))
    count = struct.pack('<I', len(rings)) if kind == 3 else b''
    body = b''.join(struct.pack('<I', len(ring)) + b''.join(struct.pack('<2d', *point) for point in ring)
                    for ring in rings)
    return head + bytes([1]) + struct.pack('<I', kind) + count + body


def blobs():
    plain = blob(3, [square(X, Y, 100)])
    return {
        'square': plain,
        'hole': blob(3, [square(X, Y, 100), square(X + 10, Y + 10, 20, True)]),
        'line': blob(2, [[(X, Y), (X + 10, Y + 0.001), (X + 20, Y)]]),
        'bow-tie': blob(3, [[(X, Y), (X + 10, Y + 10), (X + 10, Y), (X, Y + 10), (X, Y)]]),
        'nan': blob(3, [[(X, Y), (float('nan'), Y), (X + 10, Y), (X, Y)]]),
        'many-rings': plain[:45] + struct.pack('<I', 0xffffffff) + bytes(16),
        'many-points': plain[:49] + struct.pack('<I', 0x0fffffff) + bytes(32),
    }


def text(*rings):
    return '(%s)' % ','.join('(%s)' % ','.join(f'{x!r} {y!r}' for x, y in ring) for ring in rings)


def polygon(*rings):
    return 'POLYGON' + text(*rings)


LAYERS = {
    'two': (polygon(square(X, Y, 100)), polygon(square(X + 100, Y, 100))),
    'overlap': (polygon(square(X, Y, 100)), polygon(square(X + 90, Y + 5, 100)),
                polygon(square(X + 40, Y + 40, 20))),
    'parts': ('MULTIPOLYGON(%s,%s)' % (text(square(X, Y, 10)), text(square(X + 20, Y, 10))),
              polygon(square(X + 10, Y, 10), square(X + 12, Y + 2, 3, True))),
}


def write_layer(path, geometries):
    """In small pages, so that what is changed at random is often more than nothing."""
    path.unlink(missing_ok=True)
    dataset = ogr.GetDriverByName('GPKG').CreateDataSource(str(path))
    system = osr.SpatialReference()
    system.ImportFromEPSG(2154)
    layer = dataset.CreateLayer('map', system, ogr.wkbUnknown, options=['SPATIAL_INDEX=NO'])
    for name in 'cs21', 'us21':
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for i, geometry in enumerate(geometries):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(geometry))
        feature['cs21'] = ('CS1.1.1', 'CS6.3.0', 'CS5.0.0')[i]
        feature['us21'] = 'US1.1.3'
        layer.CreateFeature(feature)
    del layer, dataset
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute('PRAGMA page_size = 512')
    connection.execute('VACUUM')
    connection.close()


def main():
    gdal.UseExceptions()
    os.environ['OGR_CURRENT_DATE'] = '2024-01-01T00:00:00.000Z'
    for folder in 'blob', 'script', 'geopackage':
        HERE.joinpath(folder).mkdir(exist_ok=True)
    for name, data in blobs().items():
        HERE.joinpath('blob', name).write_bytes(data)
    for name, script in SCRIPTS.items():
        HERE.joinpath('script', name).write_text(script, encoding='utf-8')
    for name, geometries in LAYERS.items():
        write_layer(HERE / 'geopackage' / name, geometries)


if __name__ == '__main__':
    main()
