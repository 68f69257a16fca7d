#pragma once

#include "demo/commune.h"

G_BEGIN_DECLS

/* What can be built on a plot. */
typedef enum
{
  MLS_BUILD_DENSE,
  MLS_BUILD_HOUSE,
  MLS_BUILD_LOOSE,
  MLS_BUILD_LONE,
  MLS_BUILD_ROW,      /* of houses on lots still to be divided */
  MLS_BUILD_SITE,     /* lots built between the two dates */
  MLS_BUILD_FARM,
  MLS_BUILD_CHURCH,
  MLS_BUILD_CEMETERY,
  MLS_BUILD_SQUARE,
  MLS_BUILD_SCHOOL,
  MLS_BUILD_PARK,
  MLS_BUILD_PITCH,
  MLS_BUILD_SHED,
  MLS_BUILD_SHOP,
} MlsBuildKind;

void mls_build (MlsCommune   *commune,
                guint         plot,
                MlsBuildKind  kind);

G_END_DECLS
