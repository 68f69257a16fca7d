#include "imagery/init.h"

#include "base/text.h"
#include "imagery/cache-room.h"
#include "imagery/web-file.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

/* Decoded blocks kept by GDAL for all threads: a screen of 1920×1080 at any scale needs 60 MB of
 * them, and the neighbourhood the hand goes to next as much again. */
#define BLOCK_CACHE_BYTES (128 << 20)

/* What GDAL is told unless the environment says otherwise. Our threads are the parallelism, so that it
 * starts none; a server that hangs must not hang a thread for ever, as it would by default, nor once for
 * each tile of a service that one of ours shows. What has failed is asked again by us, when nobody waits
 * for it. SpatiaLite, which GDAL would bring along for any GeoPackage, sets the number format of the whole
 * program to that of C, for good. */
static const struct
{
  const char *name;
  const char *value;
} settings[] = {
  { "GDAL_NUM_THREADS", "1" },
  { "GDAL_HTTP_CONNECTTIMEOUT", "5" },
  { "GDAL_HTTP_TIMEOUT", "10" },
  { "GDAL_HTTP_LOW_SPEED_TIME", "5" },
  { "GDAL_HTTP_LOW_SPEED_LIMIT", "100" },
  { "GDAL_MAX_CONNECTIONS", "4" },
  { "SPATIALITE_LOAD", "NO" },
};

static void CPL_STDCALL
whisper (CPLErr level, CPLErrorNum number, const char *message)
{
  g_debug ("GDAL: %s", message);
}

static void CPL_STDCALL
note_failure (CPLErr level, CPLErrorNum number, const char *message)
{
  MlsGdalScope *scope = CPLGetErrorHandlerUserData ();

  whisper (level, number, message);
  if (level < CE_Failure || scope->failure != NULL)
    return;

  scope->failure = mls_text_line (message, -1);
}

static gpointer
init_once (gpointer data)
{
  g_autofree char *tiles = mls_cache_room_dup_folder ("tiles");

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (CPLGetConfigOption (settings[i].name, NULL) == NULL)
      CPLSetConfigOption (settings[i].name, settings[i].value);

  /* It would keep the tiles of services in the folder the program happens to be called in. */
  if (CPLGetConfigOption ("GDAL_DEFAULT_WMS_CACHE_PATH", NULL) == NULL)
    CPLSetConfigOption ("GDAL_DEFAULT_WMS_CACHE_PATH", tiles);

  if (CPLGetConfigOption ("GDAL_CACHEMAX", NULL) == NULL)
    GDALSetCacheMax64 (BLOCK_CACHE_BYTES);

  CPLSetErrorHandler (whisper);
  GDALAllRegister ();
  mls_web_file_init ();

  return NULL;
}

/**
 * mls_imagery_init:
 *
 * Sets GDAL up once: drivers, threads, memory, time-outs, and messages that reach no terminal. Any
 * thread may call it; whatever opens an image does.
 */
void
mls_imagery_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_once, NULL);
}

/**
 * mls_gdal_scope_begin: (skip)
 * @scope: (out caller-allocates): where the first error goes until mls_gdal_scope_end()
 */
void
mls_gdal_scope_begin (MlsGdalScope *scope)
{
  scope->failure = NULL;
  CPLPushErrorHandlerEx (note_failure, scope);
}

/**
 * mls_gdal_scope_end: (skip)
 * @scope: a scope begun on this thread
 *
 * Returns: (transfer full) (nullable): the first error since, on one line, or %NULL
 */
char *
mls_gdal_scope_end (MlsGdalScope *scope)
{
  CPLPopErrorHandler ();

  return g_steal_pointer (&scope->failure);
}
