/* What was noticed beside the program: points that somebody has added to the project's own layer of remarks. They are read as
 * a maintenance file is, and told in the file what became of them. */

#include "store/remark.h"

#include "store/blob.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const MlsLayout *layout;
  MlsNomenclature *nomenclature;
  MlsMaintenance  *into;
} Load;

static void
load_clear (Load *load)
{
  g_clear_pointer (&load->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&load->into, mls_maintenance_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static MlsText
text_of (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *trimmed != '\0' ? g_quark_from_string (trimmed) : 0;
}

static MlsDimension
dimension_of (MlsPair pair)
{
  if ((pair.cover != 0) == (pair.use != 0))
    return MLS_DIMENSION_PAIR;

  return pair.cover != 0 ? MLS_DIMENSION_COVER : MLS_DIMENSION_USE;
}

static gboolean
can_be_given (const MlsNomenclature *nomenclature, MlsPair pair)
{
  return mls_nomenclature_code_state (nomenclature, MLS_DIMENSION_COVER, pair.cover) == MLS_CODE_VALID &&
         mls_nomenclature_code_state (nomenclature, MLS_DIMENSION_USE, pair.use) == MLS_CODE_VALID;
}

/* A remark without a date is of the newest. */
static gboolean
find_vintage (const MlsLayout *layout, MlsText code, guint *vintage)
{
  *vintage = layout->vintages->len - 1;

  return layout->vintages->len > 0 &&
         (code == 0 || mls_layout_find_vintage (layout, g_quark_to_string (code), vintage));
}

/* "12/700123456 6600000500": this remark at this place. */
static MlsText
origin_of (const MlsNotice *notice)
{
  g_autofree char *text = g_strdup_printf ("remark/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                           notice->feature, notice->place.x, notice->place.y);

  return g_quark_from_string (text);
}

/* Whoever went round the file's triggers may have left anything. */
static void
add_row (Load *load, sqlite3_stmt *row)
{
  MlsText vintage = text_of (row, 2);
  MlsNotice notice = { .feature = sqlite3_column_int64 (row, 0),
                       .replacement = { text_of (row, 3), text_of (row, 4) },
                       .geometric = sqlite3_column_int (row, 5) != 0,
                       .comment = text_of (row, 6),
                       .basis = text_of (row, 7) };

  if (!mls_blob_to_point (sqlite3_column_blob (row, 1), (gsize) sqlite3_column_bytes (row, 1), &notice.place))
    mls_maintenance_remark (load->into, MLS_MAINTENANCE_NO_PLACE, notice.feature, g_strdup (_("It is no point on the ground")));
  else if (!find_vintage (load->layout, vintage, &notice.vintage))
    mls_maintenance_remark (load->into, MLS_MAINTENANCE_NO_VINTAGE, notice.feature,
                            g_strdup_printf (_("The project has no date “%s”"), g_quark_to_string (vintage)));
  else
    {
      notice.dimension = dimension_of (notice.replacement);
      notice.can_replace = (notice.replacement.cover != 0 || notice.replacement.use != 0) &&
                           can_be_given (load->nomenclature, notice.replacement);
      notice.origin = origin_of (&notice);
      g_array_append_val (load->into->notices, notice);
    }
}

/**
 * mls_remarks_read:
 * @store: a project, as of this thread
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): the remarks of which nothing has become yet; or %NULL
 */
MlsMaintenance *
mls_remarks_read (MlsStore *store, GError **error)
{
  g_auto (Load) load = { .layout = mls_store_layout (store),
                         .nomenclature = mls_store_read_nomenclature (store, error),
                         .into = mls_maintenance_new () };
  g_autoptr (sqlite3_stmt) query = NULL;
  gboolean row;

  if (load.nomenclature == NULL)
    return NULL;

  query = mls_database_prepare (store->database,
                                "SELECT fid, geom, vintage, cover, use, outline, comment, author FROM remark "
                                "WHERE state IS NULL ORDER BY fid",
                                error);
  while (query != NULL && mls_database_step (store->database, query, &row, error))
    {
      if (!row)
        return g_steal_pointer (&load.into);

      add_row (&load, query);
    }

  return NULL;
}

static gboolean
write_state (MlsDatabase *database, gint64 remark, const char *state, const char *answer, GError **error)
{
  return mls_database_run (database, error,
                           "UPDATE remark SET state = ?, answer = ? WHERE fid = ? AND state IS NULL", "ssi", state, answer,
                           remark);
}

/* Of one that was left out there is a notice all the same, if the map said so and not the row. */
static gboolean
write_states (MlsDatabase *database, const MlsMaintenance *remarks, GError **error)
{
  for (guint i = 0; i < remarks->remarks->len; i++)
    {
      const MlsMaintenanceRemark *remark = g_ptr_array_index (remarks->remarks, i);

      if (remark->kind < MLS_MAINTENANCE_REPLACEMENT &&
          !write_state (database, remark->feature, "left", remark->text, error))
        return FALSE;
    }

  for (guint i = 0; i < remarks->notices->len; i++)
    if (!write_state (database, g_array_index (remarks->notices, MlsNotice, i).feature, "queued", NULL, error))
      return FALSE;

  return TRUE;
}

/**
 * mls_remarks_tell:
 * @store: a project open for writing
 * @remarks: what mls_remarks_read() gave, and what became of it
 * @error: a #MLS_STORE_ERROR
 *
 * Tells those who made the remarks what became of them, in the file; they stay as they are from then on.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_remarks_tell (MlsStore *store, const MlsMaintenance *remarks, GError **error)
{
  return mls_database_begin (store->database, error) &&
         mls_database_end (store->database, write_states (store->database, remarks, error), error);
}
