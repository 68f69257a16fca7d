#pragma once

#include "rules/verdict.h"

G_BEGIN_DECLS

/* What a check of the whole coverage looks for. */
typedef enum
{
  /* The faces are no partition of the territory. */
  MLS_FINDING_FACE,           /* a face is not simple */
  MLS_FINDING_GAP,            /* ground that no face has */
  MLS_FINDING_OVERLAP,        /* ground that two faces have, or one outside */
  MLS_FINDING_DUPLICATE,      /* a face that is there twice */
  MLS_FINDING_MISSING_NODE,   /* a vertex that one of two neighbours lacks */
  MLS_FINDING_UNMATCHED,      /* a border without its counterpart */
  MLS_FINDING_TERRITORY,      /* the stored edge is no edge */

  /* The labels, by region and vintage. */
  MLS_FINDING_MMU,            /* a region is smaller than its class allows */
  MLS_FINDING_CODE,           /* the nomenclature does not know a code */
  MLS_FINDING_TOLERATED_CODE, /* it came with the data, or is of an upper level */
  MLS_FINDING_PAIR,           /* a cover and a use that may not stand together */
  MLS_FINDING_TOLERATED_PAIR, /* … which came with the data */
  MLS_FINDING_MISSING_LABEL,  /* no code */
  MLS_FINDING_DOUBT,          /* a doubt without a comment */
  MLS_FINDING_IDENTICAL,      /* neighbours that are equal in everything */
  MLS_N_FINDING_RULES,
} MlsFindingRule;

typedef enum
{
  MLS_SEVERITY_ERROR,
  MLS_SEVERITY_WARNING,
  MLS_SEVERITY_EXCEPTION, /* an error that was given leave, with a reason */
  MLS_N_SEVERITIES,
} MlsSeverity;

/* The vintage of a finding that is of none. */
#define MLS_NO_VINTAGE G_MAXUINT

/* Something found at a place. Plain data: copied by assignment. */
typedef struct
{
  gint64         id;        /* in the file, set by the store */
  MlsFindingRule rule;
  MlsSeverity    severity;
  guint          vintage;   /* index among the project's, or MLS_NO_VINTAGE */
  MlsDimension   dimension; /* of no meaning without a vintage */
  MlsPair        pair;      /* the codes in question; in one dimension only its own */
  MlsArea2       area2;     /* of the region, gap or overlap; 0 where there is none */
  MlsArea2       minimum;   /* of the class, for %MLS_FINDING_MMU */
  MlsPoint       place;
  gint64         fid;       /* a face there, the largest of a region; 0 for none */
  gint64         other_fid; /* a second face concerned, or 0 */
} MlsFinding;

const char *mls_finding_rule_name      (MlsFindingRule    rule);
gboolean    mls_finding_rule_from_name (const char       *name,
                                        MlsFindingRule   *out);
const char *mls_severity_name          (MlsSeverity       severity);
gboolean    mls_severity_from_name     (const char       *name,
                                        MlsSeverity      *out);

int         mls_finding_compare        (const MlsFinding *a,
                                        const MlsFinding *b);
void        mls_finding_sort           (GArray           *findings);
char       *mls_finding_text           (const MlsFinding *finding,
                                        const MlsRules   *rules);

G_END_DECLS
