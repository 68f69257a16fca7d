#include "ui/first-map-dialog.h"

#include "base/text.h"
#include "document/first-map.h"
#include "rules/nomenclature-path.h"
#include "store/error.h"
#include "ui/choose-file.h"
#include "ui/coverage-page.h"
#include "ui/dates-page.h"
#include "ui/import-outcome.h"
#include "ui/progress-page.h"
#include "ui/project-page.h"
#include "ui/skeleton-page.h"
#include "ui/territory-page.h"

#include <glib/gi18n.h>

#define N_ASKING 5

struct _MlsFirstMapDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle   *heading;
  GtkButton        *back;
  GtkButton        *next;
  GtkStack         *pages;
  MlsTerritoryPage *territory;
  MlsCoveragePage  *coverage;
  MlsSkeletonPage  *skeleton;
  MlsDatesPage     *dates;
  MlsProjectPage   *project;
  MlsProgressPage  *progress;
  MlsImportOutcome *outcome;
  GtkLabel         *reason;

  MlsRecipePage    *asking[N_ASKING]; /* the pages that ask, in order */

  /* owned */
  MlsErrand        *work;             /* (nullable): while the project is being made */
  MlsErrand        *look;             /* (nullable): at a recipe that was opened */
  char             *failure;          /* (nullable): of what was tried last */

  gboolean          closing;          /* as soon as the work has given up */
  gboolean          disposed;
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
  GtkWidget *shown = gtk_stack_get_visible_child (self->pages);
  guint i = 0;

  while (i < N_ASKING && GTK_WIDGET (self->asking[i]) != shown)
    i++;

  return i;
}

static void
check (MlsFirstMapDialog *self)
{
  guint page = page_number (self);
  const char *missing = NULL;
  const char *said;

  if (self->look != NULL)
    missing = _("The recipe is being read.");
  else if (page < N_ASKING)
    missing = mls_recipe_page_get_missing (self->asking[page]);

  said = self->failure != NULL ? self->failure : missing;
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), missing == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->next), missing);
  gtk_label_set_label (self->reason, said != NULL ? said : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), said != NULL);
}

/* What was tried before is of no interest any more. */
static void
on_changed (MlsFirstMapDialog *self)
{
  g_clear_pointer (&self->failure, g_free);
  check (self);
}

static void
fail (MlsFirstMapDialog *self, const char *message)
{
  g_free (self->failure);
  self->failure = g_strdup (message);
  check (self);
}

/* What the pages before @n have. */
static MlsRecipe *
recipe_before (MlsFirstMapDialog *self, guint n)
{
  MlsRecipe *recipe = mls_recipe_new ();

  for (guint i = 0; i < n; i++)
    mls_recipe_page_fill (self->asking[i], recipe);

  return recipe;
}

/* Pages */

static void
show_page (MlsFirstMapDialog *self, GtkWidget *page, const char *back, const char *next)
{
  gtk_stack_set_visible_child (self->pages, page);
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
  g_autoptr (MlsRecipe) before = recipe_before (self, page);

  g_clear_pointer (&self->failure, g_free);
  adw_window_title_set_title (self->heading, gtk_window_get_title (GTK_WINDOW (self)));
  adw_window_title_set_subtitle (self->heading, step);
  mls_recipe_page_begin (self->asking[page], before);
  show_page (self, GTK_WIDGET (self->asking[page]), page > 0 ? _("Back") : _("Cancel"),
             page < N_ASKING - 1 ? _("Next") : _("Create"));
}

/* Recipes */

static void
take_recipe_name (gpointer owner, const char *path)
{
  g_autoptr (MlsRecipe) recipe = recipe_before (owner, N_ASKING);
  g_autoptr (GError) error = NULL;

  if (mls_recipe_save (recipe, path, &error))
    on_changed (owner);
  else
    fail (owner, error->message);
}

static void
save_recipe (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MlsFirstMapDialog *self = MLS_FIRST_MAP_DIALOG (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Where the recipe is saved"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  const char *project = mls_project_page_get_path (self->project);
  g_autofree char *stem = mls_text_stem (project);
  g_autofree char *name = g_strconcat (stem, ".ini", NULL);

  mls_chooser_look_beside (chooser, project);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_choose_file (chooser, take_recipe_name, self);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsFirstMapDialog) self = user_data;
  MlsErrand *errand = MLS_ERRAND (source);
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (errand, result, &error);

  if (self->disposed || errand != self->look)
    return;

  for (guint i = 0; done && i < N_ASKING; i++)
    mls_recipe_page_show (self->asking[i], mls_errand_get_data (errand));
  g_clear_object (&self->look);
  if (done)
    on_changed (self);
  else
    fail (self, error->message);
}

static void
take_recipe (gpointer owner, const char *path)
{
  MlsFirstMapDialog *self = owner;

  g_clear_object (&self->look);
  self->look = mls_recipe_look_new (path);
  on_changed (self);
  mls_errand_run_async (self->look, on_looked, g_object_ref (self));
}

static void
open_recipe (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Choose a recipe"), GTK_WINDOW (widget),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Recipes"));
  gtk_file_filter_add_suffix (filter, "ini");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  mls_choose_file (chooser, take_recipe, widget);
}

/* Making */

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
      g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_load_named (map->recipe->nomenclature, NULL);

      mls_import_outcome_show_first_map (self->outcome, map->report, nomenclature);
      show_page (self, GTK_WIDGET (self->outcome), NULL, _("Done"));
      g_signal_emit (self, signals[MADE], 0, file);
    }
  else if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    ask (self, N_ASKING - 1);
  else
    {
      mls_import_outcome_show_refused (self->outcome, NULL, error->message);
      show_page (self, GTK_WIDGET (self->outcome), _("Back"), NULL);
    }

  self->closing = FALSE;
}

static void
make (MlsFirstMapDialog *self)
{
  MlsFirstMap *map = g_new0 (MlsFirstMap, 1);

  map->recipe = recipe_before (self, N_ASKING);
  map->project = g_strdup (mls_project_page_get_path (self->project));
  map->author = mls_project_page_dup_author (self->project);
  self->work = mls_errand_new (mls_first_map_run, map, (GDestroyNotify) mls_first_map_free);
  adw_window_title_set_subtitle (self->heading, "");
  mls_progress_page_watch (self->progress, self->work, _("Making the project"));
  show_page (self, GTK_WIDGET (self->progress), _("Cancel"), NULL);
  mls_errand_run_async (self->work, on_ended, g_object_ref (self));
}

static void
on_next (MlsFirstMapDialog *self)
{
  guint page = page_number (self);

  /* A file may have got the project's name since. */
  check (self);
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->next)))
    return;

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
  g_clear_object (&self->look);

  G_OBJECT_CLASS (mls_first_map_dialog_parent_class)->dispose (object);
}

static void
mls_first_map_dialog_finalize (GObject *object)
{
  g_free (MLS_FIRST_MAP_DIALOG (object)->failure);

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

  g_type_ensure (MLS_TYPE_TERRITORY_PAGE);
  g_type_ensure (MLS_TYPE_COVERAGE_PAGE);
  g_type_ensure (MLS_TYPE_SKELETON_PAGE);
  g_type_ensure (MLS_TYPE_DATES_PAGE);
  g_type_ensure (MLS_TYPE_PROJECT_PAGE);
  g_type_ensure (MLS_TYPE_IMPORT_OUTCOME);
  g_type_ensure (MLS_TYPE_PROGRESS_PAGE);

  gtk_widget_class_install_action (widget_class, "recipe.open", NULL, open_recipe);
  gtk_widget_class_install_action (widget_class, "recipe.save", NULL, save_recipe);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/first-map-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, back);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, next);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, territory);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, coverage);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, skeleton);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, dates);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, project);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, MlsFirstMapDialog, reason);
}

static void
mls_first_map_dialog_init (MlsFirstMapDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->asking[0] = MLS_RECIPE_PAGE (self->territory);
  self->asking[1] = MLS_RECIPE_PAGE (self->coverage);
  self->asking[2] = MLS_RECIPE_PAGE (self->skeleton);
  self->asking[3] = MLS_RECIPE_PAGE (self->dates);
  self->asking[4] = MLS_RECIPE_PAGE (self->project);
  for (guint i = 0; i < N_ASKING; i++)
    g_signal_connect_object (self->asking[i], "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
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

  mls_project_page_set_author (self->project, author, settings);
  ask (self, 0);

  return self;
}
