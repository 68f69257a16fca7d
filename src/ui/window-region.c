/* What the panel tells of the regions selected. */

#include "ui/window-private.h"

#include "base/format.h"

#include <glib/gi18n.h>

/* The codes at a place in one vintage. */
static MlsPair
pair_at (MlsOverlay *overlay, MlsPoint point, guint vintage)
{
  MlsCell *cell = mls_overlay_cell_at (overlay, point);

  return cell != NULL ? mls_label_pair (&cell->labels[vintage]) : (MlsPair){ 0, 0 };
}

static MlsText
code_in (MlsPair pair, int dimension)
{
  return dimension == MLS_DIMENSION_COVER ? pair.cover : pair.use;
}

/* The area of the one region selected. */
static void
measure (MlsRegionCode *code, MlsOverlay *overlay, MlsPoint point, guint vintage, int dimension, const MlsRules *rules)
{
  g_autoptr (MlsRegion) region =
      mls_region_new (overlay, mls_overlay_cell_at (overlay, point), vintage, (MlsDimension) dimension,
                      (MlsRegionLimit){ .n_points = MLS_FOLLOWED_POINTS });
  MlsPair pair = mls_label_pair (&region->label);

  code->area_m2 = mls_area2_to_m2 (region->area2);
  code->at_least = region->at_least;
  if (code->code != 0)
    code->minimum_m2 = mls_area2_to_m2 (mls_nomenclature_minimum (rules->nomenclature, (MlsDimension) dimension, pair));
}

static void
fill_code (MlsWindow *self, MlsOverlay *overlay, guint vintage, int dimension, MlsRegionCode *code)
{
  const GPtrArray *selected = mls_workspace_get_selected (self->workspace);
  const MlsSelection *first = selected->len > 0 ? g_ptr_array_index (selected, 0) : NULL;

  if (first == NULL || mls_overlay_cell_at (overlay, first->point) == NULL)
    return;

  code->code = code_in (pair_at (overlay, first->point, vintage), dimension);
  if (selected->len == 1)
    measure (code, overlay, first->point, vintage, dimension, mls_project_get_rules (self->project));
  for (guint i = 1; i < selected->len && !code->several; i++)
    {
      const MlsSelection *other = g_ptr_array_index (selected, i);

      code->several = code_in (pair_at (overlay, other->point, vintage), dimension) != code->code;
    }
}

/* A row stands there even if nothing is selected, so that nothing below it moves when something is. */
static void
fill_row (MlsWindow *self, MlsOverlay *overlay, guint vintage, MlsRegionRow *row)
{
  row->year = mls_project_get_rules (self->project)->vintages[vintage].year;
  row->edited = vintage == mls_workspace_get_vintage (self->workspace);
  for (int d = MLS_DIMENSION_COVER; d <= MLS_DIMENSION_USE; d++)
    fill_code (self, overlay, vintage, d, &row->codes[d]);
}

/* "3 regions · 2.30 ha"; nothing of one */
static char *
describe_selected (const GPtrArray *selected)
{
  MlsArea2 area2 = 0;
  gboolean at_least = FALSE;
  g_autofree char *area = NULL;

  if (selected->len < 2)
    return NULL;

  for (guint i = 0; i < selected->len; i++)
    {
      const MlsSelection *selection = g_ptr_array_index (selected, i);

      area2 += selection->area2;
      at_least = at_least || selection->at_least;
    }
  area = mls_format_area (mls_area2_to_m2 (area2));

  /* Translators: how many, from two, then the sign for "or more" or nothing, and their area. */
  return g_strdup_printf (_("%u regions · %s%s"), selected->len, at_least ? "≥\u00a0" : "", area);
}

/* Of the region selected last, in the vintage edited. */
static MlsPair
pair_selected (MlsWindow *self)
{
  const MlsSelection *selection = mls_workspace_get_selection (self->workspace);

  return selection != NULL && !mls_workspace_get_blind (self->workspace) ? mls_label_pair (&selection->label) : (MlsPair){ 0, 0 };
}

/**
 * mls_window_show_region:
 * @self: a window with a project
 *
 * Tells what is selected.
 */
void
mls_window_show_region (MlsWindow *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autofree MlsRegionRow *rows = g_new0 (MlsRegionRow, rules->n_vintages);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (mls_project_get_patch (self->project));
  g_autofree char *title = describe_selected (mls_workspace_get_selected (self->workspace));

  for (guint v = 0; v < rules->n_vintages; v++)
    fill_row (self, overlay, v, &rows[v]);

  mls_region_panel_set_nomenclature (self->region, (MlsNomenclature *) rules->nomenclature);
  mls_region_panel_set_rows (self->region, title, rows, rules->n_vintages);
  mls_code_panel_set_region_pair (self->codes, pair_selected (self));
  mls_window_show_note (self);
}
