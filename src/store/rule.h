#pragma once

/* The names of a project's rules, see mls_store_set_rule(). */
#define MLS_RULE_CHANGE_MINIMUM "change-minimum" /* m², of ground that changed alike between two dates */
#define MLS_RULE_MINIMUM_WIDTH  "minimum-width"  /* m, of regions of a cover or of a use */
#define MLS_RULE_CORRECTORS     "correctors"     /* who may correct: names with commas between, or "all" */
#define MLS_RULE_ZONE           "zone:"          /* with an author behind it: the polygon they work in */
