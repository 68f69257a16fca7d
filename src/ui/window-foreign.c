/* What was done to the project in another program, beside the window or before it: edits, which are in the history already, and
 * remarks, which come into the queue of corrections. */

#include "ui/window-private.h"

#include "base/text.h"
#include "document/foreign-job.h"

#include <glib/gi18n.h>

/* "Another program has changed 12 polygons: 3 rules are broken there" */
static void
append_edits (GString *text, const MlsForeignJob *job)
{
  guint n_faces = job->news.n_faces;
  guint n_errors = job->n_errors;
  g_autofree char *what = g_strdup_printf (ngettext ("Another program has changed %u polygon", "Another program has changed %u polygons",
                                                     n_faces),
                                           n_faces);
  g_autofree char *broken = g_strdup_printf (ngettext ("%u rule is broken there", "%u rules are broken there", n_errors), n_errors);
  /* Translators: what another program did, and what came of it. */
  g_autofree char *line = g_strdup_printf (_("%s: %s"), what, n_errors > 0 ? broken : _("the rules are kept there"));

  mls_text_append_line (text, line);
}

static void
append_overtaken (GString *text, guint n)
{
  g_autofree char *line = g_strdup_printf (ngettext ("%u of them had been edited here shortly before: look at it",
                                                     "%u of them had been edited here shortly before: look at them",
                                                     n),
                                           n);

  mls_text_append_line (text, line);
}

static void
append_remarks (GString *text, const MlsMaintenance *remarks)
{
  g_autofree char *became = mls_window_describe_maintenance (remarks);
  g_autofree char *line = g_strdup_printf (_("Remarks: %s"), became);

  mls_text_append_line (text, line);
}

static gboolean
is_news (const MlsMaintenance *remarks)
{
  return remarks != NULL && remarks->notices->len + remarks->remarks->len > 0;
}

/* What cannot be taken now is taken the next time. */
static MlsMaintenance *
take_remarks (MlsWindow *self)
{
  g_autoptr (GError) error = NULL;
  const char *author = mls_project_get_author (self->project);
  MlsMaintenance *remarks;

  if (mls_project_is_read_only (self->project) || author == NULL || *author == '\0')
    return NULL;

  remarks = mls_project_take_remarks (self->project, &error);
  if (remarks == NULL)
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);

  return remarks;
}

static void
say (MlsWindow *self, const MlsForeignJob *job, const MlsMaintenance *remarks)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *action = g_strdup_printf ("win.show-operation(int64 %" G_GINT64_FORMAT ")", job->news.last);
  guint n_overtaken = job->news.overtaken->len;
  gboolean doubtful = job->n_errors > 0 || n_overtaken > 0 || self->mended_finds;
  MlsMessageButton buttons[2];
  guint n_buttons = 0;

  if (self->mended != NULL)
    mls_text_append_line (text, self->mended);
  if (job->news.first != 0)
    append_edits (text, job);
  if (n_overtaken > 0)
    append_overtaken (text, n_overtaken);
  if (is_news (remarks))
    append_remarks (text, remarks);
  if (doubtful || is_news (remarks))
    buttons[n_buttons++] = (MlsMessageButton){ _("List what is found"), "win.list-findings" };
  if (job->news.first != 0)
    buttons[n_buttons++] = (MlsMessageButton){ _("Show the edit"), action };

  mls_message_bar_say (self->messages, doubtful ? MLS_MESSAGE_WARNING : MLS_MESSAGE_INFORMATION, text->str, buttons, n_buttons);
  mls_window_tell_mended (self, NULL, FALSE);
}

/* Of a project that cannot be written it is known as long as it is shown; in any other, what there is to be looked at is listed. */
static void
remember (MlsWindow *self, const MlsForeignNews *news)
{
  g_autoptr (GError) error = NULL;

  self->foreign_told = news->last;
  if (mls_project_is_read_only (self->project))
    return;

  if (!mls_store_tell_foreign_news (mls_project_get_store (self->project), news, &error))
    g_info ("%s", error->message);
  else if (news->overtaken->len > 0)
    mls_window_touch_queue (self);
}

static void
tell (MlsWindow *self, const MlsForeignJob *job)
{
  g_autoptr (MlsMaintenance) remarks = take_remarks (self);

  if (job->news.first == 0 && !is_news (remarks) && self->mended == NULL)
    return;

  if (job->news.first != 0)
    remember (self, &job->news);
  say (self, job, remarks);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsWindow) self = user_data;
  MlsErrand *errand = MLS_ERRAND (source);
  g_autoptr (GError) error = NULL;

  if (errand != self->foreign)
    return;

  g_clear_object (&self->foreign);
  if (!mls_errand_run_finish (errand, result, &error))
    g_info ("%s", error->message);
  else if (self->control == NULL)
    tell (self, mls_errand_get_data (errand));
}

static void
look (MlsWindow *self)
{
  if (self->foreign != NULL)
    mls_errand_cancel (self->foreign);
  g_clear_object (&self->foreign);

  self->foreign = mls_errand_new (mls_foreign_job_run,
                                  mls_foreign_job_new (mls_project_get_path (self->project), self->foreign_told),
                                  (GDestroyNotify) mls_foreign_job_free);
  mls_errand_run_async (self->foreign, on_looked, g_object_ref (self));
}

/* What may be anything may be another program's. */
static void
project_changed (MlsWindow *self, MlsDelta *delta)
{
  if (delta == NULL)
    look (self);
}

static void
on_unreadable (gpointer owner, const GError *error)
{
  mls_window_say (owner, MLS_MESSAGE_WARNING, error->message);
}

/**
 * mls_window_notice:
 * @self: a window with a project
 *
 * Looks at once whether another program has written it: it is looked at now, and what is seen should be what there is.
 */
void
mls_window_notice (MlsWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!mls_project_notice (self->project, &error))
    on_unreadable (self, error);
}

/**
 * mls_window_follow_foreign:
 * @self: a window whose project has just been opened
 *
 * Finds out what other programs have done and will do to it, beside whoever edits, and tells.
 */
void
mls_window_follow_foreign (MlsWindow *self)
{
  g_signal_connect_object (self->project, "changed", G_CALLBACK (project_changed), self, G_CONNECT_SWAPPED);
  self->file_watch = mls_project_watch_new (self->project, on_unreadable, self);
  look (self);
}

/**
 * mls_window_tell_mended:
 * @self: a window whose project has just been opened
 * @text: (transfer full) (nullable): what was mended
 * @finds: whether there is something to be listed
 *
 * Says that with what else other programs have done, once that is known.
 */
void
mls_window_tell_mended (MlsWindow *self, char *text, gboolean finds)
{
  g_free (self->mended);
  self->mended = text;
  self->mended_finds = finds;
}

/**
 * mls_window_leave_foreign:
 * @self: a window whose project goes
 */
void
mls_window_leave_foreign (MlsWindow *self)
{
  g_clear_pointer (&self->file_watch, mls_project_watch_free);
  if (self->foreign != NULL)
    mls_errand_cancel (self->foreign);
  g_clear_object (&self->foreign);
  self->foreign_told = 0;
  mls_window_tell_mended (self, NULL, FALSE);
}

static void
do_list_findings (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL || self->control != NULL)
    return;

  mls_message_bar_close (self->messages);
  mls_window_leave_history (self);
  mls_queue_panel_list_findings (self->queue);
}

/**
 * mls_window_init_foreign:
 * @self: a window being made
 */
void
mls_window_init_foreign (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "list-findings", do_list_findings } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
