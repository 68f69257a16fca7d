#include "view/canvas-private.h"

/* A hand that only clicks moves less than this, logical px. */
#define TREMBLE_PX 3

/* What an arrow moves the map by, as a part of the pane. */
#define ARROW_PART 0.2

static MlsCanvasInput
input_new (MlsCanvas *self, MlsCanvasInputKind kind, GdkModifierType modifiers)
{
  MlsTransform transform = mls_canvas_get_transform (self);
  MlsCanvasInput input = { .kind = kind, .m_per_px = transform.m_per_px, .modifiers = modifiers,
                           .button = self->button, .n_press = self->n_press };

  /* Off the grid there is nothing to point at; its edge must do. */
  if (!mls_grid_from_metres (mls_transform_east (&transform, self->pointer_x),
                             mls_transform_north (&transform, self->pointer_y), &input.point))
    input.kind = kind == MLS_CANVAS_MOVE || kind == MLS_CANVAS_DRAG ? MLS_CANVAS_LEAVE : kind;

  return input;
}

static gboolean
emit (MlsCanvas *self, MlsCanvasInputKind kind, GdkModifierType modifiers)
{
  MlsCanvasInput input = input_new (self, kind, modifiers);

  return mls_canvas_emit_input (self, &input);
}

static GdkModifierType
modifiers_of (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (controller) &
         gtk_accelerator_get_default_mod_mask ();
}

static gboolean
is_panning (MlsCanvas *self)
{
  return self->is_middle_down || self->is_space_down;
}

static void
show_cursor (MlsCanvas *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_panning (self) ? "grabbing" : "crosshair");
}

static void
on_motion (MlsCanvas *self, double x, double y, GtkEventController *controller)
{
  double dx = x - self->pointer_x;
  double dy = y - self->pointer_y;
  gboolean was_inside = self->is_inside;

  self->pointer_x = x;
  self->pointer_y = y;
  self->is_inside = TRUE;

  if (is_panning (self))
    {
      if (was_inside)
        mls_viewport_pan (self->viewport, dx, dy);
      return;
    }

  if (self->button == 0)
    emit (self, MLS_CANVAS_MOVE, modifiers_of (controller));
  else if (self->is_dragging || ABS (x - self->press_x) > TREMBLE_PX ||
           ABS (y - self->press_y) > TREMBLE_PX)
    {
      self->is_dragging = TRUE;
      emit (self, MLS_CANVAS_DRAG, modifiers_of (controller));
    }
}

static void
on_leave (MlsCanvas *self, GtkEventController *controller)
{
  self->is_inside = FALSE;
  emit (self, MLS_CANVAS_LEAVE, modifiers_of (controller));
}

static void
on_pressed (MlsCanvas *self, int n_press, double x, double y, GtkGestureSingle *gesture)
{
  guint button = gtk_gesture_single_get_current_button (gesture);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->pointer_x = x;
  self->pointer_y = y;
  self->is_inside = TRUE;

  if (button == GDK_BUTTON_MIDDLE)
    {
      self->is_middle_down = TRUE;
      show_cursor (self);
      return;
    }

  self->press_x = x;
  self->press_y = y;
  self->button = button;
  self->n_press = n_press;
  self->is_dragging = FALSE;
  emit (self, MLS_CANVAS_PRESS, modifiers_of (gesture));
}

static void
end_press (MlsCanvas *self, MlsCanvasInputKind kind, GdkModifierType modifiers)
{
  if (self->is_middle_down)
    {
      self->is_middle_down = FALSE;
      show_cursor (self);
    }

  if (self->button != 0)
    emit (self, kind, modifiers);
  self->button = 0;
  self->n_press = 0;
  self->is_dragging = FALSE;
}

static void
on_released (MlsCanvas *self, int n_press, double x, double y, GtkGestureSingle *gesture)
{
  self->pointer_x = x;
  self->pointer_y = y;
  end_press (self, MLS_CANVAS_RELEASE, modifiers_of (gesture));
}

static void
on_cancel (MlsCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  end_press (self, MLS_CANVAS_CANCEL, 0);
}

static void
zoom (MlsCanvas *self, int n_steps, double x, double y)
{
  double scale = mls_scale_step (mls_viewport_get_scale (self->viewport), n_steps);

  mls_viewport_zoom_at (self->viewport, x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                        y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0, scale);
}

/* A notch of a wheel is 1; a touchpad comes in small parts of it. */
static gboolean
on_scroll (MlsCanvas *self, double dx, double dy, GtkEventController *controller)
{
  int n_steps;

  self->scrolled += dy;
  n_steps = (int) self->scrolled;
  self->scrolled -= n_steps;
  if (n_steps != 0)
    zoom (self, n_steps, self->pointer_x, self->pointer_y);

  return GDK_EVENT_STOP;
}

static void
pan_by_part (MlsCanvas *self, int east, int south)
{
  mls_viewport_pan (self->viewport, -east * ARROW_PART * gtk_widget_get_width (GTK_WIDGET (self)),
                    -south * ARROW_PART * gtk_widget_get_height (GTK_WIDGET (self)));
}

/* What keys do to the view when nobody else wants them. */
static gboolean
move_by_key (MlsCanvas *self, guint keyval)
{
  double middle_x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double middle_y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  switch (keyval)
    {
    case GDK_KEY_Left:
      pan_by_part (self, -1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      pan_by_part (self, 1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      pan_by_part (self, 0, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      pan_by_part (self, 0, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      zoom (self, -1, middle_x, middle_y);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom (self, 1, middle_x, middle_y);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key_pressed (MlsCanvas          *self,
                guint               keyval,
                guint               keycode,
                GdkModifierType     state,
                GtkEventController *controller)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  MlsCanvasInput input;

  if (keyval == GDK_KEY_space && modifiers == 0)
    {
      self->is_space_down = TRUE;
      show_cursor (self);
      return GDK_EVENT_STOP;
    }

  input = input_new (self, MLS_CANVAS_KEY, modifiers);
  input.keyval = keyval;
  input.keycode = keycode;
  if (mls_canvas_emit_input (self, &input))
    return GDK_EVENT_STOP;

  return (modifiers & ~GDK_SHIFT_MASK) == 0 ? move_by_key (self, keyval) : GDK_EVENT_PROPAGATE;
}

static void
end_space (MlsCanvas *self)
{
  self->is_space_down = FALSE;
  show_cursor (self);
}

static void
on_key_released (MlsCanvas          *self,
                 guint               keyval,
                 guint               keycode,
                 GdkModifierType     state,
                 GtkEventController *controller)
{
  if (keyval == GDK_KEY_space)
    end_space (self);
}

static void
add_controller (MlsCanvas *self, GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/**
 * mls_canvas_add_controllers: (skip)
 * @self: a canvas
 *
 * Listens to pointer, wheel and keys.
 */
void
mls_canvas_add_controllers (MlsCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  add_controller (self, motion);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect_swapped (click, "cancel", G_CALLBACK (on_cancel), self);
  add_controller (self, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  add_controller (self, scroll);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (on_key_released), self);
  add_controller (self, keys);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (end_space), self);
  add_controller (self, focus);

  show_cursor (self);
}
