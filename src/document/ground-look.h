#pragma once

#include "document/errand.h"

G_BEGIN_DECLS

/* A look at a file of layers, on a thread of its own. */
typedef struct
{
  char      *path;
  GPtrArray *list; /* (nullable) (element-type MlsGroundFacts): what is known of them, once it is done */
} MlsGroundLook;

MlsErrand *mls_ground_look_new (const char *path);

G_END_DECLS
