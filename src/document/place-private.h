#pragma once

#include "document/place.h"
#include "quality/contrast.h"

G_BEGIN_DECLS

struct _MlsPlace
{
  GObject      parent_instance;

  char        *title;
  char        *detail;
  MlsPoint     point;
  MlsBox       box;
  guint        vintage;
  guint        since;
  MlsDimension dimension;
  const char  *rule;
  gboolean     curable;
  gboolean     exceptable;
  gboolean     note;
  const char  *state;
  gint64       finding; /* of one that is gone its id, … */
  gint64       gone;    /* … and the operation that it was found no more in */
  gboolean     of_states;
  gint64       aside;  /* what was set aside there, or 0 */
  MlsReview    review;
  const char  *remark;
  const char  *draft;
};

/* What places are told by. The rules are a copy that nobody changes. */
typedef struct
{
  MlsNomenclature *nomenclature;
  MlsVintage      *vintages;
  MlsRules         rules;
} MlsPlaceRules;

MlsPlaceRules *mls_place_rules_new   (const MlsRules        *rules);
void           mls_place_rules_free  (MlsPlaceRules         *self);
const char    *mls_place_code_text   (MlsText                code);
const char    *mls_place_class_text  (const MlsRules        *rules,
                                      MlsDimension           dimension,
                                      MlsText                code);
GListModel    *mls_region_places_new (MlsPlaceRules         *rules,
                                      GArray                *regions,
                                      guint                  since,
                                      MlsDimension           dimension);
GListModel    *mls_contrast_places_new
                                     (MlsPlaceRules         *rules,
                                      GArray                *regions,
                                      MlsContrast           *contrast);
guint          mls_region_places_skip
                                     (GListModel            *places,
                                      guint                  position,
                                      MlsPoint               point);

G_END_DECLS
