#include "ui/zone-row.h"

#include "document/deliver-job.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

struct _MlsZoneRow
{
  AdwActionRow parent_instance;

  GtkSpinner *spinner;

  /* owned */
  MlsErrand *look;  /* (nullable): at what was chosen last … */
  char      *asked; /* (nullable): … which is this */
};

G_DEFINE_FINAL_TYPE (MlsZoneRow, mls_zone_row, ADW_TYPE_ACTION_ROW)

static void
show_text (MlsZoneRow *self, const char *text, gboolean busy)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self), busy || *text != '\0');
}

static void
give_up (MlsZoneRow *self)
{
  if (self->look != NULL)
    mls_errand_cancel (self->look);
  g_clear_object (&self->look);
}

static void
on_looked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsZoneRow *self = owner;
  const MlsDeliverJob *job = mls_errand_get_data (errand);
  g_autofree char *text = NULL;

  if (errand != self->look)
    return;

  g_clear_object (&self->look);
  if (error == NULL)
    {
      g_ptr_array_add (job->report.remarks, NULL);
      text = g_strjoinv ("\n", (char **) job->report.remarks->pdata);
    }
  show_text (self, error != NULL ? error->message : text, FALSE);
}

static void
mls_zone_row_dispose (GObject *object)
{
  give_up (MLS_ZONE_ROW (object));

  G_OBJECT_CLASS (mls_zone_row_parent_class)->dispose (object);
}

static void
mls_zone_row_finalize (GObject *object)
{
  g_free (MLS_ZONE_ROW (object)->asked);

  G_OBJECT_CLASS (mls_zone_row_parent_class)->finalize (object);
}

static void
mls_zone_row_class_init (MlsZoneRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_zone_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mls_zone_row_finalize;
}

static void
mls_zone_row_init (MlsZoneRow *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("What comes of these areas"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  show_text (self, "", FALSE);
}

/**
 * mls_zone_row_look:
 * @self: the row
 * @project: whose map is to be cut
 * @zones: (nullable): a file of areas; %NULL for none
 * @layer: (nullable): which of its layers
 * @names: (nullable): which field names them
 *
 * Looks at them beside the window, instead of at what was chosen before, and tells what comes of that. Looks once, as long as
 * the same is asked.
 */
void
mls_zone_row_look (MlsZoneRow *self, const char *project, const char *zones, const char *layer, const char *names)
{
  g_autofree char *asked = zones != NULL ? g_strdup_printf ("%s\n%s\n%s", zones, layer != NULL ? layer : "", names != NULL ? names : "") : NULL;
  MlsDeliverJob *job;

  if (g_strcmp0 (asked, self->asked) == 0)
    return;

  g_free (self->asked);
  self->asked = g_steal_pointer (&asked);
  give_up (self);
  show_text (self, "", zones != NULL);
  if (zones == NULL)
    return;

  job = mls_deliver_job_new (project);
  job->zones = g_strdup (zones);
  job->zone_layer = g_strdup (layer);
  job->zone_names = g_strdup (names);
  self->look = mls_errand_new (mls_deliver_job_run, job, (GDestroyNotify) mls_deliver_job_free);
  mls_progress_run (NULL, NULL, self->look, on_looked, self);
}
