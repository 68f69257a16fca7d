/* One place through time. */

#include "ui/window-private.h"

#include "ui/story-popover.h"

/* Under the pointer, as the canvas counts; in its middle where that is elsewhere. */
static GdkRectangle
find_pointer (MlsWindow *self)
{
  GtkWidget *map = GTK_WIDGET (self->map);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkDevice *device = gdk_seat_get_pointer (gdk_display_get_default_seat (gtk_widget_get_display (map)));
  double x = 0, y = 0, shift_x = 0, shift_y = 0;

  gtk_native_get_surface_transform (GTK_NATIVE (self), &shift_x, &shift_y);
  if (device == NULL || !gdk_surface_get_device_position (surface, device, &x, &y, NULL) ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self), map, x - shift_x, y - shift_y, &x, &y) ||
      !gtk_widget_contains (map, x, y))
    {
      x = gtk_widget_get_width (map) / 2.0;
      y = gtk_widget_get_height (map) / 2.0;
    }

  return (GdkRectangle){ (int) x, (int) y, 1, 1 };
}

/* Where the hand is, else what is selected. */
static gboolean
find_place (MlsWindow *self, MlsPoint *place)
{
  const MlsSelection *selection = mls_workspace_get_selection (self->workspace);

  if (mls_map_get_pointer (self->canvas, place))
    return TRUE;

  if (selection != NULL)
    *place = selection->point;

  return selection != NULL;
}

static void
date_chosen (MlsWindow *self, guint vintage)
{
  if (self->workspace == NULL)
    return;

  mls_workspace_set_vintage (self->workspace, vintage);
  mls_workspace_select (self->workspace, &self->told_place);
}

static void
operation_chosen (MlsWindow *self, const MlsOperation *operation)
{
  if (self->project != NULL)
    mls_window_show_operation (self, operation);
}

/**
 * mls_window_tell_story:
 * @self: a window with a project
 * @place: a place of it
 * @at: where that is on the map, px
 *
 * Tells what it was and is, unless nothing is there.
 */
void
mls_window_tell_story (MlsWindow *self, MlsPoint place, const GdkRectangle *at)
{
  g_autoptr (GError) error = NULL;
  MlsStory *story;

  story = mls_story_read (self->project, place, mls_workspace_get_dimension (self->workspace), &error);
  if (story == NULL)
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, error->message);
      return;
    }

  self->told_place = place;
  mls_story_popover_tell (MLS_STORY_POPOVER (self->story), self->project, story,
                          mls_workspace_get_vintage (self->workspace));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->story), at);
  gtk_popover_popup (GTK_POPOVER (self->story));
}

static void
do_story (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  GdkRectangle at;
  MlsPoint place;

  if (self->workspace == NULL || !find_place (self, &place) || !mls_workspace_may_tell (self->workspace))
    return;

  at = find_pointer (self);
  mls_window_tell_story (self, place, &at);
}

/**
 * mls_window_init_story:
 * @self: a window being made
 */
void
mls_window_init_story (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "story", do_story } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->story = mls_story_popover_new ();
  gtk_widget_set_parent (self->story, GTK_WIDGET (self->map));
  g_signal_connect_object (self->story, "date-chosen", G_CALLBACK (date_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->story, "operation-chosen", G_CALLBACK (operation_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->story, "closed", G_CALLBACK (gtk_widget_grab_focus), self->canvas, G_CONNECT_SWAPPED);
}

/**
 * mls_window_drop_story:
 * @self: a window that goes
 */
void
mls_window_drop_story (MlsWindow *self)
{
  g_clear_pointer (&self->story, gtk_widget_unparent);
}
