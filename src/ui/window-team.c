/* What others of the team have done is taken, and what was done here is given to them. The window gives the project away
 * meanwhile, and has it again as it is then. */

#include "ui/window-private.h"

#include "document/team-job.h"
#include "store/clone.h"
#include "ui/progress-dialog.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

static const char *const actions[] = { "team-pull", "team-push" };

static void
tell (MlsWindow *self, const MlsTeamJob *job)
{
  g_autofree char *text = mls_team_job_text (job);

  mls_window_toast (self, mls_toast_new (text));
}

static void
on_done (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  const MlsTeamJob *job = mls_errand_get_data (errand);

  mls_window_open (self, job->project);
  if (error == NULL)
    tell (self, job);
  else if (!g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
}

static void
exchange (MlsWindow *self, gboolean pushes)
{
  MlsTeamJob *job = mls_team_job_new (mls_project_get_path (self->project), pushes);
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_team_job_run, job, (GDestroyNotify) mls_team_job_free);

  mls_window_close_project (self);
  mls_progress_run (GTK_WINDOW (self), pushes ? _("Pushing to the team") : _("Pulling from the team"), errand, on_done, self);
}

static void
do_pull (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  exchange (self, FALSE);
}

static void
do_push (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  exchange (self, TRUE);
}

static void
enable (MlsWindow *self, gboolean shared)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), actions[i])), shared);
}

/**
 * mls_window_connect_team:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_team (MlsWindow *self)
{
  MlsStore *store = mls_project_get_store (self->project);
  gboolean shared = FALSE;

  enable (self, mls_store_is_clone (store, &shared, NULL) && shared && mls_store_get_mode (store) == MLS_STORE_READ_WRITE);
}

/**
 * mls_window_init_team:
 * @self: a window being made
 */
void
mls_window_init_team (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "team-pull", do_pull }, { "team-push", do_push } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  enable (self, FALSE);
}
