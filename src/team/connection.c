#include "team/connection.h"

#include "base/text.h"
#include "team/error.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

/* How long to wait for a server that does not answer at all, s. */
#define CONNECT_TIMEOUT "10"

/* For how long what was sent may go unanswered before the line is given up, ms: a server that is unplugged says nothing. */
#define SILENCE_TIMEOUT "30000"

enum
{
  MAX_PARAMETERS = 8,
};

/* What the functions of the shared store answer with, and what PostgreSQL itself does. */
static const struct
{
  const char  *state;
  MlsTeamError code;
} states[] = {
  { "MS001", MLS_TEAM_ERROR_MOVED },    { "55P03", MLS_TEAM_ERROR_MOVED },    { "MS002", MLS_TEAM_ERROR_STALE },    { "MS003", MLS_TEAM_ERROR_LOCKED },
  { "MS004", MLS_TEAM_ERROR_ROLE },     { "42501", MLS_TEAM_ERROR_ROLE },     { "3F000", MLS_TEAM_ERROR_NO_STORE },
  { "42P01", MLS_TEAM_ERROR_NO_STORE }, { "42P06", MLS_TEAM_ERROR_EXISTS },   { "57P01", MLS_TEAM_ERROR_LOST },
  { "57P02", MLS_TEAM_ERROR_LOST },     { "57P03", MLS_TEAM_ERROR_LOST },
};

static MlsTeamError
code_of (const MlsConnection *self, const PGresult *result)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;

  for (gsize i = 0; state != NULL && i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return states[i].code;

  return PQstatus (self->handle) != CONNECTION_OK ? MLS_TEAM_ERROR_LOST : MLS_TEAM_ERROR_SERVER;
}

/* In its own words, but where there are better ones. */
static void
set_error (MlsConnection *self, const PGresult *result, GError **error)
{
  MlsTeamError code = code_of (self, result);
  const char *message = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  const char *detail = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL) : NULL;
  g_autofree char *line = mls_text_line (message != NULL ? message : PQerrorMessage (self->handle), -1);

  switch ((guint) code)
    {
    case MLS_TEAM_ERROR_LOST:
      g_set_error (error, MLS_TEAM_ERROR, code, _("The connection to “%s” is lost"), self->name);
      break;
    case MLS_TEAM_ERROR_MOVED:
      g_set_error (error, MLS_TEAM_ERROR, code, _("Others have pushed to “%s” meanwhile: pull first"), self->name);
      break;
    case MLS_TEAM_ERROR_STALE:
      g_set_error (error, MLS_TEAM_ERROR, code, _("Face %s is another one in “%s”: this file is not what it was cloned as"),
                   detail != NULL ? detail : "?", self->name);
      break;
    case MLS_TEAM_ERROR_NO_STORE:
      g_set_error (error, MLS_TEAM_ERROR, code, _("No project is shared through “%s”"), self->name);
      break;
    case MLS_TEAM_ERROR_EXISTS:
      g_set_error (error, MLS_TEAM_ERROR, code, _("A project is shared through “%s” already"), self->name);
      break;
    case MLS_TEAM_ERROR_LOCKED:
      g_set_error (error, MLS_TEAM_ERROR, code, _("That ground is locked by %s"), detail != NULL ? detail : "?");
      break;
    case MLS_TEAM_ERROR_ROLE:
      g_set_error (error, MLS_TEAM_ERROR, code, _("“%s” does not allow that to “%s” (%s)"), self->name, PQuser (self->handle),
                   line);
      break;
    default:
      g_set_error (error, MLS_TEAM_ERROR, code, "“%s”: %s", self->name, line);
      break;
    }
}

/**
 * mls_connection_check_address:
 * @address: how a database is reached, as libpq reads it: "service=…", "host=… dbname=… user=…", a URI
 * @error: %MLS_TEAM_ERROR_ARGUMENT if it is none, or holds a password, which is kept in ~/.pgpass and in no project
 *
 * Returns: (transfer full): what is read of it, in one line; or %NULL
 */
char *
mls_connection_check_address (const char *address, GError **error)
{
  char *message = NULL;
  PQconninfoOption *options = PQconninfoParse (address, &message);
  gboolean has_password = FALSE;

  if (options == NULL)
    {
      g_autofree char *line = mls_text_line (message != NULL ? message : "", -1);

      PQfreemem (message);
      g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_ARGUMENT, _("“%s” does not tell how to reach a database: %s"), address,
                   line);
      return NULL;
    }

  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    has_password |= option->val != NULL && g_str_equal (option->keyword, "password");
  PQconninfoFree (options);

  if (has_password)
    g_set_error_literal (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_ARGUMENT,
                         _("A password is kept in ~/.pgpass, and in no project: leave it out of the address"));

  return has_password ? NULL : g_strdup (address);
}

/* In a value of libpq's, single quotes and backslashes have one before them. */
static void
append_option (GString *text, const PQconninfoOption *option)
{
  g_string_append_printf (text, "%s%s='", text->len > 0 ? " " : "", option->keyword);
  for (const char *c = option->val; *c != '\0'; c++)
    {
      if (*c == '\'' || *c == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '\'');
}

/**
 * mls_connection_strip_address:
 * @address: how a database is reached, as libpq reads it
 *
 * Returns: (transfer full) (nullable): the same without what libpq holds for secret, of which a password is one; %NULL if it
 *   makes no sense to libpq, so that nobody knows what is secret in it
 */
char *
mls_connection_strip_address (const char *address)
{
  PQconninfoOption *options = PQconninfoParse (address, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_secret = FALSE;

  if (options == NULL)
    return NULL;

  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    if (option->val == NULL)
      continue;
    else if (option->dispchar[0] == '*')
      has_secret = TRUE;
    else
      append_option (text, option);
  PQconninfoFree (options);

  return g_strdup (has_secret ? text->str : address);
}

static char *
name_of (PGconn *handle)
{
  const char *host = PQhost (handle);

  return g_strdup_printf ("%s@%s", PQdb (handle) != NULL ? PQdb (handle) : "?", host != NULL && *host != '\0' ? host : "localhost");
}

/* Notices are for those who type SQL. */
static void
ignore_notice (void *user_data, const PGresult *result)
{
}

/**
 * mls_connection_open:
 * @address: how a database is reached, as libpq reads it
 * @error: %MLS_TEAM_ERROR_UNREACHABLE, with what the server or the network say
 *
 * Returns: (transfer full): a connection, or %NULL
 */
MlsConnection *
mls_connection_open (const char *address, GError **error)
{
  static const char *const keywords[] = { "connect_timeout", "tcp_user_timeout", "application_name", "client_encoding", "dbname",
                                          NULL };
  const char *const values[] = { CONNECT_TIMEOUT, SILENCE_TIMEOUT, "millesime", "UTF8", address, NULL };
  g_autoptr (MlsConnection) self = g_new0 (MlsConnection, 1);

  self->handle = PQconnectdbParams (keywords, values, 1);
  self->name = name_of (self->handle);
  if (PQstatus (self->handle) != CONNECTION_OK)
    {
      g_autofree char *line = mls_text_line (PQerrorMessage (self->handle), -1);

      g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_UNREACHABLE, _("“%s” cannot be reached: %s"), self->name, line);
      return NULL;
    }

  PQsetNoticeReceiver (self->handle, ignore_notice, NULL);

  return g_steal_pointer (&self);
}

/**
 * mls_connection_free:
 * @self: (transfer full) (nullable): a connection
 *
 * What was begun and not committed is taken back.
 */
void
mls_connection_free (MlsConnection *self)
{
  if (self == NULL)
    return;

  PQfinish (self->handle);
  g_free (self->name);
  g_free (self);
}

/* Takes @result. */
static PGresult *
check (MlsConnection *self, PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN)
    return result;

  set_error (self, result, error);
  PQclear (result);
  return NULL;
}

/**
 * mls_connection_exec:
 * @self: a connection
 * @sql: any number of statements, without parameters
 * @error: a #MLS_TEAM_ERROR
 *
 * Returns: whether all of them are done
 */
gboolean
mls_connection_exec (MlsConnection *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = check (self, PQexec (self->handle, sql), error);

  return result != NULL;
}

static PGresult *
query (MlsConnection *self, const char *sql, va_list arguments, GError **error)
{
  const char *values[MAX_PARAMETERS];
  int n = 0;

  while (n < MAX_PARAMETERS && (values[n] = va_arg (arguments, const char *)) != NULL)
    n++;

  return check (self, PQexecParams (self->handle, sql, n, NULL, values, NULL, NULL, 0), error);
}

/**
 * mls_connection_query:
 * @self: a connection
 * @error: a #MLS_TEAM_ERROR
 * @sql: a statement
 * @...: the texts of its parameters, ended by %NULL
 *
 * Returns: (transfer full): its rows, as texts; or %NULL
 */
PGresult *
mls_connection_query (MlsConnection *self, GError **error, const char *sql, ...)
{
  PGresult *result;
  va_list arguments;

  va_start (arguments, sql);
  result = query (self, sql, arguments, error);
  va_end (arguments);

  return result;
}

/**
 * mls_connection_run:
 * @self: a connection
 * @error: a #MLS_TEAM_ERROR
 * @sql: a statement
 * @...: the texts of its parameters, ended by %NULL
 *
 * Returns: whether it is done
 */
gboolean
mls_connection_run (MlsConnection *self, GError **error, const char *sql, ...)
{
  g_autoptr (PGresult) result = NULL;
  va_list arguments;

  va_start (arguments, sql);
  result = query (self, sql, arguments, error);
  va_end (arguments);

  return result != NULL;
}

/**
 * mls_connection_run_bytes:
 * @self: a connection
 * @sql: a statement
 * @number: its parameter $1
 * @bytes: its parameter $2
 * @length: how many
 * @error: a #MLS_TEAM_ERROR
 *
 * Returns: whether it is done
 */
gboolean
mls_connection_run_bytes (MlsConnection *self, const char *sql, gint64 number, const void *bytes, gsize length, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  const char *const values[] = { text, bytes };
  const int lengths[] = { 0, (int) length };
  const int formats[] = { 0, 1 };
  g_autoptr (PGresult) result =
    check (self, PQexecParams (self->handle, sql, 2, NULL, values, lengths, formats, 0), error);

  return result != NULL;
}

/**
 * mls_connection_begin:
 * @self: a connection
 * @error: a #MLS_TEAM_ERROR
 *
 * One that falls silent in the middle is ended by the server, so that nobody waits for a machine that went to sleep.
 *
 * Returns: whether a transaction has begun
 */
gboolean
mls_connection_begin (MlsConnection *self, GError **error)
{
  return mls_connection_exec (self, "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '60s'; SET LOCAL lock_timeout = '60s'",
                              error);
}

/**
 * mls_connection_commit:
 * @self: a connection in a transaction
 * @error: %MLS_TEAM_ERROR_LOST if nobody knows whether it was done, or another #MLS_TEAM_ERROR if it was not
 *
 * Returns: whether it is done
 */
gboolean
mls_connection_commit (MlsConnection *self, GError **error)
{
  g_autoptr (PGresult) result = check (self, PQexec (self->handle, "COMMIT"), error);

  if (result != NULL && !g_str_equal (PQcmdStatus (result), "COMMIT"))
    g_set_error (error, MLS_TEAM_ERROR, MLS_TEAM_ERROR_SERVER, _("“%s” has taken nothing"), self->name);

  return result != NULL && g_str_equal (PQcmdStatus (result), "COMMIT");
}

/**
 * mls_connection_rollback:
 * @self: a connection that may be in a transaction
 */
void
mls_connection_rollback (MlsConnection *self)
{
  mls_connection_exec (self, "ROLLBACK", NULL);
}

/**
 * mls_connection_begin_copy:
 * @self: a connection
 * @sql: COPY … FROM STDIN
 * @error: a #MLS_TEAM_ERROR
 *
 * Returns: whether it takes rows
 */
gboolean
mls_connection_begin_copy (MlsConnection *self, const char *sql, GError **error)
{
  return mls_connection_exec (self, sql, error);
}

/**
 * mls_connection_put_copy:
 * @self: a connection that takes rows
 * @text: some of them
 * @error: a #MLS_TEAM_ERROR
 *
 * Returns: whether they are sent
 */
gboolean
mls_connection_put_copy (MlsConnection *self, const GString *text, GError **error)
{
  if (PQputCopyData (self->handle, text->str, (int) text->len) == 1)
    return TRUE;

  set_error (self, NULL, error);
  return FALSE;
}

/**
 * mls_connection_end_copy:
 * @self: a connection that takes rows
 * @error: a #MLS_TEAM_ERROR
 *
 * Returns: whether all that were put have arrived
 */
gboolean
mls_connection_end_copy (MlsConnection *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (PQputCopyEnd (self->handle, NULL) != 1)
    {
      set_error (self, NULL, error);
      return FALSE;
    }

  result = check (self, PQgetResult (self->handle), error);
  while (result != NULL)
    {
      PGresult *rest = PQgetResult (self->handle);

      if (rest == NULL)
        return TRUE;
      PQclear (rest);
    }

  return FALSE;
}
