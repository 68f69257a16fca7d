#pragma once

#include "coverage/plan.h"

G_BEGIN_DECLS

/* What an edit is called before people. */

const char *mls_verb_title           (MlsVerb     verb);
const char *mls_verb_title_of_name   (const char *name);

G_END_DECLS
