#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card in a corner of the demo's map that leads through the program, chapter by chapter: what there is to do, each ticked
 * by the edit itself, whoever is in a hurry goes on without. What was done and where it was left are its properties, to be
 * kept.
 *
 * "closed": it was left. "place-wanted" (#MlsTutorialPlace): a chapter was turned to, or its place asked for.
 * "sample-wanted": a sample should be drawn and opened. "again-wanted": it is through, and should begin again. */
#define MLS_TYPE_TUTORIAL_CARD (mls_tutorial_card_get_type ())

G_DECLARE_FINAL_TYPE (MlsTutorialCard, mls_tutorial_card, MLS, TUTORIAL_CARD, GtkBox)

typedef enum
{
  MLS_TUTORIAL_DRAW,
  MLS_TUTORIAL_CODE,
  MLS_TUTORIAL_CURE,
  MLS_TUTORIAL_UNDO,
  MLS_TUTORIAL_REACH,
  MLS_TUTORIAL_MOVE,
  MLS_TUTORIAL_HOLD,
  MLS_TUTORIAL_BESIDE,
  MLS_TUTORIAL_GO,
  MLS_TUTORIAL_SETTLE,
  MLS_TUTORIAL_SAMPLE,
  MLS_TUTORIAL_RIGHT,
  MLS_TUTORIAL_WRONG,
  MLS_TUTORIAL_NAME,
  MLS_TUTORIAL_SEAL,
  MLS_N_TUTORIAL_STEPS,
} MlsTutorialStep;

typedef enum
{
  MLS_TUTORIAL_NOWHERE,
  MLS_TUTORIAL_FIELD, /* outlined */
  MLS_TUTORIAL_VIEW,  /* the village */
} MlsTutorialPlace;

void              mls_tutorial_card_tick       (MlsTutorialCard *self,
                                                MlsTutorialStep  step);
void              mls_tutorial_card_tick_code  (MlsTutorialCard *self,
                                                MlsPair          pair);
gboolean          mls_tutorial_card_is_ticked  (MlsTutorialCard *self,
                                                MlsTutorialStep  step);
gboolean          mls_tutorial_card_teaches    (MlsTutorialCard *self,
                                                MlsTutorialStep  step);
gboolean          mls_tutorial_card_is_through (MlsTutorialCard *self);
MlsTutorialPlace  mls_tutorial_card_get_place  (MlsTutorialCard *self);
void              mls_tutorial_card_begin      (MlsTutorialCard *self);

G_END_DECLS
