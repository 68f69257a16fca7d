#include "ui/deliver-dialog.h"

#include "base/format.h"
#include "base/text.h"
#include "delivery/error.h"
#include "document/deliver-job.h"
#include "ui/choose-file.h"
#include "ui/language.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* In the order in which they are offered; the last one is a database. */
static const char *const formats[] = { "gpkg", "shp", "fgb", "geojson" };

struct _MlsDeliverDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkWidget           *deliver;
  AdwPreferencesGroup *check;
  AdwActionRow        *verdict;
  GtkImage            *sign;
  GtkProgressBar      *bar;
  AdwPreferencesGroup *products;
  AdwComboRow         *format;
  AdwEntryRow         *target;
  GtkWidget           *elsewhere;
  AdwEntryRow         *zones;
  GtkWidget           *choose_zones;
  AdwEntryRow         *names;
  GtkWidget           *choose_names;
  GtkSwitch           *multi;

  GtkCheckButton      *kinds[MLS_MAX_PRODUCT_KINDS]; /* (nullable): of what the nomenclature has */
  GtkSwitch           *consent;                      /* (nullable): though it is not conform */

  /* owned */
  MlsProject          *project;
  MlsErrand           *checking;  /* (nullable) */
  MlsReadiness        *readiness; /* (nullable): once that is known */
  char                *folder;    /* what is proposed for a folder */
  char                *address;   /* what was typed for a database */
  gboolean             to_database;
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

static guint
chosen_kinds (const MlsDeliverDialog *self)
{
  guint chosen = 0;

  for (MlsProductKind kind = 0; kind < MLS_MAX_PRODUCT_KINDS; kind++)
    if (self->kinds[kind] != NULL && gtk_check_button_get_active (self->kinds[kind]))
      chosen |= MLS_PRODUCT (kind);

  return chosen;
}

static gboolean
may_deliver (const MlsDeliverDialog *self)
{
  return self->readiness != NULL &&
         (self->readiness->n_bars == 0 || (self->consent != NULL && gtk_switch_get_active (self->consent)));
}

static void
update (MlsDeliverDialog *self)
{
  g_autofree char *target = dup_text (self->target);
  gboolean has_target = self->to_database ? *target != '\0' : g_path_is_absolute (target);

  gtk_widget_set_sensitive (self->deliver, may_deliver (self) && has_target && chosen_kinds (self) != 0);
}

/* The check */

static void
on_reason (AdwActionRow *row, MlsDeliverDialog *self)
{
  const MlsReason *reason = g_object_get_data (G_OBJECT (row), "reason");

  g_signal_emit (self, signals[SHOWN], 0, reason->kind == MLS_REASON_FINDINGS ? mls_reason_name (reason) : NULL);
}

static void
add_reason (MlsDeliverDialog *self, const MlsReason *reason, const MlsVintage *vintages)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *text = mls_reason_text (reason, vintages);
  GtkWidget *sign = gtk_image_new_from_icon_name (reason->bars ? "dialog-error-symbolic" : "dialog-information-symbolic");
  const char *word = reason->bars ? _("not conform") : _("to be known");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  if (reason->kind == MLS_REASON_FINDINGS && reason->vintage != MLS_NO_VINTAGE)
    adw_action_row_set_subtitle (row, vintages[reason->vintage].title);
  gtk_widget_add_css_class (sign, reason->bars ? "error" : "dim-label");
  gtk_widget_set_tooltip_text (sign, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  adw_action_row_add_prefix (row, sign);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "reason", (gpointer) reason);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_reason), self, 0);
  adw_preferences_group_add (self->check, GTK_WIDGET (row));
}

static void
add_consent (MlsDeliverDialog *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  self->consent = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->consent), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Deliver it all the same"));
  adw_action_row_set_subtitle (row, _("The metadata say so, with the reasons"));
  adw_action_row_add_suffix (row, GTK_WIDGET (self->consent));
  adw_action_row_set_activatable_widget (row, GTK_WIDGET (self->consent));
  g_signal_connect_object (self->consent, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->check, GTK_WIDGET (row));
}

static void
set_verdict (MlsDeliverDialog *self, const char *title, const char *subtitle, const char *icon)
{
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->verdict), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), title);
  adw_action_row_set_subtitle (self->verdict, subtitle != NULL ? subtitle : "");
  gtk_image_set_from_icon_name (self->sign, icon);
}

static void
show_readiness (MlsDeliverDialog *self)
{
  const MlsReadiness *readiness = self->readiness;
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (mls_project_get_store (self->project), &n_vintages);
  g_autofree char *count = mls_format_count (readiness->n_bars);
  g_autofree char *text = g_strdup_printf (ngettext ("Not conform, for %s reason", "Not conform, for %s reasons", readiness->n_bars), count);

  if (readiness->n_bars == 0)
    set_verdict (self, _("Conform"), NULL, "emblem-ok-symbolic");
  else
    set_verdict (self, text, NULL, "dialog-warning-symbolic");

  for (guint i = 0; i < readiness->reasons->len; i++)
    add_reason (self, &g_array_index (readiness->reasons, MlsReason, i), vintages);
  if (readiness->n_bars > 0)
    add_consent (self);
}

static void
on_checked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsDeliverDialog *self = owner;
  MlsDeliverJob *job = mls_errand_get_data (errand);

  g_clear_object (&self->checking);
  if (error != NULL)
    {
      set_verdict (self, _("It could not be checked"), error->message, "dialog-error-symbolic");
      return;
    }

  self->readiness = g_steal_pointer (&job->readiness);
  show_readiness (self);
  update (self);
}

static void
on_progress (MlsDeliverDialog *self, double fraction)
{
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

static void
start_check (MlsDeliverDialog *self)
{
  MlsDeliverJob *job = mls_deliver_job_new (mls_project_get_path (self->project));

  self->checking = mls_errand_new (mls_deliver_job_run, job, (GDestroyNotify) mls_deliver_job_free);
  g_signal_connect_object (self->checking, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  mls_progress_run (GTK_WINDOW (self), NULL, self->checking, on_checked, self);
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
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (report->remarks, i));

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

static MlsDeliverJob *
job_of (MlsDeliverDialog *self)
{
  MlsDeliverJob *job = mls_deliver_job_new (mls_project_get_path (self->project));
  g_autofree char *target = dup_text (self->target);
  gboolean has_prefix = g_str_has_prefix (target, MLS_FORMAT_DATABASE);

  job->target = self->to_database && !has_prefix ? g_strconcat (MLS_FORMAT_DATABASE, target, NULL) : g_strdup (target);
  job->format = self->to_database ? mls_format_database () : mls_format_of_name (formats[adw_combo_row_get_selected (self->format)]);
  job->kinds = chosen_kinds (self);
  job->language = mls_ui_language ();
  job->multi = gtk_switch_get_active (self->multi);
  job->all_the_same = self->consent != NULL && gtk_switch_get_active (self->consent);
  job->zones = dup_text_or_none (self->zones);
  job->names = dup_text_or_none (self->names);

  return job;
}

static void
on_deliver (MlsDeliverDialog *self)
{
  g_autoptr (MlsErrand) errand = NULL;

  if (!gtk_widget_is_sensitive (self->deliver))
    return;

  errand = mls_errand_new (mls_deliver_job_run, job_of (self), (GDestroyNotify) mls_deliver_job_free);
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
    return;

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
take_zones (gpointer owner, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (MLS_DELIVER_DIALOG (owner)->zones), path);
}

static void
take_names (gpointer owner, const char *path)
{
  gtk_editable_set_text (GTK_EDITABLE (MLS_DELIVER_DIALOG (owner)->names), path);
}

static void
choose (MlsDeliverDialog *self, const char *title, GtkFileChooserAction action, MlsChooseFunc func)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    title, GTK_WINDOW (self), action, action == GTK_FILE_CHOOSER_ACTION_SAVE ? _("_Save") : _("_Open"), _("_Cancel"));

  mls_chooser_look_beside (chooser, mls_project_get_path (self->project));
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      g_autofree char *name = g_path_get_basename (self->folder);

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
    }
  mls_choose_file (chooser, func, self);
}

static void
on_elsewhere (MlsDeliverDialog *self)
{
  choose (self, _("Where the delivery goes"), GTK_FILE_CHOOSER_ACTION_SAVE, take_target);
}

static void
on_choose_zones (MlsDeliverDialog *self)
{
  choose (self, _("A layer of areas"), GTK_FILE_CHOOSER_ACTION_OPEN, take_zones);
}

static void
on_choose_names (MlsDeliverDialog *self)
{
  choose (self, _("A table of names"), GTK_FILE_CHOOSER_ACTION_OPEN, take_names);
}

static void
add_kind (MlsDeliverDialog *self, const MlsNomenclature *nomenclature, MlsProductKind kind)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *title = mls_product_kind_dup_title (nomenclature, kind, mls_ui_language ());

  self->kinds[kind] = GTK_CHECK_BUTTON (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (self->kinds[kind], kind == MLS_PRODUCT_MULTIDATE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_prefix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->products, GTK_WIDGET (row));
}

static void
offer_products (MlsDeliverDialog *self)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;

  for (MlsProductKind kind = 0; kind < mls_product_n_kinds (nomenclature); kind++)
    if (mls_product_kind_is_in (nomenclature, kind))
      add_kind (self, nomenclature, kind);
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

  if (self->checking != NULL)
    mls_errand_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->project);
  g_clear_pointer (&self->readiness, mls_readiness_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (mls_deliver_dialog_parent_class)->dispose (object);
}

static void
mls_deliver_dialog_class_init (MlsDeliverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_deliver_dialog_dispose;

  signals[SHOWN] = g_signal_new ("shown", MLS_TYPE_DELIVER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/deliver-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, deliver);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, check);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, sign);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, products);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, format);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, target);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, zones);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, choose_zones);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, names);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, choose_names);
  gtk_widget_class_bind_template_child (widget_class, MlsDeliverDialog, multi);
}

static void
mls_deliver_dialog_init (MlsDeliverDialog *self)
{
  static const char *const titles[] = { "GeoPackage", "Shapefile", "FlatGeobuf", "GeoJSON", "PostGIS", NULL };
  g_autoptr (GtkStringList) offered = gtk_string_list_new (titles);
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
    { (gpointer *) &self->choose_zones, "clicked", G_CALLBACK (on_choose_zones) },
    { (gpointer *) &self->choose_names, "clicked", G_CALLBACK (on_choose_names) },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (titles) == G_N_ELEMENTS (formats) + 2);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->address = g_strdup ("");
  adw_combo_row_set_model (self->format, G_LIST_MODEL (offered));
  for (gsize i = 0; i < G_N_ELEMENTS (signals_of); i++)
    g_signal_connect_object (*signals_of[i].widget, signals_of[i].signal, signals_of[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * mls_deliver_dialog_new:
 * @parent: a window
 * @project: its project
 *
 * Returns: (transfer none): the dialog, not shown yet, which checks the map
 */
MlsDeliverDialog *
mls_deliver_dialog_new (GtkWindow *parent, MlsProject *project)
{
  MlsDeliverDialog *self = g_object_new (MLS_TYPE_DELIVER_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);

  self->project = g_object_ref (project);
  self->folder = dup_new_folder (mls_project_get_path (project));
  gtk_editable_set_text (GTK_EDITABLE (self->target), self->folder);
  offer_products (self);
  start_check (self);

  return self;
}
