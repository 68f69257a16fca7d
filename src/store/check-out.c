#include "store/package-private.h"

#include "coverage/patch.h"
#include "geometry/stretch.h"
#include "store/bulk.h"
#include "store/clone.h"
#include "store/error.h"
#include "store/link.h"
#include "store/store-private.h"
#include "store/zone.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A package in the making. */
typedef struct
{
  MlsStore       *project;
  MlsStore       *package;
  const char     *path;  /* where it will be */
  const MlsZone  *zone;
  MlsPackageFacts facts;
  GPtrArray      *faces; /* (element-type MlsFace) those of it */
} CheckOut;

static void
check_out_clear (CheckOut *out)
{
  g_clear_pointer (&out->package, mls_store_free);
  mls_package_facts_clear (&out->facts);
  g_clear_pointer (&out->faces, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CheckOut, check_out_clear)

static gboolean
collect_face (const MlsFace *face, gpointer user_data)
{
  g_ptr_array_add (user_data, mls_face_ref (face));

  return TRUE;
}

/* With the faces of the zone come those beside them: an edit along its rim gives those vertices. */
static void
add_neighbours (MlsPatch *patch, const MlsFace *face, GHashTable *faces)
{
  const MlsFace *const *across = mls_patch_across (patch, face);

  for (guint i = 0; i < face->n_points; i++)
    if (across[i] != NULL)
      g_hash_table_add (faces, (gpointer) across[i]);
}

static GPtrArray *
find_faces (CheckOut *out, GError **error)
{
  MlsSource source = mls_store_source (out->project);
  g_autoptr (GPtrArray) near = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  g_autoptr (MlsPatch) patch = mls_patch_new (source, mls_store_layout (out->project)->vintages->len);
  g_autoptr (GHashTable) faces = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) sorted = NULL;
  GPtrArray *found;
  guint n_rings;
  const MlsRing *rings = mls_zone_get_rings (out->zone, &n_rings);
  MlsBox box = mls_box_of_points (rings[0].points, rings[0].n_points);

  if (!source.funcs->faces (source.self, &box, collect_face, near, error))
    return NULL;

  for (guint i = 0; i < near->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (near, i);

      if (!mls_face_meets_zone (face, out->zone))
        continue;

      face = mls_patch_left_of (patch, face->points[0], face->points[1]);
      if (face != NULL)
        {
          g_hash_table_add (faces, (gpointer) face);
          add_neighbours (patch, face, faces);
        }
    }

  if (!mls_patch_check (patch, error))
    return NULL;

  sorted = mls_face_set_sorted (faces);
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (found, mls_face_ref (g_ptr_array_index (sorted, i)));
  if (found->len == 0)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("The zone has no face of the project"));

  return found;
}

/* What of the project goes into a package besides faces, as far as it is true now. What tells of the project's own
 * history stays behind. */
typedef struct
{
  const char *table;
  const char *where; /* (nullable) */
} Copied;

static const Copied copied[] = {
  { "cover", "until IS NULL" },
  { "use", "until IS NULL" },
  { "pair", "until IS NULL" },
  { "transition", "until IS NULL" },
  { "symbol", "until IS NULL" },
  { "indicator", "until IS NULL" },
  { "rule", "until IS NULL AND name NOT GLOB 'zone:*'" },
  { "imagery", NULL },
  { "reference_layer", NULL },
  { "exception", "until IS NULL" },
  { "decision", "until IS NULL" },
  { "setting", "key NOT GLOB 'package*' AND key NOT GLOB 'team*' AND key NOT GLOB 'checked*'" },
};

/* Columns that the nomenclature brought into the project. */
static gboolean
add_columns (MlsDatabase *database, const char *table, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    database,
    "SELECT group_concat (printf ('ALTER TABLE main.\"%w\" ADD COLUMN \"%w\" TEXT', ?1, name), ';') "
    "FROM pragma_table_info (?1, 'project') WHERE name NOT IN (SELECT name FROM pragma_table_info (?1, 'main'))",
    error);
  g_autofree char *sql = NULL;
  gboolean row;

  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "s", table);
  if (!mls_database_step (database, query, &row, error))
    return FALSE;

  sql = mls_statement_dup_text (query, 0);
  g_clear_pointer (&query, sqlite3_finalize);

  return sql == NULL || mls_database_exec (database, sql, error);
}

static gboolean
copy_table (MlsDatabase *database, const Copied *copy, GError **error)
{
  g_autofree char *columns = !add_columns (database, copy->table, error) ? NULL : mls_database_dup_columns (database, copy->table, "\"@column@\"", error);
  g_autofree char *sql = NULL;

  if (columns == NULL)
    return FALSE;

  sql = g_strdup_printf ("DELETE FROM main.\"%s\"; INSERT INTO main.\"%s\" (%s) SELECT %s FROM project.\"%s\" WHERE %s",
                         copy->table, copy->table, columns, columns, copy->table,
                         copy->where != NULL ? copy->where : "1");

  return mls_database_exec (database, sql, error);
}

/* What was true since some operation of the project is so since the first one here. */
static const char begin_anew[] =
  "UPDATE cover SET since = 1; UPDATE \"use\" SET since = 1; UPDATE pair SET since = 1;"
  "UPDATE transition SET since = 1; UPDATE symbol SET since = 1; UPDATE indicator SET since = 1;"
  "UPDATE rule SET since = 1;"
  "UPDATE main.sqlite_sequence SET seq = (SELECT seq FROM project.sqlite_sequence AS theirs WHERE theirs.name = "
  "sqlite_sequence.name) WHERE name IN ('exception', 'decision')";

/* Who said something of ground, and when, is told by its operation, which comes along, right after the first one here. */
#define SAID(table) \
  "SELECT first.since FROM project." table " AS first WHERE first.id = coalesce (" table ".origin, " table ".id)"
#define KEEP_AUTHORS(table) \
  "UPDATE main." table " SET since = coalesce ((SELECT here FROM said WHERE there = (" SAID (table) ")), 1), origin = NULL;"
#define WHAT "at, author, verb, kind, vintages, dimension, scale, summary, min_x, min_y, max_x, max_y"

static const char bring_authors[] =
  "CREATE TEMP TABLE said AS SELECT 1 + row_number () OVER (ORDER BY id) AS here, id AS there FROM project.operation "
  "WHERE id IN (SELECT (" SAID ("exception") ") FROM main.exception UNION SELECT (" SAID ("decision") ") FROM main.decision);"
  "INSERT INTO main.operation (id, " WHAT ") SELECT here, " WHAT " FROM said JOIN project.operation ON id = there;"
  KEEP_AUTHORS ("exception") KEEP_AUTHORS ("decision")
  "DROP TABLE said";

static gboolean
copy_tables (MlsDatabase *database, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    if (!copy_table (database, &copied[i], error))
      return FALSE;

  return mls_database_exec (database, begin_anew, error) && mls_database_exec (database, bring_authors, error);
}

static gboolean
copy_in_transaction (CheckOut *out, GError **error)
{
  MlsDatabase *database = out->package->database;

  if (!mls_database_begin (database, error))
    return FALSE;

  return mls_database_end (database,
                           copy_tables (database, error) &&
                             mls_links_lead (database, mls_store_get_path (out->project), out->path, error),
                           error);
}

static gboolean
copy_project (CheckOut *out, GError **error)
{
  MlsDatabase *database = out->package->database;
  gboolean done;

  if (!mls_database_run (database, error, "ATTACH ? AS project", "s", out->project->database->file))
    return FALSE;

  done = copy_in_transaction (out, error);
  mls_database_exec (database, "DETACH project", done ? error : NULL);

  return done;
}

static void
stretch_faces (const GPtrArray *faces, GArray *stretches)
{
  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);

      for (guint r = 0; r < face->n_rings; r++)
        mls_stretch_add_ring (stretches, mls_face_ring (face, r), 1);
    }
  mls_stretch_sum (stretches);
}

/* The outline of all the faces is the edge of the package's territory. */
static gboolean
add_edges (MlsBulk *bulk, const GPtrArray *faces, GError **error)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (MlsStretch));
  g_autoptr (MlsShape) outline = mls_shape_new ();

  stretch_faces (faces, stretches);
  mls_stretch_trace (stretches, outline);
  for (guint r = 0; r < mls_shape_n_rings (outline); r++)
    {
      MlsRing ring = mls_shape_ring (outline, r);
      g_autofree MlsPoint *points = g_new (MlsPoint, ring.n_points + 1);

      memcpy (points, ring.points, ring.n_points * sizeof (MlsPoint));
      points[ring.n_points] = ring.points[0];
      if (!mls_bulk_add_edge (bulk, &(MlsEdge){ 0, points, ring.n_points + 1 }, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill (CheckOut *out, GError **error)
{
  g_autofree char *summary = g_strdup_printf ("%" G_GINT64_FORMAT, out->facts.base);
  const MlsOperationFacts facts = { .author = out->facts.author, .verb = MLS_VERB_CHECK_OUT, .summary = summary };
  g_autoptr (MlsBulk) bulk = mls_bulk_begin (out->package, &facts, error);

  for (guint i = 0; bulk != NULL && i < out->faces->len; i++)
    if (!mls_bulk_add_face (bulk, g_ptr_array_index (out->faces, i), error))
      return FALSE;

  return bulk != NULL && add_edges (bulk, out->faces, error) && mls_bulk_commit (bulk, &out->facts.start, error);
}

/* Faces made here have ids that none of the project has had. */
static gboolean
write_facts (CheckOut *out, GError **error)
{
  MlsDatabase *database = out->package->database;

  return mls_database_begin (database, error) &&
         mls_database_run (database, error, "UPDATE sqlite_sequence SET seq = ? WHERE name = 'coverage'", "i",
                           out->facts.last_face) &&
         mls_package_write_facts (database, &out->facts, error) && mls_database_commit (database, error) &&
         mls_store_set_zone (out->package, out->facts.author, out->zone, error);
}

static MlsStore *
create_package (CheckOut *out, const char *path, GError **error)
{
  g_autofree char *crs = mls_store_dup_crs (out->project, error);
  MlsStoreOptions options = { .crs = crs, .author = out->facts.author };

  if (crs == NULL)
    return NULL;

  options.vintages = mls_store_get_vintages (out->project, &options.n_vintages);

  return mls_store_create (path, &options, error);
}

static gboolean
make_file (CheckOut *out, const char *path, GError **error)
{
  out->package = create_package (out, path, error);

  return out->package != NULL && copy_project (out, error) && fill (out, error) && write_facts (out, error) &&
         mls_store_close (g_steal_pointer (&out->package), error);
}

/* A package that is there is whole. */
static gboolean
make_package (CheckOut *out, GError **error)
{
  g_autofree char *part = g_strconcat (out->path, ".part", NULL);

  g_unlink (part);
  if (!make_file (out, part, error))
    {
      g_clear_pointer (&out->package, mls_store_free);
      g_unlink (part);
      return FALSE;
    }

  if (g_rename (part, out->path) == 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_IO, _("“%s” cannot be written: %s"), out->path, g_strerror (errno));
  g_unlink (part);
  return FALSE;
}

static gboolean
read_base (CheckOut *out, GError **error)
{
  gint64 last = mls_store_last_operation (out->project, error);
  g_autoptr (MlsOperation) base = last != 0 ? mls_store_operation (out->project, last, error) : NULL;

  if (base == NULL)
    return FALSE;

  out->facts.base = last;
  out->facts.base_at = g_strdup (base->at);

  return mls_database_get_integer (out->project->database, &out->facts.last_face, error,
                                   "SELECT seq FROM sqlite_sequence WHERE name = 'coverage'", NULL);
}

static gboolean
check_path (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” exists already"), path);
  return FALSE;
}

static gboolean
remember (CheckOut *out, GError **error)
{
  g_autofree char *file = g_path_get_basename (out->path);

  return mls_database_run (out->project->database, error,
                           "INSERT INTO package (id, author, base, zone, file) VALUES (?, ?, ?, ?, ?)", "ssiss",
                           out->facts.id, out->facts.author, out->facts.base, out->facts.zone, file);
}

/**
 * mls_store_check_out:
 * @self: a project open for writing
 * @path: a file that does not exist
 * @zone: where
 * @author: who is to work on it
 * @error: %MLS_STORE_ERROR_EXISTS; %MLS_STORE_ERROR_NOTHING where the zone has no face; %MLS_STORE_ERROR_REFUSED for a package
 *   of a package, or of what others who share the project do not have; or any other #MLS_STORE_ERROR
 *
 * Takes the faces that have ground in the zone, and those beside them, out into a project of their own, with the rules,
 * photos, exceptions and decisions of this one. Its author works inside of the zone. The project goes on as it is, but for
 * dates and imports, which wait until its packages are back.
 *
 * Returns: whether it is there and remembered
 */
gboolean
mls_store_check_out (MlsStore *self, const char *path, const MlsZone *zone, const char *author, GError **error)
{
  g_auto (CheckOut) out = { .project = self, .path = path, .zone = zone };

  g_return_val_if_fail (author != NULL, FALSE);

  if (!mls_store_check_writable (self, error) || !mls_package_check_none (self->database, error) ||
      !mls_clone_check_pushed (self, error) || !check_path (path, error) || !read_base (&out, error))
    return FALSE;

  out.facts.id = g_uuid_string_random ();
  out.facts.author = g_strdup (author);
  out.facts.zone = mls_zone_print (zone);
  out.faces = find_faces (&out, error);

  return out.faces != NULL && out.faces->len > 0 && make_package (&out, error) && remember (&out, error);
}
