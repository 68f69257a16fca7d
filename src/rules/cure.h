#pragma once

#include "rules/verdict.h"

G_BEGIN_DECLS

/* What absorbed a piece that was too small. */
typedef struct
{
  guint        vintage;
  MlsDimension dimension;
  MlsText      from;
  MlsText      into;
  MlsArea2     area2;
  MlsPoint     place;
} MlsAbsorption;

MlsPlan *mls_cure_edit   (MlsPlan           *plan,
                          const MlsRules    *rules,
                          GArray           **absorptions,
                          GError           **error);
MlsPlan *mls_cure_region (MlsPatch          *patch,
                          const MlsRules    *rules,
                          MlsPoint           at,
                          GArray           **absorptions,
                          GError           **error);
char    *mls_cure_text   (const GArray      *absorptions,
                          const MlsRules    *rules);

G_END_DECLS
