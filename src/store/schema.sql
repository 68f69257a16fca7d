-- What a project file holds, but for the tables of any GeoPackage, its nomenclature, and the tables whose columns
-- depend on its vintages.

-- What was done, by whom, where. An operation that takes back another one names it in undoes, and
-- no operation is taken back twice. Nothing before a barrier can be taken back. origin is PACKAGE:OPERATION of one that
-- was made in a work package.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at DATETIME NOT NULL DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')),
  author TEXT NOT NULL,
  verb TEXT NOT NULL,
  kind TEXT,
  vintages TEXT,
  dimension TEXT,
  scale REAL,
  summary TEXT,
  undoes INTEGER UNIQUE REFERENCES operation (id),
  barrier INTEGER NOT NULL DEFAULT 0,
  min_x REAL,
  min_y REAL,
  max_x REAL,
  max_y REAL,
  origin TEXT
);

CREATE UNIQUE INDEX operation_origin ON operation (origin) WHERE origin NOT NULL;

-- The writer's mark, one row. Millésime sets operation inside its transactions and clears it before
-- they end, so that nobody else ever sees it set. foreign_operation gathers what other programs
-- write until Millésime looks.
CREATE TABLE writer (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  operation INTEGER,
  foreign_operation INTEGER
);

INSERT INTO writer (id) VALUES (1);

-- A version is a point of the history that has a name. fingerprint is of all that the map was then, for a delivery.
CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  at DATETIME NOT NULL DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')),
  message TEXT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  fingerprint TEXT
);

-- What a compaction made one: operation stands for all from first on, of which author did n of verb between two times. States
-- between first and operation are not there any more. compaction tells who did it, up to which operation, and how many it was.
CREATE TABLE folded (
  operation INTEGER NOT NULL REFERENCES operation (id),
  author TEXT NOT NULL,
  verb TEXT NOT NULL,
  n INTEGER NOT NULL,
  first INTEGER NOT NULL,
  from_at DATETIME NOT NULL,
  until_at DATETIME NOT NULL,
  PRIMARY KEY (operation, author, verb)
) WITHOUT ROWID;

CREATE TABLE compaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at DATETIME NOT NULL DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')),
  author TEXT NOT NULL,
  operation INTEGER NOT NULL,
  n INTEGER NOT NULL
);

-- Vintages and rules are true from operation since on, and until another one. state is open, closed to all
-- but corrections, or frozen; copied_from is the code of the vintage that this one began as a copy of,
-- imported_from the name of the file that its labels came from.
CREATE TABLE vintage (
  code TEXT PRIMARY KEY NOT NULL,
  year INTEGER NOT NULL,
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  since INTEGER NOT NULL,
  until INTEGER,
  copied_from TEXT,
  imported_from TEXT
);

CREATE TABLE imagery (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  vintage TEXT,
  uri TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT,
  position INTEGER NOT NULL,
  display TEXT
);

-- Maps of others under or over the own one; colour is 0xrrggbb, width is in px.
CREATE TABLE reference_layer (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  uri TEXT NOT NULL,
  layer TEXT,
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  colour INTEGER NOT NULL,
  width REAL NOT NULL,
  fill REAL NOT NULL,
  name_field TEXT,
  over INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  snapping INTEGER NOT NULL,
  labelled INTEGER NOT NULL,
  assume_crs INTEGER NOT NULL
);

CREATE TABLE rule (
  id INTEGER PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE UNIQUE INDEX rule_current ON rule (name) WHERE until IS NULL;

-- code is the one the exception was given for: it lapses when the place gets another one. A row
-- that undo brings back is a new one, and names the row it was first.
CREATE TABLE exception (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  origin INTEGER REFERENCES exception (id),
  rule TEXT NOT NULL,
  vintage TEXT NOT NULL,
  dimension TEXT,
  code TEXT,
  x REAL NOT NULL,
  y REAL NOT NULL,
  area_m2 REAL,
  reason TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE INDEX exception_since ON exception (since);
CREATE INDEX exception_until ON exception (until);
CREATE INDEX exception_place ON exception (x, y) WHERE until IS NULL;

-- What somebody thinks of a change, or of a region where from_vintage is vintage: review is accepted, sent-back or
-- remarked. It is of ground at x, y that was one thing at from_vintage and another at vintage, as large as area_m2, and says
-- nothing of any other: nothing is written when it lapses. draft is lines of an edit script that would put it right, source
-- the unit of a sample whose judgement it was first. Who and when is told by the operation since. Rows as those of exception.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  origin INTEGER REFERENCES decision (id),
  review TEXT NOT NULL,
  from_vintage TEXT NOT NULL,
  vintage TEXT NOT NULL,
  dimension TEXT NOT NULL,
  from_cover TEXT,
  from_use TEXT,
  cover TEXT,
  use TEXT,
  x REAL NOT NULL,
  y REAL NOT NULL,
  area_m2 REAL NOT NULL,
  remark TEXT,
  draft TEXT,
  source TEXT,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE INDEX decision_since ON decision (since);
CREATE INDEX decision_until ON decision (until);
CREATE INDEX decision_place ON decision (x, y) WHERE until IS NULL;

-- What checks found, origin check; the setting checked_operation tells of which state the last one was. A check brings
-- the rows up to date and never writes one anew: found is the operation whose state it was first found in, gone the one
-- in which it was no more, again the last one that it had come back in. Origin import is what an import did to its source,
-- and the only thing to tell of it.
-- state is open, corrected when a check finds it no more, verified when somebody has looked at that, or kept when
-- somebody has decided that it is to stay as it is. Operation since brought it to where somebody had to decide; was is the
-- state before, to which undo goes back. An exception has its reason and its author.
-- figure is what the rule measured, length_m in metres if that is a length as well.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  vintage TEXT,
  dimension TEXT,
  cover TEXT,
  use TEXT,
  fid INTEGER,
  other_fid INTEGER,
  x REAL NOT NULL,
  y REAL NOT NULL,
  area_m2 REAL,
  minimum_m2 REAL,
  message TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT 'check',
  state TEXT NOT NULL DEFAULT 'open',
  was TEXT,
  since INTEGER,
  feature INTEGER,
  layer TEXT,
  other_feature INTEGER,
  other_layer TEXT,
  from_vintage TEXT,
  from_cover TEXT,
  from_use TEXT,
  remark TEXT,
  figure REAL,
  length_m REAL,
  found INTEGER,
  gone INTEGER,
  again INTEGER,
  reason TEXT,
  author TEXT
);

CREATE INDEX finding_since ON finding (since) WHERE since NOT NULL;

-- Work packages that were taken out of the project. base is the operation whose state they begin with; state is out, back,
-- forgotten when nobody waits for it any more,
-- or closed when a compaction has folded what it is known by.
CREATE TABLE package (
  id TEXT PRIMARY KEY NOT NULL,
  author TEXT NOT NULL,
  at DATETIME NOT NULL DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')),
  base INTEGER NOT NULL REFERENCES operation (id),
  zone TEXT NOT NULL,
  file TEXT,
  state TEXT NOT NULL DEFAULT 'out'
);

-- Operations of packages that clash with what others did, kept whole: their faces before and after with the ids they have
-- there. state is open until somebody has decided: taken, kept or dropped, by settler at settled_at. Operation since brought
-- it to its state; was is the state before, to which undo goes back.
CREATE TABLE set_aside (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  origin TEXT UNIQUE NOT NULL,
  at DATETIME NOT NULL,
  author TEXT NOT NULL,
  verb TEXT NOT NULL,
  kind TEXT,
  dimension TEXT,
  scale REAL,
  summary TEXT,
  x REAL NOT NULL,
  y REAL NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  was TEXT,
  since INTEGER,
  settler TEXT,
  settled_at DATETIME
);

CREATE TABLE set_aside_face (
  id INTEGER PRIMARY KEY NOT NULL,
  set_aside INTEGER NOT NULL REFERENCES set_aside (id),
  after INTEGER NOT NULL,
  fid INTEGER NOT NULL,
  geom BLOB NOT NULL
);

CREATE INDEX set_aside_face_of ON set_aside_face (set_aside);

CREATE TABLE set_aside_label (
  face INTEGER NOT NULL REFERENCES set_aside_face (id),
  vintage TEXT NOT NULL,
  cover TEXT,
  use TEXT,
  doubt TEXT,
  source TEXT,
  comment TEXT,
  photovoltaic TEXT,
  PRIMARY KEY (face, vintage)
) WITHOUT ROWID;

-- The sketch being drawn, so that nothing is lost with the process.
CREATE TABLE draft (
  key TEXT PRIMARY KEY NOT NULL,
  at DATETIME NOT NULL DEFAULT (strftime ('%Y-%m-%dT%H:%M:%fZ', 'now')),
  value TEXT NOT NULL
);
