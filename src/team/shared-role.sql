-- Who may do what. Roles belong to the server and not to the database, so that their names begin with that of the database.

DO $$
DECLARE
  wanted name;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['@role@_reader', '@role@_interpreter', '@role@_steward', '@role@_controller'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format ('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
END
$$;

GRANT "@role@_reader" TO "@role@_interpreter", "@role@_controller";
GRANT "@role@_interpreter" TO "@role@_steward";

REVOKE ALL ON SCHEMA millesime FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA millesime FROM PUBLIC;

GRANT USAGE ON SCHEMA millesime TO "@role@_reader";
GRANT SELECT ON ALL TABLES IN SCHEMA millesime TO "@role@_reader";

GRANT EXECUTE ON FUNCTION millesime.print_of (@postgis@.geometry), millesime.text_of (@postgis@.geometry) TO "@role@_reader";
GRANT EXECUTE ON FUNCTION millesime.push_change (bigint, jsonb) TO "@role@_interpreter";
GRANT EXECUTE ON FUNCTION millesime.lock_zone (text, text, integer) TO "@role@_interpreter";
GRANT EXECUTE ON FUNCTION millesime.unlock_zone (bigint) TO "@role@_interpreter";
GRANT EXECUTE ON FUNCTION millesime.push_correction (bigint, jsonb) TO "@role@_steward";
GRANT EXECUTE ON FUNCTION millesime.push_verdict (bigint, jsonb) TO "@role@_controller";
