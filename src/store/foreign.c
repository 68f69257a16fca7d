/* Edits of other programs, which the file's own triggers have taken and written to the history. */

#include "store/foreign.h"

#include "coverage/turnover.h"
#include "rules/finding.h"
#include "store/finding.h"
#include "store/operation.h"
#include "store/setting.h"
#include "store/store-private.h"

/* The newest of them that somebody was told of. */
#define TOLD "foreign_told"

#define NEW_ONES                                                                                    \
  "SELECT id FROM operation WHERE verb = '" MLS_VERB_FOREIGN "' AND id > ?1 AND NOT barrier AND "    \
  "id NOT IN (SELECT undoes FROM operation WHERE undoes NOT NULL)"

/* For how long a program may hold an edit that it has not saved, days: as long as somebody is at work. */
#define HOLDS "1"

/* Faces of theirs, and what was done to them here while they may have held that edit. */
static const char meetings[] =
  "SELECT DISTINCT now.fid, now.until, ours.id FROM operation AS theirs JOIN coverage_history AS now ON now.until = theirs.id "
  "JOIN coverage_history AS was ON was.fid = now.fid AND was.since < now.since JOIN operation AS ours ON ours.id = was.until "
  "WHERE theirs.id IN (" NEW_ONES ") AND ours.verb <> '" MLS_VERB_FOREIGN "' AND NOT ours.barrier AND "
  "julianday (theirs.at) - julianday (ours.at) < " HOLDS " ORDER BY now.fid, now.until, ours.id";

static MlsFace *
face_as_of (MlsStore *self, gint64 operation, gint64 id, GError **error)
{
  gint64 now = mls_reading_get_operation (self->reading);
  MlsFace *face;

  mls_reading_set_operation (self->reading, operation);
  face = mls_reading_face (self->reading, id, error);
  mls_reading_set_operation (self->reading, now);

  return face;
}

/* Whether nothing was written over that had been written here. */
static gboolean
leaves_labels (const MlsFace *was, const MlsFace *before, const MlsFace *after)
{
  guint n = MIN (was->n_vintages, MIN (before->n_vintages, after->n_vintages));

  for (guint v = 0; v < n; v++)
    for (int field = 0; field < MLS_N_FIELDS; field++)
      if (before->labels[v].field[field] != after->labels[v].field[field] &&
          was->labels[v].field[field] != before->labels[v].field[field])
        return FALSE;

  return TRUE;
}

/* Who gave a face labels may have looked at it as it was before it was edited here. */
static gboolean
look_at_meeting (MlsStore *self, gint64 id, gint64 theirs, gint64 ours, GArray *overtaken, GError **error)
{
  g_autoptr (MlsFace) was = face_as_of (self, ours - 1, id, error);
  g_autoptr (MlsFace) before = was != NULL ? face_as_of (self, theirs - 1, id, error) : NULL;
  g_autoptr (MlsFace) after = before != NULL ? face_as_of (self, theirs, id, error) : NULL;
  MlsFinding finding = { .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + MLS_REPAIR_OVERTAKEN),
                         .severity = MLS_SEVERITY_NOTE,
                         .vintage = MLS_NO_VINTAGE,
                         .fid = id,
                         .feature = { id, 0 },
                         .other = { -1, 0 } };

  if (after == NULL)
    return FALSE;
  if (!mls_turnover_moves (was, before) && leaves_labels (was, before, after))
    return TRUE;

  finding.place = mls_face_inner_point (after);
  finding.area2 = mls_face_area2 (after);
  g_array_append_val (overtaken, finding);
  return TRUE;
}

/* One of a face is enough. */
static gboolean
is_known (const GArray *overtaken, gint64 id)
{
  return overtaken->len > 0 && g_array_index (overtaken, MlsFinding, overtaken->len - 1).fid == id;
}

static GArray *
find_overtaken (MlsStore *self, gint64 told, GError **error)
{
  g_autoptr (GArray) overtaken = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (self->database, meetings, error);
  gboolean row;

  if (query == NULL)
    return NULL;

  mls_statement_bind (query, "i", told);
  while (mls_database_step (self->database, query, &row, error))
    {
      gint64 id = row ? sqlite3_column_int64 (query, 0) : 0;

      if (!row)
        return g_steal_pointer (&overtaken);
      if (!is_known (overtaken, id) &&
          !look_at_meeting (self, id, sqlite3_column_int64 (query, 1), sqlite3_column_int64 (query, 2), overtaken, error))
        return NULL;
    }

  return NULL;
}

static gboolean
count_news (MlsStore *self, gint64 told, MlsForeignNews *news, GError **error)
{
  gint64 n_faces;

  if (!mls_database_get_integer (self->database, &news->first, error,
                                 "SELECT coalesce (min (id), 0) FROM (" NEW_ONES ")", "i", told) ||
      !mls_database_get_integer (self->database, &news->last, error,
                                 "SELECT coalesce (max (id), 0) FROM (" NEW_ONES ")", "i", told) ||
      !mls_database_get_integer (self->database, &n_faces, error,
                                 "SELECT count (DISTINCT fid) FROM coverage_history WHERE until IN (" NEW_ONES ")", "i", told))
    return FALSE;

  news->n_faces = (guint) n_faces;
  return TRUE;
}

/**
 * mls_foreign_news_clear:
 * @news: what was done; may be all 0
 */
void
mls_foreign_news_clear (MlsForeignNews *news)
{
  g_clear_pointer (&news->overtaken, g_array_unref);
}

/**
 * mls_store_read_foreign_news:
 * @self: a project
 * @told: an operation that is known to have been told of, besides what the project remembers; or 0
 * @news: (out): what was done since and stands; to be cleared
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether it could look
 */
gboolean
mls_store_read_foreign_news (MlsStore *self, gint64 told, MlsForeignNews *news, GError **error)
{
  g_autofree char *remembered = NULL;

  if (!mls_setting_get (self->database, TOLD, &remembered, error))
    return FALSE;

  if (remembered != NULL)
    told = MAX (told, g_ascii_strtoll (remembered, NULL, 10));

  return count_news (self, told, news, error) && (news->overtaken = find_overtaken (self, told, error)) != NULL;
}

static gboolean
keep_news (MlsStore *self, const MlsForeignNews *news, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, news->last);

  return mls_findings_add (self->database, mls_store_layout (self), news->overtaken, error) &&
         mls_setting_set (self->database, TOLD, text, error);
}

/**
 * mls_store_tell_foreign_news:
 * @self: a project open for writing
 * @news: what somebody was told of
 * @error: a #MLS_STORE_ERROR
 *
 * It is news no more, whoever opens the project next; what was overtaken is listed until somebody has looked at it.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_tell_foreign_news (MlsStore *self, const MlsForeignNews *news, GError **error)
{
  return mls_store_check_writable (self, error) && mls_database_begin (self->database, error) &&
         mls_database_end (self->database, keep_news (self, news, error), error);
}
