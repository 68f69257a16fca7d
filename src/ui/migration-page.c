#include "ui/migration-page.h"

#include "base/format.h"
#include "rules/nomenclature-path.h"
#include "store/nomenclature-folder.h"
#include "ui/choose-file.h"
#include "ui/field.h"
#include "ui/nomenclature-row.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* What is beyond that many is told in sum. */
#define MAX_ROWS 100

struct _MlsMigrationPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *exporting;
  AdwEntryRow         *target;
  AdwPreferencesGroup *replacing;
  MlsNomenclatureRow  *known;
  AdwEntryRow         *folder;
  AdwEntryRow         *table;
  AdwActionRow        *asked;
  AdwPreferencesGroup *outcome;
  GtkSwitch           *tolerate;
  GtkWidget           *replace;

  /* owned */
  GPtrArray           *rows;     /* (element-type GtkWidget): borrowed: what becomes of what */

  MlsProject          *project;  /* (nullable): borrowed, as long as the window has it */
  gboolean             planned;  /* it is shown what becomes of what … */
  gboolean             complete; /* … of all ground */
};

G_DEFINE_FINAL_TYPE (MlsMigrationPage, mls_migration_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_path (AdwEntryRow *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field))));
}

/* Export */

static void
on_target (MlsMigrationPage *self)
{
  mls_field_tell (self->target, NULL);
}

static void
on_export (MlsMigrationPage *self)
{
  g_autofree char *path = dup_path (self->target);
  g_autofree char *done = g_strdup_printf (_("Written to %s"), path);
  g_autoptr (GError) error = NULL;

  if (!g_path_is_absolute (path))
    mls_field_tell (self->target, _("A folder is named by its whole path, from / on"));
  else if (!mls_store_export_nomenclature (mls_project_get_store (self->project), path, &error))
    mls_field_tell (self->target, error->message);
  else
    adw_preferences_group_set_description (self->exporting, done);
}

/* What becomes of what */

static void
forget_plan (MlsMigrationPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->outcome, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  self->planned = FALSE;
  adw_action_row_set_subtitle (self->asked, _("A code that no row of the table names stays, if the other one has it"));
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), FALSE);
}

static void
update (MlsMigrationPage *self)
{
  gtk_widget_set_sensitive (self->replace, self->planned && (self->complete || gtk_switch_get_active (self->tolerate)));
}

static void
on_changed (MlsMigrationPage *self)
{
  mls_field_tell (self->folder, NULL);
  mls_field_tell (self->table, NULL);
  forget_plan (self);
  update (self);
}

static const char *
code_of (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

/* "CS1.1.1 US5.2.3 → 111", of one dimension "111 → 112". */
static char *
dup_codes (const MlsMigrationRow *row)
{
  if (row->from.use == 0 && row->to.use == 0)
    return g_strdup_printf ("%s → %s", code_of (row->from.cover), code_of (row->to.cover));

  return g_strdup_printf ("%s %s → %s %s", code_of (row->from.cover), code_of (row->from.use), code_of (row->to.cover),
                          code_of (row->to.use));
}

static const char *
name_fate (MlsMapped fate)
{
  switch (fate)
    {
    case MLS_MAPPED_SAME:
      return _("stays");
    case MLS_MAPPED_OTHER:
      return _("becomes another");
    case MLS_MAPPED_MISSING:
      return _("not known");
    case MLS_MAPPED_NO_PAIR:
      return _("no pair");
    case MLS_N_MAPPED:
      break;
    }

  g_return_val_if_reached (NULL);
}

static void
add_line (MlsMigrationPage *self, const char *title, const char *subtitle, const char *word, gboolean bad)
{
  GtkWidget *line = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (word);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), subtitle);
  gtk_widget_add_css_class (label, bad ? "error" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), label);
  adw_preferences_group_add (self->outcome, line);
  g_ptr_array_add (self->rows, line);
}

static void
add_row (MlsMigrationPage *self, const MlsMigrationRow *row, int year)
{
  g_autofree char *title = dup_codes (row);
  g_autofree char *area = mls_format_area (mls_area2_to_m2 (row->area2));
  g_autofree char *count = mls_format_count (row->n_faces);
  g_autofree char *faces = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s face", "%s faces", row->n_faces), count);
  g_autofree char *subtitle = g_strdup_printf ("%d · %s · %s", year, faces, area);

  add_line (self, title, subtitle, name_fate (row->fate), row->fate >= MLS_MAPPED_MISSING);
}

/* "Over all dates 14,0 ha keep their codes, 2,3 ha get others, and of 0,4 ha it is not known" */
static void
describe (MlsMigrationPage *self, const GArray *rows)
{
  MlsArea2 sums[MLS_N_MAPPED] = { 0 };
  g_autofree char *same = NULL, *other = NULL, *unknown = NULL, *text = NULL;

  for (guint i = 0; i < rows->len; i++)
    sums[g_array_index (rows, MlsMigrationRow, i).fate] += g_array_index (rows, MlsMigrationRow, i).area2;
  same = mls_format_area (mls_area2_to_m2 (sums[MLS_MAPPED_SAME]));
  other = mls_format_area (mls_area2_to_m2 (sums[MLS_MAPPED_OTHER]));
  unknown = mls_format_area (mls_area2_to_m2 (sums[MLS_MAPPED_MISSING] + sums[MLS_MAPPED_NO_PAIR]));
  /* Translators: three areas, summed over all dates. */
  text = g_strdup_printf (_("Over all dates %s keep their codes, %s get others, and of %s it is not known"), same, other, unknown);
  adw_action_row_set_subtitle (self->asked, text);
}

static void
show_plan (MlsMigrationPage *self, const MlsMigrationJob *job)
{
  forget_plan (self);
  self->planned = TRUE;
  self->complete = mls_migration_is_complete (job->rows);
  for (guint i = 0; i < job->rows->len && i < MAX_ROWS; i++)
    {
      const MlsMigrationRow *row = &g_array_index (job->rows, MlsMigrationRow, i);

      add_row (self, row, g_array_index (job->years, int, row->vintage));
    }
  if (job->rows->len > MAX_ROWS)
    {
      g_autofree char *count = mls_format_count (job->rows->len - MAX_ROWS);
      g_autofree char *more = g_strdup_printf (_("and %s more"), count);

      add_line (self, more, NULL, NULL, FALSE);
    }
  describe (self, job->rows);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tolerate), !self->complete);
  update (self);
}

/* Another nomenclature */

/* What is chosen, read; what is wrong with it is told by its field. */
static MlsMigrationJob *
make_job (MlsMigrationPage *self)
{
  g_autofree char *folder = dup_path (self->folder);
  g_autofree char *table = dup_path (self->table);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) into =
    mls_nomenclature_load_named (*folder != '\0' ? folder : mls_nomenclature_row_get_name (self->known), &error);
  g_autoptr (MlsMapping) mapping = into != NULL ? mls_mapping_load (*table != '\0' ? table : NULL, into, &error) : NULL;
  const char *author = mls_project_get_author (self->project);
  MlsMigrationJob *job;

  if (mapping == NULL)
    {
      mls_field_tell (into == NULL ? self->folder : self->table, error->message);
      return NULL;
    }

  job = mls_migration_job_new (mls_project_get_path (self->project), author, g_steal_pointer (&into), g_steal_pointer (&mapping));
  job->tolerate = gtk_switch_get_active (self->tolerate);

  return job;
}

static void
on_looked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsMigrationPage *self = owner;

  if (error != NULL)
    mls_field_tell (self->folder, error->message);
  else if (self->project != NULL)
    show_plan (self, mls_errand_get_data (errand));
}

static void
on_look (MlsMigrationPage *self)
{
  MlsMigrationJob *job = make_job (self);
  g_autoptr (MlsErrand) errand = NULL;

  if (job == NULL)
    return;

  errand = mls_errand_new (mls_migration_job_look, job, (GDestroyNotify) mls_migration_job_free);
  mls_progress_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Looking at the ground"), errand, on_looked, self);
}

static void
on_replace (MlsMigrationPage *self)
{
  const char *author = mls_project_get_author (self->project);
  MlsMigrationJob *job;

  if (author == NULL || *author == '\0')
    {
      adw_preferences_group_set_description (self->outcome, _("Edits carry a name: say who you are, in the preferences"));
      return;
    }

  job = make_job (self);
  if (job != NULL)
    g_signal_emit (self, signals[WANTED], 0, job);
}

/**
 * mls_migration_page_show:
 * @self: the page
 * @project: (nullable): whose nomenclature it is about from now on; %NULL while nobody may touch it
 */
void
mls_migration_page_show (MlsMigrationPage *self, MlsProject *project)
{
  self->project = project;
  on_changed (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->exporting), project != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->replacing), project != NULL && !mls_project_is_read_only (project));
}

/* How it is made */

static void
take_folder (gpointer owner, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (MLS_MIGRATION_PAGE (owner)->folder), path);
}

static void
take_table (gpointer owner, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (MLS_MIGRATION_PAGE (owner)->table), path);
}

static void
choose (MlsMigrationPage *self, GtkFileChooserAction action, const char *title, MlsChooseFunc func)
{
  mls_choose_file (gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, _("_Open"),
                                                _("_Cancel")),
                   func, self);
}

static void
on_choose_folder (MlsMigrationPage *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("A folder of tables"), take_folder);
}

static void
on_choose_table (MlsMigrationPage *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_OPEN, _("A table of codes"), take_table);
}

static void
mls_migration_page_finalize (GObject *object)
{
  g_ptr_array_unref (MLS_MIGRATION_PAGE (object)->rows);

  G_OBJECT_CLASS (mls_migration_page_parent_class)->finalize (object);
}

static void
mls_migration_page_class_init (MlsMigrationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_migration_page_finalize;

  signals[WANTED] = g_signal_new ("wanted", MLS_TYPE_MIGRATION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_POINTER);

  g_type_ensure (MLS_TYPE_NOMENCLATURE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/migration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, exporting);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, target);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, replacing);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, known);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, folder);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, table);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, asked);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, tolerate);
  gtk_widget_class_bind_template_child (widget_class, MlsMigrationPage, replace);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_table);
  gtk_widget_class_bind_template_callback (widget_class, on_look);
  gtk_widget_class_bind_template_callback (widget_class, on_replace);
}

static void
mls_migration_page_init (MlsMigrationPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->target, "changed", G_CALLBACK (on_target), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->known, "notify::selected", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->folder, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tolerate, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
