#pragma once

#include "coverage/memory.h"
#include "coverage/patch.h"

/* The same coverage told otherwise: its faces made anew, in another order, and all of them at once.
 * Nothing that is planned may depend on that. */
MlsPatch *twin_patch_new       (MlsMemory      *memory,
                                guint           n_vintages);
void      twin_expect_same_map (GPtrArray      *a,
                                GPtrArray      *b);
gboolean  twin_same_face       (const MlsFace  *a,
                                const MlsFace  *b);
gboolean  twin_same_delta      (const MlsDelta *a,
                                const MlsDelta *b);
gboolean  twin_inverts_back    (const MlsDelta *delta);
