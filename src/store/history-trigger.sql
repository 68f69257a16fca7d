-- Who may write @table@, and how its past is kept, whoever writes. Every statement is one that any
-- SQLite runs, without functions of ours. Triggers of one kind fire in no certain order, so that
-- what must follow in order is in one of them.

CREATE TRIGGER @table@_insert BEFORE INSERT ON @table@
BEGIN
  SELECT RAISE (ABORT, 'geometry is edited in Millésime')
    WHERE (SELECT operation FROM writer) IS NULL;
END;

CREATE TRIGGER @table@_delete BEFORE DELETE ON @table@
BEGIN
  SELECT RAISE (ABORT, 'geometry is edited in Millésime')
    WHERE (SELECT operation FROM writer) IS NULL;

  INSERT INTO @table@_history (@id@, since, until, geom@copied@)
    SELECT OLD.@id@, OLD.since, operation, OLD.geom@old_copied@ FROM writer;

  INSERT INTO rtree_@table@_history
    SELECT past.entry, box.minx, box.maxx, box.miny, box.maxy, past.since, past.until
      FROM @table@_history AS past, rtree_@table@_geom AS box
     WHERE past.@id@ = OLD.@id@ AND past.since = OLD.since AND box.id = OLD.@id@;
END;

CREATE TRIGGER @table@_update BEFORE UPDATE ON @table@
  WHEN NEW.@id@ IS NOT OLD.@id@ OR NEW.since IS NOT OLD.since OR NEW.geom IS NOT OLD.geom
    OR @derived_changed@ OR @labels_changed@
BEGIN
  SELECT RAISE (ABORT, 'geometry is edited in Millésime')
   WHERE (SELECT operation FROM writer) IS NULL
     AND (NEW.@id@ IS NOT OLD.@id@ OR NEW.since IS NOT OLD.since OR NEW.geom IS NOT OLD.geom
          OR @derived_changed@);

  -- Another program changes labels: an operation of its own, for all it does within a minute.
  INSERT INTO operation (author, verb)
    SELECT '', 'foreign'
     WHERE (SELECT operation FROM writer) IS NULL
       AND NOT EXISTS (SELECT 1 FROM writer
                         JOIN operation AS latest ON latest.id = foreign_operation
                        WHERE julianday ('now') - julianday (latest.at) < 1.0 / (24 * 60));

  UPDATE writer SET foreign_operation = (SELECT max (id) FROM operation) WHERE operation IS NULL;

  UPDATE operation
     SET (min_x, min_y, max_x, max_y) =
         (SELECT min (coalesce (min_x, box.minx), box.minx),
                 min (coalesce (min_y, box.miny), box.miny),
                 max (coalesce (max_x, box.maxx), box.maxx),
                 max (coalesce (max_y, box.maxy), box.maxy)
            FROM rtree_@table@_geom AS box WHERE box.id = OLD.@id@)
   WHERE id = (SELECT foreign_operation FROM writer WHERE operation IS NULL);

  -- Not when the trigger below only puts since right, nor twice within one operation.
  INSERT INTO @table@_history (@id@, since, until, geom@copied@)
    SELECT OLD.@id@, OLD.since, coalesce (operation, foreign_operation), OLD.geom@old_copied@
      FROM writer
     WHERE operation IS NOT foreign_operation
       AND OLD.since < coalesce (operation, foreign_operation);

  INSERT INTO rtree_@table@_history
    SELECT past.entry, box.minx, box.maxx, box.miny, box.maxy, past.since, past.until
      FROM writer, @table@_history AS past, rtree_@table@_geom AS box
     WHERE operation IS NOT foreign_operation
       AND OLD.since < coalesce (operation, foreign_operation)
       AND past.@id@ = OLD.@id@ AND past.since = OLD.since AND box.id = OLD.@id@;
END;

CREATE TRIGGER @table@_foreign AFTER UPDATE ON @table@
  WHEN (SELECT operation FROM writer) IS NULL AND (@labels_changed@)
BEGIN
  UPDATE writer SET operation = foreign_operation;
  UPDATE @table@ SET since = (SELECT operation FROM writer) WHERE @id@ = NEW.@id@;
  UPDATE writer SET operation = NULL;
END;
