/* The classes of a project, in a window beside the map, which shows at once what is changed there. */

#include "ui/window-private.h"

#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

static void
on_replaced (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  const MlsMigrationJob *job = mls_errand_get_data (errand);

  mls_window_open (self, job->project);
  if (self->project == NULL || self->nomenclature == NULL)
    return;

  mls_nomenclature_dialog_show (self->nomenclature, self->project);
  mls_window_tell_favourites (self);
  mls_nomenclature_dialog_tell (self->nomenclature, error != NULL ? error->message : _("The project has the other nomenclature"));
}

/* The dialog stays while its project is away. */
static void
do_replace (MlsWindow *self, MlsMigrationJob *job)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_migration_job_run, job, (GDestroyNotify) mls_migration_job_free);
  MlsNomenclatureDialog *dialog = self->nomenclature;

  mls_nomenclature_dialog_show (dialog, NULL);
  g_clear_weak_pointer (&self->nomenclature);
  mls_window_close_project (self);
  g_set_weak_pointer (&self->nomenclature, dialog);
  mls_progress_run (GTK_WINDOW (dialog), _("Replacing the nomenclature"), errand, on_replaced, self);
}

static void
do_nomenclature (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  if (self->nomenclature == NULL)
    {
      g_set_weak_pointer (&self->nomenclature, mls_nomenclature_dialog_new (GTK_WINDOW (self)));
      g_signal_connect_object (self->nomenclature, "replaced", G_CALLBACK (do_replace), self, G_CONNECT_SWAPPED);
      mls_nomenclature_dialog_show (self->nomenclature, self->project);
      mls_window_take_favourites (self);
    }
  gtk_window_present (GTK_WINDOW (self->nomenclature));
}

/**
 * mls_window_leave_nomenclature:
 * @self: a window whose project goes
 */
void
mls_window_leave_nomenclature (MlsWindow *self)
{
  if (self->nomenclature != NULL)
    gtk_window_destroy (GTK_WINDOW (self->nomenclature));
}

/**
 * mls_window_init_nomenclature:
 * @self: a window being made
 */
void
mls_window_init_nomenclature (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "nomenclature", do_nomenclature } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
