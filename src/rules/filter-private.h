#pragma once

#include "geometry/zone.h"
#include "rules/filter.h"

G_BEGIN_DECLS

#define MLS_FILTER_MAX_WORDS 64

/* A change and a correction. */
#define MLS_N_FILTER_KINDS 2

typedef enum
{
  MLS_FILTER_BARE,
  MLS_FILTER_IS,       /* = */
  MLS_FILTER_CONTAINS, /* ~ */
  MLS_FILTER_BELOW,    /* < */
  MLS_FILTER_ABOVE,    /* > */
  MLS_FILTER_UP_TO,    /* <= */
  MLS_FILTER_FROM,     /* >= */
  MLS_N_FILTER_SIGNS,
} MlsFilterSign;

/* One word. What is not said of its key is NULL or 0. */
typedef struct
{
  MlsFilterKey  key;
  MlsFilterSign sign;
  gboolean      turned;  /* it is not to hold */
  guint         clause;

  /* its value */
  char         *text;    /* (nullable): as it is printed, if it is no dimension */
  GHashTable   *covers;  /* (nullable) (element-type MlsText) those meant; %NULL for any */
  GHashTable   *uses;    /* (nullable) */
  GHashTable   *pairs;   /* (nullable) (element-type guint64 guint) of a class of an indicator: codes as pairs, and bit n set
                          * where those with the n-th set of MlsNearness are of it … */
  MlsNearness   asked;   /* … and what that depends on */
  gboolean      either;  /* digits alone: covers where covers are looked at, or pairs; uses where uses are */
  char         *folded;  /* of a text that is compared */
  MlsArea2      area2;
  char         *moment;  /* of UTC, as operations have it: since then, or before */
  MlsZone      *zone;
  guint64       rules;   /* bits of MlsFindingRule */
  guint         index;   /* of a vintage, dimension or kind */
} MlsFilterWord;

struct _MlsFilter
{
  gatomicrefcount ref_count;
  GArray         *words;     /* (element-type MlsFilterWord) */
  guint           n_clauses;
};

MlsFilter  *mls_filter_new         (GArray         *words,
                                    guint           n_clauses);
void        mls_filter_word_clear  (MlsFilterWord  *word);

const char *mls_filter_key_name    (MlsFilterKey    key,
                                    MlsLanguage     language);
const char *mls_filter_sign_text   (MlsFilterSign   sign);
const char *mls_filter_dimension_text
                                   (MlsDimension    dimension,
                                    MlsLanguage     language);
const char *mls_filter_kind_text   (guint           kind,
                                    MlsLanguage     language);
const char *mls_filter_or          (MlsLanguage     language);
gboolean    mls_filter_key_find    (const char     *name,
                                    gsize           length,
                                    MlsFilterKey   *out);
gboolean    mls_filter_key_is_of   (MlsFilterKey    key,
                                    MlsFilterScope  scope);
gboolean    mls_filter_key_takes   (MlsFilterKey    key,
                                    MlsFilterSign   sign);
gboolean    mls_filter_read_value  (MlsFilterWord  *word,
                                    const char     *value,
                                    const MlsRules *rules,
                                    char          **problem);

G_END_DECLS
