#include "store/skeleton-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
layer_free (gpointer data)
{
  MlsSkeletonLayer *layer = data;

  g_free (layer->name);
  g_free (layer);
}

/**
 * mls_skeleton_report_new:
 *
 * Returns: (transfer full): a report that says nothing yet
 */
MlsSkeletonReport *
mls_skeleton_report_new (void)
{
  MlsSkeletonReport *self = g_new0 (MlsSkeletonReport, 1);

  self->layers = g_ptr_array_new_with_free_func (layer_free);
  self->areas = g_array_new (FALSE, FALSE, sizeof (MlsSkeletonArea));
  self->uncoded = g_array_new (FALSE, TRUE, sizeof (MlsArea2));
  self->vintages = g_ptr_array_new_with_free_func (g_free);
  self->import = mls_import_report_new ();

  return self;
}

/**
 * mls_skeleton_report_free:
 * @self: (transfer full): a report
 */
void
mls_skeleton_report_free (MlsSkeletonReport *self)
{
  g_ptr_array_unref (self->layers);
  g_array_unref (self->areas);
  g_array_unref (self->uncoded);
  g_ptr_array_unref (self->vintages);
  mls_import_report_free (self->import);
  g_free (self);
}

static MlsText
text_of (const char *code)
{
  return code != NULL ? g_quark_from_string (code) : 0;
}

/**
 * mls_skeleton_report_add_layer:
 * @self: a report
 * @recipe: what was asked for
 * @layer: what was read, once it is known what became of it
 */
void
mls_skeleton_report_add_layer (MlsSkeletonReport *self, const MlsRecipeLayer *recipe, const MlsGroundLayer *layer)
{
  MlsSkeletonLayer *added = g_new0 (MlsSkeletonLayer, 1);

  added->name = g_strdup (recipe->name);
  added->cover = text_of (recipe->cover);
  added->use = text_of (recipe->use);
  added->is_moved = mls_ground_layer_is_moved (layer);
  mls_ground_layer_count (layer, added->n);
  for (int fate = 0; fate < MLS_N_FATES; fate++)
    added->n_features += added->n[fate];

  g_ptr_array_add (self->layers, added);
}

static void
add_area (MlsSkeletonReport *self, const MlsSkeletonArea *more)
{
  for (guint i = 0; i < self->areas->len; i++)
    {
      MlsSkeletonArea *area = &g_array_index (self->areas, MlsSkeletonArea, i);

      if (area->vintage != more->vintage || area->dimension != more->dimension || area->code != more->code)
        continue;

      area->area2 += more->area2;
      return;
    }

  g_array_append_val (self->areas, *more);
}

/**
 * mls_skeleton_report_add_face:
 * @self: a report
 * @face: a face of the map, with the dates of the project
 */
void
mls_skeleton_report_add_face (MlsSkeletonReport *self, const MlsFace *face)
{
  MlsArea2 area2 = mls_face_area2 (face);

  if (self->uncoded->len < face->n_vintages)
    g_array_set_size (self->uncoded, face->n_vintages);

  for (guint v = 0; v < face->n_vintages; v++)
    {
      MlsPair pair = mls_label_pair (&face->labels[v]);

      add_area (self, &(MlsSkeletonArea){ v, MLS_DIMENSION_COVER, pair.cover, area2 });
      add_area (self, &(MlsSkeletonArea){ v, MLS_DIMENSION_USE, pair.use, area2 });
      if (pair.cover == 0 && pair.use == 0)
        g_array_index (self->uncoded, MlsArea2, v) += area2;
    }
}

static int
compare_areas (gconstpointer left, gconstpointer right)
{
  const MlsSkeletonArea *a = left;
  const MlsSkeletonArea *b = right;

  if (a->vintage != b->vintage)
    return a->vintage < b->vintage ? -1 : 1;
  if (a->dimension != b->dimension)
    return a->dimension < b->dimension ? -1 : 1;
  if (a->code == 0 || b->code == 0)
    return (a->code == 0) - (b->code == 0);

  return strcmp (g_quark_to_string (a->code), g_quark_to_string (b->code));
}

/**
 * mls_skeleton_report_sort:
 * @self: a report of all faces
 *
 * Puts areas in their order, what has no code last.
 */
void
mls_skeleton_report_sort (MlsSkeletonReport *self)
{
  g_array_sort (self->areas, compare_areas);
}

/**
 * mls_skeleton_report_are_alike:
 * @self: a report that was sorted
 *
 * Returns: whether the areas of all dates are the same
 */
gboolean
mls_skeleton_report_are_alike (const MlsSkeletonReport *self)
{
  guint n = self->vintages->len > 0 ? self->areas->len / self->vintages->len : 0;

  if (n * self->vintages->len != self->areas->len)
    return FALSE;

  for (guint i = n; i < self->areas->len; i++)
    {
      const MlsSkeletonArea *area = &g_array_index (self->areas, MlsSkeletonArea, i);
      const MlsSkeletonArea *first = &g_array_index (self->areas, MlsSkeletonArea, i % n);

      if (area->dimension != first->dimension || area->code != first->code || area->area2 != first->area2)
        return FALSE;
    }

  return TRUE;
}

static const struct
{
  const char *name;
  const char *title;
} fates[MLS_N_FATES] = {
  [MLS_FATE_NO_GEOMETRY] = { "no_geometry", N_("without a geometry") },
  [MLS_FATE_OTHER_KIND] = { "no_ground", N_("neither lines nor areas") },
  [MLS_FATE_NO_WIDTH] = { "no_width", N_("lines without a width") },
  [MLS_FATE_NO_PLACE] = { "no_place", N_("with coordinates that are none") },
  [MLS_FATE_OUTSIDE] = { "outside", N_("outside the territory") },
  [MLS_FATE_COVERED] = { "covered", N_("beneath what comes first") },
  [MLS_FATE_TOO_SMALL] = { "too_small", N_("too small for their class") },
  [MLS_FATE_USED] = { "used", N_("used") },
};

/**
 * mls_fate_name:
 * @fate: what became of a feature
 *
 * Returns: what programs call it
 */
const char *
mls_fate_name (MlsFate fate)
{
  return fates[fate].name;
}

/**
 * mls_fate_title:
 * @fate: what became of features
 *
 * Returns: what people call them, in their language
 */
const char *
mls_fate_title (MlsFate fate)
{
  return _(fates[fate].title);
}
