#pragma once

#include "coverage/memory.h"
#include "coverage/plan.h"

/* Two fields side by side, wheat and wood, each a hundred metres wide, at two dates. */

#define M(x) ((gint64) (x) * MLS_MM_PER_M)

/* What a plan of the state in hand does. */
typedef MlsPlan *(*FieldsPlan) (MlsPatch *patch, GError **error);

MlsMemory *fields_new      (void);
MlsMemory *fields_new_wheat
                           (void); /* a copy of the first field alone, which ends where that does */
MlsIntent  fields_intent   (guint           vintage,
                            const char     *cover);
MlsDelta  *fields_plan     (MlsMemory      *memory,
                            FieldsPlan      func);
void       fields_apply    (MlsMemory      *memory,
                            const MlsDelta *delta);
char      *fields_describe (MlsMemory      *memory);
