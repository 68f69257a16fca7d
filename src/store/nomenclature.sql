-- The nomenclature that travels in a file, and what else is set there. Rows are true from operation since on, and until
-- another one: a state of the past has its own.

-- Further columns of cover, use and pair are called like indicators, and say what is counted as which class of it. state is valid or tolerated: a tolerated code came with the data and is never offered.
CREATE TABLE cover (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  code TEXT NOT NULL,
  parent TEXT,
  level INTEGER NOT NULL,
  label_fr TEXT NOT NULL DEFAULT '',
  label_en TEXT NOT NULL DEFAULT '',
  colour TEXT NOT NULL,
  minimum REAL,
  family TEXT,
  state TEXT NOT NULL DEFAULT 'valid',
  origin TEXT,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE UNIQUE INDEX cover_current ON cover (code) WHERE until IS NULL;
CREATE INDEX cover_codes ON cover (code);

CREATE TABLE use (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  code TEXT NOT NULL,
  parent TEXT,
  level INTEGER NOT NULL,
  label_fr TEXT NOT NULL DEFAULT '',
  label_en TEXT NOT NULL DEFAULT '',
  colour TEXT NOT NULL,
  minimum REAL,
  family TEXT,
  state TEXT NOT NULL DEFAULT 'valid',
  origin TEXT,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE UNIQUE INDEX use_current ON use (code) WHERE until IS NULL;
CREATE INDEX use_codes ON use (code);

-- valid_from and valid_until are years, both included, NULL for ever. A pair may have two rows, as
-- one that was valid until some year and is tolerated since.
CREATE TABLE pair (
  id INTEGER PRIMARY KEY NOT NULL,
  cover TEXT NOT NULL,
  use TEXT NOT NULL,
  valid_from INTEGER,
  valid_until INTEGER,
  state TEXT NOT NULL DEFAULT 'valid',
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE INDEX pair_codes ON pair (cover, use);

-- What is to be thought of ground that changes: dimension is cover or use; each end is a code, which stands
-- for those below it, the name of a family, or *; transition is possible, suspicious or impossible. The
-- first row that fits decides. Whoever likes may edit it.
CREATE TABLE transition (
  id INTEGER PRIMARY KEY NOT NULL,
  dimension TEXT NOT NULL,
  from_code TEXT NOT NULL,
  to_code TEXT NOT NULL,
  transition TEXT NOT NULL,
  since INTEGER NOT NULL DEFAULT 0,
  until INTEGER
);

-- What is drawn over the colour of a class, in the order of id; lengths are those on paper.
CREATE TABLE symbol (
  id INTEGER PRIMARY KEY NOT NULL,
  code TEXT NOT NULL,
  shape TEXT NOT NULL,
  colour TEXT NOT NULL,
  outline TEXT NOT NULL,
  size_mm REAL NOT NULL,
  across_mm REAL NOT NULL,
  down_mm REAL NOT NULL,
  angle REAL NOT NULL,
  since INTEGER NOT NULL DEFAULT 0,
  until INTEGER
);

-- The coarser classes that ground is counted by: indicator is a column of pair, or of cover or use. A row without a code
-- is the indicator itself, and its labels are what people call it. land is open, urban or nothing.
CREATE TABLE indicator (
  id INTEGER PRIMARY KEY NOT NULL,
  indicator TEXT NOT NULL,
  code TEXT NOT NULL,
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  colour TEXT NOT NULL,
  land TEXT NOT NULL DEFAULT '',
  since INTEGER NOT NULL DEFAULT 0,
  until INTEGER
);

CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT
);
