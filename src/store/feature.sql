-- The table @table@, and what makes it a feature table to GIS programs: its column of geometry, its
-- R-tree and the count of its rows.

CREATE TABLE @table@ (
  @id@ INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom @geometry@,
  since INTEGER@declared@
);

-- Finds what an operation wrote.
CREATE INDEX @table@_since ON @table@ (since);

INSERT INTO gpkg_geometry_columns
  SELECT table_name, 'geom', '@geometry@', srs_id, 0, 0 FROM gpkg_contents
   WHERE table_name = '@table@';

INSERT INTO gpkg_extensions VALUES
  ('@table@', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree',
   'write-only');

INSERT INTO gpkg_ogr_contents VALUES ('@table@', 0);

CREATE VIRTUAL TABLE rtree_@table@_geom USING rtree (id, minx, maxx, miny, maxy);
