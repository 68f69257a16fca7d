-- The past of @table@: rows as they were from operation since on and until another one, and their
-- boxes in space and in operations.

CREATE TABLE @table@_history (
  entry INTEGER PRIMARY KEY NOT NULL,
  @id@ INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  geom BLOB NOT NULL@declared@,
  UNIQUE (@id@, since)
);

CREATE INDEX @table@_history_since ON @table@_history (since);
CREATE INDEX @table@_history_until ON @table@_history (until);

CREATE VIRTUAL TABLE rtree_@table@_history USING rtree
  (id, min_x, max_x, min_y, max_y, min_operation, max_operation);
