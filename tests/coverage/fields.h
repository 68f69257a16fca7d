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
MlsPlan   *fields_recode   (MlsPatch       *patch,
                            guint           vintage,
                            const char     *cover,
                            GError        **error);
MlsPlan   *fields_split    (MlsPatch       *patch,
                            MlsPoint        from,
                            MlsPoint        to,
                            const char     *cover,
                            GError        **error);
void       fields_apply    (MlsMemory      *memory,
                            const MlsDelta *delta);
char      *fields_describe (MlsMemory      *memory);

/* Edits of the first field at the first date, and a split of the second. */
MlsPlan *fields_rye_first    (MlsPatch *patch, GError **error);
MlsPlan *fields_oats_first   (MlsPatch *patch, GError **error);
MlsPlan *fields_split_north  (MlsPatch *patch, GError **error);
MlsPlan *fields_split_across (MlsPatch *patch, GError **error);
MlsPlan *fields_split_wood   (MlsPatch *patch, GError **error);
