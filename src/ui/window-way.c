/* Finding one's way: back to what was looked at and forth, to a place that is told, to a bookmark. */

#include "ui/window-private.h"

#include <glib/gi18n.h>

#define OVERVIEW "overview"
#define PIXELS   "pixels-per-inch"
#define MEMORY   "tile-memory"

static void
step_view (MlsWindow *self, int direction)
{
  if (self->workspace == NULL || mls_workspace_step_view (self->workspace, direction))
    return;

  mls_window_toast (self, mls_toast_new (direction < 0 ? _("There is no earlier view")
                                                       : _("There is no later view")));
}

static void
do_previous_view (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_view (user_data, -1);
}

static void
do_next_view (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_view (user_data, 1);
}

static void
do_go_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace != NULL)
    mls_bottom_bar_open_go_menu (self->bottom);
}

/* At the scale that was asked for; from nearer by it is looked at as near as before. */
static void
place_chosen (MlsWindow *self, const MlsFoundPlace *place)
{
  double scale = mls_viewport_get_scale (mls_workspace_get_viewport (self->workspace));

  mls_map_go_to (self->canvas, &place->box, place->scale > 0 ? place->scale : MIN (scale, MLS_WORKING_SCALE));
  mls_map_point_out (self->canvas, mls_box_centre (&place->box), place->face);
}

static MlsBookmarkList *
bookmarks_of (MlsWindow *self)
{
  return mls_go_menu_get_bookmarks (mls_bottom_bar_get_go_menu (self->bottom));
}

static void
do_bookmarks (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->workspace == NULL)
    return;

  mls_bottom_bar_open_go_menu (self->bottom);
  mls_bookmark_list_start (bookmarks_of (self));
}

static void
bookmark_chosen (MlsWindow *self, const MlsBookmark *bookmark)
{
  gtk_popover_popdown (GTK_POPOVER (mls_bottom_bar_get_go_menu (self->bottom)));
  mls_viewport_set (mls_workspace_get_viewport (self->workspace), bookmark->view.x, bookmark->view.y,
                    bookmark->view.scale);
}

static void
keep_view (MlsWindow *self, const char *name)
{
  MlsView view = mls_workspace_get_view (self->workspace);

  mls_bookmark_list_keep (bookmarks_of (self), name, &view);
}

static void
bookmark_problem (MlsWindow *self, const char *text)
{
  mls_window_say (self, MLS_MESSAGE_WARNING, text);
}

static void
change_inset (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MlsWindow *self = user_data;

  g_simple_action_set_state (action, value);
  g_settings_set_boolean (mls_window_settings (self), OVERVIEW, g_variant_get_boolean (value));
  mls_map_set_inset (self->canvas, g_variant_get_boolean (value));
}

/**
 * mls_window_calibrate:
 * @self: a window of an application
 *
 * Makes the scales of its map those of the screen it stands on.
 */
void
mls_window_calibrate (MlsWindow *self)
{
  if (self->workspace != NULL)
    mls_viewport_set_calibration (mls_workspace_get_viewport (self->workspace),
                                  g_settings_get_double (mls_window_settings (self), PIXELS) / 96);
}

static void
limit_memory (MlsWindow *self)
{
  mls_map_set_memory (self->canvas, (gsize) g_settings_get_int (mls_window_settings (self), MEMORY) * 1000 * 1000);
}

/**
 * mls_window_restore_way:
 * @self: a window of an application
 *
 * Takes what the settings say of how the map is looked at.
 */
void
mls_window_restore_way (MlsWindow *self)
{
  gboolean has_inset = g_settings_get_boolean (mls_window_settings (self), OVERVIEW);

  g_signal_connect_object (mls_window_settings (self), "changed::" PIXELS, G_CALLBACK (mls_window_calibrate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mls_window_settings (self), "changed::" MEMORY, G_CALLBACK (limit_memory), self,
                           G_CONNECT_SWAPPED);
  limit_memory (self);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "overview", g_variant_new_boolean (has_inset));
}

static const GActionEntry entries[] = {
  { "previous-view", do_previous_view },
  { "next-view", do_next_view },
  { "go-to", do_go_to },
  { "bookmarks", do_bookmarks },
  { "overview", NULL, NULL, "false", change_inset },
};

/**
 * mls_window_init_way:
 * @self: a window being made
 */
void
mls_window_init_way (MlsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (mls_bottom_bar_get_go_menu (self->bottom), "chosen", G_CALLBACK (place_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bookmarks_of (self), "chosen", G_CALLBACK (bookmark_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bookmarks_of (self), "keep", G_CALLBACK (keep_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bookmarks_of (self), "problem", G_CALLBACK (bookmark_problem), self, G_CONNECT_SWAPPED);
}
