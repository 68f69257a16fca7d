-- What a sample holds besides the tables of any GeoPackage and a nomenclature. @said_old@ and its like are put together
-- where that is made.

-- What has to be right, in percent of all units and of those of each class, is as it was agreed on when it was drawn: a file
-- made before that was kept has neither column.
CREATE TABLE sample (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  name TEXT NOT NULL,
  title TEXT,
  project TEXT,
  operation INTEGER NOT NULL,
  vintage TEXT NOT NULL,
  year INTEGER NOT NULL,
  vintage_title TEXT,
  dimension TEXT NOT NULL,
  seed INTEGER NOT NULL,
  blind INTEGER NOT NULL,
  at DATETIME NOT NULL,
  author TEXT,
  drawing TEXT,
  agreed REAL CHECK (agreed BETWEEN 0 AND 100),
  agreed_class REAL CHECK (agreed_class BETWEEN 0 AND 100)
);

-- area2 is in half mm², as everywhere where areas are added up.
CREATE TABLE stratum (
  id INTEGER PRIMARY KEY NOT NULL,
  code TEXT,
  n_regions INTEGER NOT NULL,
  area2 INTEGER NOT NULL,
  n_left INTEGER NOT NULL,
  left2 INTEGER NOT NULL,
  n_drawn INTEGER NOT NULL
);

-- What is judged, as it was when it was drawn. Nothing here is ever changed, and no form shows it: what a blind sample
-- does not tell is only here.
CREATE TABLE unit (
  id INTEGER PRIMARY KEY NOT NULL,
  part INTEGER NOT NULL,
  cover TEXT,
  use TEXT,
  mixed INTEGER NOT NULL,
  stratum TEXT,
  probability REAL NOT NULL,
  area2 INTEGER NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  authors TEXT,
  geom BLOB NOT NULL
);

CREATE TABLE photo (
  id INTEGER PRIMARY KEY NOT NULL,
  vintage TEXT,
  uri TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT,
  min_x REAL NOT NULL,
  min_y REAL NOT NULL,
  max_x REAL NOT NULL,
  max_y REAL NOT NULL
);

-- What is said of units, under the names that partners’ forms have: a row for each unit and controller, and one without
-- a controller for a unit that nobody has judged. Two rows of one controller for one unit are a conflict that a merge met.
-- etat_cqp is what the unit is, all in all; etat_code is what its own code is, which an omission leaves as it is;
-- etat_autre and remplac_autre are of the other dimension, and say nothing where the map has none. Where etat_cqp does
-- not follow from the others, somebody has changed it in a form, and it is what counts.
CREATE TABLE controle (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom POLYGON,
  unite INTEGER NOT NULL,
  partie INTEGER,
  cs TEXT,
  us TEXT,
  strate TEXT,
  proba REAL,
  surf_m2 REAL,
  etat_cqp TEXT DEFAULT 'noverif' CHECK (etat_cqp IN ('noverif', 'ok', 'erreur', 'nsp')),
  code_remplac TEXT,
  erreur_geom BOOLEAN,
  omission BOOLEAN,
  com_cqp TEXT,
  data_exo TEXT,
  etat_code TEXT DEFAULT 'noverif' CHECK (etat_code IN ('noverif', 'ok', 'erreur', 'nsp', 'difficile')),
  etat_autre TEXT DEFAULT 'noverif' CHECK (etat_autre IN ('noverif', 'ok', 'erreur', 'nsp', 'difficile')),
  remplac_autre TEXT,
  proposition TEXT,
  controleur TEXT,
  date DATETIME,
  valid_cqe TEXT DEFAULT 'noverif' CHECK (valid_cqe IN ('noverif', 'ok', 'erreur', 'nsp')),
  com_cqe TEXT,
  cqe_par TEXT,
  cqe_date DATETIME
);

CREATE INDEX controle_unite ON controle (unite);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES
  ('controle', 'features', 'controle', '', NULL, NULL, NULL, NULL, @srs_id@),
  ('sample', 'attributes', 'sample', '', NULL, NULL, NULL, NULL, 0);

INSERT INTO gpkg_geometry_columns VALUES ('controle', 'geom', 'POLYGON', @srs_id@, 0, 0);

INSERT INTO gpkg_extensions VALUES
  ('controle', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');

INSERT INTO gpkg_ogr_contents VALUES ('controle', 0);

CREATE VIRTUAL TABLE rtree_controle_geom USING rtree (id, minx, maxx, miny, maxy);

-- What a row says, what is thought of that, and whether it says anything at all.
CREATE VIEW said AS SELECT fid, @said_controle@ AS said, @confirmed_controle@ AS confirmed, @judged_controle@ AS is_judged
  FROM controle;

-- What was said or thought and is no more, so that a merge can tell what is older from what contradicts.
CREATE TABLE former (
  said TEXT NOT NULL,
  date DATETIME NOT NULL,
  controleur TEXT NOT NULL,
  PRIMARY KEY (said, date, controleur)
) WITHOUT ROWID;

CREATE TRIGGER controle_changed AFTER UPDATE ON controle WHEN @judged_old@ AND @said_old@ IS NOT @said_new@
BEGIN
  INSERT OR IGNORE INTO former VALUES (@said_old@, coalesce (OLD.date, ''), coalesce (OLD.controleur, ''));
END;

CREATE TRIGGER controle_reconsidered AFTER UPDATE ON controle
  WHEN coalesce (OLD.valid_cqe, 'noverif') <> 'noverif' AND @confirmed_old@ IS NOT @confirmed_new@
BEGIN
  INSERT OR IGNORE INTO former VALUES (@confirmed_old@, coalesce (OLD.cqe_date, ''), coalesce (OLD.controleur, ''));
END;

CREATE TRIGGER controle_deleted AFTER DELETE ON controle WHEN @judged_old@
BEGIN
  INSERT OR IGNORE INTO former VALUES (@said_old@, coalesce (OLD.date, ''), coalesce (OLD.controleur, ''));
  INSERT OR IGNORE INTO former SELECT @confirmed_old@, coalesce (OLD.cqe_date, ''), coalesce (OLD.controleur, '')
    WHERE coalesce (OLD.valid_cqe, 'noverif') <> 'noverif';
END;

-- Whoever writes in a form writes no date.
CREATE TRIGGER controle_dated AFTER UPDATE ON controle WHEN @said_old@ IS NOT @said_new@ AND NEW.date IS OLD.date
BEGIN
  UPDATE controle SET date = strftime ('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE fid = NEW.fid;
END;

CREATE TRIGGER controle_confirmed AFTER UPDATE ON controle
  WHEN @confirmed_old@ IS NOT @confirmed_new@ AND NEW.cqe_date IS OLD.cqe_date
BEGIN
  UPDATE controle SET cqe_date = strftime ('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE fid = NEW.fid;
END;

-- … and leaves blanks around names and codes, and takes small letters for large ones.
CREATE VIEW code AS SELECT code FROM cover UNION ALL SELECT code FROM use;

CREATE VIEW spelled AS SELECT fid,
  coalesce ((SELECT code FROM code WHERE code = trim (code_remplac)), nullif (upper (trim (code_remplac)), '')) AS own,
  coalesce ((SELECT code FROM code WHERE code = trim (remplac_autre)), nullif (upper (trim (remplac_autre)), '')) AS other,
  nullif (trim (controleur), '') AS controller, nullif (trim (cqe_par), '') AS confirmer
  FROM controle;

CREATE TRIGGER controle_spelled AFTER UPDATE OF code_remplac, remplac_autre, controleur, cqe_par ON controle
  WHEN (NEW.code_remplac, NEW.remplac_autre, NEW.controleur, NEW.cqe_par) IS NOT
       (SELECT own, other, controller, confirmer FROM spelled WHERE fid = NEW.fid)
BEGIN
  UPDATE controle SET (code_remplac, remplac_autre, controleur, cqe_par) =
    (SELECT own, other, controller, confirmer FROM spelled WHERE fid = NEW.fid) WHERE fid = NEW.fid;
END;
