#include "ui/dates-dialog.h"

#include "store/error.h"
#include "store/image-link.h"
#include "store/vintage.h"
#include "ui/choose-file.h"
#include "ui/date-row.h"
#include "ui/import-form.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

struct _MlsDatesDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *dates;
  AdwPreferencesGroup *adding;
  AdwPreferencesGroup *reading;
  AdwEntryRow         *year;
  AdwComboRow         *origin;
  GtkButton           *add;
  AdwActionRow        *file;
  AdwEntryRow         *path;

  /* owned */
  GPtrArray           *rows;   /* (element-type MlsDateRow), the newest first, borrowed */
  MlsErrand           *look;   /* (nullable): measures how much is coded */

  MlsProject          *project; /* borrowed, as long as the window has it; NULL while a job has it */
};

G_DEFINE_FINAL_TYPE (MlsDatesDialog, mls_dates_dialog, ADW_TYPE_WINDOW)

enum
{
  JOB,
  CHANGED,
  READ,
  PHOTOS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * mls_dates_dialog_tell:
 * @self: the dialog
 * @error: why something was not done
 */
void
mls_dates_dialog_tell (MlsDatesDialog *self, const GError *error)
{
  mls_tell (GTK_WINDOW (self), _("The dates stay as they were"), error->message);
}

/* The name that what is done here carries; NULL if there is none, which the user has been told. */
static const char *
find_author (MlsDatesDialog *self)
{
  const char *author = mls_project_get_author (self->project);
  g_autoptr (GError) error = NULL;

  if (author != NULL && *author != '\0')
    return author;

  g_set_error_literal (&error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                       _("Edits carry a name: say who you are, in the preferences"));
  mls_dates_dialog_tell (self, error);
  return NULL;
}

static guint
vintage_of (MlsDatesDialog *self, MlsDateRow *row)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  guint v = 0;

  mls_vintage_find (rules->vintages, rules->n_vintages, mls_date_row_get_code (row), &v);

  return v;
}

static void
on_titled (MlsDateRow *row, const char *title, MlsDatesDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!mls_store_set_vintage_title (mls_project_get_store (self->project), vintage_of (self, row), title, &error))
    mls_dates_dialog_tell (self, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_stated (MlsDateRow *row, guint state, MlsDatesDialog *self)
{
  const char *author = find_author (self);
  g_autoptr (GError) error = NULL;

  if (author != NULL && !mls_store_set_vintage_state (mls_project_get_store (self->project), vintage_of (self, row),
                                                      (MlsVintageState) state, author, &error))
    mls_dates_dialog_tell (self, error);

  /* What was refused is shown as it is again. */
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
send_job (MlsDatesDialog *self, MlsVintageJobKind kind, int year, const char *code, const char *copied_from)
{
  const char *author = find_author (self);
  MlsVintageJob *job;

  if (author == NULL)
    return;

  job = mls_vintage_job_new (kind, mls_project_get_path (self->project), author, year);
  job->copied_from = g_strdup (copied_from);
  if (code != NULL)
    {
      g_free (job->code);
      job->code = g_strdup (code);
    }
  g_signal_emit (self, signals[JOB], 0, job);
}

static void
on_photos (MlsDateRow *row, MlsDatesDialog *self)
{
  g_signal_emit (self, signals[PHOTOS], 0, vintage_of (self, row));
}

static void
on_dropped (MlsDateRow *row, MlsDatesDialog *self)
{
  send_job (self, MLS_VINTAGE_DROPPED, mls_date_row_get_year (row), mls_date_row_get_code (row), NULL);
}

/* The year that was typed, or 0 if it is none. */
static int
read_year (MlsDatesDialog *self)
{
  guint64 year;

  return g_ascii_string_to_unsigned (gtk_editable_get_text (GTK_EDITABLE (self->year)), 10, 1000, 9999, &year, NULL)
           ? (int) year
           : 0;
}

/* The row, from the newest on, of the date before @year, else of the oldest. */
static guint
find_origin (MlsDatesDialog *self, int year)
{
  guint i = 0;

  while (i + 1 < self->rows->len && mls_date_row_get_year (g_ptr_array_index (self->rows, i)) > year)
    i++;

  return i;
}

static void
on_year (MlsDatesDialog *self)
{
  int year = read_year (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->add), year != 0);
  if (year != 0)
    adw_combo_row_set_selected (self->origin, find_origin (self, year));
}

static void
on_add (MlsDatesDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->origin);
  int year = read_year (self);

  if (year == 0 || self->project == NULL)
    return;

  send_job (self, MLS_VINTAGE_ADDED, year, NULL,
            chosen < self->rows->len ? mls_date_row_get_code (g_ptr_array_index (self->rows, chosen)) : NULL);
}

static void
take_file (gpointer owner, const char *path)
{
  g_signal_emit (owner, signals[READ], 0, path);
}

static void
on_file (MlsDatesDialog *self)
{
  mls_choose_file (mls_import_form_chooser_new (GTK_WINDOW (self)), take_file, self);
}

static void
on_path (MlsDatesDialog *self)
{
  g_autofree char *path = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->path))));

  if (*path == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->path), "");
  take_file (self, path);
}

static guint
count_photos (MlsDatesDialog *self, const char *code)
{
  g_autoptr (GPtrArray) links = mls_store_list_image_links (mls_project_get_store (self->project), NULL);
  guint n = 0;

  for (guint i = 0; links != NULL && i < links->len; i++)
    n += g_strcmp0 (((const MlsImageLink *) g_ptr_array_index (links, i))->vintage, code) == 0;

  return n;
}

static void
add_row (MlsDatesDialog *self, const MlsVintage *vintage)
{
  GtkWidget *row = mls_date_row_new (vintage, count_photos (self, vintage->code));

  g_signal_connect_object (row, "titled", G_CALLBACK (on_titled), self, 0);
  g_signal_connect_object (row, "stated", G_CALLBACK (on_stated), self, 0);
  g_signal_connect_object (row, "photos", G_CALLBACK (on_photos), self, 0);
  g_signal_connect_object (row, "dropped", G_CALLBACK (on_dropped), self, 0);
  adw_preferences_group_add (self->dates, row);
  g_ptr_array_add (self->rows, row);
}

static void
offer_origins (MlsDatesDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *name =
        g_strdup_printf (_("A copy of %d"), mls_date_row_get_year (g_ptr_array_index (self->rows, i)));

      gtk_string_list_append (names, name);
    }
  gtk_string_list_append (names, _("Empty"));
  adw_combo_row_set_model (self->origin, G_LIST_MODEL (names));
}

/* How much is coded */

typedef struct
{
  char   *path;
  GArray *shares; /* (element-type double), in the order of the project's vintages */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_array_unref (look->shares);
  g_free (look);
}

static gboolean
do_look (MlsErrand *errand, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (look->path, error);

  return reader != NULL && mls_store_reader_measure_coded (reader, look->shares, error);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsDatesDialog) self = user_data;
  const Look *look = mls_errand_get_data (MLS_ERRAND (source));
  gboolean done = mls_errand_run_finish (MLS_ERRAND (source), result, NULL);

  if (MLS_ERRAND (source) != self->look)
    return;

  for (guint i = 0; done && i < self->rows->len && self->rows->len == look->shares->len; i++)
    mls_date_row_set_share (g_ptr_array_index (self->rows, i),
                            g_array_index (look->shares, double, look->shares->len - 1 - i));
  g_clear_object (&self->look);
}

static void
start_look (MlsDatesDialog *self)
{
  Look *look = g_new0 (Look, 1);

  look->path = g_strdup (mls_project_get_path (self->project));
  look->shares = g_array_new (FALSE, FALSE, sizeof (double));
  g_clear_object (&self->look);
  self->look = mls_errand_new (do_look, look, look_free);
  mls_errand_run_async (self->look, on_looked, g_object_ref (self));
}

/**
 * mls_dates_dialog_show:
 * @self: the dialog
 * @project: (nullable): whose dates it shows from now on; %NULL while nobody may touch them
 */
void
mls_dates_dialog_show (MlsDatesDialog *self, MlsProject *project)
{
  const MlsRules *rules = project != NULL ? mls_project_get_rules (project) : NULL;
  gboolean may_write = project != NULL && !mls_project_is_read_only (project);

  /* Text that is being typed keeps the focus, unless it is asked to give it up. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->project = project;
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), project != NULL);
  if (project == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->dates, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint v = rules->n_vintages; v > 0; v--)
    add_row (self, &rules->vintages[v - 1]);
  gtk_editable_set_text (GTK_EDITABLE (self->year), "");

  gtk_widget_set_sensitive (GTK_WIDGET (self->adding), may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reading), may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dates), may_write);
  offer_origins (self);
  start_look (self);
}

static void
mls_dates_dialog_dispose (GObject *object)
{
  MlsDatesDialog *self = MLS_DATES_DIALOG (object);

  g_clear_object (&self->look);

  G_OBJECT_CLASS (mls_dates_dialog_parent_class)->dispose (object);
}

static void
mls_dates_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_DATES_DIALOG (object)->rows);

  G_OBJECT_CLASS (mls_dates_dialog_parent_class)->finalize (object);
}

static void
mls_dates_dialog_class_init (MlsDatesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_dates_dialog_dispose;
  object_class->finalize = mls_dates_dialog_finalize;

  signals[JOB] = g_signal_new ("job", MLS_TYPE_DATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_POINTER);
  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_DATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[READ] = g_signal_new ("read", MLS_TYPE_DATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  signals[PHOTOS] = g_signal_new ("photos", MLS_TYPE_DATES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/dates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, page);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, dates);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, adding);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, reading);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, year);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, add);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, file);
  gtk_widget_class_bind_template_child (widget_class, MlsDatesDialog, path);
}

static void
mls_dates_dialog_init (MlsDatesDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->year, "changed", G_CALLBACK (on_year), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->year, "entry-activated", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->file, "activated", G_CALLBACK (on_file), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->path, "apply", G_CALLBACK (on_path), self, G_CONNECT_SWAPPED);
}

/**
 * mls_dates_dialog_new:
 * @parent: the window whose project it is
 *
 * Returns: (transfer none): the dialog, without dates
 */
MlsDatesDialog *
mls_dates_dialog_new (GtkWindow *parent)
{
  return g_object_new (MLS_TYPE_DATES_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
}
