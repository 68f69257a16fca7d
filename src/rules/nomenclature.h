#pragma once

#include "base/area.h"
#include "coverage/label.h"
#include "rules/family.h"
#include "rules/indicator.h"
#include "rules/symbol.h"
#include "rules/transition.h"

G_BEGIN_DECLS

/* The codes of a map and what may be done with them: classes of covers and of uses, and the pairs
 * that may stand together. Built row by row from a folder of tables or from a project file, then
 * only read, from any thread; what is read below is made for every frame.
 *
 * A nomenclature without one valid pair, as is one of covers alone or of uses alone, says nothing of
 * pairs: all are valid in it. */
typedef struct _MlsNomenclature MlsNomenclature;

typedef enum
{
  MLS_LANGUAGE_FRENCH,
  MLS_LANGUAGE_ENGLISH,
  MLS_N_LANGUAGES,
} MlsLanguage;

/* Whether a code or a pair may be given. Tolerated ones came with the data: ground that has one may
 * be split, moved and undone, but they are never offered, and always a finding. */
typedef enum
{
  MLS_CODE_VALID,
  MLS_CODE_TOLERATED,
  MLS_CODE_INVALID,
} MlsCodeState;

/* What is published of a class beyond its label; "" where nothing is. */
typedef struct
{
  const char *text[MLS_N_LANGUAGES];
  const char *link;                     /* an address of the web */
} MlsDefinition;

/* A class of any level. */
typedef struct
{
  MlsDimension dimension;               /* cover or use */
  MlsText      code;
  MlsText      parent;                  /* 0 at the top */
  guint        level;                   /* from 1 */
  const char  *label[MLS_N_LANGUAGES];  /* "" where there is none */
  guint32      colour;                  /* 0xrrggbb */
  double       minimum_m2;              /* as the nomenclature gives it, 0 where it gives none */
  MlsText      family;                  /* or MLS_FAMILY_NONE */
  MlsCodeState state;                   /* valid or tolerated */

  /* (nullable): what indicators count it as that tell nothing of its pair; what is below it is counted alike */
  const MlsIndicatorCode *counted;

  /* Derived; what is set here before adding does not count. */
  MlsDefinition definition;
  MlsArea2     minimum;                 /* its own or else the highest of its children */
  guint        n_children;
} MlsClass;

/* A cover and a use that may stand together from one year to another, both included. A pair may
 * have two, as one that was valid until some year and is tolerated since. */
typedef struct
{
  MlsPair      pair;
  int          valid_from;  /* 0: since ever */
  int          valid_until; /* 0: for ever */
  MlsCodeState state;       /* valid or tolerated */

  const MlsIndicatorCode *counted; /* (nullable): what indicators count it as */
} MlsPairRule;

/* Some years of a pair become others: with no pair in @from they are added, with none in @to they are no more. */
typedef struct
{
  MlsPairRule from;
  MlsPairRule to;
} MlsPairChange;

/* How close two classes of a dimension are in theme, closest first. */
typedef enum
{
  MLS_CLOSENESS_SAME,
  MLS_CLOSENESS_LEVEL_2,
  MLS_CLOSENESS_LEVEL_1,
  MLS_CLOSENESS_FAMILY,
  MLS_CLOSENESS_AKIN,    /* their families are of one kind */
  MLS_CLOSENESS_OTHER,
} MlsCloseness;

/* What a nomenclature says of itself, by key; cover_pattern and use_pattern are regular expressions
 * of well-formed codes, favourites what is at hand for a start: codes, or pairs of them, with commas between. */
#define MLS_NOMENCLATURE_ABOUT_KEYS \
  "name", "title_fr", "title_en", "source", "cover_pattern", "use_pattern", "favourites"

MlsNomenclature *mls_nomenclature_new            (void);
MlsNomenclature *mls_nomenclature_load           (const char             *dir,
                                                  GError                **error);
MlsNomenclature *mls_nomenclature_copy           (const MlsNomenclature  *nomenclature);
MlsNomenclature *mls_nomenclature_ref            (MlsNomenclature        *nomenclature);
void             mls_nomenclature_unref          (MlsNomenclature        *nomenclature);

gboolean         mls_nomenclature_set_about      (MlsNomenclature        *nomenclature,
                                                  const char             *key,
                                                  const char             *value,
                                                  GError                **error);
gboolean         mls_nomenclature_add_class      (MlsNomenclature        *nomenclature,
                                                  const MlsClass         *row,
                                                  GError                **error);
gboolean         mls_nomenclature_define         (MlsNomenclature        *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 code,
                                                  const MlsDefinition    *definition);
gboolean         mls_nomenclature_add_pair       (MlsNomenclature        *nomenclature,
                                                  const MlsPairRule      *row,
                                                  GError                **error);
void             mls_nomenclature_add_transition (MlsNomenclature        *nomenclature,
                                                  const MlsTransitionRule *row);
void             mls_nomenclature_set_transitions
                                                 (MlsNomenclature        *nomenclature,
                                                  const GArray           *rows);
GArray          *mls_transitions_load            (const char             *path,
                                                  GError                **error);
void             mls_nomenclature_tolerate       (MlsNomenclature        *nomenclature,
                                                  MlsPair                 pair,
                                                  int                     year);

const char      *mls_nomenclature_about          (const MlsNomenclature  *nomenclature,
                                                  const char             *key);
const MlsClass *const *
                 mls_nomenclature_classes        (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  guint                  *n_classes);
const MlsPairRule *
                 mls_nomenclature_pair_rule      (const MlsNomenclature  *nomenclature,
                                                  guint                   i);
guint            mls_nomenclature_n_pair_rules   (const MlsNomenclature  *nomenclature);

const MlsClass  *mls_nomenclature_class          (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 code);
const char      *mls_class_label                 (const MlsClass         *klass,
                                                  MlsLanguage             language);
const char      *mls_class_definition            (const MlsClass         *klass,
                                                  MlsLanguage             language);
gboolean         mls_class_is_offered            (const MlsClass         *klass);
MlsCodeState     mls_nomenclature_code_state     (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 code);
MlsArea2         mls_nomenclature_minimum        (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsPair                 pair);
MlsArea2         mls_nomenclature_largest_minimum
                                                 (const MlsNomenclature  *nomenclature);
MlsCodeState     mls_nomenclature_pair_state     (const MlsNomenclature  *nomenclature,
                                                  MlsPair                 pair,
                                                  int                     year);
const MlsPairRule *
                 mls_nomenclature_find_pair      (const MlsNomenclature  *nomenclature,
                                                  MlsPair                 pair,
                                                  int                     year);
GPtrArray       *mls_nomenclature_partners       (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 code,
                                                  int                     year);
MlsPair          mls_nomenclature_nearest_pair   (const MlsNomenclature  *nomenclature,
                                                  MlsPair                 pair,
                                                  MlsDimension            kept,
                                                  int                     year);
const GArray    *mls_nomenclature_transitions    (const MlsNomenclature  *nomenclature);
gboolean         mls_nomenclature_is_transition_end
                                                 (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  const char             *text);
MlsTransition    mls_nomenclature_transition     (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 from,
                                                  MlsText                 to);
MlsCloseness     mls_nomenclature_closeness      (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 a,
                                                  MlsText                 b);

gboolean         mls_nomenclature_tells_pairs    (const MlsNomenclature  *nomenclature);
gboolean         mls_pair_rule_overlaps          (const MlsPairRule      *a,
                                                  const MlsPairRule      *b);
gboolean         mls_pair_rule_equal             (const MlsPairRule      *a,
                                                  const MlsPairRule      *b);
MlsNomenclature *mls_nomenclature_with_pair      (const MlsNomenclature  *nomenclature,
                                                  const MlsPairChange    *change,
                                                  GError                **error);
void             mls_nomenclature_set_family     (MlsNomenclature        *nomenclature,
                                                  const MlsFamily        *family);
const GArray    *mls_nomenclature_families       (const MlsNomenclature  *nomenclature);
const MlsFamily *mls_nomenclature_family         (const MlsNomenclature  *nomenclature,
                                                  MlsText                 name);
const char      *mls_family_label                (const MlsFamily        *family,
                                                  MlsLanguage             language);
gboolean         mls_nomenclature_are_akin       (const MlsNomenclature  *nomenclature,
                                                  MlsText                 a,
                                                  MlsText                 b);
void             mls_nomenclature_add_symbol     (MlsNomenclature        *nomenclature,
                                                  const MlsSymbol        *symbol);
const GArray    *mls_nomenclature_symbols        (const MlsNomenclature  *nomenclature);
gboolean         mls_nomenclature_add_indicator_class
                                                 (MlsNomenclature        *nomenclature,
                                                  const MlsIndicatorClass *row,
                                                  GError                **error);
const GArray    *mls_nomenclature_indicators     (const MlsNomenclature  *nomenclature);
const GArray    *mls_nomenclature_indicator_classes
                                                 (const MlsNomenclature  *nomenclature);
MlsIndicator     mls_nomenclature_find_indicator (const MlsNomenclature  *nomenclature,
                                                  const char             *name);
const char      *mls_nomenclature_indicator_title
                                                 (const MlsNomenclature  *nomenclature,
                                                  MlsIndicator            indicator,
                                                  MlsLanguage             language);
const char      *mls_nomenclature_indicator_column
                                                 (const MlsNomenclature  *nomenclature,
                                                  MlsIndicator            indicator);
const MlsIndicatorClass *
                 mls_nomenclature_indicator_class
                                                 (const MlsNomenclature  *nomenclature,
                                                  MlsIndicator            indicator,
                                                  const char             *code);
guint            mls_nomenclature_n_indicator_classes
                                                 (const MlsNomenclature  *self,
                                                  MlsIndicator            indicator);
gboolean         mls_nomenclature_tells_land_take
                                                 (const MlsNomenclature  *nomenclature,
                                                  MlsIndicator            indicator);
MlsText          mls_nomenclature_count_as       (const MlsNomenclature  *nomenclature,
                                                  MlsPair                 codes,
                                                  int                     year,
                                                  MlsIndicator            indicator);
const char      *mls_indicator_class_label       (const MlsIndicatorClass *klass,
                                                  MlsLanguage             language);

gboolean         mls_nomenclature_set_rule       (MlsNomenclature        *nomenclature,
                                                  const char             *name,
                                                  const char             *value,
                                                  GError                **error);
const char      *mls_nomenclature_nth_rule       (const MlsNomenclature  *nomenclature,
                                                  guint                   i,
                                                  const char            **value);
gboolean         mls_nomenclature_has_dimension  (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension);
MlsDimension     mls_nomenclature_whole          (const MlsNomenclature  *nomenclature);
gboolean         mls_nomenclature_is_whole       (const MlsNomenclature  *nomenclature,
                                                  MlsPair                 codes);
guint            mls_nomenclature_n_levels       (const MlsNomenclature  *nomenclature);

GPtrArray       *mls_nomenclature_search         (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  const char             *text);
guint            mls_nomenclature_n_digits       (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension);
const MlsClass  *mls_nomenclature_find_digits    (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  const char             *digits);
MlsText          mls_nomenclature_read_code      (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  const char             *text);
gboolean         mls_nomenclature_is_well_formed (const MlsNomenclature  *nomenclature,
                                                  MlsDimension            dimension,
                                                  MlsText                 code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsNomenclature, mls_nomenclature_unref)

G_END_DECLS
