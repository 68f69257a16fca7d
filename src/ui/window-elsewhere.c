/* The place that is looked at, opened in another map. */

#include "ui/window-private.h"


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

/* "…/{lat}/{lon}", as the user's settings have it. */
static char *
address_of (MlsWindow *self, double longitude, double latitude)
{
  g_autofree char *text = g_settings_get_string (mls_window_settings (self), "elsewhere");
  g_autoptr (GString) address = g_string_new (text);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_replace (address, "{lat}", g_ascii_formatd (number, sizeof number, "%.6f", latitude), 0);
  g_string_replace (address, "{lon}", g_ascii_formatd (number, sizeof number, "%.6f", longitude), 0);

  return g_string_free (g_steal_pointer (&address), FALSE);
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
do_elsewhere (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  double longitude, latitude;

  if (self->workspace == NULL)
    return;

  if (!mls_project_locate (self->project, place_looked_at (self), &longitude, &latitude, &error))
    {
      mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
      return;
    }

  address = address_of (self, longitude, latitude);
  g_app_info_launch_default_for_uri_async (address, NULL, NULL, on_launched, g_object_ref (self));
}

/**
 * mls_window_init_elsewhere:
 * @self: a window being made
 */
void
mls_window_init_elsewhere (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "elsewhere", do_elsewhere } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
