"""What lies near ground, found by comparing outlines and by the distances that GEOS measures."""

import collections

from osgeo import ogr

import geopackage
import program

NEAR, ENVELOPE = 20, 50  # metres


def polygon(rings):
    """In metres."""
    shape = ogr.Geometry(ogr.wkbPolygon)
    for ring in rings:
        line = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in [*ring, ring[0]]:
            line.AddPoint_2D(x / 1000, y / 1000)
        shape.AddGeometry(line)
    return shape


def regions(faces):
    """Of {fid: (pair, rings)} the sets of fids that hang together by segments and have one pair."""
    parents = {fid: fid for fid in faces}

    def root(fid):
        while parents[fid] != fid:
            parents[fid] = fid = parents[parents[fid]]
        return fid
    left_of = {}
    for fid, (pair, rings) in faces.items():
        for a, b in (segment for ring in rings for segment in geopackage.segments(ring)):
            other = left_of.pop((b, a), None)
            if other is None:
                left_of[a, b] = fid
            elif faces[other][0] == pair:
                parents[root(fid)] = root(other)
    found = collections.defaultdict(set)
    for fid in faces:
        found[root(fid)].add(fid)
    return found.values()


class Vintage:
    """One date of a project: which class of an indicator each face is of, by the table of pairs @rows."""

    def __init__(self, path, code, rows):
        database = geopackage.connect(path)
        self.rows = rows
        self.faces = {fid: ((cover, use), geopackage.rings(blob)) for fid, blob, cover, use in
                      database.execute(f'SELECT fid, geom, cs{code}, us{code} FROM coverage')}
        database.close()
        self.shapes = {fid: polygon(rings) for fid, (_, rings) in self.faces.items() if self.row(fid).get('post4') == '1'}
        self.boxes = {fid: shape.GetEnvelope() for fid, shape in self.shapes.items()}
        self.places = {line['fid']: (line['x'], line['y']) for line in
                       program.json_lines('list', 'regions', path, f'vintage={code} dimension=pair')}
        self.near, self.in_envelope = {}, {}
        for region in regions(self.faces):
            self.look_around(region)

    def row(self, fid):
        return self.rows.get(self.faces[fid][0], {})

    def look_around(self, region):
        row = self.row(next(iter(region)))
        if not any('|' in row.get(name, '') for name in ('post4', 'post21', 'enaf')):
            return
        largest = min(region, key=lambda fid: (-geopackage.twice_area(self.faces[fid][1]), fid))
        x, y = map(float, self.places[largest])
        near = self.is_near(x, y, NEAR, lambda fid: True)
        in_envelope = self.is_near(x, y, ENVELOPE, lambda fid: '|' not in self.row(fid)['enaf'])
        for fid in region:
            self.near[fid], self.in_envelope[fid] = near, in_envelope

    def is_near(self, x, y, reach, counts):
        place = ogr.Geometry(ogr.wkbPoint)
        place.AddPoint_2D(x, y)
        return any(min_x - reach <= x <= max_x + reach and min_y - reach <= y <= max_y + reach and counts(fid) and
                   place.Distance(self.shapes[fid]) <= reach
                   for fid, (min_x, max_x, min_y, max_y) in self.boxes.items())

    def class_of(self, fid, indicator):
        """None without codes, "" where the table says nothing."""
        if self.faces[fid][0] == (None, None):
            return None
        classes = self.row(fid).get(indicator, '').split('|')
        if len(classes) == 2:
            near = self.in_envelope if indicator == 'enaf' else self.near
            return classes[0 if near[fid] else 1]
        if len(classes) == 4:
            return classes[int(self.class_of(fid, 'post4')) - 1]
        return classes[0]
