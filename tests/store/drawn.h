#pragma once

#include "store/sample-merge.h"

G_BEGIN_DECLS

/* Samples made for tests: squares of 20 m side by side in Lambert-93, of covers in 2024, the first of them with a hole.
 * Ids run from 1. Each is CS1.1.1 and US1.1.3; Ada has made the first, with Zoé. */

#define DRAWN_SIDE G_GINT64_CONSTANT (20000)

typedef struct
{
  char *folder;
  char *path;
} Drawn;

void           drawn_begin   (Drawn             *drawn,
                              guint              n_units,
                              MlsDimension       dimension,
                              gboolean           blind);
void           drawn_end     (Drawn             *drawn);
void           drawn_make    (const char        *path,
                              const char        *id,
                              guint              n_units,
                              MlsDimension       dimension,
                              gboolean           blind);
char          *drawn_copy    (const Drawn       *drawn,
                              const char        *path,
                              const char        *name);
MlsSampleFile *drawn_open    (const char        *path);
MlsUnit       *drawn_unit    (guint              i);

MlsText        drawn_text    (const char        *text);
MlsJudgement   drawn_right   (const char        *controller,
                              const char        *at);
MlsJudgement   drawn_wrong   (const char        *controller,
                              const char        *at,
                              const char        *replacement);
void           drawn_judge   (const char        *path,
                              gint64             unit,
                              MlsJudgement       judgement);
char          *drawn_tell    (const char        *path);
void           drawn_assert_told
                             (const char        *path,
                              const char        *expected);
char          *drawn_tell_outcome
                             (const MlsMergeOutcome *outcome);

G_END_DECLS
