#pragma once

#include "tool/tool.h"

G_BEGIN_DECLS

/* One event and its effect. Points are whole metres. */
typedef struct
{
  MlsInputKind  kind;
  int           x;
  int           y;
  const char   *how;    /* (nullable): words of "shift", "twice", "vertex", "border", "region", "way", "next" */
  const char   *reply;  /* what is asked for: "sketch preview line 0,0 10,0"; "" for nothing */
  const char   *sketch; /* what is shown after: points placed, after "|" where the hand is; "run 0,0 3,0 by 1,0" for
                         * vertices chosen */
} Step;

/* How far the hand may be off, m. */
#define SCRIPT_TOLERANCE 2

/* The way of "way": 70,7 80,8; that of "next" has nothing between its ends. */

void script_run (MlsToolKind  kind,
                 const Step  *steps,
                 guint        n_steps);

#define RUN(kind, steps) script_run (kind, steps, G_N_ELEMENTS (steps))

G_END_DECLS
