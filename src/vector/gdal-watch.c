#include "vector/gdal-watch.h"

#include "base/text.h"

#include <cpl_error.h>
#include <string.h>

#define FAILED ") failed: "

/* What SQLite was to do, which may be pages of statements, says nothing to a user: only what came of it does. */
static const char *
skip_statement (const char *message)
{
  const char *failed = g_str_has_prefix (message, "sqlite3_") ? g_strrstr (message, FAILED) : NULL;

  return failed != NULL ? failed + strlen (FAILED) : message;
}

static void CPL_STDCALL
note (CPLErr kind, CPLErrorNum number, const char *message)
{
  MlsGdalWatch *self = CPLGetErrorHandlerUserData ();

  if (kind >= CE_Failure && self->failure == NULL)
    self->failure = mls_text_line (skip_statement (message), -1);
  else if (kind == CE_Warning && self->warning == NULL)
    self->warning = mls_text_line (message, -1);
}

/**
 * mls_gdal_watch_begin:
 * @self: a watch
 *
 * Watches this thread from here to mls_gdal_watch_end(), once or again.
 */
void
mls_gdal_watch_begin (MlsGdalWatch *self)
{
  CPLPushErrorHandlerEx (note, self);
}

/**
 * mls_gdal_watch_end:
 * @self: the watch that was begun last on this thread
 *
 * What was noted stays until mls_gdal_watch_clear().
 */
void
mls_gdal_watch_end (MlsGdalWatch *self)
{
  CPLPopErrorHandler ();
}

/**
 * mls_gdal_watch_clear:
 * @self: a watch
 *
 * Forgets what was noted.
 */
void
mls_gdal_watch_clear (MlsGdalWatch *self)
{
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->warning, g_free);
}
