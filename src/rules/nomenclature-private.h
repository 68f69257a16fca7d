#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* Cover and use; the pair has no classes of its own. */
#define MLS_N_CLASS_DIMENSIONS 2

struct _MlsNomenclature
{
  gatomicrefcount ref_count;

  GStringChunk   *texts;                           /* labels and what it says of itself */
  GHashTable     *about;                           /* (element-type utf8 utf8) */
  GRegex         *pattern[MLS_N_CLASS_DIMENSIONS]; /* nullable */
  GPtrArray      *classes[MLS_N_CLASS_DIMENSIONS]; /* (element-type MlsClass), by code */
  GHashTable     *by_code[MLS_N_CLASS_DIMENSIONS]; /* MlsText to MlsClass */
  GPtrArray      *pairs;                           /* (element-type MlsPairRule), as added */
  guint           n_valid_pairs;
  GHashTable     *by_pair;                         /* guint64 to GPtrArray of borrowed MlsPairRule */
  GArray         *transitions;                     /* (element-type MlsTransitionRule) */
  GArray         *symbols;                         /* (element-type MlsSymbol) in the order they are drawn */
  GArray         *indicators;                      /* (element-type MlsIndicatorClass) */
};

G_END_DECLS
