#pragma once

#include "rules/nomenclature.h"
#include "rules/sample.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A unit of a sample: its codes, and what is said of each and of it as a whole. */
#define MLS_TYPE_UNIT_CARD (mls_unit_card_get_type ())

G_DECLARE_FINAL_TYPE (MlsUnitCard, mls_unit_card, MLS, UNIT_CARD, GtkBox)

/* What it shows. Borrowed. */
typedef struct
{
  const MlsUnit      *unit;
  const MlsJudgement *judgement;
  MlsDimension        set;        /* of the sample */
  MlsPair             pair;       /* the codes to be shown … */
  gboolean            blind;      /* … which are those that were typed, if any, and nothing tells those of the map */
  gboolean            confirming; /* somebody else has judged it */
} MlsUnitState;

GtkWidget *mls_unit_card_new              (void);
void       mls_unit_card_set_nomenclature (MlsUnitCard        *self,
                                           MlsNomenclature    *nomenclature);
void       mls_unit_card_show             (MlsUnitCard        *self,
                                           const MlsUnitState *state);

G_END_DECLS
