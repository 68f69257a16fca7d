#include "ui/deliver-dialog.h"

#include "base/format.h"
#include "base/text.h"
#include "document/deliver-memory.h"
#include "ui/choose-file.h"
#include "ui/language.h"
#include "ui/product-group.h"
#include "ui/progress-dialog.h"
#include "ui/readiness-group.h"
#include "ui/source-group.h"
#include "ui/zone-row.h"
#include "vector/name-field.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order in which they are offered; the last one is a database. */
static const char *const formats[] = { "gpkg", "shp", "fgb", "geojson" };

struct _MlsDeliverDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkWidget         *deliver;
  MlsReadinessGroup *readiness;
  MlsProductGroup   *products;
  AdwComboRow       *format;
  AdwEntryRow       *target;
  GtkWidget         *elsewhere;
  GtkSwitch         *multi;
  MlsSourceGroup    *zones;
  AdwEntryRow       *names;
  GtkWidget         *choose_names;
  AdwActionRow      *cut;
  AdwEntryRow       *title;
  AdwEntryRow       *by;
  GtkLabel          *reason;

  AdwComboRow       *zone_names; /* in @zones: which field has them … */
  MlsZoneRow        *zone_row;   /* … and what comes of them */

  /* owned */
  MlsProject        *project;
  MlsNaming         *naming;     /* (nullable): of @names … */
  char              *misnaming;  /* (nullable): … or why there is none */
  char              *folder;     /* what is proposed for a folder */
  char              *address;    /* what was typed for a database */
  char              *zone_field; /* (nullable): what @zone_names had the last time */
  gboolean           to_database;
};

G_DEFINE_FINAL_TYPE (MlsDeliverDialog, mls_deliver_dialog, ADW_TYPE_WINDOW)

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static char *
dup_text_or_none (AdwEntryRow *row)
{
  char *text = dup_text (row);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/* What is asked for, but for files of others: borrowed from @self, and from @target, which is kept by the caller. */
static MlsDeliveryOptions
options_of (MlsDeliverDialog *self, const char *target)
{
  return (MlsDeliveryOptions){
    .target = target,
    .format = self->to_database ? mls_format_database () : mls_format_of_name (formats[adw_combo_row_get_selected (self->format)]),
    .kinds = mls_product_group_get_kinds (self->products),
    .of = mls_product_group_get_vintages (self->products),
    .language = mls_ui_language (),
    .multi = gtk_switch_get_active (self->multi),
    .naming = self->naming,
    .all_the_same = mls_readiness_group_has_consent (self->readiness),
  };
}

/* What is missing */

static void
show_cut (MlsDeliverDialog *self, const GPtrArray *remarks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (remarks, i));
  adw_action_row_set_subtitle (self->cut, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->cut), text->len > 0);
  g_string_free (text, TRUE);
}

/* What would be refused before the map is looked at is said before anybody waits for that. */
static char *
dup_refusal (MlsDeliverDialog *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);
  g_autofree char *target = dup_text (self->target);
  const MlsDeliveryOptions options = options_of (self, target);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = mls_delivery_foresee (&options, rules->nomenclature, rules->vintages, rules->n_vintages, &error);

  show_cut (self, remarks);

  return error != NULL ? g_strdup (error->message) : NULL;
}

static const char *
check_target (MlsDeliverDialog *self)
{
  g_autofree char *target = dup_text (self->target);

  if (self->to_database && *target == '\0')
    return _("Say which database.");
  if (!self->to_database && !g_path_is_absolute (target))
    return _("Say where the new folder is to be.");

  return NULL;
}

static const char *
check_zones (MlsDeliverDialog *self)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self->zones);

  if (facts != NULL && facts->kind == MLS_GROUND_LINE)
    return _("What the map is cut by is a layer of polygons.");

  return mls_source_group_get_missing (self->zones);
}

static char *
dup_missing (MlsDeliverDialog *self)
{
  const char *missing = mls_product_group_get_missing (self->products);

  if (missing == NULL)
    missing = check_target (self);
  if (missing == NULL)
    missing = check_zones (self);
  if (missing == NULL)
    missing = self->misnaming;

  return missing != NULL ? g_strdup (missing) : dup_refusal (self);
}

static void
update (MlsDeliverDialog *self)
{
  g_autofree char *wrong = dup_missing (self);
  const char *missing = wrong != NULL ? wrong : mls_readiness_group_get_missing (self->readiness);

  gtk_label_set_label (self->reason, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), missing != NULL);
  gtk_widget_set_sensitive (self->deliver, missing == NULL);
}

/* Delivering */

static void
tell (MlsDeliverDialog *self, const char *title, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), title, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
describe (const MlsDeliverJob *job)
{
  const MlsDeliveryReport *report = &job->report;
  g_autofree char *layers = mls_format_count (report->layers->len);
  GString *text = g_string_new (NULL);

  if (job->format->ending == NULL)
    g_string_append_printf (text, ngettext ("%s table is in the database.", "%s tables are in the database.", report->layers->len), layers);
  else
    /* Translators: a number, and a folder. */
    g_string_append_printf (text, ngettext ("%s layer is in “%s”, with metadata and styles.", "%s layers are in “%s”, with metadata and styles.",
                                            report->layers->len), layers, job->target);
  g_string_append_c (text, ' ');
  g_string_append (text, _("All of it was read back."));
  for (guint i = 0; i < report->remarks->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "\n\n" : "\n", (const char *) g_ptr_array_index (report->remarks, i));

  return g_string_free (text, FALSE);
}

static void
on_told (GtkWidget *dialog, const char *response, MlsDeliverDialog *self)
{
  if (g_str_equal (response, "open"))
    {
      g_autofree char *target = dup_text (self->target);
      g_autofree char *uri = g_filename_to_uri (target, NULL, NULL);

      if (uri != NULL)
        g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
    }

  /* What told it is still about to go, and must not look for a window that is gone by then. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
tell_done (MlsDeliverDialog *self, const MlsDeliverJob *job)
{
  g_autofree char *text = describe (job);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("The map is delivered"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  if (job->format->ending != NULL)
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "open", _("_Open Folder"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_told), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_delivered (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsDeliverDialog *self = owner;

  if (error == NULL)
    tell_done (self, mls_errand_get_data (errand));
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    tell (self, _("Nothing was delivered"), error->message);
}

static char *
dup_zone_names (MlsDeliverDialog *self)
{
  GtkStringObject *field = adw_combo_row_get_selected_item (self->zone_names);

  return field != NULL ? g_strdup (gtk_string_object_get_string (field)) : NULL;
}

static MlsDeliverJob *
job_of (MlsDeliverDialog *self)
{
  MlsDeliverJob *job = mls_deliver_job_new (mls_project_get_path (self->project));
  g_autofree char *target = dup_text (self->target);
  gboolean has_prefix = g_str_has_prefix (target, MLS_FORMAT_DATABASE);
  const MlsDeliveryOptions options = options_of (self, target);
  const MlsGroundFacts *facts = mls_source_group_get_facts (self->zones);

  job->target = self->to_database && !has_prefix ? g_strconcat (MLS_FORMAT_DATABASE, target, NULL) : g_strdup (target);
  job->format = options.format;
  job->kinds = options.kinds;
  job->of = options.of;
  job->language = options.language;
  job->multi = options.multi;
  job->all_the_same = options.all_the_same;
  job->zones = facts != NULL ? g_strdup (facts->path) : NULL;
  job->zone_layer = facts != NULL ? g_strdup (facts->layer) : NULL;
  job->zone_names = dup_zone_names (self);
  job->names = dup_text_or_none (self->names);
  job->title = dup_text_or_none (self->title);
  job->by = dup_text_or_none (self->by);

  return job;
}

static void
on_deliver (MlsDeliverDialog *self)
{
  g_autoptr (MlsErrand) errand = NULL;
  MlsDeliverJob *job;

  if (!gtk_widget_is_sensitive (self->deliver))
    return;

  job = job_of (self);
  mls_deliver_memory_keep (self->project, job);
  errand = mls_errand_new (mls_deliver_job_run, job, (GDestroyNotify) mls_deliver_job_free);
  mls_progress_run (GTK_WINDOW (self), _("Delivering the map"), errand, on_delivered, self);
}

/* Choices */

/* What was typed for the one is kept while the other is looked at. */
static void
on_format (MlsDeliverDialog *self)
{
  gboolean to_database = adw_combo_row_get_selected (self->format) == G_N_ELEMENTS (formats);
  char **kept = self->to_database ? &self->address : &self->folder;

  if (to_database == self->to_database)
    {
      update (self);
      return;
    }

  g_free (*kept);
  *kept = dup_text (self->target);
  self->to_database = to_database;
  gtk_editable_set_text (GTK_EDITABLE (self->target), to_database ? self->address : self->folder);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->target), to_database ? _("Database, such as host=db dbname=oise") : _("New folder"));
  gtk_widget_set_visible (self->elsewhere, !to_database);
}

static void
take_target (gpointer owner, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (MLS_DELIVER_DIALOG (owner)->target), path);
}

static void
take_names (gpointer owner, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (MLS_DELIVER_DIALOG (owner)->names), path);
}

static void
on_elsewhere (MlsDeliverDialog *self)
{
  g_autofree char *target = dup_text (self->target);
  g_autofree char *name = g_path_get_basename (g_path_is_absolute (target) ? target : self->folder);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Where the delivery goes"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  mls_chooser_look_beside (chooser, target);
  mls_choose_file (chooser, take_target, self);
}

static void
on_choose_names (MlsDeliverDialog *self)
{
  g_autofree char *names = dup_text (self->names);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("A table of names"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));

  mls_chooser_look_beside (chooser, names);
  mls_choose_file (chooser, take_names, self);
}

/* A table of names is read as it is typed or chosen; what is no file, such as a pipe, might keep the window waiting. */
static void
on_names (MlsDeliverDialog *self)
{
  g_autofree char *path = dup_text_or_none (self->names);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->naming, mls_naming_free);
  g_clear_pointer (&self->misnaming, g_free);
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    self->misnaming = g_strdup_printf (_("“%s” is no file"), path);
  else if (path != NULL)
    self->naming = mls_naming_load (path, &error);
  if (error != NULL)
    self->misnaming = g_strdup (error->message);
  update (self);
}

/* Lines are no zones, which is told below. */
static void
look_at_zones (MlsDeliverDialog *self)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self->zones);
  gboolean of_areas = facts != NULL && facts->kind != MLS_GROUND_LINE;
  g_autofree char *names = dup_zone_names (self);

  mls_zone_row_look (self->zone_row, mls_project_get_path (self->project), of_areas ? facts->path : NULL,
                     of_areas ? facts->layer : NULL, names);
}

static void
select_zone_names (MlsDeliverDialog *self, const char *const *fields, const char *wanted)
{
  for (guint i = 0; wanted != NULL && fields[i] != NULL; i++)
    if (g_str_equal (fields[i], wanted))
      adw_combo_row_set_selected (self->zone_names, i);
}

/* Each layer has fields of its own; the one that was chosen the last time is proposed, or one that looks like names. */
static void
on_zones (MlsDeliverDialog *self)
{
  const MlsGroundFacts *facts = mls_source_group_get_facts (self->zones);
  g_autoptr (GtkStringList) fields = gtk_string_list_new (NULL);
  guint n = facts != NULL ? facts->columns->len : 0;
  g_autofree const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = g_ptr_array_index (facts->columns, i);
  gtk_string_list_splice (fields, 0, 0, names);
  g_object_freeze_notify (G_OBJECT (self->zone_names));
  adw_combo_row_set_model (self->zone_names, G_LIST_MODEL (fields));
  select_zone_names (self, names, mls_name_field_guess (names));
  select_zone_names (self, names, self->zone_field);
  g_object_thaw_notify (G_OBJECT (self->zone_names));
  gtk_widget_set_visible (GTK_WIDGET (self->zone_names), n > 0);
  look_at_zones (self);
  update (self);
}

static void
on_shown (MlsDeliverDialog *self, const char *rule)
{
  g_signal_emit (self, signals[SHOWN], 0, rule);
}

/* Beside the project, one that is not there. */
static char *
dup_new_folder (const char *project)
{
  g_autofree char *above = g_path_get_dirname (project);
  g_autofree char *stem = mls_text_stem (project);

  for (guint n = 1;; n++)
    {
      /* Translators: what the folder of a delivery is called: the name of a project, and a number. */
      g_autofree char *name = g_strdup_printf (_("%s-delivery-%u"), stem, n);
      g_autofree char *path = g_build_filename (above, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static void
mls_deliver_dialog_dispose (GObject *object)
{
  MlsDeliverDialog *self = MLS_DELIVER_DIALOG (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->naming, mls_naming_free);
  g_clear_pointer (&self->misnaming, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->zone_field, g_free);

  G_OBJECT_CLASS (mls_deliver_dialog_parent_class)->dispose (object);
}

static void
mls_deliver_dialog_class_init (MlsDeliverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_deliver_dialog_dispose;

  signals[SHOWN] = g_signal_new ("shown", MLS_TYPE_DELIVER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);

  g_type_ensure (MLS_TYPE_READINESS_GROUP);
  g_type_ensure (MLS_TYPE_PRODUCT_GROUP);
  g_type_ensure (MLS_TYPE_SOURCE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/deliver-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, deliver);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, readiness);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, products);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, format);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, target);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, multi);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, zones);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, names);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, choose_names);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, cut);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, title);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, by);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, reason);
}

static void
add_zone_names (MlsDeliverDialog *self)
{
  mls_source_group_ask (self->zones, _("A layer of areas, such as communes"), TRUE);
  mls_source_group_ask_plainly (self->zones);
  self->zone_names = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->zone_names), _("Field with their names"));
  gtk_widget_set_visible (GTK_WIDGET (self->zone_names), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->zones), GTK_WIDGET (self->zone_names));
  self->zone_row = g_object_new (MLS_TYPE_ZONE_ROW, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->zones), GTK_WIDGET (self->zone_row));
}

static void
mls_deliver_dialog_init (MlsDeliverDialog *self)
{
  static const char *const titles[] = { "GeoPackage", "Shapefile", "FlatGeobuf", "GeoJSON", "PostGIS", NULL };
  g_autoptr (GtkStringList) offered = gtk_string_list_new (titles);

  G_STATIC_ASSERT (G_N_ELEMENTS (titles) == G_N_ELEMENTS (formats) + 2);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->address = g_strdup ("");
  add_zone_names (self);
  adw_combo_row_set_model (self->format, G_LIST_MODEL (offered));
}

/* What was chosen the last time */

static guint
number_of_format (const MlsFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (format == mls_format_of_name (formats[i]))
      return i;

  return format == mls_format_database () ? G_N_ELEMENTS (formats) : 0;
}

static void
recall_target (MlsDeliverDialog *self, const MlsDeliverJob *last)
{
  gboolean to_database = last->format == mls_format_database ();

  if (to_database && last->target != NULL)
    {
      g_free (self->address);
      self->address = g_strdup (last->target + strlen (MLS_FORMAT_DATABASE));
    }
  if (!to_database && last->target != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->target), last->target);
  adw_combo_row_set_selected (self->format, number_of_format (last->format));
}

static void
recall_text (AdwEntryRow *row, const char *text)
{
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
recall (MlsDeliverDialog *self)
{
  g_autoptr (MlsDeliverJob) last = mls_deliver_memory_recall (self->project);

  mls_product_group_choose (self->products, last->kinds, last->of);
  recall_target (self, last);
  gtk_switch_set_active (self->multi, last->multi);
  self->zone_field = g_steal_pointer (&last->zone_names);
  if (last->zones != NULL)
    mls_source_group_recall (self->zones, last->zones, last->zone_layer);
  recall_text (self->names, last->names);
  recall_text (self->title, last->title);
  recall_text (self->by, last->by);
}

/* Once there is a project to tell it by. */
static void
connect_signals (MlsDeliverDialog *self)
{
  const struct
  {
    gpointer   *widget;
    const char *signal;
    GCallback   callback;
  } signals_of[] = {
    { (gpointer *) &self->deliver, "clicked", G_CALLBACK (on_deliver) },
    { (gpointer *) &self->format, "notify::selected", G_CALLBACK (on_format) },
    { (gpointer *) &self->target, "changed", G_CALLBACK (update) },
    { (gpointer *) &self->target, "entry-activated", G_CALLBACK (on_deliver) },
    { (gpointer *) &self->elsewhere, "clicked", G_CALLBACK (on_elsewhere) },
    { (gpointer *) &self->readiness, "shown", G_CALLBACK (on_shown) },
    { (gpointer *) &self->readiness, "changed", G_CALLBACK (update) },
    { (gpointer *) &self->products, "changed", G_CALLBACK (update) },
    { (gpointer *) &self->zones, "changed", G_CALLBACK (on_zones) },
    { (gpointer *) &self->zone_names, "notify::selected", G_CALLBACK (look_at_zones) },
    { (gpointer *) &self->names, "changed", G_CALLBACK (on_names) },
    { (gpointer *) &self->choose_names, "clicked", G_CALLBACK (on_choose_names) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signals_of); i++)
    g_signal_connect_object (*signals_of[i].widget, signals_of[i].signal, signals_of[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * mls_deliver_dialog_new:
 * @parent: a window
 * @project: its project
 *
 * What was chosen for its last delivery is chosen again.
 *
 * Returns: (transfer none): the dialog, not shown yet, which checks the map
 */
MlsDeliverDialog *
mls_deliver_dialog_new (GtkWindow *parent, MlsProject *project)
{
  MlsDeliverDialog *self = g_object_new (MLS_TYPE_DELIVER_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  const MlsRules *rules = mls_project_get_rules (project);
  g_autofree char *title = mls_text_stem (mls_project_get_path (project));

  self->project = g_object_ref (project);
  self->folder = dup_new_folder (mls_project_get_path (project));
  mls_product_group_offer (self->products, rules->nomenclature, rules->vintages, rules->n_vintages);
  gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->target), self->folder);
  mls_readiness_group_check (self->readiness, project);
  connect_signals (self);
  recall (self);
  update (self);

  return self;
}
