#include "bare-canvas.h"

#include "imagery/tile.h"

#include <math.h>

struct _BareCanvas
{
  GtkWidget   parent_instance;

  GdkTexture *texture;
  double      x; /* px, how far it was moved */
  double      y;
};

G_DEFINE_FINAL_TYPE (BareCanvas, bare_canvas, GTK_TYPE_WIDGET)

/* How far before the edge the tile starts that @shift leaves there. */
static int
start_of (double shift)
{
  int rest = (int) floor (shift) % MLS_TILE_PX;

  return rest > 0 ? rest - MLS_TILE_PX : rest;
}

static void
bare_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BareCanvas *self = BARE_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  for (int y = start_of (self->y); y < height; y += MLS_TILE_PX)
    for (int x = start_of (self->x); x < width; x += MLS_TILE_PX)
      gtk_snapshot_append_texture (snapshot, self->texture,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y, MLS_TILE_PX, MLS_TILE_PX));
}

static void
bare_canvas_finalize (GObject *object)
{
  g_object_unref (BARE_CANVAS (object)->texture);

  G_OBJECT_CLASS (bare_canvas_parent_class)->finalize (object);
}

static void
bare_canvas_class_init (BareCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bare_canvas_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = bare_canvas_snapshot;
}

static void
bare_canvas_init (BareCanvas *self)
{
  gsize size = (gsize) MLS_TILE_PX * MLS_TILE_PX * 3;
  guchar *rgb = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < size; i++)
    rgb[i] = (guchar) (i * 2654435761u >> 24);
  bytes = g_bytes_new_take (rgb, size);
  self->texture = gdk_memory_texture_new (MLS_TILE_PX, MLS_TILE_PX, GDK_MEMORY_R8G8B8, bytes, (gsize) MLS_TILE_PX * 3);
}

GtkWidget *
bare_canvas_new (void)
{
  return g_object_new (BARE_TYPE_CANVAS, NULL);
}

/* Moves what is shown by px. */
void
bare_canvas_move (BareCanvas *self, double dx, double dy)
{
  self->x -= dx;
  self->y -= dy;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
