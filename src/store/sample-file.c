#include "store/sample-private.h"

#include "base/text.h"
#include "coverage/face.h"
#include "store/blob.h"
#include "store/error.h"
#include "store/geopackage.h"
#include "store/link-path.h"
#include "store/nomenclature.h"
#include "store/sample-format.h"
#include "store/sample-row.h"

#include <glib/gi18n-lib.h>

static gboolean
check_format (MlsDatabase *database, GError **error)
{
  static const char *const tables[] = { "controle", "former", "sample", "stratum", "unit", NULL };
  g_autofree char *foreign = g_strdup_printf (_("“%s” is a GeoPackage but not a sample"), database->name);

  return mls_geopackage_check (database, tables, foreign, MLS_SAMPLE_FORMAT, error);
}

/**
 * mls_sample_file_is_one:
 * @path: any file
 *
 * Returns: whether it is a sample, be it of a newer format
 */
gboolean
mls_sample_file_is_one (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDatabase) database = mls_database_open (path, MLS_DATABASE_READ_ONLY, NULL);

  return database != NULL &&
         (check_format (database, &error) || g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NEWER));
}

/* Gets each row of a table of the file. */
typedef gboolean (*TakeFunc) (MlsSampleFile *self, sqlite3_stmt *row, GError **error);

static gboolean
read_table (MlsSampleFile *self, const char *sql, TakeFunc take, GError **error)
{
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, sql, error);
  gboolean row;

  while (query != NULL && mls_database_step (self->database, query, &row, error))
    {
      if (!row)
        return TRUE;
      if (!take (self, query, error))
        return FALSE;
    }

  return FALSE;
}

static gboolean
take_sample (MlsSampleFile *self, sqlite3_stmt *row, GError **error)
{
  self->sample = (MlsSample){ .id = mls_statement_intern (row, 0),
                              .title = mls_statement_intern (row, 1),
                              .project = mls_statement_intern (row, 2),
                              .operation = sqlite3_column_int64 (row, 3),
                              .vintage = mls_statement_intern (row, 4),
                              .year = sqlite3_column_int (row, 5),
                              .vintage_title = mls_statement_intern (row, 6),
                              .seed = (guint64) sqlite3_column_int64 (row, 8),
                              .blind = sqlite3_column_int (row, 9) != 0,
                              .at = mls_statement_intern (row, 10),
                              .author = mls_statement_intern (row, 11),
                              .drawing = mls_statement_intern (row, 12) };
  if (mls_dimension_from_name ((const char *) sqlite3_column_text (row, 7), &self->sample.dimension))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” does not say what it is a sample of"),
               self->database->name);
  return FALSE;
}

/* A file without columns of it says nothing. */
static gboolean
take_agreed (MlsSampleFile *self, sqlite3_stmt *row, GError **error)
{
  const MlsAgreed usual = { MLS_AGREED_LIMIT, MLS_AGREED_CLASS_LIMIT };
  MlsAgreed said = MLS_AGREED_UNSAID;

  if (sqlite3_column_type (row, 0) != SQLITE_NULL)
    said.limit = CLAMP (sqlite3_column_double (row, 0), 0, 100);
  if (sqlite3_column_type (row, 1) != SQLITE_NULL)
    said.class_limit = CLAMP (sqlite3_column_double (row, 1), 0, 100);
  self->sample.agreed = mls_agreed_else (said, usual);

  return TRUE;
}

static gboolean
read_agreed (MlsSampleFile *self, GError **error)
{
  gint64 n_columns;

  return mls_database_get_integer (self->database, &n_columns, error,
                                   "SELECT count (*) FROM pragma_table_info ('sample') WHERE name IN ('agreed', "
                                   "'agreed_class')",
                                   NULL) &&
         read_table (self, n_columns == 2 ? "SELECT agreed, agreed_class FROM sample" : "SELECT NULL, NULL", take_agreed,
                     error);
}

static gboolean
take_stratum (MlsSampleFile *self, sqlite3_stmt *row, GError **error)
{
  MlsStratum stratum = { .code = mls_statement_intern (row, 0),
                         .n_regions = (guint) sqlite3_column_int64 (row, 1),
                         .area2 = sqlite3_column_int64 (row, 2),
                         .n_left = (guint) sqlite3_column_int64 (row, 3),
                         .left2 = sqlite3_column_int64 (row, 4),
                         .n_drawn = (guint) sqlite3_column_int64 (row, 5) };

  g_array_append_val (self->strata, stratum);

  return TRUE;
}

static gboolean
read_outline (MlsSampleFile *self, sqlite3_stmt *row, int column, MlsUnit *unit, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (MlsFace) face = mls_blob_to_face (sqlite3_column_blob (row, column),
                                               (gsize) sqlite3_column_bytes (row, column), unit->id, 0, NULL, 0, &reason);

  if (face == NULL)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s”: unit %d %s"), self->database->name,
                   (int) unit->id, reason->message);
      return FALSE;
    }

  unit->box = face->box;
  for (guint i = 0; i < face->n_rings; i++)
    mls_shape_add_ring (unit->outline, mls_face_ring (face, i));

  return TRUE;
}

static gboolean
take_unit (MlsSampleFile *self, sqlite3_stmt *row, GError **error)
{
  g_autoptr (MlsUnit) unit = mls_unit_new ();

  unit->id = sqlite3_column_int64 (row, 0);
  unit->part = (guint) sqlite3_column_int64 (row, 1);
  unit->pair = (MlsPair){ mls_statement_intern (row, 2), mls_statement_intern (row, 3) };
  unit->mixed = sqlite3_column_int (row, 4) != 0;
  unit->stratum = mls_statement_intern (row, 5);
  unit->probability = sqlite3_column_double (row, 6);
  unit->area2 = sqlite3_column_int64 (row, 7);
  unit->authors = mls_statement_intern (row, 10);
  if (!read_outline (self, row, 11, unit, error))
    return FALSE;

  if (!mls_grid_from_metres (sqlite3_column_double (row, 8), sqlite3_column_double (row, 9), &unit->place) ||
      !(unit->probability > 0 && unit->probability <= 1) || unit->area2 <= 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s”: unit %d is none"), self->database->name,
                   (int) unit->id);
      return FALSE;
    }

  g_hash_table_insert (self->by_id, &unit->id, unit);
  g_ptr_array_add (self->units, g_steal_pointer (&unit));

  return TRUE;
}

static gboolean
take_photo (MlsSampleFile *self, sqlite3_stmt *row, GError **error)
{
  g_autofree char *uri = mls_statement_dup_text (row, 1);
  g_autofree char *source = mls_link_source_of (self->database->path, uri != NULL ? uri : "");
  MlsSamplePhoto photo = { .vintage = mls_statement_intern (row, 0),
                           .source = g_quark_from_string (source),
                           .title = mls_statement_intern (row, 2),
                           .kind = mls_statement_intern (row, 3),
                           .extent = { sqlite3_column_double (row, 4), sqlite3_column_double (row, 5),
                                       sqlite3_column_double (row, 6), sqlite3_column_double (row, 7) } };

  g_array_append_val (self->photos, photo);

  return TRUE;
}

static gboolean
read_contents (MlsSampleFile *self, GError **error)
{
  if (!read_table (self,
                   "SELECT name, title, project, operation, vintage, year, vintage_title, dimension, seed, blind, at, "
                   "author, drawing FROM sample",
                   take_sample, error) ||
      !read_agreed (self, error) ||
      !read_table (self, "SELECT code, n_regions, area2, n_left, left2, n_drawn FROM stratum ORDER BY id", take_stratum,
                   error) ||
      !read_table (self,
                   "SELECT id, part, cover, use, mixed, stratum, probability, area2, x, y, authors, geom FROM unit "
                   "ORDER BY id",
                   take_unit, error) ||
      !read_table (self, "SELECT vintage, uri, title, kind, min_x, min_y, max_x, max_y FROM photo ORDER BY id",
                   take_photo, error))
    return FALSE;

  if (self->sample.id != 0 && self->sample.vintage != 0)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_DAMAGED, _("“%s” does not say what it is a sample of"),
               self->database->name);
  return FALSE;
}

static gboolean
prepare_to_write (MlsSampleFile *self, GError **error)
{
  if (sqlite3_db_readonly (self->database->handle, "main") != 0)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY, _("“%s” cannot be written"),
                   self->database->name);
      return FALSE;
    }

  /* Another program that has it open in its own journal mode keeps it in that, which is as good. */
  sqlite3_exec (self->database->handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);

  return mls_geopackage_admit_triggers (self->database, "controle", error) &&
         mls_database_exec (self->database, "PRAGMA synchronous = FULL", error);
}

/**
 * mls_sample_file_open:
 * @path: a sample
 * @mode: whether to judge in it; several may at a time
 * @error: %MLS_STORE_ERROR_MISSING, %MLS_STORE_ERROR_FOREIGN, %MLS_STORE_ERROR_NEWER, %MLS_STORE_ERROR_DAMAGED, or
 *   %MLS_STORE_ERROR_READ_ONLY: then it may still be opened to read
 *
 * Returns: (transfer full): the sample, or %NULL
 */
MlsSampleFile *
mls_sample_file_open (const char *path, MlsStoreMode mode, GError **error)
{
  g_autoptr (MlsSampleFile) self = g_new0 (MlsSampleFile, 1);
  gboolean changed;

  self->mode = mode;
  self->strata = g_array_new (FALSE, TRUE, sizeof (MlsStratum));
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_unit_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->photos = g_array_new (FALSE, FALSE, sizeof (MlsSamplePhoto));
  self->database = mls_database_open (
    path, mode == MLS_STORE_READ_WRITE ? MLS_DATABASE_READ_WRITE : MLS_DATABASE_READ_ONLY, error);
  if (self->database == NULL || !check_format (self->database, error) ||
      (mode == MLS_STORE_READ_WRITE && !prepare_to_write (self, error)) || !read_contents (self, error) ||
      !mls_sample_file_notice (self, &changed, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_sample_file_free:
 * @self: (transfer full) (nullable): a sample
 */
void
mls_sample_file_free (MlsSampleFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->database, mls_database_free);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->strata, g_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->photos, g_array_unref);
  g_free (self);
}

/**
 * mls_sample_file_get_path:
 * @self: a sample
 *
 * Returns: its file, absolute and without symbolic links
 */
const char *
mls_sample_file_get_path (const MlsSampleFile *self)
{
  return self->database->path;
}

/**
 * mls_sample_file_get_sample:
 * @self: a sample
 *
 * Returns: (transfer none): what it is of, and how it was drawn
 */
const MlsSample *
mls_sample_file_get_sample (const MlsSampleFile *self)
{
  return &self->sample;
}

/**
 * mls_sample_file_get_strata:
 * @self: a sample
 *
 * Returns: (transfer none) (element-type MlsStratum): what it was drawn among
 */
const GArray *
mls_sample_file_get_strata (const MlsSampleFile *self)
{
  return self->strata;
}

/**
 * mls_sample_file_get_units:
 * @self: a sample
 *
 * Returns: (transfer none) (element-type MlsUnit): what is to be judged, by id; those of a blind sample have their codes
 */
const GPtrArray *
mls_sample_file_get_units (const MlsSampleFile *self)
{
  return self->units;
}

/**
 * mls_sample_file_get_unit:
 * @self: a sample
 * @unit: an id
 *
 * Returns: (transfer none) (nullable): the unit, if there is one
 */
const MlsUnit *
mls_sample_file_get_unit (const MlsSampleFile *self, gint64 unit)
{
  return g_hash_table_lookup (self->by_id, &unit);
}

/**
 * mls_sample_file_get_photos:
 * @self: a sample
 *
 * Returns: (transfer none) (element-type MlsSamplePhoto): what to judge by
 */
const GArray *
mls_sample_file_get_photos (const MlsSampleFile *self)
{
  return self->photos;
}

/**
 * mls_sample_file_dup_crs:
 * @self: a sample
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the WKT of its coordinate reference system, or %NULL
 */
char *
mls_sample_file_dup_crs (MlsSampleFile *self, GError **error)
{
  gint64 srs_id;

  if (!mls_database_get_integer (self->database, &srs_id, error,
                                 "SELECT srs_id FROM gpkg_contents WHERE table_name = 'controle'", NULL))
    return NULL;

  return mls_geopackage_dup_crs (self->database, srs_id, error);
}

/**
 * mls_sample_file_read_nomenclature:
 * @self: a sample
 * @error: a #MLS_STORE_ERROR, or a #MLS_RULES_ERROR if its tables contradict themselves
 *
 * Returns: (transfer full): the nomenclature that travels in the file, or %NULL
 */
MlsNomenclature *
mls_sample_file_read_nomenclature (MlsSampleFile *self, GError **error)
{
  return mls_nomenclature_read (self->database, error);
}

/* A blind form has no code to compare with: who fills it in writes the code that is there. */
static void
compare_seen (MlsSampleFile *self, MlsSaid *said)
{
  const MlsUnit *unit = mls_sample_file_get_unit (self, said->unit);
  MlsJudgement *judgement = &said->judgement;

  for (MlsDimension code = 0; unit != NULL && code < MLS_N_CODES; code++)
    if (judgement->replacement[code] != 0)
      mls_judgement_see (judgement, code, judgement->replacement[code],
                         code == MLS_DIMENSION_COVER ? unit->pair.cover : unit->pair.use);
}

/* Of one unit, or of all for 0. */
GArray *
mls_sample_file_read_said (MlsSampleFile *self, gint64 unit, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (MlsSaid));
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (
    self->database,
    "SELECT unite, " MLS_SAMPLE_ROW_COLUMNS " FROM controle JOIN said USING (fid) "
    "WHERE (?1 = 0 OR unite = ?1) AND is_judged "
    "ORDER BY unite, controleur, date, fid",
    error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", unit);
  while (mls_database_step (self->database, query, &row, error))
    {
      MlsSaid said;

      if (!row)
        return g_steal_pointer (&all);

      said.unit = sqlite3_column_int64 (query, 0);
      mls_sample_row_read (query, 1, self->sample.dimension, &said.judgement);
      if (self->sample.blind)
        compare_seen (self, &said);
      g_array_append_val (all, said);
    }

  return NULL;
}

/**
 * mls_sample_file_judgements_of:
 * @self: a sample
 * @unit: a unit of it
 * @error: a #MLS_STORE_ERROR
 *
 * One of each controller who has judged it; two of one are a conflict, which mls_sample_file_judge() ends. What somebody
 * wrote in a form without a name is nobody’s.
 *
 * Returns: (transfer full) (element-type MlsJudgement): what is said of it, or %NULL
 */
GArray *
mls_sample_file_judgements_of (MlsSampleFile *self, gint64 unit, GError **error)
{
  g_autoptr (GArray) said = mls_sample_file_read_said (self, unit, error);
  GArray *judgements;

  if (said == NULL)
    return NULL;

  judgements = g_array_sized_new (FALSE, FALSE, sizeof (MlsJudgement), said->len);
  for (guint i = 0; i < said->len; i++)
    g_array_append_val (judgements, g_array_index (said, MlsSaid, i).judgement);

  return judgements;
}

/**
 * mls_sample_file_list_judgements:
 * @self: a sample
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsSaid): all that is said, by unit and controller, or %NULL
 */
GArray *
mls_sample_file_list_judgements (MlsSampleFile *self, GError **error)
{
  return mls_sample_file_read_said (self, 0, error);
}

/**
 * mls_sample_file_notice:
 * @self: a sample
 * @changed: (out): whether another program has written since this was asked last
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_sample_file_notice (MlsSampleFile *self, gboolean *changed, GError **error)
{
  gint64 version;

  if (!mls_database_get_integer (self->database, &version, error, "PRAGMA data_version", NULL))
    return FALSE;

  *changed = version != self->data_version;
  self->data_version = version;

  return TRUE;
}

/* Set @error if @self is open to read, or is not where it was. */
gboolean
mls_sample_file_check_writable (const MlsSampleFile *self, GError **error)
{
  if (self->mode == MLS_STORE_READ_WRITE)
    return mls_database_check_there (self->database, error);

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY, _("“%s” is open read-only"), self->database->name);
  return FALSE;
}
