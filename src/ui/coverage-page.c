#include "ui/coverage-page.h"

#include "rules/nomenclature-path.h"
#include "ui/source-group.h"
#include "ui/vintage-group.h"

#include <glib/gi18n.h>

struct _MlsCoveragePage
{
  MlsRecipePage         parent_instance;

  /* template */
  MlsSourceGroup       *coverage;
  MlsVintageGroup      *vintages;

  /* owned */
  char                 *lost;  /* (nullable): why the columns of a recipe cannot be read */

  const MlsGroundFacts *shown; /* (nullable): of @coverage, whose columns are shown */
};

G_DEFINE_FINAL_TYPE (MlsCoveragePage, mls_coverage_page, MLS_TYPE_RECIPE_PAGE)

static void
mls_coverage_page_finalize (GObject *object)
{
  g_free (MLS_COVERAGE_PAGE (object)->lost);

  G_OBJECT_CLASS (mls_coverage_page_parent_class)->finalize (object);
}

static void
begin (MlsRecipePage *page, const MlsRecipe *before)
{
  MlsCoveragePage *self = MLS_COVERAGE_PAGE (page);
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (before->nomenclature, NULL);

  mls_vintage_group_set_nomenclature (self->vintages, nomenclature);
}

static const char *
get_missing (MlsRecipePage *page)
{
  MlsCoveragePage *self = MLS_COVERAGE_PAGE (page);
  const char *missing = mls_source_group_get_missing (self->coverage);

  if (missing != NULL || self->shown == NULL)
    return missing;
  if (self->shown->kind == MLS_GROUND_LINE)
    return _("What is there already is a layer of polygons.");

  return self->lost != NULL ? self->lost : mls_vintage_group_get_missing (self->vintages);
}

static void
fill (MlsRecipePage *page, MlsRecipe *recipe)
{
  MlsCoveragePage *self = MLS_COVERAGE_PAGE (page);
  g_autoptr (MlsImportMap) map = NULL;

  if (self->shown == NULL)
    return;

  map = mls_vintage_group_dup_map (self->vintages);
  recipe->coverage = mls_recipe_coverage_new ();
  recipe->coverage->map = mls_import_map_to_text (map);
  mls_source_group_fill (self->coverage, &recipe->coverage->source);
}

/* As a recipe has them, else as they are guessed. */
static void
show_columns (MlsCoveragePage *self, const char *text)
{
  g_autoptr (MlsImportMap) map = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->lost, g_free);
  self->shown = mls_source_group_get_facts (self->coverage);
  gtk_widget_set_visible (GTK_WIDGET (self->vintages), self->shown != NULL && self->shown->kind != MLS_GROUND_LINE);
  mls_vintage_group_forget (self->vintages);
  if (self->shown == NULL)
    return;

  if (text != NULL && (map = mls_import_map_parse (self->shown->columns, text, &error)) == NULL)
    self->lost = g_strdup (error->message);
  if (map == NULL)
    map = mls_import_map_guess (self->shown->columns, self->shown->cuts_names);
  mls_vintage_group_set_layer (self->vintages, self->shown->path, self->shown->layer, map);
}

static void
show (MlsRecipePage *page, const MlsRecipeLook *look)
{
  MlsCoveragePage *self = MLS_COVERAGE_PAGE (page);
  const MlsRecipeCoverage *coverage = look->recipe->coverage;

  if (coverage != NULL)
    {
      mls_source_group_show (self->coverage, &coverage->source, look);
      show_columns (self, coverage->map);
    }
  else
    mls_source_group_forget (self->coverage);
}

static void
on_coverage (MlsCoveragePage *self)
{
  if (mls_source_group_get_facts (self->coverage) != self->shown)
    show_columns (self, NULL);

  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

static void
on_columns (MlsCoveragePage *self)
{
  g_clear_pointer (&self->lost, g_free);
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

static void
mls_coverage_page_class_init (MlsCoveragePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MlsRecipePageClass *page_class = MLS_RECIPE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_coverage_page_finalize;
  page_class->begin = begin;
  page_class->get_missing = get_missing;
  page_class->fill = fill;
  page_class->show = show;

  g_type_ensure (MLS_TYPE_SOURCE_GROUP);
  g_type_ensure (MLS_TYPE_VINTAGE_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/coverage-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsCoveragePage, coverage);
  gtk_widget_class_bind_template_child (widget_class, MlsCoveragePage, vintages);
}

static void
mls_coverage_page_init (MlsCoveragePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  mls_source_group_ask (self->coverage, _("None"), TRUE);
  g_signal_connect_object (self->coverage, "changed", G_CALLBACK (on_coverage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vintages, "changed", G_CALLBACK (on_columns), self, G_CONNECT_SWAPPED);
}
