#pragma once

#include "demo/demo.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Told how much is done, 0 to 1, on the thread that called. */
typedef void (*MlsDemoProgressFunc) (double share, gpointer user_data);

/* A photo to be taken. */
typedef struct
{
  guint                date;        /* below MLS_DEMO_N_DATES */
  const char          *path;        /* of the GeoTIFF; written over */
  MlsDemoProgressFunc  progress;    /* (nullable) */
  gpointer             user_data;   /* for progress */
  GCancellable        *cancellable; /* (nullable) */
} MlsDemoPhoto;

gboolean mls_demo_take_photo (MlsDemo             *demo,
                              const MlsDemoPhoto  *photo,
                              GError             **error);

G_END_DECLS
