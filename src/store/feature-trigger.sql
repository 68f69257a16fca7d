-- The triggers of the GeoPackage standard that keep R-tree and count of @table@.

CREATE TRIGGER rtree_@table@_geom_insert AFTER INSERT ON @table@
  WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty (NEW.geom))
BEGIN
  INSERT OR REPLACE INTO rtree_@table@_geom VALUES
    (NEW.@id@, ST_MinX (NEW.geom), ST_MaxX (NEW.geom), ST_MinY (NEW.geom), ST_MaxY (NEW.geom));
END;

CREATE TRIGGER rtree_@table@_geom_update1 AFTER UPDATE OF geom ON @table@
  WHEN OLD.@id@ = NEW.@id@ AND (NEW.geom NOTNULL AND NOT ST_IsEmpty (NEW.geom))
BEGIN
  INSERT OR REPLACE INTO rtree_@table@_geom VALUES
    (NEW.@id@, ST_MinX (NEW.geom), ST_MaxX (NEW.geom), ST_MinY (NEW.geom), ST_MaxY (NEW.geom));
END;

CREATE TRIGGER rtree_@table@_geom_update2 AFTER UPDATE OF geom ON @table@
  WHEN OLD.@id@ = NEW.@id@ AND (NEW.geom ISNULL OR ST_IsEmpty (NEW.geom))
BEGIN
  DELETE FROM rtree_@table@_geom WHERE id = OLD.@id@;
END;

CREATE TRIGGER rtree_@table@_geom_update3 AFTER UPDATE ON @table@
  WHEN OLD.@id@ != NEW.@id@ AND (NEW.geom NOTNULL AND NOT ST_IsEmpty (NEW.geom))
BEGIN
  DELETE FROM rtree_@table@_geom WHERE id = OLD.@id@;
  INSERT OR REPLACE INTO rtree_@table@_geom VALUES
    (NEW.@id@, ST_MinX (NEW.geom), ST_MaxX (NEW.geom), ST_MinY (NEW.geom), ST_MaxY (NEW.geom));
END;

CREATE TRIGGER rtree_@table@_geom_update4 AFTER UPDATE ON @table@
  WHEN OLD.@id@ != NEW.@id@ AND (NEW.geom ISNULL OR ST_IsEmpty (NEW.geom))
BEGIN
  DELETE FROM rtree_@table@_geom WHERE id IN (OLD.@id@, NEW.@id@);
END;

CREATE TRIGGER rtree_@table@_geom_delete AFTER DELETE ON @table@
  WHEN OLD.geom NOT NULL
BEGIN
  DELETE FROM rtree_@table@_geom WHERE id = OLD.@id@;
END;

CREATE TRIGGER trigger_insert_feature_count_@table@ AFTER INSERT ON @table@
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1
    WHERE lower (table_name) = lower ('@table@');
END;

CREATE TRIGGER trigger_delete_feature_count_@table@ AFTER DELETE ON @table@
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1
    WHERE lower (table_name) = lower ('@table@');
END;
