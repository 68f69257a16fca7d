-- What is wrong with a remark is said to whoever writes it, and what an update may not touch.

CREATE TRIGGER remark_@when@ BEFORE @event@ ON remark
BEGIN
@kept@  SELECT CASE
    WHEN NEW.geom IS NULL THEN RAISE (ABORT, 'a remark is a point on the map')
    WHEN NEW.vintage NOT IN (SELECT code FROM vintage) THEN RAISE (ABORT, 'vintage is no date of this project')
    WHEN NEW.cover NOT IN (SELECT code FROM cover) THEN RAISE (ABORT, 'cover is no cover code of this project')
    WHEN NEW.use NOT IN (SELECT code FROM use) THEN RAISE (ABORT, 'use is no use code of this project')
  END;
END;
