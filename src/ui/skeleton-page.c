#include "ui/skeleton-page.h"

#include "assembly/clean.h"
#include "base/text.h"
#include "document/ground-look.h"
#include "rules/nomenclature-path.h"
#include "rules/skeleton-table.h"
#include "ui/choose-file.h"
#include "ui/import-form.h"
#include "ui/language.h"
#include "ui/skeleton-row.h"

#include <glib/gi18n.h>

struct _MlsSkeletonPage
{
  MlsRecipePage        parent_instance;

  /* template */
  AdwPreferencesGroup *layers;
  GtkButton           *add_layers;
  AdwActionRow        *no_layer;
  AdwEntryRow         *tolerance;
  AdwEntryRow         *uncoded;

  /* owned */
  MlsNomenclature     *nomenclature;
  MlsSkeletonTable    *table;
  char                *name;         /* (nullable): of the nomenclature */
  char                *failure;      /* (nullable): of the file that was added last */
  GPtrArray           *lists;        /* (element-type GPtrArray of MlsGroundFacts): of the files that were added */

  /* borrowed children */
  GPtrArray           *rows;         /* (element-type MlsSkeletonRow) of @layers, in order */

  guint                n_looks;      /* files being read */
  gboolean             disposed;
};

G_DEFINE_FINAL_TYPE (MlsSkeletonPage, mls_skeleton_page, MLS_TYPE_RECIPE_PAGE)

static void
mls_skeleton_page_dispose (GObject *object)
{
  MLS_SKELETON_PAGE (object)->disposed = TRUE;

  G_OBJECT_CLASS (mls_skeleton_page_parent_class)->dispose (object);
}

static void
mls_skeleton_page_finalize (GObject *object)
{
  MlsSkeletonPage *self = MLS_SKELETON_PAGE (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->table, mls_skeleton_table_free);
  g_free (self->name);
  g_free (self->failure);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (mls_skeleton_page_parent_class)->finalize (object);
}

/* What it has */

/* A number with a point or a comma, not negative; nothing is @empty. */
static gboolean
read_number (AdwEntryRow *row, double empty, double *out)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  g_strdelimit (text, ",", '.');
  *out = empty;

  return *text == '\0' || (mls_text_to_number (text, out) && *out >= 0);
}

static const char *
get_missing (MlsRecipePage *page)
{
  MlsSkeletonPage *self = MLS_SKELETON_PAGE (page);
  double number;

  if (self->n_looks > 0)
    return _("The file is being read.");

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *missing = mls_skeleton_row_get_missing (g_ptr_array_index (self->rows, i));

      if (missing != NULL)
        return missing;
    }

  if (!read_number (self->tolerance, 0, &number) || number > MLS_TOLERANCE_MAX / MLS_MM_PER_M)
    return _("Borders can be brought together by 0 to 10 m.");
  if (!read_number (self->uncoded, -1, &number))
    return _("The least ground without a code is a number of square metres.");

  return NULL;
}

static void
fill (MlsRecipePage *page, MlsRecipe *recipe)
{
  MlsSkeletonPage *self = MLS_SKELETON_PAGE (page);

  read_number (self->tolerance, 0, &recipe->tolerance_m);
  read_number (self->uncoded, -1, &recipe->uncoded_m2);
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (recipe->layers, mls_skeleton_row_dup_layer (g_ptr_array_index (self->rows, i)));
}

/* Rows */

static void
place_rows (MlsSkeletonPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    mls_skeleton_row_set_place (g_ptr_array_index (self->rows, i), i == 0, i + 1 == self->rows->len);

  gtk_widget_set_visible (GTK_WIDGET (self->no_layer), self->rows->len == 0 || self->failure != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->no_layer), self->failure != NULL ? self->failure : _("No layer yet"));
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
}

static void
remove_row (MlsSkeletonPage *self, GtkWidget *row)
{
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->layers, row);
  place_rows (self);
}

static void
remove_rows (MlsSkeletonPage *self)
{
  while (self->rows->len > 0)
    adw_preferences_group_remove (self->layers, g_ptr_array_steal_index (self->rows, self->rows->len - 1));
}

/* The rows are put into the group anew, in their order. */
static void
arrange (MlsSkeletonPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_object_ref (g_ptr_array_index (self->rows, i));
      adw_preferences_group_remove (self->layers, g_ptr_array_index (self->rows, i));
    }

  for (guint i = 0; i < self->rows->len; i++)
    {
      adw_preferences_group_add (self->layers, g_ptr_array_index (self->rows, i));
      g_object_unref (g_ptr_array_index (self->rows, i));
    }

  place_rows (self);
}

static void
on_moved (MlsSkeletonRow *row, int by, MlsSkeletonPage *self)
{
  guint from;

  g_ptr_array_find (self->rows, row, &from);
  g_ptr_array_remove_index (self->rows, from);
  g_ptr_array_insert (self->rows, (int) from + by, row);
  arrange (self);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void on_located (MlsSkeletonRow *row, const char *path, MlsSkeletonPage *self);

static void
add_row (MlsSkeletonPage *self, const MlsGroundFacts *facts, MlsRecipeLayer *layer, const char *fault)
{
  GtkWidget *row = mls_skeleton_row_new (self->nomenclature, mls_ui_language (), facts, layer, fault);

  g_signal_connect_object (row, "changed", G_CALLBACK (mls_recipe_page_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (remove_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (on_moved), self, 0);
  g_signal_connect_object (row, "located", G_CALLBACK (on_located), self, 0);
  adw_preferences_group_add (self->layers, row);
  g_ptr_array_add (self->rows, row);
}

/* Files */

static const MlsGroundFacts *
facts_of (const GPtrArray *list, const MlsRecipeLayer *layer)
{
  guint i = 0;

  while (!g_str_equal (((const MlsGroundFacts *) g_ptr_array_index (list, i))->layer, layer->source.layer))
    i++;

  return g_ptr_array_index (list, i);
}

/* Of a file in which no layer is known all are shown, to be chosen from. */
static void
add_proposed (MlsSkeletonPage *self, const GPtrArray *list)
{
  g_autoptr (GPtrArray) proposed = mls_ground_facts_propose (list, self->table);
  guint order;

  for (guint i = 0; proposed->len == 0 && i < list->len; i++)
    {
      const MlsGroundFacts *facts = g_ptr_array_index (list, i);

      add_row (self, facts, mls_ground_facts_guess (facts, self->table, &order), NULL);
    }

  while (proposed->len > 0)
    {
      MlsRecipeLayer *layer = g_ptr_array_steal_index (proposed, 0);

      add_row (self, facts_of (list, layer), layer, NULL);
    }
}

/* The layer of the same name, else the first. */
static const MlsGroundFacts *
closest_of (const GPtrArray *list, const MlsRecipeLayer *layer)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((const MlsGroundFacts *) g_ptr_array_index (list, i))->layer, layer->source.layer) == 0)
      return g_ptr_array_index (list, i);

  return g_ptr_array_index (list, 0);
}

/* A layer that was not there takes its place, with all that a recipe says of it. */
static void
put_in_place (MlsSkeletonPage *self, MlsSkeletonRow *lost, const GPtrArray *list)
{
  MlsRecipeLayer *layer = mls_skeleton_row_dup_layer (lost);
  const MlsGroundFacts *facts = closest_of (list, layer);
  guint place;

  g_free (layer->source.file);
  g_free (layer->source.layer);
  layer->source.file = g_strdup (facts->path);
  layer->source.layer = g_strdup (facts->layer);
  if (!g_ptr_array_find (self->rows, lost, &place))
    place = self->rows->len;

  add_row (self, facts, layer, NULL);
  g_ptr_array_insert (self->rows, (int) place, g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  g_ptr_array_remove (self->rows, lost);
  adw_preferences_group_remove (self->layers, GTK_WIDGET (lost));
  arrange (self);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsSkeletonPage) self = user_data;
  MlsGroundLook *look = mls_errand_get_data (MLS_ERRAND (source));
  MlsSkeletonRow *lost = g_object_get_data (source, "lost");
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (self->disposed)
    return;

  self->n_looks--;
  g_clear_pointer (&self->failure, g_free);
  if (done)
    {
      GPtrArray *list = g_steal_pointer (&look->list);

      g_ptr_array_add (self->lists, list);
      if (lost != NULL && gtk_widget_get_parent (GTK_WIDGET (lost)) != NULL)
        put_in_place (self, lost, list);
      else if (lost == NULL)
        add_proposed (self, list);
    }
  else
    self->failure = g_strdup (error->message);
  place_rows (self);
}

/* For @lost, if it is where that is now. */
static void
look_at (MlsSkeletonPage *self, const char *path, MlsSkeletonRow *lost)
{
  g_autoptr (MlsErrand) errand = mls_ground_look_new (path);

  if (lost != NULL)
    g_object_set_data_full (G_OBJECT (errand), "lost", g_object_ref (lost), g_object_unref);
  self->n_looks++;
  mls_recipe_page_changed (MLS_RECIPE_PAGE (self));
  mls_errand_run_async (errand, on_looked, g_object_ref (self));
}

static void
take_layers (gpointer owner, const char *path)
{
  look_at (owner, path, NULL);
}

static void
on_located (MlsSkeletonRow *row, const char *path, MlsSkeletonPage *self)
{
  look_at (self, path, row);
}

static void
on_add_layers (MlsSkeletonPage *self)
{
  GtkFileChooserNative *chooser = mls_import_form_chooser_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  gtk_native_dialog_set_title (GTK_NATIVE_DIALOG (chooser), _("Choose layers"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  mls_choose_file (chooser, take_layers, self);
}

/* The nomenclature */

/* Without one nothing can become anything; making the project says why. */
static void
load_nomenclature (MlsSkeletonPage *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->table, mls_skeleton_table_free);
  self->nomenclature = mls_nomenclature_load_named (name, NULL);
  if (self->nomenclature == NULL)
    self->nomenclature = mls_nomenclature_new ();
  self->table = mls_skeleton_table_load (name, NULL);
  if (self->table == NULL)
    self->table = mls_skeleton_table_new ();
}

/* What a layer becomes is another thing in another nomenclature; all else of it stays. */
static void
guess_anew (MlsSkeletonPage *self, MlsSkeletonRow *row)
{
  const MlsGroundFacts *facts = mls_skeleton_row_get_facts (row);
  MlsRecipeLayer *layer = mls_skeleton_row_dup_layer (row);
  g_autoptr (MlsRecipeLayer) guess = NULL;
  guint order;

  if (facts == NULL)
    {
      add_row (self, NULL, layer, mls_skeleton_row_get_missing (row));
      return;
    }

  guess = mls_ground_facts_guess (facts, self->table, &order);
  g_free (layer->cover);
  g_free (layer->use);
  layer->cover = g_steal_pointer (&guess->cover);
  layer->use = g_steal_pointer (&guess->use);
  add_row (self, facts, layer, NULL);
}

static void
begin (MlsRecipePage *page, const MlsRecipe *before)
{
  MlsSkeletonPage *self = MLS_SKELETON_PAGE (page);
  guint n = self->rows->len;

  if (g_strcmp0 (self->name, before->nomenclature) == 0)
    return;

  load_nomenclature (self, before->nomenclature);
  for (guint i = 0; i < n; i++)
    guess_anew (self, g_ptr_array_index (self->rows, i));
  while (n-- > 0)
    adw_preferences_group_remove (self->layers, g_ptr_array_steal_index (self->rows, 0));
  place_rows (self);
}

/* A recipe */

/* As people write it where they are. */
static void
show_number (AdwEntryRow *row, double number)
{
  g_autofree char *text = number >= 0 ? g_strdup_printf ("%g", number) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show (MlsRecipePage *page, const MlsRecipeLook *look)
{
  MlsSkeletonPage *self = MLS_SKELETON_PAGE (page);
  const MlsRecipe *recipe = look->recipe;
  GHashTableIter iter;
  gpointer list;

  remove_rows (self);
  g_clear_pointer (&self->failure, g_free);
  load_nomenclature (self, recipe->nomenclature != NULL ? recipe->nomenclature : MLS_NOMENCLATURE_DEFAULT);
  g_hash_table_iter_init (&iter, look->lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_add (self->lists, g_ptr_array_ref (list));

  for (guint i = 0; i < recipe->layers->len; i++)
    {
      const MlsRecipeLayer *layer = g_ptr_array_index (recipe->layers, i);
      g_autofree char *fault = NULL;
      const MlsGroundFacts *facts = mls_recipe_look_find (look, &layer->source, &fault);

      add_row (self, facts, mls_recipe_layer_copy (layer), fault);
    }
  show_number (self->tolerance, recipe->tolerance_m);
  show_number (self->uncoded, recipe->uncoded_m2);
  place_rows (self);
}

static void
mls_skeleton_page_class_init (MlsSkeletonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MlsRecipePageClass *page_class = MLS_RECIPE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_skeleton_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_skeleton_page_finalize;
  page_class->begin = begin;
  page_class->get_missing = get_missing;
  page_class->fill = fill;
  page_class->show = show;

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/skeleton-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsSkeletonPage, layers);
  gtk_widget_class_bind_template_child (widget_class, MlsSkeletonPage, add_layers);
  gtk_widget_class_bind_template_child (widget_class, MlsSkeletonPage, no_layer);
  gtk_widget_class_bind_template_child (widget_class, MlsSkeletonPage, tolerance);
  gtk_widget_class_bind_template_child (widget_class, MlsSkeletonPage, uncoded);
}

static void
mls_skeleton_page_init (MlsSkeletonPage *self)
{
  g_autoptr (MlsRecipe) untold = mls_recipe_new ();

  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  show_number (self->tolerance, untold->tolerance_m);
  g_signal_connect_object (self->add_layers, "clicked", G_CALLBACK (on_add_layers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tolerance, "changed", G_CALLBACK (mls_recipe_page_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->uncoded, "changed", G_CALLBACK (mls_recipe_page_changed), self, G_CONNECT_SWAPPED);
  mls_accept_files (GTK_WIDGET (self), take_layers, self);
}
