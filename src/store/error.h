#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_STORE_ERROR (mls_store_error_quark ())

typedef enum
{
  MLS_STORE_ERROR_MISSING,   /* there is no such file */
  MLS_STORE_ERROR_EXISTS,    /* there already is such a file, or such a row */
  MLS_STORE_ERROR_FOREIGN,   /* the file is no project of ours, or holds no map of polygons */
  MLS_STORE_ERROR_NEWER,     /* the project's format is newer than this program */
  MLS_STORE_ERROR_DAMAGED,   /* the file, or a face in it, cannot be read as what it should be */
  MLS_STORE_ERROR_BROKEN,    /* another program has taken away what keeps the map true: it can be mended */
  MLS_STORE_ERROR_LOCKED,    /* somebody else has the project open for writing */
  MLS_STORE_ERROR_READ_ONLY, /* the file or its folder cannot be written */
  MLS_STORE_ERROR_BUSY,      /* another program is writing just now */
  MLS_STORE_ERROR_FULL,      /* the disk is full */
  MLS_STORE_ERROR_IO,        /* the disk failed otherwise */
  MLS_STORE_ERROR_GONE,      /* the file that is open is not where it was any more */
  MLS_STORE_ERROR_STALE,     /* the faces an edit starts from have changed since, or what a sample says */
  MLS_STORE_ERROR_WORK,      /* a vintage is as it is because of what was done in it */
  MLS_STORE_ERROR_REFUSED,   /* the file's own rules refuse the row */
  MLS_STORE_ERROR_NOTHING,   /* there is nothing to undo, to redo, or of that name */
  MLS_STORE_ERROR_CANCELLED, /* the caller gave up */
  MLS_STORE_ERROR_ARGUMENT,  /* an option makes no sense: a CRS in degrees, a code twice */
  MLS_STORE_ERROR_NO_MAP,    /* a layer does not tell which columns hold the codes, or their year */
  MLS_STORE_ERROR_NO_CRS,    /* a layer does not tell its coordinate reference system */
  MLS_STORE_ERROR_OTHER_CRS, /* a layer is in another one than the project */
} MlsStoreError;

GQuark   mls_store_error_quark    (void);
gboolean mls_store_fail_cancelled (GError **error);

G_END_DECLS
