#pragma once

#include "delivery/zone-set.h"

G_BEGIN_DECLS

/* Ground that two zones claim. */
typedef struct
{
  guint    first;  /* which has it … */
  guint    second; /* … and which does not, for it comes later */
  MlsArea2 area2;
} MlsZoneOverlap;

/* Such ground, being counted. */
typedef struct _MlsZoneOverlaps MlsZoneOverlaps;

MlsZoneOverlaps *mls_zone_overlaps_new  (void);
void             mls_zone_overlaps_free (MlsZoneOverlaps       *self);
void             mls_zone_overlaps_add  (MlsZoneOverlaps       *self,
                                         guint                  first,
                                         guint                  second,
                                         MlsArea2               area2);
GArray          *mls_zone_overlaps_list (const MlsZoneOverlaps *self);
char            *mls_zone_overlaps_dup_text
                                        (const GArray          *list,
                                         const MlsZoneSet      *zones);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsZoneOverlaps, mls_zone_overlaps_free)

G_END_DECLS
