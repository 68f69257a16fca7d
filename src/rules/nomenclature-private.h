#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* Cover and use; the pair has no classes of its own. */
#define MLS_N_CLASS_DIMENSIONS 2

/* A way of lying near: ground of a class of an indicator, within reach. */
typedef struct
{
  gint64       reach;   /* mm */
  MlsIndicator of;
  MlsText      code;
  MlsIndicator certain; /* which has to tell one class of that ground; or none */
} MlsNearRule;

/* No more of them, so that what may be near fits into a set of sets, see #MlsFilterWord. */
#define MLS_MAX_NEAR_RULES 5

struct _MlsNomenclature
{
  gatomicrefcount ref_count;

  GStringChunk   *texts;                           /* labels and what it says of itself */
  GHashTable     *about;                           /* (element-type utf8 utf8) */
  GRegex         *pattern[MLS_N_CLASS_DIMENSIONS]; /* nullable */
  GPtrArray      *classes[MLS_N_CLASS_DIMENSIONS]; /* (element-type MlsClass), by code */
  guint           n_valid_classes[MLS_N_CLASS_DIMENSIONS];
  GArray         *families;                        /* (element-type MlsFamily) */
  gboolean        families_listed;                 /* a class can name no other */
  GHashTable     *by_code[MLS_N_CLASS_DIMENSIONS]; /* MlsText to MlsClass */
  GPtrArray      *pairs;                           /* (element-type MlsPairRule), as added */
  guint           n_valid_pairs;
  GHashTable     *by_pair;                         /* guint64 to GPtrArray of borrowed MlsPairRule */
  GArray         *transitions;                     /* (element-type MlsTransitionRule) */
  GArray         *symbols;                         /* (element-type MlsSymbol) in the order they are drawn */
  GArray         *indicators;                      /* (element-type MlsIndicatorClass) without code: the indicators */
  GArray         *indicator_classes;               /* (element-type MlsIndicatorClass) */
  GPtrArray      *counted;                         /* arrays of MlsIndicatorCode, of classes and pairs */
  GPtrArray      *rules;                           /* (element-type utf8) names and values by turns, as added */
  GArray         *near_rules;                      /* (element-type MlsNearRule) */
  GHashTable     *near;                            /* indicator to the bits of @near_rules that it asks */
  GHashTable     *columns;                         /* indicator to what its columns in products begin with */
  GHashTable     *follows;                         /* indicator to the one that it follows */
};

const MlsIndicatorCode *mls_nomenclature_keep_codes      (MlsNomenclature        *self,
                                                          const MlsIndicatorCode *codes);
guint                   mls_nomenclature_indicator_place (const MlsNomenclature  *self,
                                                          MlsIndicator            indicator,
                                                          MlsText                 code,
                                                          guint                   otherwise);

G_END_DECLS
