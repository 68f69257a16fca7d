#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* Coarser tables of classes that pairs are counted by. */
typedef enum
{
  MLS_INDICATOR_NONE,   /* the classes of pairs themselves */
  MLS_INDICATOR_POST4,
  MLS_INDICATOR_POST21,
  MLS_INDICATOR_ENAF,
  MLS_N_INDICATORS,
} MlsIndicator;

/* A class of one. */
typedef struct
{
  MlsIndicator indicator;
  MlsText      code;
  const char  *label_fr;
  const char  *label_en;
  guint32      colour;    /* 0xrrggbb */
} MlsIndicatorClass;

const char *mls_indicator_name      (MlsIndicator  indicator);
gboolean    mls_indicator_from_name (const char   *name,
                                     MlsIndicator *out);

gboolean    mls_enaf_is_open        (const char   *code);
gboolean    mls_enaf_is_urban       (const char   *code);

G_END_DECLS
