#include "scene.h"

#include "../imagery/fixture.h"
#include "wait.h"

#include <math.h>
#include <string.h>

#define WIDTH  640
#define HEIGHT 480

/* Nothing in the window takes longer than this. */

typedef struct
{
  Scene     *scene;
  GPtrArray *squares; /* what is read between begin and end */
} Reader;

static double
photo_value (int band, int x, int y, gpointer data)
{
  return band == 0 ? x / 6 + 40 : band == 1 ? y / 6 + 40 : 90;
}

/* Returns: the colour of the photo, 0xrrggbb, more or less, as pixels are mixed */
guint32
scene_photo_at (double east, double north)
{
  guint32 red = (guint32) (east - FIXTURE_X) / 6 + 40;
  guint32 green = (guint32) (FIXTURE_Y - north) / 6 + 40;

  return red << 16 | green << 8 | 90;
}

static gboolean
read_squares (gpointer      self,
              const MlsBox *box,
              MlsFaceFunc   func,
              gpointer      user_data,
              GError      **error)
{
  GPtrArray *squares = self;

  for (guint i = 0; i < squares->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (squares, i);

      if (mls_box_intersects (&face->box, box) && !func (face, user_data))
        break;
    }

  return TRUE;
}

static gpointer
open_reader (gpointer data, GError **error)
{
  Reader *reader = g_new0 (Reader, 1);

  reader->scene = data;

  return reader;
}

static gboolean
begin (gpointer data, MlsSource *source, gint64 *operation, GError **error)
{
  static const MlsSourceFuncs funcs = { .faces = read_squares };
  Reader *reader = data;
  Scene *scene = reader->scene;

  g_mutex_lock (&scene->faces_mutex);
  reader->squares = g_ptr_array_ref (scene->squares);
  *operation = scene->operation;
  scene->n_reads++;
  g_mutex_unlock (&scene->faces_mutex);

  g_mutex_lock (&scene->gate);
  g_mutex_unlock (&scene->gate);

  *source = (MlsSource){ &funcs, reader->squares };

  return TRUE;
}

static void
end (gpointer data)
{
  Reader *reader = data;

  g_clear_pointer (&reader->squares, g_ptr_array_unref);
}

static MlsFace *
square_new (int i, const char *cover)
{
  gint64 west = (gint64) ((SCENE_X - 200 + i % 2 * 200) * 1000);
  gint64 south = (gint64) ((SCENE_Y - 200 + i / 2 * 200) * 1000);
  const MlsPoint points[] = { { west, south },
                              { west + 200000, south },
                              { west + 200000, south + 200000 },
                              { west, south + 200000 } };
  MlsLabel label = { { g_quark_from_string (cover), g_quark_from_string ("US1") } };

  return mls_face_new (i + 1, &(MlsRing){ points, 4 }, 1, &label, 1);
}

static void
add_class (Scene *scene, const char *code, guint32 colour)
{
  MlsClass row = { .dimension = MLS_DIMENSION_COVER, .code = g_quark_from_string (code), .level = 1,
                   .label = { "", "" }, .colour = colour, .state = MLS_CODE_VALID };

  g_assert_true (mls_nomenclature_add_class (scene->nomenclature, &row, NULL));
}

/* Returns: covers, borders only */
MlsColouring
scene_colouring (Scene *scene)
{
  return (
      MlsColouring){ scene->nomenclature, 0, MLS_DIMENSION_COVER, 1, 0, 1, MLS_LINE_STYLE_BORDER };
}

void
scene_show (Scene *scene, MlsColouring colouring)
{
  g_autoptr (MlsPaneContent) content = NULL;

  content = mls_pane_content_new (scene->cache, scene->photos, scene->faces, &colouring, NULL);
  mls_canvas_set_content (scene->canvas, content);
}

/* Gives another cover to a square, as a commit does. */
void
scene_edit (Scene *scene, int square, const char *cover)
{
  GPtrArray *squares = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  MlsFace *edited = square_new (square, cover);

  for (guint i = 0; i < scene->squares->len; i++)
    g_ptr_array_add (
        squares, mls_face_ref ((int) i == square ? edited : g_ptr_array_index (scene->squares, i)));

  g_mutex_lock (&scene->faces_mutex);
  g_ptr_array_unref (scene->squares);
  scene->squares = squares;
  scene->operation++;
  g_mutex_unlock (&scene->faces_mutex);

  mls_face_layer_edited (scene->faces, &edited->box, scene->operation);
  mls_canvas_refresh (scene->canvas);
  mls_face_unref (edited);
}

static gboolean
on_input (MlsCanvas *canvas, const MlsCanvasInput *input, Scene *scene)
{
  g_ptr_array_add (scene->inputs, g_memdup2 (input, sizeof *input));

  return input->kind != MLS_CANVAS_KEY || scene->uses_keys;
}

static void
open_window (Scene *scene)
{
  scene->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (scene->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (scene->window), GTK_WIDGET (scene->canvas));
  gtk_window_present (GTK_WINDOW (scene->window));
  gtk_widget_grab_focus (GTK_WIDGET (scene->canvas));
}

static void
open_layers (Scene *scene)
{
  static const MlsFaceReaderFuncs funcs = { open_reader, begin, end, g_free };
  static const Fixture fixture = { .driver = "GTiff", .width = 1024, .height = 1024, .n_bands = 3,
                                   .pixel = photo_value };
  MlsImagerySource source = { NULL };
  g_autoptr (MlsImagery) imagery = NULL;

  fixture_begin ();
  scene->photo = fixture_write ("photo.tif", &fixture);
  source.uri = scene->photo;
  imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);

  scene->cache = mls_tile_cache_new (64 << 20);
  scene->photos = mls_photo_layer_new (imagery);
  scene->faces = mls_face_layer_new (&funcs, scene, NULL);
  scene->loader = mls_pane_loader_new ();
}

/* All four squares have one cover at first. */
void
scene_open (Scene *scene, gconstpointer data)
{
  g_mutex_init (&scene->gate);
  g_mutex_init (&scene->faces_mutex);
  scene->squares = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);
  for (int i = 0; i < 4; i++)
    g_ptr_array_add (scene->squares, square_new (i, "CS1"));
  scene->operation = 1;

  scene->nomenclature = mls_nomenclature_new ();
  add_class (scene, "CS1", 0xff0000);
  add_class (scene, "CS2", 0x0000ff);
  open_layers (scene);

  scene->inputs = g_ptr_array_new_with_free_func (g_free);
  scene->viewport = mls_viewport_new ();
  mls_viewport_set (scene->viewport, SCENE_X, SCENE_Y, 2500);
  scene->canvas = MLS_CANVAS (mls_canvas_new (scene->viewport, scene->loader));
  g_signal_connect (scene->canvas, "input", G_CALLBACK (on_input), scene);

  scene->screen = mls_screen_open ();
  mls_screen_move (scene->screen, 1, 1);
  open_window (scene);
  scene_show (scene, scene_colouring (scene));
  scene_settle (scene);
}

void
scene_close (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  mls_tile_loader_close (scene->loader);
  g_clear_object (&scene->loader);
  g_clear_object (&scene->viewport);
  g_clear_pointer (&scene->faces, mls_face_layer_unref);
  g_clear_pointer (&scene->photos, mls_photo_layer_unref);
  g_clear_pointer (&scene->cache, mls_tile_cache_unref);
  g_clear_pointer (&scene->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&scene->squares, g_ptr_array_unref);
  g_clear_pointer (&scene->inputs, g_ptr_array_unref);
  g_clear_pointer (&scene->screen, mls_screen_free);
  g_clear_pointer (&scene->photo, g_free);
  g_mutex_clear (&scene->gate);
  g_mutex_clear (&scene->faces_mutex);
  fixture_end ();
}

static void
count_frame (GdkFrameClock *clock, guint *n_frames)
{
  (*n_frames)++;
}

static gboolean
has_two (gpointer user_data)
{
  return *(guint *) user_data >= 2;
}

/* Lets the window be drawn with all that is known by now. */
void
scene_frame (Scene *scene)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (scene->canvas));
  guint n_frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame), &n_frames);

  gdk_frame_clock_begin_updating (clock);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_two, &n_frames));
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
  gdk_display_sync (gtk_widget_get_display (GTK_WIDGET (scene->canvas)));
}

static gboolean
is_complete (gpointer user_data)
{
  Scene *scene = user_data;

  return gtk_widget_get_width (GTK_WIDGET (scene->canvas)) == WIDTH &&
         mls_canvas_is_complete (scene->canvas) && mls_tile_loader_get_pending (scene->loader) == 0;
}

/* Waits until all is read and drawn. */
void
scene_settle (Scene *scene)
{
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, is_complete, scene));
  scene_frame (scene);
}

void
scene_to_screen (Scene *scene, double x, double y, double *screen_x, double *screen_y)
{
  gulong window = mls_screen_find_window (scene->screen, getpid ());
  cairo_rectangle_int_t place;

  g_assert_true (mls_screen_get_window (scene->screen, window, &place));
  *screen_x = place.x + x;
  *screen_y = place.y + y;
}

/* Returns: (transfer full): what the display shows where the canvas is */
cairo_surface_t *
scene_look (Scene *scene)
{
  cairo_surface_t *all = mls_screen_look (scene->screen);
  cairo_surface_t *part = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (part);
  double x, y;

  scene_to_screen (scene, 0, 0, &x, &y);
  cairo_set_source_surface (cr, all, -x, -y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (part);
  cairo_surface_destroy (all);

  return part;
}

guint32
scene_pixel (cairo_surface_t *picture, double x, double y)
{
  guint32 value;

  memcpy (&value, cairo_image_surface_get_data (picture) +
                    (int) y * cairo_image_surface_get_stride (picture) + 4 * (int) x,
          sizeof value);

  return value & 0xffffff;
}
