/* From what the hand does over a canvas to the workspace's hand. */

#include "view/map-private.h"

static void
give_hand (MlsMap *self, MlsInputKind kind, const MlsCanvasInput *input)
{
  MlsHand hand = {
    .kind = kind,
    .point = input->point,
    .m_per_px = input->m_per_px,
    .twice = input->n_press == 2,
    .shift = (input->modifiers & GDK_SHIFT_MASK) != 0,
    .free = (input->modifiers & GDK_CONTROL_MASK) != 0,
  };

  mls_workspace_hand (self->workspace, &hand);
}

static void
move_pointer (MlsMap *self, const MlsCanvasInput *input)
{
  self->pointer = input->point;
  self->has_pointer = TRUE;
  g_signal_emit_by_name (self, "pointer-moved", mls_grid_to_metres (input->point.x),
                         mls_grid_to_metres (input->point.y));
}

/* The right button finishes what is in hand. Where nothing is, it asks what can be done there once it is let go: a menu
 * that opens under a button still down would take the release for its own. */
static void
press_right (MlsMap *self, const MlsCanvasInput *input)
{
  gboolean is_drawing = mls_workspace_get_sketch (self->workspace).n_placed > 0;

  self->asks = !is_drawing && !mls_workspace_shows_past (self->workspace);
  if (is_drawing)
    give_hand (self, MLS_INPUT_FINISH, input);
}

/* With what is selected, if the place is of that. */
static void
release_right (MlsMap *self, const MlsCanvasInput *input)
{
  graphene_point_t at;

  if (!self->asks || !mls_map_get_px (self, input->point, &at))
    return;

  self->asks = FALSE;
  move_pointer (self, input);
  if (mls_workspace_get_sketch (self->workspace).n_run == 0)
    mls_workspace_select_there (self->workspace, input->point);
  g_signal_emit_by_name (self, "menu-wanted", (double) at.x, (double) at.y);
}

/**
 * mls_map_hold_pointer:
 * @self: a map
 * @hold: whether the pointer stays for it where it is
 *
 * What is done meanwhile by keys or a menu is done there.
 */
void
mls_map_hold_pointer (MlsMap *self, gboolean hold)
{
  self->holds_pointer = hold;
}

/* The buttons at the side of a mouse, as X and Wayland number them. */
#define BUTTON_BACK    8
#define BUTTON_FORWARD 9

static gboolean
take_press (MlsMap *self, guint pane, const MlsCanvasInput *input)
{
  if (input->button == BUTTON_BACK || input->button == BUTTON_FORWARD)
    return gtk_widget_activate_action (GTK_WIDGET (self), input->button == BUTTON_BACK ? "win.previous-view"
                                                                                       : "win.next-view", NULL);

  /* A sketch begun in one pane goes on in another, for the vintage it was begun for. */
  if (mls_workspace_get_sketch (self->workspace).n_placed == 0)
    mls_workspace_set_pane (self->workspace, pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->panes[pane].canvas));

  if (input->button == GDK_BUTTON_PRIMARY)
    give_hand (self, MLS_INPUT_PRESS, input);
  else if (input->button == GDK_BUTTON_SECONDARY)
    press_right (self, input);

  return input->button != GDK_BUTTON_MIDDLE;
}

/**
 * mls_map_take_input:
 * @self: a map with a workspace
 * @pane: over which of its panes
 * @input: what the hand does
 *
 * Returns: whether that meant something
 */
gboolean
mls_map_take_input (MlsMap *self, guint pane, const MlsCanvasInput *input)
{
  if (self->holds_pointer && (input->kind == MLS_CANVAS_MOVE || input->kind == MLS_CANVAS_LEAVE))
    return TRUE;

  switch (input->kind)
    {
    case MLS_CANVAS_MOVE:
      move_pointer (self, input);
      if (mls_workspace_get_sketch (self->workspace).n_placed == 0)
        mls_workspace_set_pane (self->workspace, pane);
      give_hand (self, MLS_INPUT_MOVE, input);
      mls_map_update_marks (self);
      return TRUE;
    case MLS_CANVAS_PRESS:
      return take_press (self, pane, input);
    case MLS_CANVAS_DRAG:
      move_pointer (self, input);
      if (input->button == GDK_BUTTON_PRIMARY)
        give_hand (self, MLS_INPUT_DRAG, input);
      return input->button == GDK_BUTTON_PRIMARY;
    case MLS_CANVAS_RELEASE:
      if (input->button == GDK_BUTTON_PRIMARY)
        give_hand (self, MLS_INPUT_RELEASE, input);
      else if (input->button == GDK_BUTTON_SECONDARY)
        release_right (self, input);
      return input->button != GDK_BUTTON_MIDDLE;
    case MLS_CANVAS_LEAVE:
      self->has_pointer = FALSE;
      mls_map_update_marks (self);
      return TRUE;
    case MLS_CANVAS_KEY:
    case MLS_CANVAS_CANCEL:
      return FALSE;
    }

  g_assert_not_reached ();
}
