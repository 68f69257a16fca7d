#include "ui/first-map-dialog.h"

#include "base/text.h"
#include "document/first-map.h"
#include "document/ground-look.h"
#include "rules/nomenclature-path.h"
#include "rules/skeleton-table.h"
#include "rules/vintage.h"
#include "store/error.h"
#include "ui/choose-file.h"
#include "ui/import-form.h"
#include "ui/import-outcome.h"
#include "ui/language.h"
#include "ui/nomenclature-row.h"
#include "ui/photo-choice.h"
#include "ui/progress-page.h"
#include "ui/project-row.h"
#include "ui/skeleton-row.h"
#include "ui/source-group.h"

#include <glib/gi18n.h>
#include <string.h>

/* The pages that ask, in order. */
static const char *const asking[] = { "territory", "skeleton", "dates", "project" };

#define N_ASKING G_N_ELEMENTS (asking)

struct _MlsFirstMapDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle      *heading;
  GtkButton           *back;
  GtkButton           *next;
  GtkStack            *pages;
  MlsSourceGroup      *territory;
  AdwPreferencesGroup *coordinates;
  AdwEntryRow         *crs;
  MlsNomenclatureRow  *nomenclature_row;
  MlsSourceGroup      *coverage;
  AdwPreferencesGroup *layers;
  GtkButton           *add_layers;
  AdwActionRow        *no_layer;
  AdwEntryRow         *vintages;
  AdwPreferencesGroup *photos;
  GtkButton           *add_photos;
  MlsProjectRow       *project;
  AdwEntryRow         *author;
  AdwPreferencesGroup *summary;
  GtkButton           *save_recipe;
  MlsProgressPage     *progress;
  MlsImportOutcome    *outcome;
  GtkLabel            *reason;

  /* owned */
  MlsNomenclature     *nomenclature;
  MlsSkeletonTable    *table;
  MlsErrand           *work;         /* (nullable): while the project is being made */
  char                *given_author; /* (nullable): the entry is not asked then */
  char                *failure;      /* (nullable): of the file that was added last */
  char                *proposed_for; /* (nullable): the territory that a file was proposed for */

  GPtrArray           *lists;        /* (element-type GPtrArray of MlsGroundFacts): of the files that were added */

  /* borrowed children */
  GPtrArray           *rows;         /* (element-type MlsSkeletonRow) of @layers, in order */
  GPtrArray           *choices;      /* (element-type MlsPhotoChoice) of @photos */
  GPtrArray           *lines;        /* (element-type GtkWidget) of @summary */

  guint                n_looks;      /* files being read */
  gboolean             closing;      /* as soon as the work has given up */
  gboolean             disposed;
};

G_DEFINE_FINAL_TYPE (MlsFirstMapDialog, mls_first_map_dialog, ADW_TYPE_WINDOW)

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Which of the pages that ask is shown; N_ASKING for any other. */
static guint
page_number (MlsFirstMapDialog *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->pages);
  guint i = 0;

  while (i < N_ASKING && g_strcmp0 (asking[i], name) != 0)
    i++;

  return i;
}

/* What is missing */

static const char *
check_territory (MlsFirstMapDialog *self)
{
  const char *missing = mls_source_group_get_missing (self->territory);
  g_autoptr (MlsCrs) told = mls_source_group_dup_crs (self->territory);
  g_autoptr (MlsCrs) given = mls_crs_new (gtk_editable_get_text (GTK_EDITABLE (self->crs)), NULL);
  const MlsGroundFacts *coverage = mls_source_group_get_facts (self->coverage);
  g_autoptr (MlsImportMap) map = coverage != NULL ? mls_import_map_guess (coverage->columns, FALSE) : NULL;
  gboolean in_metres = told == NULL || mls_crs_is_metric (told);

  gtk_widget_set_visible (GTK_WIDGET (self->coordinates), !in_metres);
  if (missing != NULL)
    return missing;
  if (mls_source_group_get_facts (self->territory)->kind == MLS_GROUND_LINE)
    return _("A territory is a layer of polygons.");
  if (!in_metres && (given == NULL || !mls_crs_is_metric (given)))
    return _("The reference system of the project has to be a projection in metres.");
  if (map != NULL && map->vintages->len == 0)
    return _("No column of what is there already looks like codes, as cs24 and us24 do.");

  return mls_source_group_get_missing (self->coverage);
}

static const char *
check_skeleton (MlsFirstMapDialog *self)
{
  if (self->n_looks > 0)
    return _("The file is being read.");

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *missing = mls_skeleton_row_get_missing (g_ptr_array_index (self->rows, i));

      if (missing != NULL)
        return missing;
    }

  return NULL;
}

/* The years that are written, or NULL if any word is none. */
static GStrv
read_years (MlsFirstMapDialog *self)
{
  g_auto (GStrv) words = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->vintages)), " ,;", -1);
  g_autoptr (GStrvBuilder) years = g_strv_builder_new ();

  for (char **word = words; *word != NULL; word++)
    {
      MlsVintage vintage;
      g_autofree char *year = NULL;

      if (**word == '\0')
        continue;
      if (!mls_vintage_read (*word, &vintage))
        return NULL;

      year = g_strdup_printf ("%d", vintage.year);
      g_strv_builder_add (years, year);
    }

  return g_strv_builder_end (years);
}

static const char *
check_dates (MlsFirstMapDialog *self)
{
  g_auto (GStrv) years = read_years (self);

  if (years == NULL)
    return _("A vintage is a year of two or four digits.");
  if (years[0] == NULL && mls_source_group_get_facts (self->coverage) == NULL)
    return _("A project needs a vintage.");

  for (guint i = 0; years[i] != NULL; i++)
    for (guint k = 0; k < i; k++)
      if (g_str_equal (years[i], years[k]))
        return _("Two vintages have the same year.");

  return NULL;
}

static const char *
check_project (MlsFirstMapDialog *self)
{
  const char *author = gtk_editable_get_text (GTK_EDITABLE (self->author));

  if (mls_project_row_get_path (self->project) == NULL || !mls_project_row_is_free (self->project))
    return _("There is a file of that name already.");
  if (self->given_author == NULL && strspn (author, " ") == strlen (author))
    return _("Edits carry a name: say who you are.");

  return NULL;
}

static const char *
find_missing (MlsFirstMapDialog *self)
{
  static const char *(*const checks[N_ASKING]) (MlsFirstMapDialog *) = { check_territory, check_skeleton, check_dates,
                                                                          check_project };
  guint page = page_number (self);

  return page < N_ASKING ? checks[page] (self) : NULL;
}

static void
check (MlsFirstMapDialog *self)
{
  const char *missing = find_missing (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->next), missing == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next), missing);
  gtk_label_set_label (self->reason, missing != NULL ? missing : self->failure != NULL ? self->failure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), missing != NULL || self->failure != NULL);
}

/* What was chosen, as a recipe */

static MlsRecipeCoverage *
coverage_of (MlsFirstMapDialog *self)
{
  MlsRecipeCoverage *coverage = mls_recipe_coverage_new ();

  mls_source_group_fill (self->coverage, &coverage->source);

  return coverage;
}

static MlsRecipe *
recipe_of (MlsFirstMapDialog *self)
{
  MlsRecipe *recipe = mls_recipe_new ();

  recipe->vintages = read_years (self);
  recipe->nomenclature = g_strdup (mls_nomenclature_row_get_name (self->nomenclature_row));
  mls_source_group_fill (self->territory, &recipe->territory);
  if (gtk_widget_get_visible (GTK_WIDGET (self->coordinates)))
    recipe->crs = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->crs)));
  if (mls_source_group_get_facts (self->coverage) != NULL)
    recipe->coverage = coverage_of (self);
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (recipe->layers, mls_skeleton_row_dup_layer (g_ptr_array_index (self->rows, i)));
  for (guint i = 0; i < self->choices->len; i++)
    g_ptr_array_add (recipe->photos, mls_photo_choice_dup_photo (g_ptr_array_index (self->choices, i)));

  return recipe;
}

/* Pages */

static void
add_line (MlsFirstMapDialog *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->summary, row);
  g_ptr_array_add (self->lines, row);
}

/* What takes ground, from the first to the last. */
static void
show_summary (MlsFirstMapDialog *self)
{
  const MlsGroundFacts *coverage = mls_source_group_get_facts (self->coverage);
  g_auto (GStrv) years = read_years (self);
  g_autofree char *dates = g_strjoinv (" · ", years);

  for (guint i = 0; i < self->lines->len; i++)
    adw_preferences_group_remove (self->summary, g_ptr_array_index (self->lines, i));
  g_ptr_array_set_size (self->lines, 0);

  add_line (self, mls_source_group_get_facts (self->territory)->layer, dates);
  for (guint i = 0; i < self->rows->len; i++)
    {
      MlsSkeletonRow *row = g_ptr_array_index (self->rows, i);

      add_line (self, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), mls_skeleton_row_get_text (row));
    }
  if (coverage != NULL)
    add_line (self, coverage->layer, _("its codes, beneath all layers"));
  add_line (self, _("The rest"), _("without a code"));
}

static void
propose_file (MlsFirstMapDialog *self)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self->territory);

  if (g_strcmp0 (self->proposed_for, facts->path) == 0)
    return;

  g_free (self->proposed_for);
  self->proposed_for = g_strdup (facts->path);
  mls_project_row_propose (self->project, facts->path, facts->layer);
}

static void
show_photo_vintages (MlsFirstMapDialog *self)
{
  g_auto (GStrv) years = read_years (self);

  for (guint i = 0; years != NULL && i < self->choices->len; i++)
    mls_photo_choice_set_vintages (g_ptr_array_index (self->choices, i), (const char *const *) years);
}

static void
show_page (MlsFirstMapDialog *self, const char *page, const char *back, const char *next)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->back), back != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->next), next != NULL);
  if (back != NULL)
    gtk_button_set_label (self->back, back);
  if (next != NULL)
    gtk_button_set_label (self->next, next);
  gtk_window_set_default_widget (GTK_WINDOW (self), next != NULL ? GTK_WIDGET (self->next) : NULL);
  check (self);
}

static void
ask (MlsFirstMapDialog *self, guint page)
{
  g_autofree char *step = g_strdup_printf (_("Step %u of %u"), page + 1, (guint) N_ASKING);

  g_clear_pointer (&self->failure, g_free);
  adw_window_title_set_title (self->heading, gtk_window_get_title (GTK_WINDOW (self)));
  adw_window_title_set_subtitle (self->heading, step);
  if (page == N_ASKING - 1)
    {
      propose_file (self);
      show_summary (self);
    }
  show_page (self, asking[page], page > 0 ? _("Back") : _("Cancel"), page < N_ASKING - 1 ? _("Next") : _("Create"));
}

/* Layers */

static void
place_rows (MlsFirstMapDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    mls_skeleton_row_set_place (g_ptr_array_index (self->rows, i), i == 0, i + 1 == self->rows->len);

  gtk_widget_set_visible (GTK_WIDGET (self->no_layer), self->rows->len == 0);
  check (self);
}

static void
remove_row (MlsFirstMapDialog *self, GtkWidget *row)
{
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->layers, row);
  place_rows (self);
}

/* The rows are put into the group anew, in their order. */
static void
move_row (MlsFirstMapDialog *self, int by, GtkWidget *row)
{
  guint from;

  g_ptr_array_find (self->rows, row, &from);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_object_ref (g_ptr_array_index (self->rows, i));
      adw_preferences_group_remove (self->layers, g_ptr_array_index (self->rows, i));
    }

  g_ptr_array_remove_index (self->rows, from);
  g_ptr_array_insert (self->rows, (int) from + by, row);
  for (guint i = 0; i < self->rows->len; i++)
    {
      adw_preferences_group_add (self->layers, g_ptr_array_index (self->rows, i));
      g_object_unref (g_ptr_array_index (self->rows, i));
    }

  place_rows (self);
  gtk_widget_grab_focus (row);
}

static void
on_row_moved (MlsSkeletonRow *row, int by, MlsFirstMapDialog *self)
{
  move_row (self, by, GTK_WIDGET (row));
}

static void
add_row (MlsFirstMapDialog *self, const MlsGroundFacts *facts, MlsRecipeLayer *guess)
{
  GtkWidget *row = mls_skeleton_row_new (self->nomenclature, mls_ui_language (), facts, guess);

  g_signal_connect_object (row, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (remove_row), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "moved", G_CALLBACK (on_row_moved), self, 0);
  adw_preferences_group_add (self->layers, row);
  g_ptr_array_add (self->rows, row);
}

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
add_proposed (MlsFirstMapDialog *self, const GPtrArray *list)
{
  g_autoptr (GPtrArray) proposed = mls_ground_facts_propose (list, self->table);
  guint order;

  for (guint i = 0; proposed->len == 0 && i < list->len; i++)
    add_row (self, g_ptr_array_index (list, i), mls_ground_facts_guess (g_ptr_array_index (list, i), self->table, &order));

  while (proposed->len > 0)
    {
      MlsRecipeLayer *layer = g_ptr_array_steal_index (proposed, 0);

      add_row (self, facts_of (list, layer), layer);
    }
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsFirstMapDialog) self = user_data;
  MlsGroundLook *look = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (self->disposed)
    return;

  self->n_looks--;
  g_clear_pointer (&self->failure, g_free);
  if (done)
    {
      g_ptr_array_add (self->lists, g_steal_pointer (&look->list));
      add_proposed (self, g_ptr_array_index (self->lists, self->lists->len - 1));
    }
  else
    self->failure = g_strdup (error->message);
  place_rows (self);
}

static void
take_layers (gpointer owner, const char *path)
{
  MlsFirstMapDialog *self = owner;
  g_autoptr (MlsErrand) errand = mls_ground_look_new (path);

  self->n_looks++;
  check (self);
  mls_errand_run_async (errand, on_looked, g_object_ref (self));
}

static void
on_add_layers (MlsFirstMapDialog *self)
{
  GtkFileChooserNative *chooser = mls_import_form_chooser_new (GTK_WINDOW (self));

  gtk_native_dialog_set_title (GTK_NATIVE_DIALOG (chooser), _("Choose layers"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  mls_choose_file (chooser, take_layers, self);
}

static gboolean
on_drop (MlsFirstMapDialog *self, const GValue *value)
{
  for (GSList *files = g_value_get_boxed (value); files != NULL; files = files->next)
    {
      g_autofree char *path = g_file_get_path (files->data);

      if (path != NULL)
        take_layers (self, path);
    }

  return TRUE;
}

/* Photos */

static void
remove_photo (MlsFirstMapDialog *self, GtkWidget *row)
{
  g_ptr_array_remove (self->choices, row);
  adw_preferences_group_remove (self->photos, row);
}

static void
take_photo (gpointer owner, const char *path)
{
  MlsFirstMapDialog *self = owner;
  GtkWidget *row = mls_photo_choice_new (path);

  g_signal_connect_object (row, "removed", G_CALLBACK (remove_photo), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->photos, row);
  g_ptr_array_add (self->choices, row);
  show_photo_vintages (self);
}

static void
on_add_photos (MlsFirstMapDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Choose photos"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                               _("_Open"), _("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  mls_choose_file (chooser, take_photo, self);
}

static void
on_vintages (MlsFirstMapDialog *self)
{
  show_photo_vintages (self);
  check (self);
}

/* Making */

static void
take_recipe_name (gpointer owner, const char *path)
{
  MlsFirstMapDialog *self = owner;
  g_autoptr (MlsRecipe) recipe = recipe_of (self);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->failure, g_free);
  if (!mls_recipe_save (recipe, path, &error))
    self->failure = g_strdup (error->message);
  check (self);
}

static void
on_save_recipe (MlsFirstMapDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Where the recipe is saved"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               _("_Save"), _("_Cancel"));
  g_autofree char *stem = mls_text_stem (mls_project_row_get_path (self->project));
  g_autofree char *name = g_strconcat (stem, ".ini", NULL);

  mls_chooser_look_beside (chooser, mls_project_row_get_path (self->project));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, take_recipe_name, self);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsFirstMapDialog) self = user_data;
  g_autoptr (MlsErrand) work = g_steal_pointer (&self->work);
  const MlsFirstMap *map = mls_errand_get_data (MLS_ERRAND (source));
  g_autoptr (GError) error = NULL;
  gboolean made = mls_errand_run_finish (MLS_ERRAND (source), result, &error);

  if (self->disposed)
    return;

  if (made)
    {
      g_autoptr (GFile) file = g_file_new_for_path (map->project);

      mls_import_outcome_show_first_map (self->outcome, map->report, self->nomenclature);
      show_page (self, "outcome", NULL, _("Done"));
      g_signal_emit (self, signals[MADE], 0, file);
    }
  else if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    ask (self, N_ASKING - 1);
  else
    {
      mls_import_outcome_show_refused (self->outcome, NULL, error->message);
      show_page (self, "outcome", _("Back"), NULL);
    }

  self->closing = FALSE;
}

static void
make (MlsFirstMapDialog *self)
{
  MlsFirstMap *map = g_new0 (MlsFirstMap, 1);

  map->recipe = recipe_of (self);
  map->project = g_strdup (mls_project_row_get_path (self->project));
  map->author = g_strstrip (g_strdup (self->given_author != NULL ? self->given_author
                                                                : gtk_editable_get_text (GTK_EDITABLE (self->author))));
  self->work = mls_errand_new (mls_first_map_run, map, (GDestroyNotify) mls_first_map_free);
  adw_window_title_set_subtitle (self->heading, "");
  mls_progress_page_watch (self->progress, self->work, _("Making the project"));
  show_page (self, "progress", _("Cancel"), NULL);
  mls_errand_run_async (self->work, on_ended, g_object_ref (self));
}

static void
on_next (MlsFirstMapDialog *self)
{
  guint page = page_number (self);

  if (page == N_ASKING)
    gtk_window_close (GTK_WINDOW (self));
  else if (page == N_ASKING - 1)
    make (self);
  else
    ask (self, page + 1);
}

static void
on_back (MlsFirstMapDialog *self)
{
  guint page = page_number (self);

  if (self->work != NULL)
    mls_errand_cancel (self->work);
  else if (page == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    ask (self, page - 1);
}

/* Work that is under way is given up first: what it has written has to be taken away. */
static gboolean
mls_first_map_dialog_close_request (GtkWindow *window)
{
  MlsFirstMapDialog *self = MLS_FIRST_MAP_DIALOG (window);

  if (self->work == NULL)
    return GTK_WINDOW_CLASS (mls_first_map_dialog_parent_class)->close_request (window);

  self->closing = TRUE;
  mls_errand_cancel (self->work);
  return TRUE;
}

static void
mls_first_map_dialog_dispose (GObject *object)
{
  MlsFirstMapDialog *self = MLS_FIRST_MAP_DIALOG (object);

  self->disposed = TRUE;
  if (self->work != NULL)
    mls_errand_cancel (self->work);

  G_OBJECT_CLASS (mls_first_map_dialog_parent_class)->dispose (object);
}

static void
mls_first_map_dialog_finalize (GObject *object)
{
  MlsFirstMapDialog *self = MLS_FIRST_MAP_DIALOG (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->table, mls_skeleton_table_free);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->lines);
  g_free (self->given_author);
  g_free (self->failure);
  g_free (self->proposed_for);

  G_OBJECT_CLASS (mls_first_map_dialog_parent_class)->finalize (object);
}

static void
mls_first_map_dialog_class_init (MlsFirstMapDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_first_map_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_first_map_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = mls_first_map_dialog_close_request;

  signals[MADE] = g_signal_new ("made", MLS_TYPE_FIRST_MAP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_FILE);

  g_type_ensure (MLS_TYPE_SOURCE_GROUP);
  g_type_ensure (MLS_TYPE_NOMENCLATURE_ROW);
  g_type_ensure (MLS_TYPE_PROJECT_ROW);
  g_type_ensure (MLS_TYPE_IMPORT_OUTCOME);
  g_type_ensure (MLS_TYPE_PROGRESS_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/first-map-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, back);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, next);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, territory);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, coordinates);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, crs);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, nomenclature_row);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, coverage);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, layers);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, add_layers);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, no_layer);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, vintages);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, photos);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, add_photos);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, project);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, author);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, save_recipe);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, reason);
}

/* Without a nomenclature nothing can become anything; making the project says why. */
static void
load_nomenclature (MlsFirstMapDialog *self)
{
  const char *name = mls_nomenclature_row_get_name (self->nomenclature_row);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->table, mls_skeleton_table_free);
  self->nomenclature = mls_nomenclature_load_named (name != NULL ? name : MLS_NOMENCLATURE_DEFAULT, NULL);
  if (self->nomenclature == NULL)
    self->nomenclature = mls_nomenclature_new ();
  self->table = mls_skeleton_table_load (name != NULL ? name : MLS_NOMENCLATURE_DEFAULT, NULL);
  if (self->table == NULL)
    self->table = mls_skeleton_table_new ();
}

/* What layers become is another thing in another nomenclature. */
static void
on_nomenclature (MlsFirstMapDialog *self)
{
  load_nomenclature (self);
  while (self->rows->len > 0)
    adw_preferences_group_remove (self->layers, g_ptr_array_steal_index (self->rows, self->rows->len - 1));
  for (guint i = 0; i < self->lists->len; i++)
    add_proposed (self, g_ptr_array_index (self->lists, i));
  place_rows (self);
}

static void
listen (MlsFirstMapDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (self->next, "clicked", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->territory, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nomenclature_row, "notify::selected", G_CALLBACK (on_nomenclature), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->coverage, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crs, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add_layers, "clicked", G_CALLBACK (on_add_layers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vintages, "changed", G_CALLBACK (on_vintages), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add_photos, "clicked", G_CALLBACK (on_add_photos), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->author, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save_recipe, "clicked", G_CALLBACK (on_save_recipe), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->layers), GTK_EVENT_CONTROLLER (drop));
}

static void
mls_first_map_dialog_init (MlsFirstMapDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *year = g_date_time_format (now, "%Y");

  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->rows = g_ptr_array_new ();
  self->choices = g_ptr_array_new ();
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  mls_source_group_ask (self->territory, _("Choose the limit of the territory"), FALSE);
  mls_source_group_ask (self->coverage, _("None"), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->vintages), year);
  listen (self);
}

static void
set_author (MlsFirstMapDialog *self, const char *author, GSettings *settings)
{
  g_autofree char *known = author != NULL ? g_strdup (author) : g_settings_get_string (settings, "author");

  if (*known == '\0')
    g_settings_bind (settings, "author", self->author, "text", G_SETTINGS_BIND_DEFAULT);
  else
    self->given_author = g_steal_pointer (&known);

  gtk_widget_set_visible (GTK_WIDGET (self->author), self->given_author == NULL);
}

/**
 * mls_first_map_dialog_new:
 * @parent: the window it belongs to
 * @settings: the preferences of the user
 * @author: (nullable): who edits, if the command line said so
 *
 * Returns: (transfer none): the dialog, not yet shown
 */
MlsFirstMapDialog *
mls_first_map_dialog_new (GtkWindow *parent, GSettings *settings, const char *author)
{
  MlsFirstMapDialog *self = g_object_new (MLS_TYPE_FIRST_MAP_DIALOG, "transient-for", parent, NULL);

  load_nomenclature (self);
  set_author (self, author, settings);
  ask (self, 0);

  return self;
}
