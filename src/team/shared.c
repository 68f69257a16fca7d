#include "team/shared.h"

#include "team/error.h"

#include <glib/gi18n-lib.h>

/* Records that are asked for at a time. */
#define BATCH "200"

/**
 * mls_shared_free:
 * @self: (transfer full) (nullable): what is shared
 */
void
mls_shared_free (MlsShared *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->connection, mls_connection_free);
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static gint64
integer_at (const PGresult *rows, int row, int column)
{
  return g_ascii_strtoll (PQgetvalue (rows, row, column), NULL, 10);
}

static gboolean
is_true (const PGresult *rows, int column)
{
  return *PQgetvalue (rows, 0, column) == 't';
}

static gboolean
check_format (const MlsShared *self, gint64 format, GError **error)
{
  if (format == MLS_SHARED_FORMAT)
    return TRUE;

  g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_FORMAT,
               format > MLS_SHARED_FORMAT ? _("“%s” was made by a newer version of Millésime")
                                          : _("“%s” was made by an older version of Millésime: make it anew"),
               self->connection->name);
  return FALSE;
}

static gboolean
no_store (const MlsShared *self, GError **error)
{
  g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_NO_STORE, _("No project is shared through “%s”"), self->connection->name);
  return FALSE;
}

static gboolean
read_facts (MlsShared *self, GError **error)
{
  g_autoptr (PGresult) format = mls_connection_query (self->connection, error, "SELECT format FROM millesime.shared", NULL);
  g_autoptr (PGresult) facts = NULL;

  if (format == NULL)
    return FALSE;
  if (PQntuples (format) != 1)
    return no_store (self, error);
  if (!check_format (self, integer_at (format, 0, 0), error))
    return FALSE;

  facts = mls_connection_query (
    self->connection, error,
    "SELECT id, title, first, head, has_function_privilege ('millesime.push_change (bigint, jsonb)', 'EXECUTE'), "
    "has_function_privilege ('millesime.push_correction (bigint, jsonb)', 'EXECUTE'), "
    "has_function_privilege ('millesime.push_verdict (bigint, jsonb)', 'EXECUTE') FROM millesime.shared",
    NULL);
  if (facts == NULL)
    return FALSE;

  self->id = g_strdup (PQgetvalue (facts, 0, 0));
  self->title = g_strdup (PQgetvalue (facts, 0, 1));
  self->first = integer_at (facts, 0, 2);
  self->head = integer_at (facts, 0, 3);
  self->rights = (MlsTeamRights){ is_true (facts, 4), is_true (facts, 5), is_true (facts, 6) };

  return TRUE;
}

/**
 * mls_shared_open:
 * @address: how the database is reached
 * @error: %MLS_TEAM_ERROR_UNREACHABLE, %MLS_TEAM_ERROR_NO_STORE, %MLS_TEAM_ERROR_FORMAT, %MLS_TEAM_ERROR_ROLE for one who may
 *   not even look, or another #MLS_TEAM_ERROR
 *
 * Returns: (transfer full): what is shared through it, or %NULL
 */
MlsShared *
mls_shared_open (const char *address, GError **error)
{
  g_autoptr (MlsShared) self = g_new0 (MlsShared, 1);

  self->connection = mls_connection_open (address, error);
  if (self->connection == NULL || !read_facts (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* A database that was made anew, or put back from a copy, is not what the file was cloned from. */
static gboolean
check_clone (const MlsShared *self, const MlsClone *clone, GError **error)
{
  if (g_strcmp0 (self->id, clone->team) != 0)
    g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_OTHER, _("What is shared through “%s” is another project"),
                 self->connection->name);
  else if (self->head < clone->head)
    g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_OTHER,
                 _("“%s” has lost what this file got from it: it is an older copy of itself"), self->connection->name);
  else
    return TRUE;

  return FALSE;
}

/**
 * mls_shared_open_for:
 * @store: a shared project
 * @error: as for mls_shared_open(); %MLS_TEAM_ERROR_OTHER where the database is of another one; or a #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what it is shared through, or %NULL
 */
MlsShared *
mls_shared_open_for (MlsStore *store, GError **error)
{
  g_auto (MlsClone) clone = { 0 };
  g_autoptr (MlsShared) self = NULL;

  if (!mls_store_read_clone (store, &clone, error) || (self = mls_shared_open (clone.address, error)) == NULL ||
      !check_clone (self, &clone, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_shared_read_records:
 * @self: what is shared
 * @last: (inout): an operation; the last one of those that are read
 * @error: a #MLS_TEAM_ERROR
 *
 * Returns: (transfer full) (element-type utf8): the records of the operations after @last, not too many; none behind the
 *   newest; or %NULL
 */
GPtrArray *
mls_shared_read_records (MlsShared *self, gint64 *last, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, *last);
  g_autoptr (PGresult) rows = mls_connection_query (
    self->connection, error, "SELECT id, record FROM millesime.operation WHERE id > $1 ORDER BY id LIMIT " BATCH, number, NULL);
  GPtrArray *records = NULL;

  if (rows == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < PQntuples (rows); i++)
    {
      *last = integer_at (rows, i, 0);
      g_ptr_array_add (records, g_strdup (PQgetvalue (rows, i, 1)));
    }

  return records;
}
