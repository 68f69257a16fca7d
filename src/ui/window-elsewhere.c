/* The place that is looked at, for other maps: opened there, or copied. */

#include "ui/window-private.h"

#include "ui/other-map.h"

#include <glib/gi18n.h>

#define OTHER_MAPS "other-maps"

/* The pointer's, or the middle of the map. */
static MlsPoint
place_looked_at (MlsWindow *self)
{
  MlsPoint point;
  double x, y;

  if (mls_map_get_pointer (self->canvas, &point))
    return point;

  mls_viewport_get_centre (mls_workspace_get_viewport (self->workspace), &x, &y);
  if (!mls_grid_from_metres (x, y, &point))
    point = (MlsPoint){ 0, 0 };

  return point;
}

static gboolean
locate (MlsWindow *self, double *longitude, double *latitude)
{
  g_autoptr (GError) error = NULL;

  if (mls_project_locate (self->project, place_looked_at (self), longitude, latitude, &error))
    return TRUE;

  mls_window_say (self, MLS_MESSAGE_WARNING, error->message);

  return FALSE;
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MlsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
}

static void
do_other_map (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_auto (GStrv) maps = g_settings_get_strv (mls_window_settings (self), OTHER_MAPS);
  guint i = (guint) g_variant_get_int32 (parameter);
  g_autofree char *address = NULL;
  double longitude, latitude;

  if (self->workspace == NULL)
    return;

  if (i >= g_strv_length (maps))
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, _("There is no other map in Preferences"));
      return;
    }

  if (!locate (self, &longitude, &latitude))
    return;

  address = mls_other_map_dup_address (maps[i], longitude, latitude);
  g_app_info_launch_default_for_uri_async (address, NULL, NULL, on_launched, g_object_ref (self));
}

/* What is copied is what mls_found_place_new() reads, and all programs. */
static void
copy (MlsWindow *self, double first, double second, const char *format)
{
  char numbers[2][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;

  g_ascii_formatd (numbers[0], sizeof numbers[0], format, first);
  g_ascii_formatd (numbers[1], sizeof numbers[1], format, second);
  text = g_strdup_printf ("%s, %s", numbers[0], numbers[1]);
  /* Translators: coordinates. */
  said = g_strdup_printf (_("Copied: %s"), text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  mls_window_toast (self, mls_toast_new (said));
}

static void
do_copy_place (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  MlsPoint place;

  if (self->workspace == NULL)
    return;

  place = place_looked_at (self);
  copy (self, mls_grid_to_metres (place.x), mls_grid_to_metres (place.y), "%.2f");
}

static void
do_copy_degrees (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  double longitude, latitude;

  if (self->workspace != NULL && locate (self, &longitude, &latitude))
    copy (self, latitude, longitude, "%.6f");
}

static void
list_maps (MlsWindow *self)
{
  g_auto (GStrv) maps = g_settings_get_strv (mls_window_settings (self), OTHER_MAPS);

  mls_go_menu_set_maps (mls_bottom_bar_get_go_menu (self->bottom), (const char *const *) maps);
}

/**
 * mls_window_list_maps:
 * @self: a window of an application
 *
 * Keeps its menu at the maps of the settings.
 */
void
mls_window_list_maps (MlsWindow *self)
{
  g_signal_connect_object (mls_window_settings (self), "changed::" OTHER_MAPS, G_CALLBACK (list_maps), self,
                           G_CONNECT_SWAPPED);
  list_maps (self);
}

/**
 * mls_window_init_elsewhere:
 * @self: a window being made
 */
void
mls_window_init_elsewhere (MlsWindow *self)
{
  static const GActionEntry entries[] = {
    { "other-map", do_other_map, "i" },
    { "copy-place", do_copy_place },
    { "copy-degrees", do_copy_degrees },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
