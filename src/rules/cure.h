#pragma once

#include "rules/verdict.h"

G_BEGIN_DECLS

/* What absorbed a piece that was too small, or what a code became that did not go with the other one. */
typedef struct
{
  guint        vintage;
  MlsDimension dimension;
  MlsText      from;
  MlsText      into;
  MlsArea2     area2;
  MlsPoint     place;
} MlsAbsorption;

/* Where regions that are too small are cured. */
typedef struct
{
  MlsVintageSet vintages;
  guint         dimensions; /* a bit for each #MlsDimension */
} MlsCureScope;

/* What is too small for its class, and what only as a piece of one cover and one use. */
#define MLS_CURE_REGIONS ((MlsCureScope){ ~(MlsVintageSet) 0, 1u << MLS_DIMENSION_COVER | 1u << MLS_DIMENSION_USE })
#define MLS_CURE_PIECES ((MlsCureScope){ ~(MlsVintageSet) 0, 1u << MLS_DIMENSION_PAIR })

MlsCureScope
         mls_cure_scope_of  (guint                vintage,
                             MlsDimension         dimension);
gboolean mls_cure_scope_has (const MlsCureScope  *scope,
                             guint                vintage,
                             MlsDimension         dimension);
MlsPlan *mls_cure_edit      (MlsPlan             *plan,
                             const MlsRules      *rules,
                             GArray             **absorptions,
                             GError             **error);
MlsPlan *mls_cure_region    (MlsPatch            *patch,
                             const MlsRules      *rules,
                             const MlsCureScope  *scope,
                             MlsPoint             at,
                             GArray             **absorptions,
                             GError             **error);
char    *mls_cure_text      (const GArray        *absorptions,
                             const MlsRules      *rules);

G_END_DECLS
