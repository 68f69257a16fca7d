/* The places of regions that were searched, of what changed, or of what differs between two states: a million of them may wait as plain data until somebody looks. */

#include "document/place-private.h"
#include "document/places.h"

#include "base/format.h"
#include "rules/remedy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MLS_TYPE_REGION_PLACES (mls_region_places_get_type ())
G_DECLARE_FINAL_TYPE (MlsRegionPlaces, mls_region_places, MLS, REGION_PLACES, GObject)

struct _MlsRegionPlaces
{
  GObject        parent_instance;

  MlsPlaceRules *rules;     /* owned */
  GArray        *regions;   /* owned (element-type MlsWholeRegion) */
  guint          since;     /* of changes, or MLS_NO_VINTAGE */
  MlsDimension   dimension;
  MlsContrast   *contrast;  /* (nullable) owned: of two states */
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

/* "CS6.3.0 → CS1.1.1 · Crops → Buildings". Codes that came with the data have no labels. */
static char *
transition_text (const MlsRules *rules, MlsDimension dimension, MlsText from, MlsText to)
{
  const char *was = mls_place_class_text (rules, dimension, from);
  const char *is = mls_place_class_text (rules, dimension, to);

  if (strcmp (was, mls_place_code_text (from)) == 0 && strcmp (is, mls_place_code_text (to)) == 0)
    return g_strdup_printf ("%s → %s", mls_place_code_text (from), mls_place_code_text (to));

  return g_strdup_printf ("%s → %s · %s → %s", mls_place_code_text (from), mls_place_code_text (to), was, is);
}

/* A line for each dimension that changed. */
static char *
change_title (MlsRegionPlaces *self, const MlsWholeRegion *change)
{
  const MlsRules *rules = &self->rules->rules;
  g_autofree char *cover = transition_text (rules, MLS_DIMENSION_COVER, change->from.cover, change->pair.cover);
  g_autofree char *use = transition_text (rules, MLS_DIMENSION_USE, change->from.use, change->pair.use);

  if (change->from.use == change->pair.use)
    return g_steal_pointer (&cover);
  if (change->from.cover == change->pair.cover)
    return g_steal_pointer (&use);

  return g_strdup_printf ("%s\n%s", cover, use);
}

/* Where its codes are what they were, only what else is said of it is another. */
static char *
contrast_title (MlsRegionPlaces *self, const MlsWholeRegion *region)
{
  g_autofree char *title = NULL;

  if (!mls_pair_equal (region->from, region->pair))
    return change_title (self, region);

  title = class_title (self, region->pair);

  return g_strdup_printf ("%s · %s", _("Annotated"), title);
}

/* What is wrong with it comes before what it is, unless that is it. */
static char *
title_of (MlsRegionPlaces *self, const MlsWholeRegion *region)
{
  g_autofree char *title = NULL;

  if (self->contrast != NULL)
    return contrast_title (self, region);
  if (self->since != MLS_NO_VINTAGE)
    return change_title (self, region);

  title = class_title (self, region->pair);
  if (region->rule == MLS_N_FINDING_RULES || region->rule == MLS_FINDING_MISSING_LABEL)
    return g_steal_pointer (&title);

  return g_strdup_printf ("%s · %s", mls_finding_rule_title (region->rule), title);
}

/* "✓ accepted · Anna · a barn" */
static void
append_review (GString *text, const MlsWholeRegion *change)
{
  static const char *const signs[MLS_N_REVIEWS] = {
    [MLS_REVIEW_REMARKED] = "", [MLS_REVIEW_ACCEPTED] = "✓ ", [MLS_REVIEW_SENT_BACK] = "↩ ", [MLS_REVIEW_CORRECTED] = "↩ ",
  };

  if (change->review == MLS_REVIEW_NONE)
    return;

  g_string_append_printf (text, " · %s%s", signs[change->review], mls_review_text (change->review));
  if (change->reviewer != 0)
    g_string_append_printf (text, " · %s", g_quark_to_string (change->reviewer));
  if (change->remark != 0)
    g_string_append_printf (text, " · %s", g_quark_to_string (change->remark));
}

/* When and how large; of changes the dates are those of the whole list, but their review is their own. */
static char *
detail_of (MlsRegionPlaces *self, const MlsWholeRegion *region)
{
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (region->area2));
  GString *text;

  if (self->since == MLS_NO_VINTAGE)
    return g_strdup_printf ("%d · %s", self->rules->vintages[region->vintage].year, area);

  text = g_string_new (area);
  append_review (text, region);

  return g_string_free (text, FALSE);
}

/* All of a change is shown; of a region the ground that it was found by. */
static MlsBox
box_of (MlsRegionPlaces *self, const MlsWholeRegion *region)
{
  return self->since != MLS_NO_VINTAGE || self->contrast != NULL
             ? region->box
             : (MlsBox){ region->place.x, region->place.y, region->place.x, region->place.y };
}

static gpointer
get_item (GListModel *model, guint position)
{
  MlsRegionPlaces *self = MLS_REGION_PLACES (model);
  const MlsWholeRegion *region;
  MlsPlace *place;

  if (position >= self->regions->len)
    return NULL;

  region = &g_array_index (self->regions, MlsWholeRegion, position);
  place = g_object_new (MLS_TYPE_PLACE, NULL);
  place->title = title_of (self, region);
  place->detail = detail_of (self, region);
  place->point = region->place;
  place->box = box_of (self, region);
  place->vintage = region->vintage;
  place->of_states = self->contrast != NULL;
  place->since = self->since;
  place->review = region->review;
  place->remark = g_quark_to_string (region->remark);
  place->dimension = self->contrast == NULL ? self->dimension : MLS_N_DIMENSIONS;
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
  g_clear_pointer (&self->contrast, mls_contrast_unref);

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

static MlsRegionPlaces *
places_new (MlsPlaceRules *rules, GArray *regions, guint since, MlsDimension dimension)
{
  MlsRegionPlaces *self = g_object_new (MLS_TYPE_REGION_PLACES, NULL);

  self->rules = rules;
  self->regions = regions;
  self->since = since;
  self->dimension = dimension;

  return self;
}

/**
 * mls_region_places_new:
 * @rules: (transfer full): what they are told by
 * @regions: (transfer full) (element-type MlsWholeRegion): the regions
 * @since: of ground that changed the vintage before, or %MLS_NO_VINTAGE
 * @dimension: in which they are
 *
 * Returns: (transfer full): a list of #MlsPlace, each made when it is asked for
 */
GListModel *
mls_region_places_new (MlsPlaceRules *rules, GArray *regions, guint since, MlsDimension dimension)
{
  return G_LIST_MODEL (places_new (rules, regions, since, dimension));
}

/**
 * mls_contrast_places_new:
 * @rules: (transfer full): what they are told by
 * @regions: (transfer full) (element-type MlsWholeRegion): ground that differs
 * @contrast: (transfer full): what it is of
 *
 * Returns: (transfer full): a list of #MlsPlace, each made when it is asked for
 */
GListModel *
mls_contrast_places_new (MlsPlaceRules *rules, GArray *regions, MlsContrast *contrast)
{
  MlsRegionPlaces *self = places_new (rules, regions, MLS_NO_VINTAGE, MLS_DIMENSION_PAIR);

  self->contrast = contrast;

  return G_LIST_MODEL (self);
}

/**
 * mls_places_get_contrast:
 * @places: a list
 *
 * Returns: (transfer none) (nullable): what differs between the two states that it is of; %NULL of any other
 */
MlsContrast *
mls_places_get_contrast (GListModel *places)
{
  return MLS_IS_REGION_PLACES (places) ? MLS_REGION_PLACES (places)->contrast : NULL;
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

static guint
count_judged (const MlsRegionPlaces *self)
{
  guint n = 0;

  for (guint i = 0; i < self->regions->len; i++)
    n += mls_review_is_judged (g_array_index (self->regions, MlsWholeRegion, i).review);

  return n;
}

/* "12 faces differ · 2.34 ha" */
static char *
contrast_summary (MlsContrast *contrast)
{
  guint n = mls_contrast_get_delta (contrast)->changes->len;
  g_autofree char *number = mls_format_count (n);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (mls_contrast_get_turnover (contrast)->area2));

  /* Translators: how many faces, and how much ground. */
  return g_strdup_printf (ngettext ("%s face differs · %s", "%s faces differ · %s", n), number, area);
}

/* "3,970 m²", of changes "· 213 of 480 reviewed" */
static char *
summary_of (const MlsRegionPlaces *self)
{
  MlsArea2 area2 = 0;
  g_autofree char *area = NULL;
  g_autofree char *n_judged = NULL;
  g_autofree char *n = NULL;

  if (self->contrast != NULL)
    return contrast_summary (self->contrast);

  for (guint i = 0; i < self->regions->len; i++)
    area2 += g_array_index (self->regions, MlsWholeRegion, i).area2;
  area = mls_format_area (mls_area2_to_m2 (area2));
  if (self->since == MLS_NO_VINTAGE)
    return g_steal_pointer (&area);

  n_judged = mls_format_count (count_judged (self));
  n = mls_format_count (self->regions->len);

  /* Translators: an area, how many changes are reviewed, how many there are. */
  return g_strdup_printf (_("%s · %s of %s reviewed"), area, n_judged, n);
}

/**
 * mls_places_dup_summary:
 * @places: a list
 *
 * Returns: (transfer full) (nullable): what all of it are together, in one line for a person; %NULL for nothing, and
 *   where that says nothing, as of findings
 */
char *
mls_places_dup_summary (GListModel *places)
{
  return MLS_IS_REGION_PLACES (places) && MLS_REGION_PLACES (places)->regions->len > 0
             ? summary_of (MLS_REGION_PLACES (places))
             : NULL;
}

/**
 * mls_places_set_review:
 * @places: a list of changes; in any other nothing happens
 * @position: one of them
 * @review: what was just decided of it
 * @remark: (nullable): what was said
 *
 * Tells so before the list is made anew.
 */
void
mls_places_set_review (GListModel *places, guint position, MlsReview review, const char *remark)
{
  MlsWholeRegion *region;

  if (!MLS_IS_REGION_PLACES (places))
    return;

  g_return_if_fail (position < MLS_REGION_PLACES (places)->regions->len);

  region = &g_array_index (MLS_REGION_PLACES (places)->regions, MlsWholeRegion, position);
  region->review = review;
  region->remark = g_quark_from_string (remark);
  region->reviewer = 0;
  g_list_model_items_changed (places, position, 1, 1);
}

static gboolean
is_to_review (GListModel *places, guint position)
{
  g_autoptr (MlsPlace) place = NULL;

  if (MLS_IS_REGION_PLACES (places))
    return !mls_review_is_judged (g_array_index (MLS_REGION_PLACES (places)->regions, MlsWholeRegion, position).review);

  place = g_list_model_get_item (places, position);

  return place->review == MLS_REVIEW_CORRECTED;
}

/**
 * mls_places_next_to_review:
 * @places: a list of changes, or of findings
 * @position: where to look from
 *
 * Returns: the next position, round the end, of what a reviewer has to look at; G_MAXUINT if there is nothing left
 */
guint
mls_places_next_to_review (GListModel *places, guint position)
{
  guint n = g_list_model_get_n_items (places);

  for (guint i = 0; i < n; i++)
    if (is_to_review (places, (position + i) % n))
      return (position + i) % n;

  return G_MAXUINT;
}
