#include "ui/readiness-group.h"

#include "base/format.h"
#include "document/deliver-job.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

struct _MlsReadinessGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow       *verdict;
  GtkImage           *sign;
  GtkProgressBar     *bar;
  GtkSwitch          *consent;   /* (nullable): though it is not conform */

  /* owned */
  MlsProject         *project;
  MlsErrand          *checking;  /* (nullable) */
  MlsReadiness       *readiness; /* (nullable): once that is known */
};

G_DEFINE_FINAL_TYPE (MlsReadinessGroup, mls_readiness_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SHOWN,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_change (MlsReadinessGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Reasons */

static void
on_reason (AdwActionRow *row, MlsReadinessGroup *self)
{
  const MlsReason *reason = g_object_get_data (G_OBJECT (row), "reason");

  g_signal_emit (self, signals[SHOWN], 0, reason->kind == MLS_REASON_FINDINGS ? mls_reason_name (reason) : NULL);
}

static void
add_reason (MlsReadinessGroup *self, const MlsReason *reason, const MlsVintage *vintages)
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
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

static void
add_consent (MlsReadinessGroup *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  self->consent = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->consent), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Deliver it all the same"));
  adw_action_row_set_subtitle (row, _("The metadata say so, with the reasons"));
  adw_action_row_add_suffix (row, GTK_WIDGET (self->consent));
  adw_action_row_set_activatable_widget (row, GTK_WIDGET (self->consent));
  g_signal_connect_object (self->consent, "notify::active", G_CALLBACK (tell_change), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

static void
set_verdict (MlsReadinessGroup *self, const char *title, const char *subtitle, const char *icon)
{
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->verdict), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), title);
  adw_action_row_set_subtitle (self->verdict, subtitle != NULL ? subtitle : "");
  gtk_image_set_from_icon_name (self->sign, icon);
}

static void
show_readiness (MlsReadinessGroup *self)
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
  MlsReadinessGroup *self = owner;
  MlsDeliverJob *job = mls_errand_get_data (errand);

  g_clear_object (&self->checking);
  if (error != NULL)
    {
      set_verdict (self, _("It could not be checked"), error->message, "dialog-error-symbolic");
      tell_change (self);
      return;
    }

  self->readiness = g_steal_pointer (&job->readiness);
  show_readiness (self);
  tell_change (self);
}

static void
on_progress (MlsReadinessGroup *self, double fraction)
{
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

/**
 * mls_readiness_group_check:
 * @self: the group
 * @project: a project
 *
 * Checks it beside the window, and shows what comes of that.
 */
void
mls_readiness_group_check (MlsReadinessGroup *self, MlsProject *project)
{
  MlsDeliverJob *job = mls_deliver_job_new (mls_project_get_path (project));

  g_set_object (&self->project, project);
  self->checking = mls_errand_new (mls_deliver_job_run, job, (GDestroyNotify) mls_deliver_job_free);
  g_signal_connect_object (self->checking, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  mls_progress_run (NULL, NULL, self->checking, on_checked, self);
}

/**
 * mls_readiness_group_has_consent:
 * @self: the group
 *
 * Returns: whether the map is to be handed over though it is not conform
 */
gboolean
mls_readiness_group_has_consent (MlsReadinessGroup *self)
{
  return self->consent != NULL && gtk_switch_get_active (self->consent);
}

/**
 * mls_readiness_group_get_missing:
 * @self: the group
 *
 * Returns: (nullable): why the map may not be handed over, in words; %NULL if it may
 */
const char *
mls_readiness_group_get_missing (MlsReadinessGroup *self)
{
  if (self->checking != NULL)
    return _("The map is being checked.");
  if (self->readiness == NULL)
    return _("The map could not be checked.");
  if (self->readiness->n_bars > 0 && !mls_readiness_group_has_consent (self))
    return _("The map is not conform: correct it, or deliver it all the same.");

  return NULL;
}

static void
mls_readiness_group_dispose (GObject *object)
{
  MlsReadinessGroup *self = MLS_READINESS_GROUP (object);

  if (self->checking != NULL)
    mls_errand_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->project);
  g_clear_pointer (&self->readiness, mls_readiness_free);

  G_OBJECT_CLASS (mls_readiness_group_parent_class)->dispose (object);
}

static void
mls_readiness_group_class_init (MlsReadinessGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_readiness_group_dispose;

  signals[SHOWN] = g_signal_new ("shown", MLS_TYPE_READINESS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", MLS_TYPE_READINESS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_readiness_group_init (MlsReadinessGroup *self)
{
  self->verdict = ADW_ACTION_ROW (adw_action_row_new ());
  self->sign = GTK_IMAGE (gtk_image_new_from_icon_name ("content-loading-symbolic"));
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How far the check is"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), _("Checking the map"));
  adw_action_row_add_prefix (self->verdict, GTK_WIDGET (self->sign));
  adw_action_row_add_suffix (self->verdict, GTK_WIDGET (self->bar));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Is it conform?"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->verdict));
}
