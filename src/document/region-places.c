/* The places of regions that were searched: a million of them may wait as plain data until somebody looks. */

#include "document/place-private.h"

#include "base/format.h"
#include "rules/remedy.h"

#include <glib/gi18n-lib.h>

#define MLS_TYPE_REGION_PLACES (mls_region_places_get_type ())
G_DECLARE_FINAL_TYPE (MlsRegionPlaces, mls_region_places, MLS, REGION_PLACES, GObject)

struct _MlsRegionPlaces
{
  GObject        parent_instance;

  MlsPlaceRules *rules;     /* owned */
  GArray        *regions;   /* owned (element-type MlsWholeRegion) */
  guint          vintage;
  MlsDimension   dimension;
};

static GType
get_item_type (GListModel *model)
{
  return MLS_TYPE_PLACE;
}

static guint
get_n_items (GListModel *model)
{
  return MLS_REGION_PLACES (model)->regions->len;
}

/* "CS6.3.0 US1.1.3 · Crops · Farming": codes first, so that they are to be read however narrow the list is. */
static char *
class_title (MlsRegionPlaces *self, MlsPair pair)
{
  const MlsRules *rules = &self->rules->rules;
  const char *cover = mls_place_class_text (rules, MLS_DIMENSION_COVER, pair.cover);
  const char *use = mls_place_class_text (rules, MLS_DIMENSION_USE, pair.use);

  if (pair.cover == 0 && pair.use == 0)
    return g_strdup (_("No code"));

  switch (self->dimension)
    {
    case MLS_DIMENSION_COVER:
      return g_strdup_printf ("%s · %s", mls_place_code_text (pair.cover), cover);
    case MLS_DIMENSION_USE:
      return g_strdup_printf ("%s · %s", mls_place_code_text (pair.use), use);
    case MLS_DIMENSION_PAIR:
      return g_strdup_printf ("%s %s · %s · %s", mls_place_code_text (pair.cover), mls_place_code_text (pair.use), cover,
                              use);
    case MLS_N_DIMENSIONS:
      break;
    }

  g_assert_not_reached ();
}

/* What is wrong with it comes before what it is, unless that is it. */
static char *
title_of (MlsRegionPlaces *self, const MlsWholeRegion *region)
{
  g_autofree char *title = class_title (self, region->pair);

  if (region->rule == MLS_N_FINDING_RULES || region->rule == MLS_FINDING_MISSING_LABEL)
    return g_steal_pointer (&title);

  return g_strdup_printf ("%s · %s", mls_finding_rule_title (region->rule), title);
}

static gpointer
get_item (GListModel *model, guint position)
{
  MlsRegionPlaces *self = MLS_REGION_PLACES (model);
  const MlsWholeRegion *region;
  g_autofree char *area = NULL;
  MlsPlace *place;

  if (position >= self->regions->len)
    return NULL;

  region = &g_array_index (self->regions, MlsWholeRegion, position);
  area = mls_format_area (mls_area2_to_m2 (region->area2));
  place = g_object_new (MLS_TYPE_PLACE, NULL);
  place->title = title_of (self, region);
  place->detail = g_strdup_printf ("%d · %s", self->rules->vintages[self->vintage].year, area);
  place->point = region->place;
  place->box = (MlsBox){ region->place.x, region->place.y, region->place.x, region->place.y };
  place->vintage = self->vintage;
  place->dimension = self->dimension;
  if (region->rule != MLS_N_FINDING_RULES)
    {
      place->rule = mls_finding_rule_name (region->rule);
      place->curable = mls_remedy_is_known (region->rule);
      place->exceptable = mls_finding_is_exceptable (&(MlsFinding){ .rule = region->rule });
    }

  return place;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MlsRegionPlaces, mls_region_places, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
mls_region_places_finalize (GObject *object)
{
  MlsRegionPlaces *self = MLS_REGION_PLACES (object);

  mls_place_rules_free (self->rules);
  g_array_unref (self->regions);

  G_OBJECT_CLASS (mls_region_places_parent_class)->finalize (object);
}

static void
mls_region_places_class_init (MlsRegionPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_region_places_finalize;
}

static void
mls_region_places_init (MlsRegionPlaces *self)
{
}

/**
 * mls_region_places_new:
 * @rules: (transfer full): what they are told by
 * @regions: (transfer full) (element-type MlsWholeRegion): the regions
 * @vintage: in which they are
 * @dimension: in which they are
 *
 * Returns: (transfer full): a list of #MlsPlace, each made when it is asked for
 */
GListModel *
mls_region_places_new (MlsPlaceRules *rules, GArray *regions, guint vintage, MlsDimension dimension)
{
  MlsRegionPlaces *self = g_object_new (MLS_TYPE_REGION_PLACES, NULL);

  self->rules = rules;
  self->regions = regions;
  self->vintage = vintage;
  self->dimension = dimension;

  return G_LIST_MODEL (self);
}

/**
 * mls_region_places_skip:
 * @places: a list of places, of regions or not
 * @position: where to look from
 * @point: of a place
 *
 * Saves making the places of a long list only to find that they are elsewhere.
 *
 * Returns: the next position that may be of @point, in a list of other places @position
 */
guint
mls_region_places_skip (GListModel *places, guint position, MlsPoint point)
{
  MlsRegionPlaces *self;

  if (!MLS_IS_REGION_PLACES (places))
    return position;

  self = MLS_REGION_PLACES (places);
  while (position < self->regions->len &&
         !mls_point_equal (g_array_index (self->regions, MlsWholeRegion, position).place, point))
    position++;

  return position;
}
