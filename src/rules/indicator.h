#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* A coarser table of classes that ground is counted by: its name, as tables have it. */
typedef MlsText MlsIndicator;

/* The classes of codes themselves. */
#define MLS_INDICATOR_NONE ((MlsIndicator) 0)

/* What the ground of a class is to a balance of land taken. */
typedef enum
{
  MLS_TAKE_NEITHER,
  MLS_TAKE_OPEN,  /* farmed, wooded or natural */
  MLS_TAKE_URBAN,
  MLS_N_TAKES,
} MlsTake;

/* A class of one. */
typedef struct
{
  MlsIndicator indicator;
  MlsText      code;      /* 0: of the indicator itself, whose title the labels are */
  const char  *label_fr;
  const char  *label_en;
  guint32      colour;    /* 0xrrggbb */
  MlsTake      land;
} MlsIndicatorClass;

/* What codes are counted as by an indicator. The class may be several, as "a|b", of which something decides that the codes
 * do not tell. Arrays of them end with one of no indicator. */
typedef struct
{
  MlsIndicator indicator;
  MlsText      code;
} MlsIndicatorCode;

gboolean    mls_indicator_is_name  (const char     *name);
MlsText     mls_indicator_codes_find       (const MlsIndicatorCode *codes,
                                    MlsIndicator    indicator);

const char *mls_take_name          (MlsTake         land);
gboolean    mls_take_from_name     (const char     *name,
                                    MlsTake        *out);

G_END_DECLS
