#include "ui/room-group.h"

#include "base/format.h"
#include "store/room.h"
#include "ui/plain-row.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

typedef enum
{
  LINE_FILE,
  LINE_HISTORY,
  LINE_FREE,
  LINE_OPERATIONS,
  N_LINES,
} Line;

struct _MlsRoomGroup
{
  AdwPreferencesGroup parent_instance;

  GtkLabel *lines[N_LINES];
};

G_DEFINE_FINAL_TYPE (MlsRoomGroup, mls_room_group, ADW_TYPE_PREFERENCES_GROUP)

typedef struct
{
  char   *path;
  MlsRoom room;
} Measure;

static void
measure_free (gpointer data)
{
  g_free (((Measure *) data)->path);
  g_free (data);
}

static gboolean
measure (MlsErrand *errand, gpointer data, GError **error)
{
  Measure *measured = data;
  g_autoptr (MlsStore) store = mls_store_open (measured->path, MLS_STORE_READ_ONLY, error);

  return store != NULL && mls_store_measure_room (store, &measured->room, error);
}

static void
show_size (MlsRoomGroup *self, Line line, gint64 bytes)
{
  g_autofree char *text = g_format_size ((guint64) bytes);

  gtk_label_set_text (self->lines[line], text);
}

static void
on_measured (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsRoomGroup *self = owner;
  const MlsRoom *room = &((const Measure *) mls_errand_get_data (errand))->room;
  g_autofree char *operations = mls_format_count ((guint) room->n_operations);
  g_autofree char *folded = mls_format_count ((guint) room->n_folded);
  g_autofree char *both = g_strdup_printf (_("%s, of which some stand for %s"), operations, folded);

  if (error != NULL)
    return;

  show_size (self, LINE_FILE, room->file);
  show_size (self, LINE_HISTORY, room->history);
  show_size (self, LINE_FREE, room->free);
  gtk_label_set_text (self->lines[LINE_OPERATIONS], room->n_folded > 0 ? both : operations);
}

/**
 * mls_room_group_measure:
 * @self: the group
 * @path: a project
 *
 * Shows what takes how much room in it, as soon as that is known.
 */
void
mls_room_group_measure (MlsRoomGroup *self, const char *path)
{
  Measure *measured = g_new0 (Measure, 1);
  g_autoptr (MlsErrand) errand = mls_errand_new (measure, measured, measure_free);

  measured->path = g_strdup (path);
  mls_progress_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, errand, on_measured, self);
}

static void
mls_room_group_class_init (MlsRoomGroupClass *klass)
{
}

static void
mls_room_group_init (MlsRoomGroup *self)
{
  static const char *const titles[N_LINES] = {
    [LINE_FILE] = N_("The whole file"),
    [LINE_HISTORY] = N_("The history in it"),
    [LINE_FREE] = N_("Free in it, for what comes"),
    [LINE_OPERATIONS] = N_("Operations"),
  };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Room"));
  for (int line = 0; line < N_LINES; line++)
    {
      AdwActionRow *row = mls_plain_row_add (ADW_PREFERENCES_GROUP (self), _(titles[line]));

      self->lines[line] = GTK_LABEL (gtk_label_new ("…"));
      gtk_widget_add_css_class (GTK_WIDGET (self->lines[line]), "dim-label");
      adw_action_row_add_suffix (row, GTK_WIDGET (self->lines[line]));
    }
}
