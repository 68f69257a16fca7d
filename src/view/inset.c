#include "view/inset.h"

#include <glib/gi18n-lib.h>

/* The longer side of the territory, and how little of the other one is shown, logical px. */
#define LONG_PX  220
#define SHORT_PX 90

/* What is seen of a large territory may be too little to be found. */
#define MIN_SIGHT_PX 8

#define SIGHT_COLOUR 0xff4fd8

struct _MlsInset
{
  GtkWidget    parent_instance;

  /* owned */
  MlsViewport *viewport; /* of the large map */
  MlsViewport *own;
  GtkWidget   *canvas;
};

G_DEFINE_FINAL_TYPE (MlsInset, mls_inset, GTK_TYPE_WIDGET)

static void
go (MlsInset *self, double x, double y)
{
  MlsTransform transform = mls_canvas_get_transform (MLS_CANVAS (self->canvas));

  mls_viewport_set_centre (self->viewport, mls_transform_east (&transform, x), mls_transform_north (&transform, y));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, MlsInset *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go (self, x, y);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, MlsInset *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go (self, x + dx, y + dy);
}

static void
mls_inset_dispose (GObject *object)
{
  MlsInset *self = MLS_INSET (object);

  g_clear_pointer (&self->canvas, gtk_widget_unparent);
  g_clear_object (&self->viewport);
  g_clear_object (&self->own);

  G_OBJECT_CLASS (mls_inset_parent_class)->dispose (object);
}

static void
mls_inset_class_init (MlsInsetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mls_inset_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "inset");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mls_inset_init (MlsInset *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->own = mls_viewport_new ();
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Overview"), -1);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* All of @territory, as large as there is room for. */
static void
fit (MlsInset *self, const MlsExtent *territory)
{
  double width = mls_extent_width (territory);
  double height = mls_extent_height (territory);
  double m_per_px = MAX (width, height) / LONG_PX;
  double own_m_per_px;

  mls_viewport_set (self->own, (territory->min_x + territory->max_x) / 2, (territory->min_y + territory->max_y) / 2,
                    MLS_WORKING_SCALE);
  own_m_per_px = mls_viewport_get_m_per_px (self->own);
  mls_viewport_set_scale (self->own, MLS_WORKING_SCALE * m_per_px / own_m_per_px);
  gtk_widget_set_size_request (self->canvas, MAX ((int) (width / m_per_px), SHORT_PX),
                               MAX ((int) (height / m_per_px), SHORT_PX));
}

/**
 * mls_inset_new:
 * @viewport: of the large map
 * @loader: what makes its tiles
 * @territory: the ground to show, m; not empty
 *
 * Returns: (transfer floating): an inset without content
 */
GtkWidget *
mls_inset_new (MlsViewport *viewport, MlsTileLoader *loader, const MlsExtent *territory)
{
  MlsInset *self = g_object_new (MLS_TYPE_INSET, NULL);

  self->viewport = g_object_ref (viewport);
  self->canvas = mls_canvas_new (self->own, loader);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Whole territory"), -1);
  gtk_widget_set_can_target (self->canvas, FALSE);
  gtk_widget_set_focusable (self->canvas, FALSE);
  gtk_widget_set_hexpand (self->canvas, FALSE);
  gtk_widget_set_vexpand (self->canvas, FALSE);
  gtk_widget_set_parent (self->canvas, GTK_WIDGET (self));
  fit (self, territory);

  return GTK_WIDGET (self);
}

/**
 * mls_inset_get_m_per_px:
 * @self: an inset
 *
 * Returns: m of ground to a logical px of it
 */
double
mls_inset_get_m_per_px (MlsInset *self)
{
  g_return_val_if_fail (MLS_IS_INSET (self), 1);

  return mls_viewport_get_m_per_px (self->own);
}

/**
 * mls_inset_set_content:
 * @self: an inset
 * @content: (nullable): what it shows
 */
void
mls_inset_set_content (MlsInset *self, MlsPaneContent *content)
{
  g_return_if_fail (MLS_IS_INSET (self));

  mls_canvas_set_content (MLS_CANVAS (self->canvas), content);
}

/**
 * mls_inset_set_sight:
 * @self: an inset
 * @sight: the ground that is seen on the large map
 */
void
mls_inset_set_sight (MlsInset *self, const MlsBox *sight)
{
  gint64 least = (gint64) (MIN_SIGHT_PX / 2.0 * mls_inset_get_m_per_px (self) * MLS_MM_PER_M);
  MlsPoint centre = mls_box_centre (sight);
  MlsBox box = { MIN (sight->min_x, centre.x - least), MIN (sight->min_y, centre.y - least),
                 MAX (sight->max_x, centre.x + least), MAX (sight->max_y, centre.y + least) };
  const MlsPoint corners[] = { { box.min_x, box.min_y }, { box.max_x, box.min_y },
                               { box.max_x, box.max_y }, { box.min_x, box.max_y } };
  MlsRing ring = { corners, G_N_ELEMENTS (corners) };
  g_autoptr (MlsMark) mark = mls_mark_new_outline (&ring, 1, SIGHT_COLOUR);

  mls_canvas_set_marks (MLS_CANVAS (self->canvas), &mark, 1);
}

/**
 * mls_inset_refresh:
 * @self: an inset
 *
 * To be called after an edit, see mls_canvas_refresh().
 */
void
mls_inset_refresh (MlsInset *self)
{
  g_return_if_fail (MLS_IS_INSET (self));

  mls_canvas_refresh (MLS_CANVAS (self->canvas));
}
