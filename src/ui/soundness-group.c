#include "ui/soundness-group.h"

#include "store/error.h"
#include "store/integrity.h"
#include "ui/plain-row.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* Faults beyond these are told by their number. */
#define MOST_FAULTS 50

struct _MlsSoundnessGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *verdict;

  /* owned */
  char         *path;  /* (nullable): of the project */
  GPtrArray    *rows;  /* (element-type GtkWidget): of faults, borrowed */
};

G_DEFINE_FINAL_TYPE (MlsSoundnessGroup, mls_soundness_group, ADW_TYPE_PREFERENCES_GROUP)

static void
mls_soundness_group_finalize (GObject *object)
{
  MlsSoundnessGroup *self = MLS_SOUNDNESS_GROUP (object);

  g_free (self->path);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (mls_soundness_group_parent_class)->finalize (object);
}

static void
mls_soundness_group_class_init (MlsSoundnessGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_soundness_group_finalize;
}

typedef struct
{
  char      *path;
  GPtrArray *faults; /* (nullable) (element-type utf8) */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->path);
  g_clear_pointer (&check->faults, g_ptr_array_unref);
  g_free (check);
}

static gboolean
go_on_checking (double fraction, gpointer errand)
{
  return mls_errand_go_on (errand, fraction, _("Checking the file"));
}

static gboolean
check (MlsErrand *errand, gpointer data, GError **error)
{
  Check *checked = data;
  g_autoptr (MlsStore) store = mls_store_open (checked->path, MLS_STORE_READ_ONLY, error);

  checked->faults = store != NULL ? mls_store_check_integrity (store, go_on_checking, errand, error) : NULL;

  return checked->faults != NULL;
}

static void
add_fault (MlsSoundnessGroup *self, const char *text)
{
  g_ptr_array_add (self->rows, mls_plain_row_add (ADW_PREFERENCES_GROUP (self), text));
}

static void
forget_faults (MlsSoundnessGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_faults (MlsSoundnessGroup *self, const GPtrArray *faults)
{
  g_autofree char *text = NULL;

  if (faults->len == 0)
    {
      adw_action_row_set_subtitle (self->verdict, _("The file is sound, and so is its whole history."));
      return;
    }

  text = g_strdup_printf (ngettext ("%d thing is wrong with the file.", "%d things are wrong with the file.", faults->len),
                          (int) faults->len);
  adw_action_row_set_subtitle (self->verdict, text);
  for (guint i = 0; i < MIN (faults->len, MOST_FAULTS); i++)
    add_fault (self, g_ptr_array_index (faults, i));
}

static void
on_checked (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsSoundnessGroup *self = owner;
  const Check *checked = mls_errand_get_data (errand);

  forget_faults (self);
  if (error == NULL)
    show_faults (self, checked->faults);
  else if (!g_error_matches (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED))
    adw_action_row_set_subtitle (self->verdict, error->message);
}

static void
on_check (MlsSoundnessGroup *self)
{
  Check *checked = g_new0 (Check, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (check, checked, check_free);

  checked->path = g_strdup (self->path);
  mls_progress_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Checking the file"), errand, on_checked, self);
}

static void
mls_soundness_group_init (MlsSoundnessGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Soundness"));
  self->verdict = mls_plain_row_add (ADW_PREFERENCES_GROUP (self), _("Pages, index trees, and every state of the past"));
  mls_plain_row_add_button (self->verdict, _("Check the File"), G_CALLBACK (on_check), self);
}

/**
 * mls_soundness_group_set_path:
 * @self: the group
 * @path: the project that may be checked
 */
void
mls_soundness_group_set_path (MlsSoundnessGroup *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
}
