#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of a project's rules, see mls_store_set_rule(). A nomenclature may bring some. */
#define MLS_RULE_CHANGE_MINIMUM "change-minimum" /* m², of ground that changed alike between two dates */
#define MLS_RULE_MINIMUM_WIDTH  "minimum-width"  /* m, of regions of a cover or of a use */
#define MLS_RULE_SLIVER_QUOTIENT "sliver-quotient" /* 4π area / perimeter², of regions of a cover or of a use */
#define MLS_RULE_SLIVER_AREA    "sliver-area"    /* m², beyond which none is a sliver */
#define MLS_RULE_SPIKE_ANGLE    "spike-angle"    /* degrees, between the arms of a spike */
#define MLS_RULE_SPIKE_LENGTH   "spike-length"   /* m, of the shorter arm at least */
#define MLS_RULE_VERTEX_SPACING "vertex-spacing" /* m, from a needless vertex to the next at most */
#define MLS_RULE_VERTEX_OFFSET  "vertex-offset"  /* m, by which a border may do without it */
#define MLS_RULE_ACCURACY       "accuracy"       /* %, of a sample's units that have to be right … */
#define MLS_RULE_CLASS_ACCURACY "class-accuracy" /* %, … and of those of each class */
#define MLS_RULE_CORRECTORS     "correctors"     /* who may correct: names with commas between, or "all" */
#define MLS_RULE_ZONE           "zone:"          /* with an author behind it: the polygon they work in */
#define MLS_RULE_NEAR           "near."          /* with an indicator behind it: see mls_nomenclature_set_rule() */
#define MLS_RULE_FOLLOW         "follow."        /* with an indicator behind it: another one */
#define MLS_RULE_COLUMN         "column."        /* with an indicator behind it: what its columns in products begin with */

guint       mls_rule_n        (void);
const char *mls_rule_name     (guint       i);
const char *mls_rule_summary  (const char *name);
const char *mls_rule_default  (const char *name);
gboolean    mls_rule_is_value (const char *name,
                               const char *value);

G_END_DECLS
