-- What others notice, who have the project open beside Millésime: points that are added to in QGIS. cover, use or both is
-- what the map should say there, outline whether a border is off. Millésime takes what has no state yet into its queue of
-- corrections; from then on a row stays as it is. state is queued or left, answer why it was left.

CREATE TABLE remark (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom POINT,
  vintage TEXT,
  cover TEXT,
  use TEXT,
  outline BOOLEAN,
  comment TEXT,
  author TEXT,
  at DATETIME DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')),
  state TEXT,
  answer TEXT
);

INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
  SELECT 'remark', 'features', 'remark', srs_id FROM gpkg_contents WHERE table_name = 'coverage';

INSERT INTO gpkg_geometry_columns
  SELECT 'remark', 'geom', 'POINT', srs_id, 0, 0 FROM gpkg_contents WHERE table_name = 'coverage';
