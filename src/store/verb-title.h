#pragma once

#include "coverage/plan.h"
#include "store/operation.h"

G_BEGIN_DECLS

/* What an edit is called before people, and when it was. */

const char *mls_verb_title           (MlsVerb             verb);
const char *mls_verb_title_of_name   (const char         *name);
char       *mls_verb_time            (const MlsOperation *operation);

G_END_DECLS
