#include "ui/compaction-group.h"

#include "base/format.h"
#include "document/compact-job.h"
#include "store/version.h"
#include "ui/plain-row.h"
#include "ui/progress-dialog.h"
#include "ui/tell.h"

#include <glib/gi18n.h>

/* What to compact up to, before the versions that there are. */
static const struct
{
  const char *title;
  int         days;
} ages[] = {
  { N_("What is older than a month"), 30 },
  { N_("What is older than three months"), 90 },
  { N_("What is older than a year"), 365 },
  { N_("Everything up to now"), 0 },
};

struct _MlsCompactionGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow  *choice;
  AdwActionRow *outcome;
  GtkWidget    *compact;

  /* owned */
  GPtrArray    *versions; /* (nullable) (element-type MlsVersion): the newest last */
  MlsErrand    *look;     /* (nullable): tells what a compaction would come to */
  gint64        until;    /* what is looked at; 0 for none */

  MlsProject   *project;  /* borrowed, as long as the window has it; NULL while a job has it */
};

G_DEFINE_FINAL_TYPE (MlsCompactionGroup, mls_compaction_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  JOB,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_look (MlsCompactionGroup *self)
{
  if (self->look != NULL)
    mls_errand_cancel (self->look);
  g_clear_object (&self->look);
}

static void
mls_compaction_group_dispose (GObject *object)
{
  MlsCompactionGroup *self = MLS_COMPACTION_GROUP (object);

  stop_look (self);
  g_clear_pointer (&self->versions, g_ptr_array_unref);

  G_OBJECT_CLASS (mls_compaction_group_parent_class)->dispose (object);
}

static void
mls_compaction_group_class_init (MlsCompactionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_compaction_group_dispose;

  signals[JOB] =
    g_signal_new ("job", MLS_TYPE_COMPACTION_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

typedef struct
{
  char         *path;
  gint64        until;
  MlsCompaction compaction;
} Look;

static void
look_free (gpointer data)
{
  g_free (((Look *) data)->path);
  g_free (data);
}

static gboolean
go_on_looking (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, NULL);
}

static gboolean
look (MlsErrand *errand, gpointer data, GError **error)
{
  Look *looked = data;

  return mls_compaction_look (looked->path, looked->until, go_on_looking, errand, &looked->compaction, error);
}

/* "1 234 operations become 3, and some 120 MB come back. 5 states stay as they are." */
static char *
dup_outcome (const MlsCompaction *compaction)
{
  g_autofree char *n_operations = mls_format_count ((guint) compaction->n_operations);
  g_autofree char *n_folded = mls_format_count ((guint) compaction->n_folded);
  g_autofree char *n_states = mls_format_count ((guint) compaction->n_states);
  g_autofree char *bytes = g_format_size ((guint64) compaction->bytes);
  GString *text = g_string_new (NULL);

  if (compaction->n_operations == 0)
    return g_string_free (g_string_append (text, _("There is nothing to compact: each operation leads to a state that is kept.")),
                          FALSE);

  g_string_append_printf (text, _("%s operations become %s, and about %s come back. States that stay as they are: %s."),
                          n_operations, n_folded, bytes, n_states);
  if (compaction->n_packages > 0)
    g_string_append_printf (text,
                            ngettext (" %d work package cannot be brought back again.",
                                      " %d work packages cannot be brought back again.", (gulong) compaction->n_packages),
                            (int) compaction->n_packages);

  return g_string_free (text, FALSE);
}

static void
on_looked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsCompactionGroup *self = owner;
  const Look *looked = mls_errand_get_data (errand);
  g_autofree char *text = error == NULL ? dup_outcome (&looked->compaction) : g_strdup (error->message);

  if (errand != self->look)
    return;

  g_clear_object (&self->look);
  if (self->project == NULL)
    return;

  adw_action_row_set_subtitle (self->outcome, text);
  gtk_widget_set_sensitive (self->compact, error == NULL && looked->compaction.n_operations > 0 &&
                                             !mls_project_is_read_only (self->project));
}

static gboolean
find_until (MlsCompactionGroup *self, gint64 *until, GError **error)
{
  MlsStore *store = mls_project_get_store (self->project);
  guint chosen = adw_combo_row_get_selected (self->choice);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = NULL;

  if (chosen >= G_N_ELEMENTS (ages))
    {
      guint i = chosen - (guint) G_N_ELEMENTS (ages);

      *until = ((const MlsVersion *) g_ptr_array_index (self->versions, self->versions->len - 1 - i))->operation;
      return TRUE;
    }

  if (ages[chosen].days == 0)
    return (*until = mls_store_last_operation (store, error)) != 0;

  then = g_date_time_add_days (now, -ages[chosen].days);

  return mls_store_find_until (store, then, until, error);
}

static void
on_chosen (MlsCompactionGroup *self)
{
  g_autoptr (GError) error = NULL;
  Look *looked;

  stop_look (self);
  gtk_widget_set_sensitive (self->compact, FALSE);
  if (self->project == NULL || adw_combo_row_get_selected (self->choice) == GTK_INVALID_LIST_POSITION)
    return;

  if (!find_until (self, &self->until, &error) || self->until == 0)
    {
      adw_action_row_set_subtitle (self->outcome, error != NULL ? error->message : _("Nothing is as old as that."));
      return;
    }

  looked = g_new0 (Look, 1);
  looked->path = g_strdup (mls_project_get_path (self->project));
  looked->until = self->until;
  self->look = mls_errand_new (look, looked, look_free);
  adw_action_row_set_subtitle (self->outcome, _("Looking…"));
  mls_progress_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, self->look, on_looked, self);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, MlsCompactionGroup *self)
{
  if (g_str_equal (response, "compact") && self->project != NULL)
    g_signal_emit (self, signals[JOB], 0,
                   mls_compact_job_new (mls_project_get_path (self->project), mls_project_get_author (self->project),
                                        self->until));
}

static void
on_compact (MlsCompactionGroup *self)
{
  const char *author = mls_project_get_author (self->project);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (author == NULL || *author == '\0')
    {
      mls_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("The history stays as it was"), _("Edits carry a name: say who you are, in the preferences"));
      return;
    }

  body = g_strdup_printf (_("%s\n\nWhat lies between the states that stay can no longer be looked at, undone or taken back. Who did "
                            "how much of what is told in sum. This cannot be undone."),
                          adw_action_row_get_subtitle (self->outcome));
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Compact the History?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "compact", _("C_ompact"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "compact", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
mls_compaction_group_init (MlsCompactionGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _("A shorter history"));
  adw_preferences_group_set_description (group,
                                         _("Versions, deliveries and what work packages began with stay exactly what they are."));
  self->choice = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), _("Compact"));
  adw_preferences_group_add (group, GTK_WIDGET (self->choice));
  self->outcome = mls_plain_row_add (group, _("What becomes of it"));
  self->compact = mls_plain_row_add_button (self->outcome, _("Compact…"), G_CALLBACK (on_compact), self);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
}

static void
offer_points (MlsCompactionGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    gtk_string_list_append (names, _(ages[i].title));
  for (guint i = self->versions != NULL ? self->versions->len : 0; i > 0; i--)
    {
      g_autofree char *name =
        g_strdup_printf (_("Up to “%s”"), ((const MlsVersion *) g_ptr_array_index (self->versions, i - 1))->name);

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->choice, G_LIST_MODEL (names));
}

/**
 * mls_compaction_group_set_project:
 * @self: the group
 * @project: (nullable): whose history may be shorter; %NULL while nobody may touch it
 */
void
mls_compaction_group_set_project (MlsCompactionGroup *self, MlsProject *project)
{
  self->project = project;
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  if (project == NULL)
    return;

  self->versions = mls_store_list_versions (mls_project_get_store (project), NULL);
  offer_points (self);
}
