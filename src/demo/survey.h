#pragma once

#include "demo/commune.h"
#include "demo/sheet.h"

G_BEGIN_DECLS

/* What an interpreter read from the photos: the truth, or the truth with faults. The mesh stays as
 * it is; its faces are taken for other lands, its vertices lie elsewhere. */
typedef struct
{
  const MlsSheet *truth;
  MlsSheet       *sheet;   /* with the areas of the truth */
  MlsPoint       *points;  /* by vertex */
  guint8         *remarks[MLS_DEMO_N_DATES]; /* by face: 0, or the number of a doubt */
  GArray         *faults;  /* (element-type MlsDemoFault) */
} MlsSurvey;

MlsSurvey *mls_survey_new       (const MlsSheet   *truth);
void        mls_survey_free      (MlsSurvey       *survey);
void        mls_survey_err       (MlsSurvey       *survey,
                                   guint64           seed);
MlsLabel    mls_survey_label     (const MlsSurvey *survey,
                                   guint             face,
                                   guint             date);
guint64     mls_survey_key       (const MlsSurvey *survey,
                                   guint             face);

void        mls_survey_misread   (MlsSurvey       *survey,
                                   MlsRandom        *random);
void        mls_survey_displace  (MlsSurvey       *survey,
                                   const guint      *groups,
                                   MlsRandom        *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSurvey, mls_survey_free)

G_END_DECLS
