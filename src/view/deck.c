#include "view/deck.h"

#include "view/frame.h"

#include <glib/gi18n-lib.h>

/* Between panes beside each other, px. */
#define GAP 2

/* How much of the divider the hand gets hold of, px; less of it is drawn. */
#define GRIP_PX 11

/* What a key or a notch moves the fader by. */
#define FADER_STEP 0.05

/* A pane: its canvas in a frame, and what is written over it. */
typedef struct
{
  GtkWidget *frame;   /* (nullable) */
  GtkWidget *canvas;  /* in the frame */
  GtkWidget *caption;
} Pane;

struct _MlsDeck
{
  GtkWidget     parent_instance;

  /* owned */
  Pane          panes[MLS_MAX_PANES];
  GtkWidget    *divider;
  GtkWidget    *fader;

  MlsComparison comparison;
  double        share;     /* of the lower pane */
  gboolean      showing;   /* the fader follows, and says nothing */
};

G_DEFINE_FINAL_TYPE (MlsDeck, mls_deck, GTK_TYPE_WIDGET)

enum
{
  SHARE_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Those that are there, in their order. */
static guint
list_panes (MlsDeck *self, Pane *panes[MLS_MAX_PANES])
{
  guint n = 0;

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].frame != NULL)
      panes[n++] = &self->panes[i];

  return n;
}

/* A widget in a place without room is not asked how large it is, and says so. */
static GtkAllocation
allocation (int x, int y, int width, int height)
{
  return (GtkAllocation){ x, y, MAX (width, 1), MAX (height, 1) };
}

static void
allocate_caption (GtkWidget *caption, const GtkAllocation *place, GtkAlign align)
{
  GtkRequisition size;

  gtk_widget_set_halign (caption, align);
  gtk_widget_get_preferred_size (caption, &size, NULL);
  gtk_widget_size_allocate (caption,
                            &(GtkAllocation){ place->x, place->y, MAX (place->width, size.width),
                                              MAX (place->height, size.height) }, -1);
}

/* Four in a square, fewer in a row. */
static void
allocate_beside (Pane **panes, guint n, int width, int height)
{
  int n_columns = n == 4 ? 2 : (int) n;
  int n_rows = n == 4 ? 2 : 1;

  for (int i = 0; i < (int) n; i++)
    {
      int column = i % n_columns, row = i / n_columns;
      int x = column * (width + GAP) / n_columns, y = row * (height + GAP) / n_rows;
      GtkAllocation place = allocation (x, y, (column + 1) * (width + GAP) / n_columns - GAP - x,
                                        (row + 1) * (height + GAP) / n_rows - GAP - y);

      mls_frame_allocate (MLS_FRAME (panes[i]->frame), &place, &place);
      allocate_caption (panes[i]->caption, &place, GTK_ALIGN_START);
    }
}

/* The upper one is on the right, where only it is seen. */
static void
allocate_swipe (MlsDeck *self, Pane **panes, int width, int height)
{
  int x = (int) (self->share * width);
  GtkAllocation whole = allocation (0, 0, width, height);
  GtkAllocation left = allocation (0, 0, x, height);
  GtkAllocation right = allocation (x, 0, width - x, height);

  mls_frame_allocate (MLS_FRAME (panes[0]->frame), &left, &whole);
  mls_frame_allocate (MLS_FRAME (panes[1]->frame), &right, &whole);
  allocate_caption (panes[0]->caption, &left, GTK_ALIGN_START);
  allocate_caption (panes[1]->caption, &whole, GTK_ALIGN_END);
  gtk_widget_size_allocate (self->divider,
                            &(GtkAllocation){ CLAMP (x - GRIP_PX / 2, 0, MAX (width - GRIP_PX, 0)), 0, GRIP_PX, height }, -1);
}

static void
allocate_swipe_down (MlsDeck *self, Pane **panes, int width, int height)
{
  int y = (int) (self->share * height);
  GtkAllocation whole = allocation (0, 0, width, height);
  GtkAllocation top = allocation (0, 0, width, y);
  GtkAllocation bottom = allocation (0, y, width, height - y);

  mls_frame_allocate (MLS_FRAME (panes[0]->frame), &top, &whole);
  mls_frame_allocate (MLS_FRAME (panes[1]->frame), &bottom, &whole);
  allocate_caption (panes[0]->caption, &top, GTK_ALIGN_START);
  allocate_caption (panes[1]->caption, &bottom, GTK_ALIGN_START);
  gtk_widget_size_allocate (self->divider,
                            &(GtkAllocation){ 0, CLAMP (y - GRIP_PX / 2, 0, MAX (height - GRIP_PX, 0)), width, GRIP_PX }, -1);
}

static void
allocate_fade (MlsDeck *self, Pane **panes, int width, int height)
{
  GtkAllocation whole = allocation (0, 0, width, height);

  mls_frame_allocate (MLS_FRAME (panes[0]->frame), &whole, &whole);
  mls_frame_allocate (MLS_FRAME (panes[1]->frame), &whole, &whole);
  allocate_caption (panes[0]->caption, &whole, GTK_ALIGN_START);
  allocate_caption (panes[1]->caption, &whole, GTK_ALIGN_END);
  gtk_widget_size_allocate (self->fader, &whole, -1);
}

static void
mls_deck_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MlsDeck *self = MLS_DECK (widget);
  Pane *panes[MLS_MAX_PANES];
  guint n = list_panes (self, panes);

  if (n != 2 || self->comparison == MLS_COMPARE_BESIDE)
    allocate_beside (panes, n, width, height);
  else if (self->comparison == MLS_COMPARE_SWIPE)
    allocate_swipe (self, panes, width, height);
  else if (self->comparison == MLS_COMPARE_SWIPE_DOWN)
    allocate_swipe_down (self, panes, width, height);
  else
    allocate_fade (self, panes, width, height);
}

/* The panes take what there is. */
static void
mls_deck_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                  int *natural_baseline)
{
  MlsDeck *self = MLS_DECK (widget);
  Pane *panes[MLS_MAX_PANES];
  guint n = list_panes (self, panes);
  int unused;

  *minimum = *natural = 1;

  /* GTK wants to have asked before it gives a place. */
  for (guint i = 0; i < n; i++)
    {
      gtk_widget_measure (panes[i]->frame, orientation, -1, &unused, NULL, NULL, NULL);
      gtk_widget_measure (panes[i]->caption, orientation, -1, &unused, NULL, NULL, NULL);
    }
  gtk_widget_measure (self->divider, orientation, -1, &unused, NULL, NULL, NULL);
  gtk_widget_measure (self->fader, orientation, -1, &unused, NULL, NULL, NULL);
}

static void
mls_deck_dispose (GObject *object)
{
  MlsDeck *self = MLS_DECK (object);

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    mls_deck_remove (self, i);
  g_clear_pointer (&self->divider, gtk_widget_unparent);
  g_clear_pointer (&self->fader, gtk_widget_unparent);

  G_OBJECT_CLASS (mls_deck_parent_class)->dispose (object);
}

static void
mls_deck_class_init (MlsDeckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_deck_dispose;
  widget_class->measure = mls_deck_measure;
  widget_class->size_allocate = mls_deck_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "deck");

  signals[SHARE_WANTED] = g_signal_new ("share-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
want_share (MlsDeck *self, double share)
{
  g_signal_emit (self, signals[SHARE_WANTED], 0, CLAMP (share, 0, 1));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, MlsDeck *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The divider moves under the gesture, so what counts is where the hand is in the deck. */
static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, MlsDeck *self)
{
  double x, y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) ||
      !gtk_widget_translate_coordinates (self->divider, GTK_WIDGET (self), x + dx, y + dy, &x, &y))
    return;

  want_share (self, self->comparison == MLS_COMPARE_SWIPE ? x / gtk_widget_get_width (GTK_WIDGET (self))
                                                           : y / gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
on_faded (GtkRange *range, MlsDeck *self)
{
  if (!self->showing)
    want_share (self, gtk_range_get_value (range));
}

static GtkWidget *
divider_new (MlsDeck *self)
{
  GtkWidget *divider = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_add_css_class (divider, "divider");
  gtk_accessible_update_property (GTK_ACCESSIBLE (divider), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Divider between the dates"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (divider, GTK_EVENT_CONTROLLER (drag));

  return divider;
}

static GtkWidget *
fader_new (MlsDeck *self)
{
  GtkWidget *fader = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, FADER_STEP);

  gtk_scale_set_draw_value (GTK_SCALE (fader), FALSE);
  gtk_widget_add_css_class (fader, "fader");
  gtk_widget_set_halign (fader, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (fader, GTK_ALIGN_END);
  gtk_widget_set_focus_on_click (fader, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (fader), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How much the first date shines through"), -1);
  g_signal_connect (fader, "value-changed", G_CALLBACK (on_faded), self);

  return fader;
}

static void
mls_deck_init (MlsDeck *self)
{
  self->share = 0.5;
  self->divider = divider_new (self);
  self->fader = fader_new (self);
  gtk_widget_set_parent (self->divider, GTK_WIDGET (self));
  gtk_widget_set_parent (self->fader, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  mls_deck_arrange (self, MLS_COMPARE_BESIDE);
}

/**
 * mls_deck_new:
 *
 * Returns: (transfer floating): a deck without panes
 */
GtkWidget *
mls_deck_new (void)
{
  return g_object_new (MLS_TYPE_DECK, NULL);
}

/* Frames below all captions, in the order of the panes. */
static GtkWidget *
find_next (MlsDeck *self, guint pane)
{
  for (guint i = pane + 1; i < MLS_MAX_PANES; i++)
    if (self->panes[i].frame != NULL)
      return self->panes[i].frame;

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].caption != NULL)
      return self->panes[i].caption;

  return self->divider;
}

static void
update_fade (MlsDeck *self)
{
  Pane *panes[MLS_MAX_PANES];
  guint n = list_panes (self, panes);
  gboolean fades = self->comparison == MLS_COMPARE_FADE && n == 2;

  /* The hand is about what is seen best. */
  for (guint i = 0; i < n; i++)
    {
      gtk_widget_set_opacity (panes[i]->canvas, fades && i == 1 ? 1 - self->share : 1);
      gtk_widget_set_can_target (panes[i]->frame, !fades || i == 0 || self->share < 0.5);
    }
}

/**
 * mls_deck_add:
 * @self: a deck
 * @pane: its number, which none has
 * @canvas: (transfer floating): what is seen in it
 * @caption: (transfer floating): what is written over it
 */
void
mls_deck_add (MlsDeck *self, guint pane, GtkWidget *canvas, GtkWidget *caption)
{
  GtkWidget *frame = mls_frame_new (canvas);

  g_return_if_fail (pane < MLS_MAX_PANES && self->panes[pane].frame == NULL);

  gtk_widget_insert_before (frame, GTK_WIDGET (self), find_next (self, pane));
  gtk_widget_insert_before (caption, GTK_WIDGET (self), self->divider);
  self->panes[pane] = (Pane){ frame, canvas, caption };
  gtk_widget_set_valign (caption, GTK_ALIGN_START);
  update_fade (self);
}

/**
 * mls_deck_remove:
 * @self: a deck
 * @pane: a number; nothing happens if no pane has it
 */
void
mls_deck_remove (MlsDeck *self, guint pane)
{
  g_clear_pointer (&self->panes[pane].frame, gtk_widget_unparent);
  g_clear_pointer (&self->panes[pane].caption, gtk_widget_unparent);
  self->panes[pane].canvas = NULL;
}

/**
 * mls_deck_arrange:
 * @self: a deck
 * @comparison: how its panes are laid out; over one another only two are
 */
void
mls_deck_arrange (MlsDeck *self, MlsComparison comparison)
{
  gboolean is_down = comparison == MLS_COMPARE_SWIPE_DOWN;

  self->comparison = comparison;
  gtk_widget_set_visible (self->divider, comparison == MLS_COMPARE_SWIPE || is_down);
  gtk_widget_set_visible (self->fader, comparison == MLS_COMPARE_FADE);
  gtk_widget_set_cursor_from_name (self->divider, is_down ? "row-resize" : "col-resize");
  if (is_down)
    gtk_widget_add_css_class (self->divider, "down");
  else
    gtk_widget_remove_css_class (self->divider, "down");

  update_fade (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * mls_deck_set_share:
 * @self: a deck
 * @share: how much of the place the lower of two panes has, or how much it shines through, 0 to 1
 */
void
mls_deck_set_share (MlsDeck *self, double share)
{
  self->share = share;
  self->showing = TRUE;
  gtk_range_set_value (GTK_RANGE (self->fader), share);
  self->showing = FALSE;
  update_fade (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
