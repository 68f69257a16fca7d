#include "store/sample-private.h"

#include "coverage/face.h"
#include "store/blob.h"
#include "store/geopackage.h"
#include "store/link-path.h"
#include "store/nomenclature.h"
#include "store/sample-format.h"
#include "store/sample-row.h"
#include "store/sample-style.h"
#include "store/sql.h"

/* A file in the making. */
typedef struct
{
  const MlsSampleContents *contents;
  const char              *path;   /* that it will have */
  gint64                   srs_id;
} Making;

static gboolean
insert_sample (MlsDatabase *database, const MlsSample *sample, GError **error)
{
  return mls_database_run (database, error, "INSERT INTO sample VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           "sssisissiisssdd", g_quark_to_string (sample->id), g_quark_to_string (sample->title),
                           g_quark_to_string (sample->project), sample->operation, g_quark_to_string (sample->vintage),
                           (gint64) sample->year, g_quark_to_string (sample->vintage_title),
                           mls_dimension_name (sample->dimension), (gint64) sample->seed,
                           (gint64) (sample->blind != 0), g_quark_to_string (sample->at),
                           g_quark_to_string (sample->author), g_quark_to_string (sample->drawing),
                           sample->agreed.limit, sample->agreed.class_limit);
}

static gboolean
insert_strata (MlsDatabase *database, const GArray *strata, GError **error)
{
  for (guint i = 0; i < strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);

      if (!mls_database_run (database, error, "INSERT INTO stratum VALUES (NULL, ?, ?, ?, ?, ?, ?)", "siiiii",
                             g_quark_to_string (stratum->code), (gint64) stratum->n_regions, (gint64) stratum->area2,
                             (gint64) stratum->n_left, (gint64) stratum->left2, (gint64) stratum->n_drawn))
        return FALSE;
    }

  return TRUE;
}

static void
bind_outline (sqlite3_stmt *insert, int place, MlsShape *outline, gint64 srs_id)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autoptr (MlsFace) face = mls_face_new (0, mls_shape_get_rings (outline), mls_shape_n_rings (outline), NULL, 0);

  mls_blob_from_face (face, (gint32) srs_id, blob);
  sqlite3_bind_blob (insert, place, blob->data, (int) blob->len, SQLITE_TRANSIENT);
}

static gboolean
insert_units (MlsDatabase *database, const GPtrArray *units, gint64 srs_id, GError **error)
{
  g_autoptr (sqlite3_stmt) insert =
    mls_database_prepare (database, "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

  for (guint i = 0; insert != NULL && i < units->len; i++)
    {
      const MlsUnit *unit = g_ptr_array_index (units, i);

      mls_statement_bind (insert, "iissisdidds", unit->id, (gint64) unit->part, g_quark_to_string (unit->pair.cover),
                          g_quark_to_string (unit->pair.use), (gint64) (unit->mixed != 0),
                          g_quark_to_string (unit->stratum), unit->probability, (gint64) unit->area2,
                          mls_grid_to_metres (unit->place.x), mls_grid_to_metres (unit->place.y),
                          g_quark_to_string (unit->authors));
      bind_outline (insert, 12, unit->outline, srs_id);
      if (!mls_database_step (database, insert, NULL, error))
        return FALSE;
      sqlite3_reset (insert);
    }

  return insert != NULL;
}

static gboolean
insert_photos (MlsDatabase *database, const GArray *photos, const char *path, GError **error)
{
  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      const MlsSamplePhoto *photo = &g_array_index (photos, MlsSamplePhoto, i);
      g_autofree char *uri = mls_link_uri_of (path, g_quark_to_string (photo->source));

      if (!mls_database_run (database, error, "INSERT INTO photo VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", "ssssdddd",
                             g_quark_to_string (photo->vintage), uri, g_quark_to_string (photo->title),
                             g_quark_to_string (photo->kind), photo->extent.min_x, photo->extent.min_y,
                             photo->extent.max_x, photo->extent.max_y))
        return FALSE;
    }

  return TRUE;
}

/* Texts of a row @row@: what it says, without when, … */
static const char said[] =
  "(@row@.unite || quote (coalesce (@row@.etat_cqp, 'noverif')) || quote (nullif (@row@.code_remplac, '')) || "
  "coalesce (@row@.erreur_geom, 0) || coalesce (@row@.omission, 0) || quote (nullif (@row@.com_cqp, '')) || "
  "quote (nullif (@row@.data_exo, '')) || quote (coalesce (@row@.etat_code, 'noverif')) || "
  "quote (coalesce (@row@.etat_autre, 'noverif')) || quote (nullif (@row@.remplac_autre, '')) || "
  "quote (nullif (@row@.proposition, '')))";

/* … what the second level thinks of it, … */
static const char confirmed[] =
  "(@row@.unite || quote (coalesce (@row@.valid_cqe, 'noverif')) || quote (nullif (@row@.com_cqe, '')) || "
  "quote (nullif (@row@.cqe_par, '')))";

/* … and whether it says anything. */
static const char judged[] =
  "(coalesce (@row@.etat_cqp, 'noverif') <> 'noverif' OR nullif (@row@.code_remplac, '') NOT NULL OR "
  "coalesce (@row@.erreur_geom, 0) OR coalesce (@row@.omission, 0) OR nullif (@row@.com_cqp, '') NOT NULL OR "
  "coalesce (@row@.etat_code, 'noverif') <> 'noverif' OR coalesce (@row@.etat_autre, 'noverif') <> 'noverif' OR "
  "nullif (@row@.remplac_autre, '') NOT NULL OR nullif (@row@.proposition, '') NOT NULL OR "
  "nullif (@row@.data_exo, '') NOT NULL)";

/**
 * mls_sample_said_sql: (skip)
 * @row: what SQL calls a row with %MLS_SAMPLE_ROW_COLUMNS and unite
 *
 * Returns: (transfer full): the expression of what it says, as it is kept in former
 */
char *
mls_sample_said_sql (const char *row)
{
  return mls_sql_expand (said, "row", row, NULL);
}

/**
 * mls_sample_confirmed_sql: (skip)
 * @row: what SQL calls a row with %MLS_SAMPLE_ROW_COLUMNS and unite
 *
 * Returns: (transfer full): the expression of what the second level thinks of it, as it is kept in former
 */
char *
mls_sample_confirmed_sql (const char *row)
{
  return mls_sql_expand (confirmed, "row", row, NULL);
}

static void
put_row (GString *text, const char *name, const char *row)
{
  const struct
  {
    const char *what;
    const char *sql;
  } texts[] = { { "said", said }, { "confirmed", confirmed }, { "judged", judged } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *place = g_strdup_printf ("@%s_%s@", texts[i].what, name);
      g_autofree char *sql = mls_sql_expand (texts[i].sql, "row", row, NULL);

      g_string_replace (text, place, sql, 0);
    }
}

static char *
expand_rows (const char *sql)
{
  GString *text = g_string_new (sql);

  put_row (text, "old", "OLD");
  put_row (text, "new", "NEW");
  put_row (text, "controle", "controle");

  return g_string_free (text, FALSE);
}

static gboolean
create_tables (MlsDatabase *database, gint64 srs_id, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%d", (int) srs_id);
  g_autofree char *template = expand_rows (mls_sql_sample);
  g_autofree char *tables = mls_sql_expand (template, "srs_id", number, NULL);
  g_autofree char *triggers = mls_sql_expand (mls_sql_feature_trigger, "table", "controle", "id", "fid", NULL);

  return mls_database_exec (database, mls_sql_nomenclature, error) && mls_database_exec (database, tables, error) &&
         mls_database_exec (database, triggers, error) && mls_sample_style_save (database, error) &&
         mls_geopackage_admit_triggers (database, "controle", error);
}

/* The window that other programs open first. */
static gboolean
tell_extent (MlsDatabase *database, GError **error)
{
  return mls_database_exec (database,
                            "UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) = "
                            "(SELECT min (minx), max (maxx), min (miny), max (maxy) FROM rtree_controle_geom) "
                            "WHERE table_name = 'controle'",
                            error);
}

static gboolean
fill (MlsDatabase *database, gpointer user_data, GError **error)
{
  Making *making = user_data;
  const MlsSampleContents *contents = making->contents;

  return mls_geopackage_set_format (database, MLS_SAMPLE_FORMAT, error) &&
         mls_geopackage_set_crs (database, contents->crs, &making->srs_id, error) &&
         create_tables (database, making->srs_id, error) &&
         (contents->nomenclature == NULL || mls_nomenclature_save (database, contents->nomenclature, 0, error)) &&
         insert_sample (database, contents->sample, error) && insert_strata (database, contents->strata, error) &&
         insert_units (database, contents->units, making->srs_id, error) &&
         insert_photos (database, contents->photos, making->path, error) &&
         mls_database_exec (database,
                            "INSERT INTO controle (" MLS_SAMPLE_UNIT_COLUMNS ") SELECT " MLS_SAMPLE_UNIT_VALUES
                            " FROM unit CROSS JOIN sample ORDER BY unit.id",
                            error) &&
         tell_extent (database, error);
}

/**
 * mls_sample_file_create:
 * @path: a file that does not exist
 * @contents: what it is made with; each outline is that of a face
 * @error: %MLS_STORE_ERROR_EXISTS, %MLS_STORE_ERROR_ARGUMENT if the reference system is none of metres, or what the disk
 *   says
 *
 * Makes a sample of which nobody has judged anything. Photos below its folder are found again when that moves.
 *
 * Returns: whether it is there
 */
gboolean
mls_sample_file_create (const char *path, const MlsSampleContents *contents, GError **error)
{
  g_autofree char *resolved = mls_database_resolve (path);
  Making making = { contents, resolved, 0 };

  return mls_geopackage_make (path, fill, &making, error);
}
