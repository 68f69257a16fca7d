#pragma once

#include "base/area.h"
#include "base/grid.h"
#include "rules/rules.h"

G_BEGIN_DECLS

/* What an import does to the polygons of its source. */
typedef enum
{
  MLS_REPAIR_REPAIRED,  /* rounding made a polygon cross itself or another; put right */
  MLS_REPAIR_VANISHED,  /* rounding left nothing of it */
  MLS_REPAIR_PARTS,     /* it fell into parts */
  MLS_REPAIR_IDENTICAL, /* nothing: a neighbour is equal in everything, which a check finds */
  MLS_REPAIR_HOLE,      /* nothing: the territory has a hole */
  MLS_REPAIR_CROSSED,   /* it crossed itself */
  MLS_REPAIR_MOVED,     /* its border was brought onto others */
  MLS_REPAIR_NODED,     /* its border got vertices where others meet it */
  MLS_REPAIR_OVERLAP,   /* it lost ground to another */
  MLS_REPAIR_CLIPPED,   /* it lost what lies outside the outline */
  MLS_REPAIR_GONE,      /* nothing is left of it */
  MLS_REPAIR_FILLED,    /* it got a thin gap */
  MLS_REPAIR_GAP,       /* a gap became a face without a code */
  MLS_REPAIR_FOLLOWED,  /* a change too little to be believed was given to a neighbour */
  MLS_REPAIR_SLIVER,    /* nothing: such a change stays */

  /* What came of another program: mending did it after that one had redrawn the map, or it crossed edits made here. */
  MLS_REPAIR_LOST,      /* nobody knows any more what ground was */
  MLS_REPAIR_LEFT_OUT,  /* an outline of the other program could not be brought in */
  MLS_REPAIR_OVERTAKEN, /* nothing: it may have changed a face that it had seen as it was before */
  MLS_N_REPAIRS,
} MlsRepair;

/* What a check of the whole coverage looks for, and what is known without one. */
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
  MLS_FINDING_NARROW,         /* a region is nowhere as wide as regions are to be */
  MLS_FINDING_PIECE,          /* ground of one cover and one use is smaller than either may be */
  MLS_FINDING_SLIVER,         /* a small region is much longer than wide */
  MLS_FINDING_MMU_EDGE,       /* a region is smaller than its class allows, but may be cut by the territory's edge */

  /* What became of the ground between two dates. */
  MLS_FINDING_IMPOSSIBLE_CHANGE,
  MLS_FINDING_SUSPICIOUS_CHANGE,
  MLS_FINDING_SMALL_CHANGE,   /* smaller than changes are to be */
  MLS_FINDING_SENT_BACK,      /* a reviewer wants it corrected */
  MLS_FINDING_CORRECTED,      /* … and it is another by now, which nobody has looked at */

  MLS_FINDING_IDENTICAL,      /* neighbours that are equal in everything */

  /* Borders, and what is written of faces, whatever they are. */
  MLS_FINDING_SPIKE,          /* a border goes out and comes back on itself */
  MLS_FINDING_VERTICES,       /* a border has vertices that it does not need */
  MLS_FINDING_AREA,           /* the file says that a face is of another size than it is */

  MLS_FINDING_REPAIR,         /* what an import did to its source: this plus a #MlsRepair */
  MLS_N_FINDING_RULES = MLS_FINDING_REPAIR + MLS_N_REPAIRS,
} MlsFindingRule;

typedef enum
{
  MLS_SEVERITY_ERROR,
  MLS_SEVERITY_WARNING,
  MLS_SEVERITY_NOTE,      /* nothing is wrong, but somebody should know */
  MLS_SEVERITY_EXCEPTION, /* one of these that is to stay as it is */
  MLS_N_SEVERITIES,
} MlsSeverity;

/* What became of a finding. Nothing is over before somebody has corrected it and somebody has looked at that. */
typedef enum
{
  MLS_FINDING_OPEN,
  MLS_FINDING_GONE,     /* corrected: a check finds it no more */
  MLS_FINDING_VERIFIED, /* … and somebody has looked at that */
  MLS_FINDING_KEPT,     /* somebody has decided that it stays */
  MLS_N_FINDING_STATES,
} MlsFindingState;

/* The vintage of a finding that is of none. */
#define MLS_NO_VINTAGE G_MAXUINT

/* A polygon of an import's source. */
typedef struct
{
  gint64  id;    /* -1 for none */
  MlsText layer; /* 0 where there was only one */
} MlsFeature;

/* Something found at a place. Plain data: copied by assignment. */
typedef struct
{
  gint64         id;        /* in the file, set by the store */
  MlsFindingRule rule;
  MlsSeverity    severity;
  guint          vintage;   /* index among the project's, or MLS_NO_VINTAGE */
  MlsDimension   dimension; /* of no meaning without a vintage */
  MlsPair        pair;      /* the codes in question; in one dimension only its own */
  guint          from_vintage;
  MlsPair        from;      /* of a change: what it was before, at which date */
  MlsArea2       area2;     /* of the region, gap or overlap; what a feature gained, negative where
                             * it lost; 0 where there is none */
  MlsArea2       minimum;   /* how large it should be, where it is too small */
  MlsPoint       place;
  gint64         fid;       /* a face there, the largest of a region; 0 for none */
  gint64         other_fid; /* a second face concerned, or 0 */

  MlsText        remark;    /* what somebody said of it, or 0 */
  MlsText        draft;     /* an edit that would put it right, or 0; not in the file */
  double         figure;    /* what the rule measured: a quotient, degrees, how many vertices, m² in the file */
  double         length;    /* mm, of a spike's arm, or between vertices */

  /* Its life, in operations: those whose state it was found in first, was found no more in, and had come back in; 0
   * where that never was. */
  MlsFindingState state;
  gint64         found;
  gint64         gone;
  gint64         again;
  MlsText        reason;    /* of an exception, or 0 */
  MlsText        author;    /* of that, or of what was decided otherwise, or 0 */

  /* Of what an import did. */
  MlsFeature     feature;
  MlsFeature     other;     /* the one that got what it lost */
} MlsFinding;

const char *mls_finding_rule_name      (MlsFindingRule    rule);
gboolean    mls_finding_rule_from_name (const char       *name,
                                        MlsFindingRule   *out);
const char *mls_finding_rule_title     (MlsFindingRule    rule);
const char *mls_severity_name          (MlsSeverity       severity);
MlsSeverity mls_finding_rule_severity  (MlsFindingRule    rule);
gboolean    mls_finding_is_change      (const MlsFinding *finding);
gboolean    mls_finding_is_exceptable  (const MlsFinding *finding);
gboolean    mls_finding_is_review      (const MlsFinding *finding);
gboolean    mls_finding_is_repair      (const MlsFinding *finding);
gboolean    mls_finding_is_note        (const MlsFinding *finding);
gboolean    mls_finding_is_of_border   (const MlsFinding *finding);
gboolean    mls_finding_is_over        (const MlsFinding *finding);
int         mls_finding_rule_iso       (MlsFindingRule    rule);
const char *mls_finding_state_name     (MlsFindingState   state);
const char *mls_finding_state_text     (MlsFindingState   state);
gboolean    mls_finding_state_from_name
                                       (const char       *name,
                                        MlsFindingState  *out);
gboolean    mls_severity_from_name     (const char       *name,
                                        MlsSeverity      *out);
const char *mls_severity_text          (MlsSeverity       severity);

int         mls_finding_compare        (const MlsFinding *a,
                                        const MlsFinding *b);
void        mls_finding_sort           (GArray           *findings);
char       *mls_finding_text           (const MlsFinding *finding,
                                        const MlsRules   *rules);

G_END_DECLS
