#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card in a corner of the map with four things to do, each ticked by the edit itself. Closed once,
 * it does not come back: "closed" is emitted. */
#define MLS_TYPE_FIRST_STEPS (mls_first_steps_get_type ())

G_DECLARE_FINAL_TYPE (MlsFirstSteps, mls_first_steps, MLS, FIRST_STEPS, GtkBox)

typedef enum
{
  MLS_FIRST_STEP_DRAW,
  MLS_FIRST_STEP_CODE,
  MLS_FIRST_STEP_CURE,
  MLS_FIRST_STEP_UNDO,
  MLS_N_FIRST_STEPS,
} MlsFirstStep;

void     mls_first_steps_tick      (MlsFirstSteps *self,
                                    MlsFirstStep   step);
void     mls_first_steps_tick_code (MlsFirstSteps *self,
                                    MlsPair        pair);
gboolean mls_first_steps_is_ticked (MlsFirstSteps *self,
                                    MlsFirstStep   step);

G_END_DECLS
