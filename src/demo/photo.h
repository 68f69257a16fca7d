#pragma once

#include "demo/demo.h"
#include "store/check.h"

G_BEGIN_DECLS

/* A photo to be taken. */
typedef struct
{
  guint                date;      /* below MLS_DEMO_N_DATES */
  const char          *path;      /* of the GeoTIFF; written over */
  MlsStoreProgressFunc progress;  /* (nullable) */
  gpointer             user_data; /* for progress */
} MlsDemoPhoto;

gboolean mls_demo_take_photo (MlsDemo             *demo,
                              const MlsDemoPhoto  *photo,
                              GError             **error);

G_END_DECLS
