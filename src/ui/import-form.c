#include "ui/import-form.h"

#include "assembly/clean.h"
#include "base/format.h"
#include "base/text.h"
#include "document/candidate.h"
#include "geometry/crs.h"
#include "rules/nomenclature-path.h"
#include "ui/author-row.h"
#include "ui/choose-file.h"
#include "ui/nomenclature-row.h"
#include "ui/project-row.h"
#include "ui/vintage-group.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsImportForm
{
  AdwBin parent_instance;

  /* template */
  AdwActionRow        *file;
  GtkSpinner          *spinner;
  GtkButton           *choose_file;
  AdwComboRow         *layer;
  AdwPreferencesGroup *coordinates;
  AdwEntryRow         *layer_crs;
  AdwEntryRow         *project_crs;
  MlsVintageGroup     *vintages;
  MlsNomenclatureRow  *nomenclature;
  MlsProjectRow       *project;
  MlsAuthorRow        *author;
  AdwPreferencesGroup *writing;
  AdwPreferencesGroup *fitting;
  AdwEntryRow         *tolerance;
  AdwEntryRow         *minimum;
  GtkLabel            *reason;

  /* owned */
  MlsErrand           *look;         /* (nullable): reads the layer that was chosen last */
  MlsCandidate        *candidate;    /* (nullable): once it is read */
  const char          *missing;      /* (nullable): what is, in words */
  char                *onto;         /* (nullable): a project that gets a date of the layer */
};

G_DEFINE_FINAL_TYPE (MlsImportForm, mls_import_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mls_import_form_dispose (GObject *object)
{
  g_clear_object (&MLS_IMPORT_FORM (object)->look);
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_IMPORT_FORM);

  G_OBJECT_CLASS (mls_import_form_parent_class)->dispose (object);
}

static void
mls_import_form_finalize (GObject *object)
{
  MlsImportForm *self = MLS_IMPORT_FORM (object);

  g_clear_pointer (&self->candidate, mls_candidate_free);
  g_free (self->onto);

  G_OBJECT_CLASS (mls_import_form_parent_class)->finalize (object);
}

/* Coordinates */

/* The system that is written in a row; the row shows whether it is one. */
static MlsCrs *
read_crs (AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  MlsCrs *crs = *text != '\0' ? mls_crs_new (text, NULL) : NULL;

  if (crs != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), mls_crs_get_name (crs));
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), NULL);
    }

  return crs;
}

/* Asks only for what the layer leaves open. */
static const char *
check_coordinates (MlsImportForm *self)
{
  gboolean told = self->candidate->crs != NULL;
  g_autoptr (MlsCrs) given = told ? NULL : read_crs (self->layer_crs);
  gboolean metric = self->onto != NULL || (told ? self->candidate->metric : given == NULL || mls_crs_is_metric (given));
  g_autoptr (MlsCrs) project = metric ? NULL : read_crs (self->project_crs);

  gtk_widget_set_visible (GTK_WIDGET (self->coordinates), !told || !metric);
  gtk_widget_set_visible (GTK_WIDGET (self->layer_crs), !told);
  gtk_widget_set_visible (GTK_WIDGET (self->project_crs), !metric);

  if (!told && given == NULL)
    return _("The reference system of the layer is none that is known.");
  if (!metric && (project == NULL || !mls_crs_is_metric (project)))
    return _("The reference system of the project has to be a projection in metres.");

  return NULL;
}

/* The number of a row, not negative; nothing is 0. */
static gboolean
read_number (AdwEntryRow *row, double *out)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  *out = 0;

  return *text == '\0' || (mls_text_to_number (text, out) && *out >= 0);
}

static const char *
check_fitting (MlsImportForm *self)
{
  double number;

  if (self->onto != NULL && (!read_number (self->tolerance, &number) || number > MLS_TOLERANCE_MAX / MLS_MM_PER_M))
    return _("Borders can be brought together by 0 to 10 m.");
  if (self->onto != NULL && !read_number (self->minimum, &number))
    return _("The least change is a number of square metres.");

  return NULL;
}

static const char *
check_project (MlsImportForm *self)
{
  if (self->onto == NULL && !mls_project_row_is_free (self->project))
    return _("There is a file of that name already.");

  return mls_author_row_get_missing (self->author);
}

static const char *
find_missing (MlsImportForm *self)
{
  const char *missing = check_coordinates (self);

  if (missing == NULL)
    missing = mls_vintage_group_get_missing (self->vintages);
  if (missing == NULL)
    missing = check_fitting (self);

  return missing != NULL ? missing : check_project (self);
}

/* Says what is still missing, if anything is. */
static void
check (MlsImportForm *self)
{
  if (self->candidate != NULL)
    {
      self->missing = find_missing (self);
      gtk_label_set_label (self->reason, self->missing != NULL ? self->missing : "");
    }
  else
    self->missing = _("No layer has been read.");

  g_signal_emit (self, signals[CHANGED], 0);
}

/* The layer */

static void
show_candidate (MlsImportForm *self)
{
  const MlsCandidate *candidate = self->candidate;
  g_autofree char *count = mls_format_count (candidate->n_features);
  g_autofree char *features = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s feature", "%s features",
                                                            candidate->n_features), count);
  g_autofree char *text = g_strjoin (" · ", features,
                                     candidate->crs_name != NULL ? candidate->crs_name : _("no reference system"), NULL);

  adw_action_row_set_subtitle (self->file, text);
}

static void
show_layers (MlsImportForm *self)
{
  const MlsCandidate *candidate = self->candidate;
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *) candidate->layers);
  guint selected = 0;

  while (candidate->layers[selected] != NULL && strcmp (candidate->layers[selected], candidate->layer) != 0)
    selected++;

  g_signal_handlers_block_matched (self->layer, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  adw_combo_row_set_model (self->layer, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->layer, selected);
  g_signal_handlers_unblock_matched (self->layer, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  gtk_widget_set_visible (GTK_WIDGET (self->layer), g_strv_length (candidate->layers) > 1);
}

/* A look at a layer, on its way. */
typedef struct
{
  char         *path;
  char         *layer;
  MlsCandidate *candidate;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  mls_candidate_free (look->candidate);
  g_free (look->path);
  g_free (look->layer);
  g_free (look);
}

static gboolean
do_look (MlsErrand *errand, gpointer data, GError **error)
{
  Look *look = data;

  look->candidate = mls_candidate_read (look->path, look->layer, error);

  return look->candidate != NULL;
}

static void
take_candidate (MlsImportForm *self, MlsCandidate *candidate)
{
  self->candidate = candidate;
  show_candidate (self);
  show_layers (self);
  mls_vintage_group_set_layer (self->vintages, candidate->path, candidate->layer, candidate->map);
  mls_project_row_propose (self->project, candidate->path, candidate->layer);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsImportForm) self = user_data;
  MlsErrand *errand = MLS_ERRAND (source);
  Look *look = mls_errand_get_data (errand);
  g_autoptr (GError) error = NULL;
  gboolean done = mls_errand_run_finish (errand, result, &error);

  /* The user has chosen another meanwhile, or left. */
  if (errand != self->look)
    return;

  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->vintages), done);
  gtk_widget_set_sensitive (GTK_WIDGET (self->project), done);
  if (done)
    take_candidate (self, g_steal_pointer (&look->candidate));
  else
    gtk_label_set_label (self->reason, error->message);

  g_clear_object (&self->look);
  check (self);
}

/**
 * mls_import_form_look_at:
 * @self: the form
 * @path: a file that was chosen
 * @layer: (nullable): which of its layers
 *
 * Reads what there is to know of the layer, while the window goes on, and shows it.
 */
void
mls_import_form_look_at (MlsImportForm *self, const char *path, const char *layer)
{
  Look *look = g_new0 (Look, 1);
  g_autofree char *name = g_filename_display_basename (path);

  look->path = g_strdup (path);
  look->layer = g_strdup (layer);

  g_clear_pointer (&self->candidate, mls_candidate_free);
  mls_vintage_group_forget (self->vintages);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), name);
  adw_action_row_set_subtitle (self->file, "");
  gtk_label_set_label (self->reason, "");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  check (self);

  g_clear_object (&self->look);
  self->look = mls_errand_new (do_look, look, look_free);
  mls_errand_run_async (self->look, on_looked, g_object_ref (self));
}

static void
on_layer_selected (MlsImportForm *self)
{
  g_autofree char *path = NULL;
  g_autofree char *layer = NULL;
  guint selected = adw_combo_row_get_selected (self->layer);

  if (self->candidate == NULL || selected >= g_strv_length (self->candidate->layers))
    return;

  path = g_strdup (self->candidate->path);
  layer = g_strdup (self->candidate->layers[selected]);
  mls_import_form_look_at (self, path, layer);
}

static void
take_file (gpointer owner, const char *path)
{
  gtk_widget_set_visible (GTK_WIDGET (MLS_IMPORT_FORM (owner)->layer), FALSE);
  mls_import_form_look_at (owner, path, NULL);
}

/**
 * mls_import_form_chooser_new:
 * @parent: the window that asks
 *
 * Returns: (transfer full): what asks for the file of a layer
 */
GtkFileChooserNative *
mls_import_form_chooser_new (GtkWindow *parent)
{
  static const char *const suffixes[] = { "gpkg", "shp", "geojson", "json",   "gml", "fgb",
                                          "tab",  "mif", "kml",     "sqlite", "csv" };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose a layer of polygons"), parent,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GtkFileFilter) layers = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (layers, _("Maps"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (layers, suffixes[i]);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), layers);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);

  return dialog;
}

static void
on_choose_file (MlsImportForm *self)
{
  mls_choose_file (mls_import_form_chooser_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)))), take_file,
                   self);
}

/**
 * mls_import_form_set_author:
 * @self: the form
 * @author: (nullable): who edits; %NULL to ask
 * @settings: keeps what is answered
 */
void
mls_import_form_set_author (MlsImportForm *self, const char *author, GSettings *settings)
{
  mls_author_row_ask (self->author, author, settings);
}

/**
 * mls_import_form_check:
 * @self: the form
 *
 * Looks once more whether anything is missing: a file may have got the project's name since.
 */
void
mls_import_form_check (MlsImportForm *self)
{
  check (self);
}

/**
 * mls_import_form_get_missing:
 * @self: the form
 *
 * Returns: (nullable): what is missing, in words; %NULL if nothing is
 */
const char *
mls_import_form_get_missing (MlsImportForm *self)
{
  return self->missing;
}

static const char *
project_crs (MlsImportForm *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->project_crs)))
    return gtk_editable_get_text (GTK_EDITABLE (self->project_crs));
  if (gtk_widget_get_visible (GTK_WIDGET (self->layer_crs)))
    return gtk_editable_get_text (GTK_EDITABLE (self->layer_crs));

  return self->candidate->crs;
}

/**
 * mls_import_form_dup_project:
 * @self: a form where nothing is missing
 *
 * Returns: (transfer full): the project to be made
 */
MlsNewProject *
mls_import_form_dup_project (MlsImportForm *self)
{
  MlsNewProject *project = g_new0 (MlsNewProject, 1);

  g_return_val_if_fail (self->missing == NULL, NULL);

  project->source = g_strdup (self->candidate->path);
  project->layer = g_strdup (self->candidate->layer);
  project->map = mls_vintage_group_dup_map (self->vintages);
  if (self->candidate->crs == NULL)
    project->layer_crs = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->layer_crs)));
  project->project = g_strdup (mls_project_row_get_path (self->project));
  project->project_crs = g_strdup (project_crs (self));
  project->nomenclature = g_strdup (mls_nomenclature_row_get_name (self->nomenclature));
  project->author = mls_author_row_dup_author (self->author);

  return project;
}

/**
 * mls_import_form_set_onto:
 * @self: the form
 * @project: the project that gets a date of the layer, instead of one that is made of it
 * @nomenclature: its own
 */
void
mls_import_form_set_onto (MlsImportForm *self, const char *project, const MlsNomenclature *nomenclature)
{
  self->onto = g_strdup (project);
  mls_vintage_group_set_nomenclature (self->vintages, nomenclature);
  gtk_widget_set_visible (GTK_WIDGET (self->project), FALSE);
  mls_vintage_group_ask_one (self->vintages);
  gtk_widget_set_visible (GTK_WIDGET (self->fitting), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->writing), gtk_widget_get_visible (GTK_WIDGET (self->author)));
}

/**
 * mls_import_form_dup_job:
 * @self: a form with a project to import into, where nothing is missing
 *
 * Returns: (transfer full): the date to be read
 */
MlsVintageJob *
mls_import_form_dup_job (MlsImportForm *self)
{
  g_autoptr (MlsNewProject) asked = mls_import_form_dup_project (self);
  MlsVintageJob *job = mls_vintage_job_new (MLS_VINTAGE_IMPORTED, self->onto, asked->author,
                                            g_array_index (asked->map->vintages, MlsImportVintage, 0).year);

  job->source = g_steal_pointer (&asked->source);
  job->layer = g_steal_pointer (&asked->layer);
  job->map = g_steal_pointer (&asked->map);
  job->layer_crs = g_steal_pointer (&asked->layer_crs);
  read_number (self->tolerance, &job->tolerance_m);
  read_number (self->minimum, &job->minimum_m2);

  return job;
}

static void
mls_import_form_class_init (MlsImportFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_import_form_dispose;
  object_class->finalize = mls_import_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_IMPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (MLS_TYPE_AUTHOR_ROW);
  g_type_ensure (MLS_TYPE_VINTAGE_GROUP);
  g_type_ensure (MLS_TYPE_NOMENCLATURE_ROW);
  g_type_ensure (MLS_TYPE_PROJECT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/import-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, file);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, spinner);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, choose_file);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, layer);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, coordinates);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, layer_crs);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, project_crs);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, nomenclature);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, vintages);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, project);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, author);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, writing);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, fitting);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, tolerance);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, minimum);
  gtk_widget_class_bind_template_child (widget_class, MlsImportForm, reason);
}

static void
on_nomenclature (MlsImportForm *self)
{
  g_autoptr (MlsNomenclature) nomenclature =
    mls_nomenclature_load_named (mls_nomenclature_row_get_name (self->nomenclature), NULL);

  mls_vintage_group_set_nomenclature (self->vintages, nomenclature);
}

static void
mls_import_form_init (MlsImportForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->choose_file, "clicked", G_CALLBACK (on_choose_file), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "notify::selected", G_CALLBACK (on_layer_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer_crs, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project_crs, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->vintages, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nomenclature, "notify::selected", G_CALLBACK (on_nomenclature), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tolerance, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->minimum, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->author, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  on_nomenclature (self);
}
