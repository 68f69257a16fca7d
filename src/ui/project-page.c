#include "ui/project-page.h"

#include "ui/author-row.h"
#include "ui/project-row.h"
#include "ui/skeleton-row.h"

#include <glib/gi18n.h>

struct _MlsProjectPage
{
  MlsRecipePage        parent_instance;

  /* template */
  MlsProjectRow       *project;
  MlsAuthorRow        *author;
  AdwPreferencesGroup *summary;

  /* owned */
  char                *proposed_for; /* (nullable): the territory that a file was proposed for */

  /* borrowed children */
  GPtrArray           *lines;        /* (element-type GtkWidget) of @summary */
};

G_DEFINE_FINAL_TYPE (MlsProjectPage, mls_project_page, MLS_TYPE_RECIPE_PAGE)

static void
mls_project_page_finalize (GObject *object)
{
  MlsProjectPage *self = MLS_PROJECT_PAGE (object);

  g_free (self->proposed_for);
  g_ptr_array_unref (self->lines);

  G_OBJECT_CLASS (mls_project_page_parent_class)->finalize (object);
}

static const char *
get_missing (MlsRecipePage *page)
{
  MlsProjectPage *self = MLS_PROJECT_PAGE (page);

  if (mls_project_row_get_path (self->project) == NULL || !mls_project_row_is_free (self->project))
    return _("There is a file of that name already.");

  return mls_author_row_get_missing (self->author);
}

/* What takes ground, from the first to the last */

static void
add_line (MlsProjectPage *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->summary, row);
  g_ptr_array_add (self->lines, row);
}

static const char *
layer_name (const MlsRecipeSource *source)
{
  return source->layer != NULL ? source->layer : source->file;
}

static void
show_summary (MlsProjectPage *self, const MlsRecipe *recipe)
{
  g_autofree char *dates = g_strjoinv (" · ", recipe->vintages);

  for (guint i = 0; i < self->lines->len; i++)
    adw_preferences_group_remove (self->summary, g_ptr_array_index (self->lines, i));
  g_ptr_array_set_size (self->lines, 0);

  add_line (self, layer_name (&recipe->territory), dates);
  for (guint i = 0; i < recipe->layers->len; i++)
    {
      const MlsRecipeLayer *layer = g_ptr_array_index (recipe->layers, i);
      g_autofree char *text = mls_skeleton_text (layer);

      add_line (self, layer->name, text);
    }
  if (recipe->coverage != NULL)
    add_line (self, layer_name (&recipe->coverage->source), _("its codes, beneath all layers"));
  add_line (self, _("The rest"), _("without a code"));
}

static void
begin (MlsRecipePage *page, const MlsRecipe *before)
{
  MlsProjectPage *self = MLS_PROJECT_PAGE (page);
  const MlsRecipeSource *territory = &before->territory;

  if (g_strcmp0 (self->proposed_for, territory->file) != 0)
    {
      g_free (self->proposed_for);
      self->proposed_for = g_strdup (territory->file);
      mls_project_row_propose (self->project, territory->file, layer_name (territory));
    }

  show_summary (self, before);
}

/* What it asks is no part of a recipe: another project is made of it each time. */

static void
fill (MlsRecipePage *page, MlsRecipe *recipe)
{
}

static void
show (MlsRecipePage *page, const MlsRecipeLook *look)
{
}

static void
mls_project_page_class_init (MlsProjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MlsRecipePageClass *page_class = MLS_RECIPE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_project_page_finalize;
  page_class->begin = begin;
  page_class->get_missing = get_missing;
  page_class->fill = fill;
  page_class->show = show;

  g_type_ensure (MLS_TYPE_AUTHOR_ROW);
  g_type_ensure (MLS_TYPE_PROJECT_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsProjectPage, project);
  gtk_widget_class_bind_template_child (widget_class, MlsProjectPage, author);
  gtk_widget_class_bind_template_child (widget_class, MlsProjectPage, summary);
}

static void
mls_project_page_init (MlsProjectPage *self)
{
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->project, "changed", G_CALLBACK (mls_recipe_page_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->author, "changed", G_CALLBACK (mls_recipe_page_changed), self, G_CONNECT_SWAPPED);
}

/**
 * mls_project_page_set_author:
 * @self: the page
 * @author: (nullable): who edits; %NULL to ask
 * @settings: keeps what is answered
 */
void
mls_project_page_set_author (MlsProjectPage *self, const char *author, GSettings *settings)
{
  mls_author_row_ask (self->author, author, settings);
}

/**
 * mls_project_page_get_path:
 * @self: a page that was shown
 *
 * Returns: the file that the project is to be
 */
const char *
mls_project_page_get_path (MlsProjectPage *self)
{
  return mls_project_row_get_path (self->project);
}

/**
 * mls_project_page_dup_author:
 * @self: the page
 *
 * Returns: (transfer full): who makes it
 */
char *
mls_project_page_dup_author (MlsProjectPage *self)
{
  return mls_author_row_dup_author (self->author);
}
