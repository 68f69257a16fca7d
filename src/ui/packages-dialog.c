#include "ui/packages-dialog.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/choose-file.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

struct _MlsPackagesDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *packages;
  AdwPreferencesGroup *taking;
  AdwPreferencesGroup *bringing;
  AdwEntryRow         *author;
  AdwComboRow         *ground;
  AdwEntryRow         *file;
  GtkButton           *elsewhere;
  GtkButton           *take;
  AdwActionRow        *choose;
  AdwEntryRow         *path;

  /* owned */
  GPtrArray           *rows;    /* (element-type GtkWidget) of the packages, borrowed */
  GPtrArray           *zones;   /* (element-type MlsZone) in the order of the grounds offered */
  GtkStringList       *grounds;
  gboolean             is_named; /* the file is one that somebody has named, and not after whom it is for */

  MlsProject          *project; /* borrowed, as long as the window has it; NULL while a job has it */
};

G_DEFINE_FINAL_TYPE (MlsPackagesDialog, mls_packages_dialog, ADW_TYPE_WINDOW)

enum
{
  JOB,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * mls_packages_dialog_tell:
 * @self: the dialog
 * @title: what came of something
 * @text: the same, at length
 */
void
mls_packages_dialog_tell (MlsPackagesDialog *self, const char *title, const char *text)
{
  mls_tell (GTK_WINDOW (self), title, text);
}

/* Those there are */

static void
on_forget (GtkButton *button, MlsPackagesDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->project == NULL)
    return;

  if (!mls_store_forget_package (mls_project_get_store (self->project), g_object_get_data (G_OBJECT (button), "package"), &error))
    mls_packages_dialog_tell (self, _("It is waited for as before"), error->message);
  mls_packages_dialog_show (self, self->project);
}

static const char *
word_of (MlsPackageState state)
{
  switch (state)
    {
    case MLS_PACKAGE_OUT:
      return C_("work package", "out");
    case MLS_PACKAGE_BACK:
      return C_("work package", "brought back");
    case MLS_PACKAGE_CLOSED:
      return C_("work package", "closed, as the history was shortened");
    case MLS_PACKAGE_FORGOTTEN:
      return C_("work package", "forgotten");
    }

  g_assert_not_reached ();
}

/* "out since 28/11/2026 14:02 · 36 ha · west.gpkg" */
static char *
describe (const MlsPackage *package)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (package->at, NULL);
  g_autoptr (GDateTime) at = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *since = at != NULL ? g_date_time_format (at, "%x %H:%M") : g_strdup (package->at);
  g_autoptr (MlsZone) zone = mls_zone_read (package->zone);
  guint n_rings = 0;
  const MlsRing *rings = zone != NULL ? mls_zone_get_rings (zone, &n_rings) : NULL;
  MlsArea2 area2 = 0;
  g_autofree char *area = NULL;

  for (guint r = 0; r < n_rings; r++)
    area2 += mls_ring_area2 (rings[r]);
  area = mls_format_area (mls_area2_to_m2 (ABS (area2)));

  /* Translators: whether a work package is out or back, since when it was taken out, its area, and its file. */
  return g_strdup_printf (_("%s · taken out on %s · %s · %s"), word_of (package->state), since, area,
                          package->file != NULL ? package->file : "");
}

static void
add_row (MlsPackagesDialog *self, const MlsPackage *package)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *detail = describe (package);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), package->author);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  if (package->state == MLS_PACKAGE_OUT)
    {
      GtkWidget *forget = gtk_button_new_with_label (_("Forget"));
      /* Translators: the name of a person. */
      g_autofree char *name = g_strdup_printf (_("Forget the work package of %s"), package->author);

      gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (forget, _("Nobody waits for it any more; should it come back, it is taken all the same"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_object_set_data_full (G_OBJECT (forget), "package", g_strdup (package->id), g_free);
      g_signal_connect_object (forget, "clicked", G_CALLBACK (on_forget), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
    }
  adw_preferences_group_add (self->packages, row);
  g_ptr_array_add (self->rows, row);
}

/* Those that are out come first; of the rest the newest do. */
static void
list_packages (MlsPackagesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) packages = mls_store_list_packages (mls_project_get_store (self->project), &error);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->packages, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (int out = 1; packages != NULL && out >= 0; out--)
    for (guint i = packages->len; i-- > 0;)
      {
        const MlsPackage *package = g_ptr_array_index (packages, i);

        if ((package->state == MLS_PACKAGE_OUT) == out)
          add_row (self, package);
      }

  adw_preferences_group_set_description (self->packages, error != NULL ? error->message
                                                         : self->rows->len == 0 ? _("None so far") : NULL);
}

/* Taking out */

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* Beside the project: after it, and whom it is for. */
static void
name_file (MlsPackagesDialog *self)
{
  g_autofree char *author = dup_text (self->author);
  g_autofree char *plain = g_strdelimit (g_strdup (author), "/\\: ", '_');
  g_autofree char *folder = self->project != NULL ? g_path_get_dirname (mls_project_get_path (self->project)) : NULL;
  g_autofree char *stem = self->project != NULL ? mls_text_stem (mls_project_get_path (self->project)) : NULL;
  g_autofree char *base = g_strdup_printf ("%s-%s.gpkg", stem != NULL ? stem : "", plain);
  g_autofree char *path = folder != NULL && *author != '\0' ? g_build_filename (folder, base, NULL) : NULL;

  if (!self->is_named)
    gtk_editable_set_text (GTK_EDITABLE (self->file), path != NULL ? path : "");
}

static void
update_take (MlsPackagesDialog *self)
{
  g_autofree char *author = dup_text (self->author);
  g_autofree char *path = dup_text (self->file);

  gtk_widget_set_sensitive (GTK_WIDGET (self->take),
                            *author != '\0' && g_path_is_absolute (path) && self->zones->len > 0);
}

static void
on_author (MlsPackagesDialog *self)
{
  name_file (self);
  update_take (self);
}

static void
file_named (gpointer owner, const char *path)
{
  MlsPackagesDialog *self = owner;

  self->is_named = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->file), path);
}

static void
on_elsewhere (MlsPackagesDialog *self)
{
  g_autofree char *path = dup_text (self->file);
  g_autofree char *name = g_path_get_basename (*path != '\0' ? path : "package.gpkg");
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Where the work package goes"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_chooser_look_beside (chooser, path);
  mls_choose_file (chooser, file_named, self);
}

static void
on_take (MlsPackagesDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->ground);
  g_autofree char *author = dup_text (self->author);
  g_autofree char *path = dup_text (self->file);

  if (self->project == NULL || chosen >= self->zones->len || !gtk_widget_is_sensitive (GTK_WIDGET (self->take)))
    return;

  g_signal_emit (self, signals[JOB], 0,
                 mls_package_job_new_out (mls_project_get_path (self->project), path,
                                          mls_zone_copy (g_ptr_array_index (self->zones, chosen)), author));
}

/* Bringing back */

static void
bring (gpointer owner, const char *path)
{
  MlsPackagesDialog *self = owner;

  if (self->project != NULL)
    g_signal_emit (self, signals[JOB], 0, mls_package_job_new_in (mls_project_get_path (self->project), path));
}

static void
on_choose (MlsPackagesDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("A work package that comes back"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  mls_choose_file (chooser, bring, self);
}

static void
on_path (MlsPackagesDialog *self)
{
  g_autofree char *path = dup_text (self->path);

  if (*path == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->path), "");
  bring (self, path);
}

/**
 * mls_packages_dialog_add_ground:
 * @self: the dialog
 * @title: what it is called
 * @zone: (transfer full) (nullable): where a package may be taken out
 *
 * Offers it behind those there are.
 */
void
mls_packages_dialog_add_ground (MlsPackagesDialog *self, const char *title, MlsZone *zone)
{
  if (zone == NULL)
    return;

  g_ptr_array_add (self->zones, zone);
  gtk_string_list_append (self->grounds, title);
  update_take (self);
}

/**
 * mls_packages_dialog_show:
 * @self: the dialog
 * @project: (nullable): whose packages it shows from now on; %NULL while nobody may touch it
 */
void
mls_packages_dialog_show (MlsPackagesDialog *self, MlsProject *project)
{
  gboolean may_write = project != NULL && !mls_project_is_read_only (project);

  /* Text that is being typed keeps the focus, unless it is asked to give it up. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->project = project;
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), project != NULL);
  if (project == NULL)
    return;

  list_packages (self);
  self->is_named = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->author), "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->packages), may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->taking), may_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bringing), may_write);
}

static void
mls_packages_dialog_finalize (GObject *object)
{
  MlsPackagesDialog *self = MLS_PACKAGES_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->zones);
  g_object_unref (self->grounds);

  G_OBJECT_CLASS (mls_packages_dialog_parent_class)->finalize (object);
}

static void
mls_packages_dialog_class_init (MlsPackagesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mls_packages_dialog_finalize;

  signals[JOB] = g_signal_new ("job", MLS_TYPE_PACKAGES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/packages-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, page);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, packages);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, taking);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, bringing);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, author);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, ground);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, file);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, take);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, MlsPackagesDialog, path);
}

static void
mls_packages_dialog_init (MlsPackagesDialog *self)
{
  const struct
  {
    gpointer    *widget;
    const char  *signal;
    GCallback    callback;
  } signals_of[] = {
    { (gpointer *) &self->author, "changed", G_CALLBACK (on_author) },
    { (gpointer *) &self->author, "entry-activated", G_CALLBACK (on_take) },
    { (gpointer *) &self->file, "changed", G_CALLBACK (update_take) },
    { (gpointer *) &self->file, "entry-activated", G_CALLBACK (on_take) },
    { (gpointer *) &self->elsewhere, "clicked", G_CALLBACK (on_elsewhere) },
    { (gpointer *) &self->take, "clicked", G_CALLBACK (on_take) },
    { (gpointer *) &self->choose, "activated", G_CALLBACK (on_choose) },
    { (gpointer *) &self->path, "apply", G_CALLBACK (on_path) },
  };

  self->rows = g_ptr_array_new ();
  self->zones = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_zone_free);
  self->grounds = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->ground, G_LIST_MODEL (self->grounds));

  for (gsize i = 0; i < G_N_ELEMENTS (signals_of); i++)
    g_signal_connect_object (*signals_of[i].widget, signals_of[i].signal, signals_of[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * mls_packages_dialog_new:
 * @parent: the window whose project it is
 *
 * Returns: (transfer none): the dialog, without packages
 */
MlsPackagesDialog *
mls_packages_dialog_new (GtkWindow *parent)
{
  return g_object_new (MLS_TYPE_PACKAGES_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
}
