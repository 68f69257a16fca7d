"""Proves a coverage a partition, by arithmetic of its own: every face is simple, and the directed
segments of all faces, opposite ones cancelled, are those of the territory's edge."""

import struct

from osgeo import ogr

import geopackage

ogr.UseExceptions()


def as_ogr(polygon):
    """In millimetres, so that whole numbers are compared."""
    text = struct.pack('<BII', 1, geopackage.POLYGON, len(polygon))
    for ring in polygon:
        flat = [mm for point in ring + ring[:1] for mm in point]
        text += struct.pack(f'<I{len(flat)}d', len(ring) + 1, *flat)
    return ogr.CreateGeometryFromWkb(text)


def is_canonical(polygon):
    """No ring repeats a vertex or starts elsewhere than at its smallest one; holes run clockwise
    and stand in order."""
    return all(len(set(ring)) == len(ring) >= 3 and min(ring) == ring[0] for ring in polygon) \
        and geopackage.twice_area(polygon[:1]) > 0 \
        and all(geopackage.twice_area([hole]) < 0 for hole in polygon[1:]) \
        and polygon[1:] == sorted(polygon[1:])


class Partition:
    """The faces of a territory and who owns which side of which segment, kept up edit by edit."""

    def __init__(self, edge_lines):
        self.rings = {}
        self.area2 = 0
        self.owner = {}      # of a directed segment: the face at its left
        self.edge = {}       # its directed segments
        self.misfits = set() # segments alone where the edge is not, or the other way round
        self.set_edge(edge_lines)

    def set_edge(self, edge_lines):
        """There are few of them: as a dict, for the order of its members."""
        edge = dict.fromkeys(geopackage.edge_segments(edge_lines))
        touched = edge.keys() ^ self.edge.keys()
        self.edge = edge
        self.edge_area2 = sum(a[0] * b[1] - b[0] * a[1] for a, b in edge)
        self.look_at(touched)

    def replace(self, removed, added):
        """Takes away the faces @removed and puts those of @added, rings by fid, in their place."""
        gone = {}
        for fid in removed:
            polygon = self.rings.pop(fid)
            self.area2 -= geopackage.twice_area(polygon)
            gone.update(self.sides(fid, polygon))
        come = {}
        for fid, polygon in added.items():
            self.judge(fid, polygon)
            self.rings[fid] = polygon
            self.area2 += geopackage.twice_area(polygon)
            sides = self.sides(fid, polygon)
            assert come.keys().isdisjoint(sides), f'face {fid} overlaps another one'
            come.update(sides)
        for segment in gone:
            del self.owner[segment]
        assert self.owner.keys().isdisjoint(come), 'faces overlap'
        self.owner.update(come)
        self.look_at(gone.keys() ^ come.keys())

    @staticmethod
    def sides(fid, polygon):
        return {segment: fid for ring in polygon for segment in geopackage.segments(ring)}

    @staticmethod
    def judge(fid, polygon):
        assert is_canonical(polygon), f'face {fid} is not in canonical form'
        assert as_ogr(polygon).IsValid(), f'face {fid} is not simple'

    def look_at(self, touched):
        """Whether segments fit that have come or gone."""
        for a, b in touched:
            for side in ((a, b), (b, a)):
                alone = side in self.owner and side[::-1] not in self.owner
                if alone == (side in self.edge):
                    self.misfits.discard(side)
                else:
                    self.misfits.add(side)

    def prove(self):
        assert not self.misfits, f'{len(self.misfits)} segments do not fit'
        assert self.area2 == self.edge_area2


def of_file(database):
    partition = Partition(geopackage.territory(database).values())
    faces = geopackage.faces(database)
    partition.replace((), {fid: geopackage.rings(blob) for fid, (blob, *_) in faces.items()})
    return partition
