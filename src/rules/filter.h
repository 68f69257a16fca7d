#pragma once

#include "coverage/turnover.h"
#include "rules/decision.h"
#include "rules/nearness.h"
#include "rules/rules.h"

G_BEGIN_DECLS

/* Which regions are asked for, as somebody has written it:
 *
 *     code=CS6.1.1 vintage=24 area<500 !doubt comment~"chemin" or uncoded
 *
 * Words that are all to hold, in any order, and behind "or" others that may hold instead. "!" turns one round. A word is
 * of the map as a whole (vintage, dimension), of a region (area), or of a face: a region is found by a face that all
 * words of faces hold for, unless one of its faces has what is turned round. Ground that changed is found likewise, and
 * has words of its own. So is an operation, by ground whose label it changed: what that was or became; and what differs from
 * one state to another.
 *
 * Immutable, and counted atomically. */
typedef struct _MlsFilter MlsFilter;

/* What it is to find: some words are said of one of them alone. */
typedef enum
{
  MLS_FILTER_OF_REGIONS,
  MLS_FILTER_OF_CHANGES,
  MLS_FILTER_OF_OPERATIONS,
  MLS_FILTER_OF_DIFFERENCES,
  MLS_N_FILTER_SCOPES,
} MlsFilterScope;

typedef enum
{
  MLS_FILTER_CODE,         /* a class of any level, of covers or of uses, or one of each: "CS6/US1.1" */
  MLS_FILTER_COVER,        /* a class of covers, or its digits */
  MLS_FILTER_USE,
  MLS_FILTER_UNCODED,
  MLS_FILTER_DOUBT,
  MLS_FILTER_PHOTOVOLTAIC,
  MLS_FILTER_COMMENT,
  MLS_FILTER_SOURCE,
  MLS_FILTER_AREA,         /* m², or ha */
  MLS_FILTER_AUTHOR,       /* of the operation that wrote the face last … */
  MLS_FILTER_SINCE,        /* … and when that was */
  MLS_FILTER_UNTIL,
  MLS_FILTER_ZONE,         /* some of the face lies in it */
  MLS_FILTER_FINDING,      /* something was found of its region, or what breaks one rule */
  MLS_FILTER_VINTAGE,
  MLS_FILTER_DIMENSION,

  /* Of changes. */
  MLS_FILTER_WAS,          /* a class, as MLS_FILTER_CODE has it, of an indicator ("enaf:A"), or digits */
  MLS_FILTER_BECAME,
  MLS_FILTER_BEFORE,       /* the older vintage */
  MLS_FILTER_SUSPICIOUS,   /* what the table of changes says of it */
  MLS_FILTER_IMPOSSIBLE,
  MLS_FILTER_SMALL,        /* smaller than changes are to be */
  MLS_FILTER_REVIEWED,     /* somebody has accepted it or sent it back */
  MLS_FILTER_ACCEPTED,
  MLS_FILTER_SENT_BACK,
  MLS_FILTER_CORRECTED,    /* it was sent back, and is another by now */
  MLS_FILTER_REVIEWER,     /* who did, or said something of it */

  /* Of operations. */
  MLS_FILTER_VERB,         /* what was done, by its name in the history or by its title */
  MLS_FILTER_KIND,         /* a change or a correction */
  MLS_FILTER_UNDONE,       /* it was taken back */
  MLS_N_FILTER_KEYS,
} MlsFilterKey;

/* Some of the words of a filter, bit i for the i-th; some of its clauses likewise. */
typedef guint64 MlsFilterWords;
typedef guint64 MlsFilterClauses;

/* What became of a face between two dates. */
typedef struct
{
  const MlsLabel        *from;
  const MlsLabel        *to;
  MlsNearness            from_near;    /* as far as mls_filter_get_asked() */
  MlsNearness            to_near;
  MlsDimension           dimension;    /* in which it counts */
  const MlsNomenclature *nomenclature; /* whose table of changes */
} MlsFilterChange;

/* What the history says of an operation. */
typedef struct
{
  const char   *author;
  const char   *at;       /* UTC, ISO 8601 */
  const char   *verb;     /* (nullable): unknown, or nothing is asked of it */
  const char   *title;    /* (nullable): what people call the verb */
  const char   *kind;     /* (nullable) */
  gboolean      undone;
  MlsVintageSet vintages; /* that it wrote; none where it does not say */
  MlsBox        box;      /* faces that it changed lie within it */
} MlsFilterOperation;

/* Whether a filter finds an operation, by what is known of it. */
typedef enum
{
  MLS_FILTER_NO,
  MLS_FILTER_YES,
  MLS_FILTER_ASK, /* that is told by what it changed alone */
} MlsFilterAnswer;

/* What is known of a region once all its faces are. */
typedef struct
{
  MlsArea2  area2;
  gboolean  is_small; /* smaller than changes are to be */
  MlsReview review;
  MlsText   reviewer; /* or 0 */
} MlsFilterRegion;

MlsFilter       *mls_filter_parse         (const char      *text,
                                           MlsFilterScope   scope,
                                           const MlsRules  *rules,
                                           GError         **error);
MlsFilter       *mls_filter_ref           (MlsFilter       *self);
void             mls_filter_unref         (MlsFilter       *self);
char            *mls_filter_print         (const MlsFilter *self,
                                           MlsLanguage      language);
char            *mls_filter_print_within  (const MlsFilter *self,
                                           const char      *zone,
                                           MlsLanguage      language);
char            *mls_filter_quote         (const char      *value);

guint            mls_filter_get_vintage   (const MlsFilter *self,
                                           guint            shown);
guint            mls_filter_get_before    (const MlsFilter *self,
                                           guint            shown);
MlsDimension     mls_filter_get_dimension (const MlsFilter *self,
                                           MlsDimension     shown);
gboolean         mls_filter_has           (const MlsFilter *self,
                                           MlsFilterKey     key);
MlsNearness      mls_filter_get_asked     (const MlsFilter *self);

MlsFilterWords   mls_filter_of_label      (const MlsFilter *self,
                                           const MlsLabel  *label,
                                           MlsDimension     dimension);
MlsFilterWords   mls_filter_of_change     (const MlsFilter *self,
                                           const MlsFilterChange
                                                           *change);
MlsFilterWords   mls_filter_of_operation  (const MlsFilter *self,
                                           const MlsFilterOperation
                                                           *operation);
MlsFilterWords   mls_filter_of_ground     (const MlsFilter *self,
                                           const MlsFace   *face);
MlsFilterWords   mls_filter_of_rules      (const MlsFilter *self,
                                           guint64          rules);
MlsFilterClauses mls_filter_found         (const MlsFilter *self,
                                           MlsFilterWords   words);
MlsFilterClauses mls_filter_barred        (const MlsFilter *self,
                                           MlsFilterWords   words);
MlsFilterClauses mls_filter_of_region     (const MlsFilter *self,
                                           const MlsFilterRegion
                                                           *region);


MlsFilterAnswer  mls_filter_ask_operation (const MlsFilter *self,
                                           const MlsFilterOperation
                                                           *operation);
MlsFilterWords   mls_filter_of_past       (const MlsFilter *self,
                                           const MlsFilterOperation
                                                           *operation,
                                           const MlsLabel  *labels,
                                           guint            n_vintages);
gboolean         mls_filter_may_find      (const MlsFilter *self,
                                           const MlsFilterOperation
                                                           *operation,
                                           MlsFilterWords   words);
gboolean         mls_filter_finds_ground  (const MlsFilter *self,
                                           const GPtrArray *pieces,
                                           guint            vintage,
                                           const MlsNomenclature
                                                           *nomenclature,
                                           const MlsFilterRegion
                                                           *whole);
gboolean         mls_filter_finds         (const MlsFilter *self,
                                           const MlsFilterOperation
                                                           *operation,
                                           const MlsDelta  *delta);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFilter, mls_filter_unref)

G_END_DECLS
