#pragma once

#include "demo/commune.h"
#include "demo/sheet.h"

G_BEGIN_DECLS

/* What an interpreter read from the photos: the truth, or the truth with faults. The mesh stays as it is; its
 * faces are taken for other lands, its vertices lie elsewhere. */
typedef struct
{
  const MlsSheet *truth;
  MlsSheet       *sheet;                    /* with areas as displaced, right for whole groups only */
  MlsPoint       *points;                   /* by vertex */
  guint8         *remarks[MLS_DEMO_N_DATES]; /* by face: 0, or a doubt's number in the list of them */
  GArray         *faults;                   /* (element-type MlsDemoFault) */
} MlsReading;

MlsReading *mls_reading_new       (const MlsSheet   *truth);
void        mls_reading_free      (MlsReading       *reading);
void        mls_reading_err       (MlsReading       *reading,
                                   guint64           seed);
MlsLabel    mls_reading_label     (const MlsReading *reading,
                                   guint             face,
                                   guint             date);
guint64     mls_reading_key       (const MlsReading *reading,
                                   guint             face);

void        mls_reading_misread   (MlsReading       *reading,
                                   MlsRandom        *random);
void        mls_reading_displace  (MlsReading       *reading,
                                   const guint      *groups,
                                   MlsRandom        *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsReading, mls_reading_free)

G_END_DECLS
