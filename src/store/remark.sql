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

-- What is wrong with a row is said to whoever writes it.
CREATE TRIGGER remark_insert BEFORE INSERT ON remark
BEGIN
  SELECT CASE
    WHEN NEW.geom IS NULL THEN RAISE (ABORT, 'a remark is a point on the map')
    WHEN NEW.vintage NOT IN (SELECT code FROM vintage) THEN RAISE (ABORT, 'vintage is no date of this project')
    WHEN NEW.cover NOT IN (SELECT code FROM cover) THEN RAISE (ABORT, 'cover is no cover code of this project')
    WHEN NEW.use NOT IN (SELECT code FROM use) THEN RAISE (ABORT, 'use is no use code of this project')
  END;
END;

CREATE TRIGGER remark_update BEFORE UPDATE ON remark
BEGIN
  SELECT RAISE (ABORT, 'this remark is in the queue of corrections: add another one') WHERE OLD.state NOT NULL;
  SELECT CASE
    WHEN NEW.geom IS NULL THEN RAISE (ABORT, 'a remark is a point on the map')
    WHEN NEW.vintage NOT IN (SELECT code FROM vintage) THEN RAISE (ABORT, 'vintage is no date of this project')
    WHEN NEW.cover NOT IN (SELECT code FROM cover) THEN RAISE (ABORT, 'cover is no cover code of this project')
    WHEN NEW.use NOT IN (SELECT code FROM use) THEN RAISE (ABORT, 'use is no use code of this project')
  END;
END;
