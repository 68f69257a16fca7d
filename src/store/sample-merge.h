#pragma once

#include "store/sample-file.h"

G_BEGIN_DECLS

/* Why a row of a file that was merged is worth a look. */
typedef enum
{
  MLS_MERGE_CONFLICT,      /* its controller has said something else elsewhere: both are kept until one judges again */
  MLS_MERGE_CONTRADICTION, /* it says that a unit is right, and what is wrong with it: taken as an error */
  MLS_MERGE_TOLD,          /* its controller had been told what the map says of a blind sample: taken all the same */
  MLS_MERGE_MOVED,         /* it is not where its unit is: it went to the one that holds most of it */
  MLS_MERGE_LEVEL,         /* the second level says something that confirms nothing: left out */
  MLS_MERGE_NOBODY,        /* it does not say whose it is: left out … */
  MLS_MERGE_OWN_EDIT,      /* its controller has made that unit: … */
  MLS_MERGE_NO_UNIT,       /* there is no such unit here: … */
  MLS_MERGE_UNKNOWN_STATE, /* its state is no word that there is: … */
  MLS_MERGE_UNKNOWN_CODE,  /* the code it gives is in no nomenclature: kept as it is */
  MLS_N_MERGE_REMARKS,
} MlsMergeRemarkKind;

typedef struct
{
  MlsMergeRemarkKind kind;
  gint64             feature; /* of the file merged; 0 if that has no numbers */
  gint64             unit;    /* or 0 */
  MlsText            controller;
  char              *text;    /* for people */
} MlsMergeRemark;

/* What became of the judgements of a file that was merged. */
typedef struct
{
  guint      n_added;
  guint      n_changed;   /* they took the place of what they were made from */
  guint      n_same;      /* they were here already */
  guint      n_older;     /* what is here was made from them */
  guint      n_conflicts;
  guint      n_left;      /* they are not here: see the remarks */
  GPtrArray *remarks;     /* (element-type MlsMergeRemark) */
} MlsMergeOutcome;

const char *mls_merge_remark_name   (MlsMergeRemarkKind   kind);
void        mls_merge_outcome_init  (MlsMergeOutcome     *outcome);
void        mls_merge_outcome_clear (MlsMergeOutcome     *outcome);
void        mls_merge_outcome_remark
                                    (MlsMergeOutcome     *outcome,
                                     MlsMergeRemarkKind   kind,
                                     gint64               feature,
                                     gint64               unit,
                                     MlsText              controller,
                                     char                *text);
void        mls_merge_outcome_contradiction
                                    (MlsMergeOutcome     *outcome,
                                     gint64               feature,
                                     gint64               unit,
                                     MlsText              controller);

gboolean    mls_sample_file_merge   (MlsSampleFile       *self,
                                     const char          *path,
                                     MlsText              controller,
                                     MlsMergeOutcome     *outcome,
                                     GError             **error);
gboolean    mls_sample_file_claim   (MlsSampleFile       *self,
                                     MlsText              controller,
                                     MlsMergeOutcome     *outcome,
                                     GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsMergeOutcome, mls_merge_outcome_clear)

G_END_DECLS
