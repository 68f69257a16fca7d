-- What a team shares through a database, in a schema of its own. What was done is the truth, operation after operation, and
-- nobody changes a row of it; the faces are what comes of it, kept in the same transactions, for QGIS and for SQL. Nothing is
-- written but by the functions of shared-function.sql.

CREATE SCHEMA millesime;

-- One row. id is of no other project anywhere, format that of these tables, first the operation that the start ends with,
-- head the newest one. Who pushes holds this row until the end of the transaction, so that pushes come one after another.
CREATE TABLE millesime.shared (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  id text NOT NULL,
  format integer NOT NULL,
  title text NOT NULL,
  srid integer NOT NULL,
  vintages text NOT NULL,
  first bigint NOT NULL,
  head bigint NOT NULL,
  made_by name NOT NULL DEFAULT session_user,
  made_at timestamptz NOT NULL DEFAULT now()
);

-- The project file that everybody begins with, in parts.
CREATE TABLE millesime.start (
  part integer PRIMARY KEY,
  bytes bytea NOT NULL
);

-- What was done since, as the files have it: number, author and time are those of the file it was made in, origin tells
-- it from all others wherever it goes, and record is all that it wrote. class is what a role may do or not: change,
-- correction or verdict.
CREATE TABLE millesime.operation (
  id bigint PRIMARY KEY,
  origin text UNIQUE NOT NULL,
  class text NOT NULL,
  at text NOT NULL,
  author text NOT NULL,
  verb text NOT NULL,
  kind text,
  vintages text,
  summary text,
  undoes bigint UNIQUE,
  box @postgis@.geometry (Polygon, @srid@),
  pushed_by name NOT NULL,
  pushed_at timestamptz NOT NULL,
  record jsonb NOT NULL
);

CREATE TABLE millesime.face (
  fid bigint PRIMARY KEY,
  since bigint NOT NULL,
  geom @postgis@.geometry (Polygon, @srid@) NOT NULL,
  surf_m2 double precision NOT NULL@declared@
);

CREATE INDEX face_geom ON millesime.face USING gist (geom);

-- The territory's edge.
CREATE TABLE millesime.edge (
  id bigint PRIMARY KEY,
  since bigint NOT NULL,
  geom @postgis@.geometry (LineString, @srid@) NOT NULL
);

-- Ground that somebody works on: until then nobody else pushes edits of it.
CREATE TABLE millesime.zone_lock (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  holder name NOT NULL,
  author text NOT NULL,
  zone @postgis@.geometry (Polygon, @srid@) NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL
);
