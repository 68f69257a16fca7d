#include "store/dependence.h"

#include "coverage/turnover.h"
#include "store/sql.h"
#include "store/store-private.h"

/* Who looks through more has looked far enough. */
#define MOST 1000

/* What takes others back, as long as nobody has undone that, the newest first. */
static const char reverts[] =
  "SELECT id FROM operation WHERE id > ?1 AND verb = '" MLS_VERB_REVERT "' AND NOT EXISTS "
  "(SELECT 1 FROM operation AS later WHERE later.undoes = operation.id) ORDER BY id DESC";

static const char replaced[] =
  "SELECT fid, since, geom@labels@, until FROM coverage_history "
  "WHERE since = ?1 AND (?2 = 0 OR fid = ?2) ORDER BY until DESC";
static const char written[] =
  "SELECT fid, since, geom@labels@ FROM coverage WHERE fid = ?1 AND since = ?2 UNION ALL "
  "SELECT fid, since, geom@labels@ FROM coverage_history WHERE fid = ?1 AND since = ?2";

typedef struct
{
  MlsStore *store;
  GArray   *gone;   /* (element-type gint64): what was taken back, or does not count */
  GArray   *queue;  /* (element-type gint64): the operation, and what changed its faces and stands no more, as far as found */
  gint64    newest; /* of those that stand, or 0 */
  gint64    lesser; /* of what stands in the way where no edit does: what took others back, and borders drawn beside; or 0 */
} Search;

static gboolean
is_among (const GArray *operations, gint64 id)
{
  for (guint i = 0; i < operations->len; i++)
    if (g_array_index (operations, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static sqlite3_stmt *
prepare (MlsStore *self, const char *template, GError **error)
{
  g_autofree char *sql = mls_sql_expand (template, "labels", mls_store_layout (self)->labels, NULL);

  return mls_database_prepare (self->database, sql, error);
}

/* NULL where that operation has removed it, which is no error. */
static gboolean
read_written (MlsStore *self, gint64 fid, gint64 operation, MlsFace **face, GError **error)
{
  g_autoptr (sqlite3_stmt) query = prepare (self, written, error);
  gboolean row;

  *face = NULL;
  if (query == NULL)
    return FALSE;

  mls_statement_bind (query, "ii", fid, operation);
  if (!mls_database_step (self->database, query, &row, error))
    return FALSE;

  *face = row ? mls_reading_row_face (self->reading, query, error) : NULL;

  return !row || *face != NULL;
}

/* A neighbour of what was drawn gains vertices, by which its area moves by what rounding does. */
static gboolean
is_changed (const MlsFace *before, const MlsFace *after)
{
  return after == NULL || !mls_face_same_labels (before, after) ||
         ABS (mls_face_area2 (before) - mls_face_area2 (after)) >= MLS_TURNOVER_LEAST;
}

static void
add_targets (Search *search, gint64 id)
{
  g_autoptr (MlsOperation) operation = mls_store_operation (search->store, id, NULL);
  g_autoptr (GArray) targets = operation != NULL ? mls_operation_list_targets (operation) : NULL;

  if (targets != NULL)
    g_array_append_vals (search->gone, targets->data, targets->len);
}

/* What was undone or taken back does not stand, nor what did that as an undo. */
static gboolean
stands (Search *search, gint64 id, gboolean *is_revert)
{
  g_autoptr (MlsOperation) operation = mls_store_operation (search->store, id, NULL);

  *is_revert = operation != NULL && g_str_equal (operation->verb, MLS_VERB_REVERT);

  return operation != NULL && operation->undone_by == 0 && operation->undoes == 0 && !is_among (search->gone, id);
}

/* A revert that was taken back by a later one takes nothing back. */
static gboolean
gather_gone (Search *search, gint64 operation, GError **error)
{
  MlsDatabase *database = search->store->database;
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, reverts, error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "i", operation);
  while (row)
    {
      gint64 id;

      if (!mls_database_step (database, query, &row, error))
        return FALSE;

      id = row ? sqlite3_column_int64 (query, 0) : 0;
      if (row && !is_among (search->gone, id))
        add_targets (search, id);
    }

  return query != NULL;
}

static void
meet (Search *search, gint64 id)
{
  gboolean is_revert;
  gboolean is_standing = stands (search, id, &is_revert);

  if (is_standing && !is_revert)
    search->newest = MAX (search->newest, id);
  else if (!is_among (search->queue, id) && search->queue->len < MOST)
    g_array_append_val (search->queue, id);

  if (is_standing)
    search->lesser = MAX (search->lesser, id);
}

/* A border drawn beside a face ends on its outline. */
static void
meet_beside (Search *search, gint64 id)
{
  gboolean is_revert;

  if (stands (search, id, &is_revert))
    search->lesser = MAX (search->lesser, id);
}

static gboolean look_behind (Search *search, gint64 operation, gint64 fid, GError **error);

static gboolean
look_at (Search *search, sqlite3_stmt *row, GError **error)
{
  MlsStore *self = search->store;
  gint64 later = sqlite3_column_int64 (row, sqlite3_column_count (row) - 1);
  g_autoptr (MlsFace) before = mls_reading_row_face (self->reading, row, error);
  g_autoptr (MlsFace) after = NULL;

  if (before == NULL || !read_written (self, before->id, later, &after, error))
    return FALSE;

  if (is_changed (before, after))
    {
      meet (search, later);
      return TRUE;
    }

  meet_beside (search, later);

  return look_behind (search, later, before->id, error);
}

/* What changed the faces that an operation wrote, or that one of them if @fid is not 0, the newest first. */
static gboolean
look_behind (Search *search, gint64 operation, gint64 fid, GError **error)
{
  g_autoptr (sqlite3_stmt) query = prepare (search->store, replaced, error);
  gboolean row = query != NULL;

  if (row)
    mls_statement_bind (query, "ii", operation, fid);
  while (row)
    if (!mls_database_step (search->store->database, query, &row, error) || (row && !look_at (search, query, error)))
      return FALSE;

  return query != NULL;
}

/**
 * mls_dependence_find:
 * @self: a project
 * @operation: an operation
 * @gone: (element-type gint64): others that do not count
 * @later: (out): the newest edit that stands, and changed ground that @operation left; where there is none, what took others
 *   back there, or whose borders end there; 0 for none
 * @error: a #MLS_STORE_ERROR
 *
 * What was undone or taken back is looked through, to what came after it on the same faces.
 *
 * Returns: whether the history could be read
 */
gboolean
mls_dependence_find (MlsStore *self, gint64 operation, const GArray *gone, gint64 *later, GError **error)
{
  g_autoptr (GArray) known = g_array_copy ((GArray *) gone);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (gint64));
  Search search = { .store = self, .gone = known, .queue = queue };

  if (!gather_gone (&search, operation, error))
    return FALSE;

  g_array_append_val (queue, operation);
  for (guint i = 0; i < queue->len; i++)
    if (!look_behind (&search, g_array_index (queue, gint64, i), 0, error))
      return FALSE;

  *later = search.newest != 0 ? search.newest : search.lesser;

  return TRUE;
}
