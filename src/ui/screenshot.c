#include "ui/screenshot.h"

/* The first frames after a window is mapped still move: icons and fonts load, animations start. */
#define FRAMES_TO_SETTLE 30

/* Of the line below a picture, px: how high its strip is, and where in that it begins. */
#define LINE_HEIGHT 30
#define LINE_TOP    6
#define LINE_INDENT 12

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

/* Light on dark, in a strip of its own. */
static void
append_line (GtkSnapshot *snapshot, GtkWidget *widget, const char *line, int width, int top)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, line);

  pango_layout_set_width (layout, (width - 2 * LINE_INDENT) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.08f, 0.09f, 0.11f, 1 },
                             &GRAPHENE_RECT_INIT (0, (float) top, (float) width, LINE_HEIGHT));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (LINE_INDENT, (float) top + LINE_TOP));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA){ 1, 1, 1, 1 });
  gtk_snapshot_restore (snapshot);
}

/**
 * mls_screenshot_take:
 * @widget: a widget that is shown
 * @line: (nullable): what is written below it
 *
 * Returns: (transfer full) (nullable): what it shows, in device px; %NULL if that is nothing
 */
GdkTexture *
mls_screenshot_take (GtkWidget *widget, const char *line)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  float density = (float) gtk_widget_get_scale_factor (widget);

  gtk_snapshot_scale (snapshot, density, density);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  if (line != NULL)
    append_line (snapshot, widget, line, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return NULL;

  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width * density,
                                                           (float) (height + (line != NULL ? LINE_HEIGHT : 0)) * density));
}

static gboolean
save (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkTexture) texture = mls_screenshot_take (widget, NULL);

  return texture != NULL && gdk_texture_save_to_png (texture, path);
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
