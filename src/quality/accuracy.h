#pragma once

#include "quality/acceptance.h"
#include "quality/outcome.h"
#include "store/sample-file.h"

G_BEGIN_DECLS

/* How far the codes of a map can be trusted, in one dimension of one sample: classes of the map by row, what is there in
 * truth by column, of each cell the units behind it, and the figures that follow. Borrows what it was made of. */
typedef struct _MlsAccuracy MlsAccuracy;

/* What it is made of. Borrowed. */
typedef struct
{
  const MlsSample *sample;
  const GArray    *strata;      /* (element-type MlsStratum) */
  const GPtrArray *units;       /* (element-type MlsUnit) */
  const GArray    *said;        /* (element-type MlsSaid): what controllers say of them, in any order */
  MlsDimension     code;        /* cover or use, whichever the sample is of */
  gboolean         confirmed;   /* errors count once they are confirmed, also before anyone has begun to */
  MlsAgreed        agreed;      /* what it has to reach */
} MlsAccuracyQuery;

/* In place of a row or a column: all of them. And the column of errors of which nobody says what would be right. */
#define MLS_ACCURACY_ALL     G_MAXUINT
#define MLS_ACCURACY_UNKNOWN (G_MAXUINT - 1)

/* How many units there are of what. */
typedef struct
{
  guint n;
  guint n_of[MLS_N_OUTCOMES];
  guint n_errors[MLS_N_ERRORS]; /* of the wrong ones, by kind; one may be of several */
  guint n_rejected;             /* were called wrong and are right */
} MlsScore;

/* A class of the map, or one that only what is there in truth has. */
typedef struct
{
  MlsText       code;
  MlsScore      score;
  MlsEstimate   rate;        /* of its regions that are right */
  MlsEstimate   users;       /* of its ground on the map … */
  MlsEstimate   producers;   /* … and of the ground that is it in truth */
  MlsEstimate   mapped;      /* its share of all ground on the map … */
  MlsEstimate   area;        /* … and in truth */
  MlsAcceptance acceptance;
} MlsAccuracyClass;

/* All of it together. */
typedef struct
{
  MlsScore      score;
  gboolean      confirmed;   /* only confirmed errors count */
  gboolean      weighted;    /* the rate is that of all regions there are, by the probability with which each was drawn */
  MlsEstimate   rate;        /* of the units that are right: the one that is agreed on */
  MlsEstimate   regions;     /* of all regions that could be drawn */
  MlsEstimate   ground;      /* of their ground: overall accuracy */
  MlsEstimate   kappa;       /* a value only */
  MlsAcceptance acceptance;  /* of the rate … */
  guint         n_classes[MLS_N_ACCEPTANCES]; /* … and of those of the classes */
  MlsAcceptanceState verdict; /* of both */
  MlsArea2      area2;       /* of all ground that could be drawn … */
  MlsArea2      left2;       /* … and that was left out */
  double        covered;     /* the share of the former in strata of which something is known */
  guint         n_lonely;    /* strata of one unit, of which the error is a guess */
} MlsAccuracyTotal;

MlsAccuracy            *mls_accuracy_new       (const MlsAccuracyQuery *query);
void                    mls_accuracy_free      (MlsAccuracy            *self);

const MlsAccuracyQuery *mls_accuracy_get_query (const MlsAccuracy      *self);
const MlsAccuracyTotal *mls_accuracy_total     (const MlsAccuracy      *self);
guint                   mls_accuracy_n_classes (const MlsAccuracy      *self);
const MlsAccuracyClass *mls_accuracy_class     (const MlsAccuracy      *self,
                                                guint                   i);
const MlsOutcome       *mls_accuracy_outcome   (const MlsAccuracy      *self,
                                                guint                   unit);
const MlsJudgement     *mls_accuracy_judgement (const MlsAccuracy      *self,
                                                guint                   unit);
guint                   mls_accuracy_count     (const MlsAccuracy      *self,
                                                guint                   row,
                                                guint                   column);
double                  mls_accuracy_share     (const MlsAccuracy      *self,
                                                guint                   row,
                                                guint                   column);
GArray                 *mls_accuracy_units     (const MlsAccuracy      *self,
                                                guint                   row,
                                                guint                   column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsAccuracy, mls_accuracy_free)

G_END_DECLS
