#include "view/frame.h"

struct _MlsFrame
{
  GtkWidget      parent_instance;

  /* owned */
  GtkWidget     *child;

  GtkAllocation  whole; /* of the child, px from the frame's corner */
};

G_DEFINE_FINAL_TYPE (MlsFrame, mls_frame, GTK_TYPE_WIDGET)

static void
mls_frame_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MlsFrame *self = MLS_FRAME (widget);

  gtk_widget_size_allocate (self->child, &self->whole, -1);
}

static void
mls_frame_dispose (GObject *object)
{
  g_clear_pointer (&MLS_FRAME (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (mls_frame_parent_class)->dispose (object);
}

static void
mls_frame_class_init (MlsFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mls_frame_dispose;
  GTK_WIDGET_CLASS (klass)->size_allocate = mls_frame_size_allocate;
}

static void
mls_frame_init (MlsFrame *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * mls_frame_new:
 * @child: (transfer floating): what is seen in it
 *
 * Returns: (transfer floating): a frame
 */
GtkWidget *
mls_frame_new (GtkWidget *child)
{
  MlsFrame *self = g_object_new (MLS_TYPE_FRAME, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * mls_frame_allocate:
 * @self: a frame
 * @opening: where it is, px of its parent
 * @whole: where all of its child would be, px of its parent
 *
 * Takes the place of gtk_widget_size_allocate().
 */
void
mls_frame_allocate (MlsFrame *self, const GtkAllocation *opening, const GtkAllocation *whole)
{
  self->whole = (GtkAllocation){ whole->x - opening->x, whole->y - opening->y, whole->width, whole->height };

  /* Its own place may be what it was, and the child's not. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_size_allocate (GTK_WIDGET (self), opening, -1);
}
