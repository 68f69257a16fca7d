#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What of a class is to be another from now on; what is unset stays. */
typedef struct
{
  MlsDimension dimension;
  MlsText      code;
  const char  *label[MLS_N_LANGUAGES]; /* (nullable) */
  gint64       colour;                 /* 0xrrggbb, or -1 */
  double       minimum_m2;             /* 0 for none of its own, below that for the one it has */
} MlsClassChange;

#define MLS_CLASS_CHANGE_NONE .colour = -1, .minimum_m2 = -1

gboolean mls_store_change_class (MlsStore             *self,
                                 const MlsClassChange *change,
                                 GError              **error);

G_END_DECLS
