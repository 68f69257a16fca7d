/* The author's zone, square by square: which are done, and which is next. */

#include "ui/window-private.h"

#include <glib/gi18n.h>

static const char *
word_of (MlsCellState state)
{
  switch (state)
    {
    case MLS_CELL_TO_DO:
      return C_("square", "To do");
    case MLS_CELL_DONE:
      return C_("square", "Done");
    case MLS_CELL_CHECKED:
      return C_("square", "Checked");
    }

  g_assert_not_reached ();
}

static char *
describe_shares (const MlsZoneProgress *progress)
{
  double done = 100 * mls_zone_progress_share (progress, MLS_CELL_DONE);
  double checked = 100 * mls_zone_progress_share (progress, MLS_CELL_CHECKED);

  if (checked > 0)
    /* Translators: shares of the zone that somebody works in. */
    return g_strdup_printf (_("zone %.0f %% done, %.0f %% checked"), done, checked);

  return g_strdup_printf (_("zone %.0f %% done"), done);
}

/* Where the map looks; it may look where no grid is. */
static gboolean
get_middle (MlsWindow *self, MlsPoint *middle)
{
  return self->workspace != NULL && mls_viewport_get_middle (mls_workspace_get_viewport (self->workspace), middle);
}

/* How far the square in the middle of the map has come, and the zone. */
static void
tell_zone (MlsWindow *self)
{
  const MlsZoneProgress *progress = mls_project_get_zone_progress (self->project);
  g_autofree char *shares = progress != NULL ? describe_shares (progress) : NULL;
  g_autofree char *text = NULL;
  MlsPoint middle;
  guint i;

  if (progress != NULL && get_middle (self, &middle) && mls_zone_progress_find (progress, middle, &i))
    text = g_strdup_printf ("%s · %s", word_of (mls_zone_progress_state (progress, i)), shares);
  mls_bottom_bar_set_zone (self->bottom, text != NULL ? text : shares);
}

static void
do_mark (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  MlsCellState state;
  MlsPoint middle;

  if (!get_middle (self, &middle) || !mls_cell_state_from_name (g_variant_get_string (parameter, NULL), &state))
    return;

  if (self->control != NULL)
    mls_window_say (self, MLS_MESSAGE_INFORMATION, _("Squares are not marked while a sample is judged"));
  else if (!mls_project_mark_zone (self->project, middle, state, &error))
    mls_window_say (self, MLS_MESSAGE_WARNING, error->message);
}

static void
do_next (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;
  const MlsZoneProgress *progress = self->project != NULL ? mls_project_get_zone_progress (self->project) : NULL;
  MlsPoint middle;
  MlsBox box;
  guint i;

  if (!get_middle (self, &middle))
    return;

  if (progress == NULL || !mls_zone_progress_next (progress, middle, &i))
    {
      mls_window_say (self, MLS_MESSAGE_INFORMATION, progress != NULL ? _("Every square of your zone is done")
                                                                      : _("You have no zone here"));
      return;
    }

  box = mls_zone_progress_box (progress, i);
  middle = mls_box_centre (&box);
  mls_viewport_set (mls_workspace_get_viewport (self->workspace), mls_grid_to_metres (middle.x),
                    mls_grid_to_metres (middle.y), MLS_WORKING_SCALE);
}

static const GActionEntry entries[] = {
  { "mark-square", do_mark, "s" },
  { "next-square", do_next },
};

/**
 * mls_window_init_zone:
 * @self: a window being made
 */
void
mls_window_init_zone (MlsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * mls_window_connect_zone:
 * @self: a window whose project has just been opened
 */
void
mls_window_connect_zone (MlsWindow *self)
{
  g_signal_connect_object (self->project, "zone-changed", G_CALLBACK (tell_zone), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mls_workspace_get_viewport (self->workspace), "changed", G_CALLBACK (tell_zone),
                           self, G_CONNECT_SWAPPED);
  tell_zone (self);
}
