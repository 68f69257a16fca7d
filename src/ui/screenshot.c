#include "ui/screenshot.h"

/* The first frames after a window is mapped still move: icons and fonts load, animations start. */
#define FRAMES_TO_SETTLE 30

typedef struct
{
  char *path;
  guint n_frames;
} Screenshot;

static void
screenshot_free (gpointer data)
{
  Screenshot *screenshot = data;

  g_free (screenshot->path);
  g_free (screenshot);
}

static gboolean
save (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));

  return gdk_texture_save_to_png (texture, path);
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Screenshot *screenshot = user_data;

  if (++screenshot->n_frames < FRAMES_TO_SETTLE)
    return G_SOURCE_CONTINUE;

  if (!save (widget, screenshot->path))
    g_printerr ("%s: the picture could not be written\n", screenshot->path);

  gtk_window_destroy (GTK_WINDOW (widget));
  return G_SOURCE_REMOVE;
}

/**
 * mls_screenshot_when_drawn:
 * @window: a window that is being shown
 * @path: a PNG file to write
 *
 * Saves what @window shows, once it is drawn, and closes it.
 */
void
mls_screenshot_when_drawn (GtkWindow *window, const char *path)
{
  Screenshot *screenshot = g_new0 (Screenshot, 1);

  screenshot->path = g_strdup (path);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_frame, screenshot, screenshot_free);
}
