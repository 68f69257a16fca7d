#include "ui/territory-page.h"

#include "rules/nomenclature-path.h"
#include "ui/nomenclature-row.h"
#include "ui/source-group.h"

#include <glib/gi18n.h>

struct _MlsTerritoryPage
{
  MlsRecipePage        parent_instance;

  /* template */
  MlsSourceGroup      *territory;
  AdwPreferencesGroup *coordinates;
  AdwEntryRow         *crs;
  MlsNomenclatureRow  *nomenclature;

  /* owned */
  char                *lost;      /* (nullable): why the nomenclature of a recipe cannot be had */

  gboolean             tells_crs; /* the recipe that was opened does */
};

G_DEFINE_FINAL_TYPE (MlsTerritoryPage, mls_territory_page, MLS_TYPE_RECIPE_PAGE)

static void
mls_territory_page_finalize (GObject *object)
{
  g_free (MLS_TERRITORY_PAGE (object)->lost);

  G_OBJECT_CLASS (mls_territory_page_parent_class)->finalize (object);
}

/* A territory in metres tells the system of the project, unless a recipe does. */
static gboolean
needs_crs (MlsTerritoryPage *self)
{
  g_autoptr (MlsCrs) told = mls_source_group_dup_crs (self->territory);

  return self->tells_crs || (told != NULL && !mls_crs_is_metric (told));
}

static const char *
get_missing (MlsRecipePage *page)
{
  MlsTerritoryPage *self = MLS_TERRITORY_PAGE (page);
  const char *missing = mls_source_group_get_missing (self->territory);
  g_autoptr (MlsCrs) given = mls_crs_new (gtk_editable_get_text (GTK_EDITABLE (self->crs)), NULL);

  if (missing != NULL)
    return missing;
  if (mls_source_group_get_facts (self->territory)->kind == MLS_GROUND_LINE)
    return _("A territory is a layer of polygons.");
  if (needs_crs (self) && (given == NULL || !mls_crs_is_metric (given)))
    return _("The reference system of the project has to be a projection in metres.");

  return self->lost;
}

static void
fill (MlsRecipePage *page, MlsRecipe *recipe)
{
  MlsTerritoryPage *self = MLS_TERRITORY_PAGE (page);

  recipe->nomenclature = g_strdup (mls_nomenclature_row_get_name (self->nomenclature));
  mls_source_group_fill (self->territory, &recipe->territory);
  if (needs_crs (self))
    recipe->crs = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->crs)));
}

static void
show (MlsRecipePage *page, const MlsRecipeLook *look)
{
  MlsTerritoryPage *self = MLS_TERRITORY_PAGE (page);
  const MlsRecipe *recipe = look->recipe;
  const char *nomenclature = recipe->nomenclature != NULL ? recipe->nomenclature : MLS_NOMENCLATURE_DEFAULT;
  gboolean known = mls_nomenclature_row_choose (self->nomenclature, nomenclature);

  g_clear_pointer (&self->lost, g_free);
  if (!known)
    self->lost = g_strdup_printf (_("There is no nomenclature “%s”: choose one."), nomenclature);
  self->tells_crs = recipe->crs != NULL;
  if (self->tells_crs)
    gtk_editable_set_text (GTK_EDITABLE (self->crs), recipe->crs);
  if (recipe->territory.file != NULL)
    mls_source_group_show (self->territory, &recipe->territory, look);
  else
    mls_source_group_forget (self->territory);
}

static void
on_changed (MlsTerritoryPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->coordinates), needs_crs (self));
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

static void
on_nomenclature (MlsTerritoryPage *self)
{
  g_clear_pointer (&self->lost, g_free);
  on_changed (self);
}

static void
mls_territory_page_class_init (MlsTerritoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MlsRecipePageClass *page_class = MLS_RECIPE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_territory_page_finalize;
  page_class->get_missing = get_missing;
  page_class->fill = fill;
  page_class->show = show;

  g_type_ensure (MLS_TYPE_SOURCE_GROUP);
  g_type_ensure (MLS_TYPE_NOMENCLATURE_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/territory-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsTerritoryPage, territory);
  gtk_widget_class_bind_template_child (widget_class, MlsTerritoryPage, coordinates);
  gtk_widget_class_bind_template_child (widget_class, MlsTerritoryPage, crs);
  gtk_widget_class_bind_template_child (widget_class, MlsTerritoryPage, nomenclature);
}

static void
mls_territory_page_init (MlsTerritoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  mls_source_group_ask (self->territory, _("Choose the limit of the territory"), FALSE);
  g_signal_connect_object (self->territory, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crs, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nomenclature, "notify::selected", G_CALLBACK (on_nomenclature), self, G_CONNECT_SWAPPED);
}
