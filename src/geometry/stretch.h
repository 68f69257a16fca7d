#pragma once

#include "geometry/shape.h"

G_BEGIN_DECLS

/* A segment from its smaller end, with how often it is walked from there less how often back: lists of
 * them are added up, and what is walked both ways cancels. */
typedef struct
{
  MlsPoint low;
  MlsPoint high;
  int      times;
  gboolean marked; /* for the caller: whether any that was added up is */
} MlsStretch;

void              mls_stretch_add      (GArray         *stretches,
                                        MlsPoint        a,
                                        MlsPoint        b,
                                        int             times,
                                        gboolean        marked);
void              mls_stretch_add_ring (GArray         *stretches,
                                        MlsRing         ring,
                                        int             times);
void              mls_stretch_sum      (GArray         *stretches);
const MlsStretch *mls_stretch_find     (const GArray   *stretches,
                                        MlsPoint        a,
                                        MlsPoint        b);
void              mls_stretch_trace    (const GArray   *stretches,
                                        MlsShape       *out);

G_END_DECLS
