-- How the shared store is written. Each function runs with its owner's rights, and what a user may do is which of them the
-- user may call. The states they end with: MS001 others have pushed, MS002 a face is not what is said, MS003 the ground is
-- locked, MS004 another function is for that.

-- What was sent back, accepted, remarked or verified is a verdict. What is no change of the land is a correction: of what
-- brings back a state, or came from another program, nobody said that it is one.
CREATE FUNCTION millesime.class_of (operation jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN operation ->> 'verb' IN ('accept', 'send-back', 'remark', 'verify') THEN 'verdict'
              WHEN operation ->> 'kind' = 'correction' OR operation ->> 'verb' IN ('revert', 'restore', 'foreign') THEN 'correction'
              ELSE 'change' END
$$;

-- What tells a face, or a piece of the edge, from any other. All may ask.
CREATE FUNCTION millesime.print_of (geom @postgis@.geometry) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = @postgis@, pg_temp AS $$
  SELECT encode (sha256 (ST_AsBinary (geom, 'NDR')), 'hex')
$$;

CREATE FUNCTION millesime.text_of (geom @postgis@.geometry) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = @postgis@, pg_temp AS $$ SELECT ST_AsText (geom) $$;

-- Whether all is as whoever pushes has changed it from.
CREATE FUNCTION millesime.check_before (record jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  wrong bigint;
BEGIN
  SELECT (c ->> 'fid')::bigint INTO wrong
    FROM jsonb_array_elements (record -> 'faces') AS c LEFT JOIN face AS f ON f.fid = (c ->> 'fid')::bigint
   WHERE CASE WHEN NOT c ? 'before' THEN f.fid IS NOT NULL
              ELSE NOT coalesce (print_of (f.geom) = c -> 'before' ->> 'print'@same@, false) END
   LIMIT 1;
  IF NOT FOUND THEN
    SELECT (c ->> 'id')::bigint INTO wrong
      FROM jsonb_array_elements (record -> 'edges') AS c LEFT JOIN edge AS e ON e.id = (c ->> 'id')::bigint
     WHERE print_of (e.geom) IS DISTINCT FROM c -> 'before' ->> 'print'
     LIMIT 1;
  END IF;
  IF FOUND THEN
    RAISE EXCEPTION 'face % is another one', wrong USING ERRCODE = 'MS002', DETAIL = wrong;
  END IF;
END
$$;

-- The faces that an operation leaves.
CREATE FUNCTION millesime.faces_after (record jsonb) RETURNS SETOF millesime.face
LANGUAGE sql STABLE SET search_path = millesime, @postgis@, pg_temp AS $$
  SELECT (c ->> 'fid')::bigint, (record -> 'operation' ->> 'id')::bigint,
         ST_GeomFromWKB (decode (c -> 'after' ->> 'geom', 'hex'), @srid@), (c -> 'after' ->> 'area')::double precision@values@
    FROM jsonb_array_elements (record -> 'faces') AS c WHERE c ? 'after'
$$;

-- Ground that is as large as it was: what is taken from one face is given to another. Where the territory's edge gains a
-- vertex the files tell.
CREATE FUNCTION millesime.check_ground (record jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  gained double precision;
BEGIN
  SELECT coalesce ((SELECT sum (ST_Area (geom)) FROM faces_after (record)), 0)
       - coalesce ((SELECT sum (ST_Area (geom)) FROM face
                     WHERE fid IN (SELECT (c ->> 'fid')::bigint FROM jsonb_array_elements (record -> 'faces') AS c)), 0)
    INTO gained;
  IF abs (gained) > 0.001 AND jsonb_array_length (record -> 'edges') = 0 THEN
    RAISE EXCEPTION 'the edit gains % m²', gained;
  END IF;
END
$$;

-- Ground whose labels change, by more than a border moves by rounding, and that somebody else has locked.
CREATE FUNCTION millesime.check_locks (record jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  held zone_lock;
BEGIN
  SELECT l.* INTO held
    FROM zone_lock AS l
    JOIN faces_after (record) AS a ON a.geom && l.zone
    JOIN face AS b ON b.geom && a.geom AND b.fid IN (SELECT (c ->> 'fid')::bigint FROM jsonb_array_elements (record -> 'faces') AS c)
   WHERE l.holder <> session_user AND l.until > now () AND (@changed@)
     AND ST_Area (ST_Intersection (ST_Intersection (a.geom, b.geom), l.zone)) > 0.5
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'that ground is locked by %', held.author USING ERRCODE = 'MS003',
      DETAIL = format ('%s (%s)', held.author, to_char (held.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'));
  END IF;
END
$$;

-- A change is of one date: what is said of the ground at all others stays, but for what a border moves by rounding.
CREATE FUNCTION millesime.check_change (record jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  written text := coalesce (record -> 'operation' ->> 'vintages', '');
BEGIN
  IF written LIKE '% %' OR EXISTS (
    SELECT FROM faces_after (record) AS a
      JOIN face AS b ON b.geom && a.geom AND b.fid IN (SELECT (c ->> 'fid')::bigint FROM jsonb_array_elements (record -> 'faces') AS c)
     WHERE (@elsewhere@) AND ST_Area (ST_Intersection (a.geom, b.geom)) > 0.5) THEN
    RAISE EXCEPTION 'a change writes one date' USING ERRCODE = 'MS004';
  END IF;
END
$$;

CREATE FUNCTION millesime.append_operation (record jsonb) RETURNS void
LANGUAGE sql SET search_path = millesime, @postgis@, pg_temp AS $$
  INSERT INTO operation (id, origin, class, at, author, verb, kind, vintages, summary, undoes, box, pushed_by, pushed_at, record)
  SELECT (o ->> 'id')::bigint, o ->> 'origin', class_of (o), o ->> 'at', o ->> 'author', o ->> 'verb', o ->> 'kind', o ->> 'vintages',
         o ->> 'summary', (o ->> 'undoes')::bigint,
         ST_MakeEnvelope ((o -> 'box' ->> 0)::double precision, (o -> 'box' ->> 1)::double precision,
                          (o -> 'box' ->> 2)::double precision, (o -> 'box' ->> 3)::double precision, @srid@),
         session_user, now (), record
    FROM (SELECT record -> 'operation' AS o) AS said
$$;

CREATE FUNCTION millesime.write_map (record jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  made face[] := ARRAY (SELECT f FROM faces_after (record) AS f);
BEGIN
  DELETE FROM face WHERE fid IN (SELECT (c ->> 'fid')::bigint FROM jsonb_array_elements (record -> 'faces') AS c);
  INSERT INTO face SELECT (f).* FROM unnest (made) AS f;
  UPDATE edge SET geom = ST_GeomFromWKB (decode (c -> 'after' ->> 'geom', 'hex'), @srid@),
                  since = (record -> 'operation' ->> 'id')::bigint
    FROM jsonb_array_elements (record -> 'edges') AS c WHERE edge.id = (c ->> 'id')::bigint;
END
$$;

-- Who pushes has the newest operation to themselves until the end of the transaction. What is asked of the map is asked
-- behind that: before, it may be another one.
CREATE FUNCTION millesime.hold_head (after bigint, id bigint) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, pg_temp AS $$
DECLARE
  newest bigint;
BEGIN
  SELECT head INTO STRICT newest FROM shared FOR UPDATE;
  IF newest <> after THEN
    RAISE EXCEPTION 'the head is %', newest USING ERRCODE = 'MS001';
  END IF;
  IF id <= newest THEN
    RAISE EXCEPTION 'operation % is there already', id;
  END IF;
END
$$;

-- Takes an operation of a class that comes right after another one.
CREATE FUNCTION millesime.take (wanted text, after bigint, record jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  made bigint := (record -> 'operation' ->> 'id')::bigint;
BEGIN
  IF class_of (record -> 'operation') <> wanted THEN
    RAISE EXCEPTION 'operation % is no %', made, wanted USING ERRCODE = 'MS004';
  END IF;
  IF wanted = 'verdict' AND (jsonb_array_length (record -> 'faces') > 0 OR jsonb_array_length (record -> 'edges') > 0) THEN
    RAISE EXCEPTION 'a verdict changes no map' USING ERRCODE = 'MS004';
  END IF;
  PERFORM hold_head (after, made);
  PERFORM check_before (record);
  PERFORM check_ground (record);
  IF wanted = 'change' THEN
    PERFORM check_change (record);
  END IF;
  PERFORM check_locks (record);
  PERFORM append_operation (record);
  PERFORM write_map (record);
  UPDATE shared SET head = made;
END
$$;

CREATE FUNCTION millesime.push_change (after bigint, record jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = millesime, @postgis@, pg_temp AS $$ SELECT take ('change', after, record) $$;

CREATE FUNCTION millesime.push_correction (after bigint, record jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = millesime, @postgis@, pg_temp AS $$ SELECT take ('correction', after, record) $$;

CREATE FUNCTION millesime.push_verdict (after bigint, record jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = millesime, @postgis@, pg_temp AS $$ SELECT take ('verdict', after, record) $$;

-- Locks. Two people do not have the same ground; who has it may have it longer.
CREATE FUNCTION millesime.lock_zone (author text, zone text, days integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = millesime, @postgis@, pg_temp AS $$
DECLARE
  wanted geometry := ST_GeomFromText (zone, @srid@);
  held zone_lock;
  made bigint;
BEGIN
  PERFORM 1 FROM shared FOR UPDATE;
  DELETE FROM zone_lock WHERE until <= now ();
  SELECT * INTO held FROM zone_lock AS l
   WHERE l.holder <> session_user AND l.zone && wanted AND ST_Area (ST_Intersection (l.zone, wanted)) > 0.5 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'that ground is locked by %', held.author USING ERRCODE = 'MS003',
      DETAIL = format ('%s (%s)', held.author, to_char (held.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'));
  END IF;
  INSERT INTO zone_lock (holder, author, zone, since, until)
    VALUES (session_user, author, wanted, now (), now () + make_interval (days => days)) RETURNING id INTO made;
  RETURN made;
END
$$;

-- One's own; a steward's hand also opens that of somebody who is away.
CREATE FUNCTION millesime.unlock_zone (which bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = millesime, @postgis@, pg_temp AS $$
BEGIN
  DELETE FROM zone_lock WHERE id = which
     AND (holder = session_user OR pg_has_role (session_user, '@role@_steward', 'member'));
  RETURN FOUND;
END
$$;
