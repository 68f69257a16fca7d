#include "scene.h"

#include "../imagery/http.h"

#include "wait.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

#define WIDTH  640
#define HEIGHT 480

/* Pixels of a photo are mixed, by a little. */
#define NEARLY 3

static guint
difference (guint32 a, guint32 b)
{
  guint most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    most = MAX (most, (guint) ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));

  return most;
}

static gboolean
shows_photo (Scene *scene, cairo_surface_t *picture, double x, double y)
{
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);
  guint32 photo = scene_photo_at (mls_transform_east (&transform, x + 0.5),
                                  mls_transform_north (&transform, y + 0.5));

  return difference (scene_pixel (picture, x, y), photo) <= NEARLY;
}

/* Part of the pixels of a picture that show the photo. */
static double
photo_part (Scene *scene, cairo_surface_t *picture)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += shows_photo (scene, picture, x, y);

  return (double) n / (WIDTH * HEIGHT);
}

static void
assert_same (cairo_surface_t *a, cairo_surface_t *b, int dx, int dy)
{
  for (int y = MAX (0, -dy); y < MIN (HEIGHT, HEIGHT - dy); y++)
    for (int x = MAX (0, -dx); x < MIN (WIDTH, WIDTH - dx); x++)
      g_assert_cmphex (scene_pixel (a, x, y), ==, scene_pixel (b, x + dx, y + dy));
}

static void
point_at (Scene *scene, double x, double y)
{
  double screen_x, screen_y;

  scene_to_screen (scene, x, y, &screen_x, &screen_y);
  mls_screen_move (scene->screen, screen_x, screen_y);
  scene_frame (scene);
}

static void
drag_with (Scene *scene, guint button, double x, double y, double dx, double dy)
{
  double screen_x, screen_y;

  scene_to_screen (scene, x, y, &screen_x, &screen_y);
  mls_screen_drag (scene->screen, screen_x, screen_y, screen_x + dx, screen_y + dy, button);
  scene_frame (scene);
}

static void
keep (cairo_surface_t *picture, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/canvas-%s.png", g_getenv ("MLS_PICTURES"), name);

  g_mkdir_with_parents (g_getenv ("MLS_PICTURES"), 0755);
  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
}

/* Photo everywhere but for the edge of the territory, which is where it should be. */
static void
test_shows (Scene *scene, gconstpointer data)
{
  cairo_surface_t *picture = scene_look (scene);
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);
  double edge = mls_transform_x (&transform, SCENE_X - 200);

  keep (picture, "shows");
  g_assert_cmpfloat (photo_part (scene, picture), >, 0.96);
  g_assert_cmpuint (scene_pixel (picture, edge, HEIGHT / 2) & 0xff, >, 200);
  g_assert_true (shows_photo (scene, picture, WIDTH / 2, HEIGHT / 2));

  cairo_surface_destroy (picture);
}

static void
test_pan (Scene *scene, gconstpointer data)
{
  cairo_surface_t *before = scene_look (scene);
  cairo_surface_t *after;

  drag_with (scene, GDK_BUTTON_MIDDLE, 300, 200, 61, -37);
  scene_settle (scene);
  after = scene_look (scene);

  assert_same (before, after, 61, -37);
  g_assert_cmpfloat (photo_part (scene, after), >, 0.96);

  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_pan_with_space (Scene *scene, gconstpointer data)
{
  cairo_surface_t *before = scene_look (scene);
  cairo_surface_t *after;

  point_at (scene, 100, 100);
  g_ptr_array_set_size (scene->inputs, 0);
  mls_screen_hold_key (scene->screen, "space");
  scene_frame (scene);
  point_at (scene, 140, 90);
  point_at (scene, 180, 80);
  mls_screen_release_key (scene->screen, "space");
  scene_settle (scene);
  after = scene_look (scene);

  assert_same (before, after, 80, -20);
  g_assert_cmpuint (scene->inputs->len, ==, 0);

  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* A wheel out and in again under the pointer ends in the very same picture. */
static void
test_wheel (Scene *scene, gconstpointer data)
{
  cairo_surface_t *before = scene_look (scene);
  cairo_surface_t *out, *back;

  point_at (scene, 500, 100);
  mls_screen_scroll (scene->screen, 1);
  scene_settle (scene);
  g_assert_cmpfloat (mls_viewport_get_scale (scene->viewport), ==, 5000);
  out = scene_look (scene);
  keep (out, "wheel");
  g_assert_cmpuint (difference (scene_pixel (out, 500, 100), scene_pixel (before, 500, 100)), <=,
                    NEARLY);

  mls_screen_scroll (scene->screen, -1);
  scene_settle (scene);
  back = scene_look (scene);
  g_assert_cmpfloat (mls_viewport_get_scale (scene->viewport), ==, 2500);
  assert_same (before, back, 0, 0);

  cairo_surface_destroy (before);
  cairo_surface_destroy (out);
  cairo_surface_destroy (back);
}

/* Before the tiles of a new scale are there, the old ones are shown stretched. */
static void
test_stretched_meanwhile (Scene *scene, gconstpointer data)
{
  static const double scales[] = { 1500, 500, 2000 };

  g_mutex_lock (&scene->gate);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      cairo_surface_t *picture;

      mls_viewport_set_scale (scene->viewport, scales[i]);
      scene_frame (scene);
      picture = scene_look (scene);
      g_assert_false (mls_canvas_is_complete (scene->canvas));
      if (i < 2)
        g_assert_cmpfloat (photo_part (scene, picture), >, 0.9);
      cairo_surface_destroy (picture);
    }
  g_mutex_unlock (&scene->gate);

  scene_settle (scene);
}

/* An edit is seen, what is shown until then is the old state, and only what it touches is read. */
static void
test_edit (Scene *scene, gconstpointer data)
{
  MlsTransform transform;
  cairo_surface_t *picture;
  double x, y;
  int n_reads;

  mls_viewport_set_scale (scene->viewport, 500);
  scene_settle (scene);
  transform = mls_canvas_get_transform (scene->canvas);
  x = round (mls_transform_x (&transform, SCENE_X)) - 1;
  y = mls_transform_y (&transform, SCENE_Y + 10);
  n_reads = scene->n_reads;

  g_mutex_lock (&scene->gate);
  scene_edit (scene, 3, "CS2");
  scene_frame (scene);
  picture = scene_look (scene);
  g_assert_false (mls_canvas_is_complete (scene->canvas));
  g_assert_true (shows_photo (scene, picture, x, y));
  cairo_surface_destroy (picture);
  g_mutex_unlock (&scene->gate);

  scene_settle (scene);
  picture = scene_look (scene);
  keep (picture, "edit");
  g_assert_cmpuint (scene_pixel (picture, x, y) & 0xff, >, 170);
  g_assert_true (shows_photo (scene, picture, x, mls_transform_y (&transform, SCENE_Y - 10)));
  g_assert_cmpint (scene->n_reads, >, n_reads);
  cairo_surface_destroy (picture);

  /* Far from here nothing is read again. */
  mls_viewport_set_centre (scene->viewport, SCENE_X - 190, SCENE_Y - 190);
  scene_settle (scene);
  n_reads = scene->n_reads;
  scene_edit (scene, 3, "CS1");
  scene_settle (scene);
  g_assert_cmpint (scene->n_reads, ==, n_reads);
}

static MlsMark *
mark_at (Scene *scene, double x, double y)
{
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);
  MlsPoint point = { 0, 0 };

  g_assert_true (mls_grid_from_metres (mls_transform_east (&transform, x), mls_transform_north (&transform, y), &point));

  return mls_mark_new_snap (point, MLS_MARK_SNAP_VERTEX);
}

static gboolean
shows_mark (Scene *scene, double x, double y)
{
  cairo_surface_t *picture;
  gboolean shows;

  scene_frame (scene);
  picture = scene_look (scene);
  shows = scene_pixel (picture, x - 6, y - 4) == MLS_MARK_SNAP_COLOUR;
  cairo_surface_destroy (picture);

  return shows;
}

/* What is drawn over the map for an edit goes when the edit is seen, and not before: the line in hand becomes a
 * border without being nothing in between. */
static void
test_marks_stay (Scene *scene, gconstpointer data)
{
  g_autoptr (MlsMark) sketch = mark_at (scene, 320.5, 240.5);
  g_autoptr (MlsMark) next = mark_at (scene, 400.5, 240.5);

  mls_canvas_set_patience (scene->canvas, G_MAXUINT);
  mls_canvas_set_marks (scene->canvas, &sketch, 1);
  g_assert_true (shows_mark (scene, 320, 240));

  g_mutex_lock (&scene->gate);
  scene_edit (scene, 3, "CS2");
  mls_canvas_set_marks (scene->canvas, NULL, 0);
  mls_canvas_set_marks (scene->canvas, &next, 1);
  g_assert_true (shows_mark (scene, 320, 240));
  g_assert_false (shows_mark (scene, 400, 240));
  g_mutex_unlock (&scene->gate);

  scene_settle (scene);
  g_assert_false (shows_mark (scene, 320, 240));
  g_assert_true (shows_mark (scene, 400, 240));

  mls_canvas_set_marks (scene->canvas, &sketch, 1);
  g_assert_true (shows_mark (scene, 320, 240));
}

static gboolean
has_let_go (gpointer scene)
{
  return !shows_mark (scene, 320, 240);
}

/* The hand is not held up by tiles that take long. */
static void
test_marks_go (Scene *scene, gconstpointer data)
{
  g_autoptr (MlsMark) sketch = mark_at (scene, 320.5, 240.5);

  mls_canvas_set_patience (scene->canvas, 1);
  mls_canvas_set_marks (scene->canvas, &sketch, 1);
  g_mutex_lock (&scene->gate);
  scene_edit (scene, 3, "CS2");
  mls_canvas_set_marks (scene->canvas, NULL, 0);
  g_assert_true (mls_wait_for (MLS_WAIT_SECONDS, has_let_go, scene));
  g_assert_false (mls_canvas_is_complete (scene->canvas));
  g_mutex_unlock (&scene->gate);

  scene_settle (scene);
}

/* Another colouring reads nothing. */
static void
test_recolour (Scene *scene, gconstpointer data)
{
  MlsColouring colouring = scene_colouring (scene);
  cairo_surface_t *picture;
  int n_reads = scene->n_reads;

  colouring.opacity = 1;
  scene_show (scene, colouring);
  scene_settle (scene);
  picture = scene_look (scene);

  g_assert_cmphex (scene_pixel (picture, WIDTH / 2, HEIGHT / 2), ==, 0xff0000);
  g_assert_cmpint (scene->n_reads, ==, n_reads);
  cairo_surface_destroy (picture);

  /* The same once more is nothing new. */
  scene_show (scene, colouring);
  g_assert_true (mls_canvas_is_complete (scene->canvas));
}

static const MlsCanvasInput *
input_at (Scene *scene, guint i)
{
  g_assert_cmpuint (i, <, scene->inputs->len);

  return g_ptr_array_index (scene->inputs, i);
}

/* Returns: the next input of a kind, from @i on */
static guint
find_input (Scene *scene, guint i, MlsCanvasInputKind kind)
{
  while (input_at (scene, i)->kind != kind)
    i++;

  return i;
}

static void
assert_ground (Scene *scene, MlsPoint point, double x, double y)
{
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);

  g_assert_cmpfloat_with_epsilon (mls_transform_x (&transform, mls_grid_to_metres (point.x)), x,
                                  0.01);
  g_assert_cmpfloat_with_epsilon (mls_transform_y (&transform, mls_grid_to_metres (point.y)), y,
                                  0.01);
}

static void
test_pointer (Scene *scene, gconstpointer data)
{
  guint i;

  g_ptr_array_set_size (scene->inputs, 0);
  point_at (scene, 200, 150);
  i = find_input (scene, 0, MLS_CANVAS_MOVE);
  assert_ground (scene, input_at (scene, scene->inputs->len - 1)->point, 200, 150);
  g_assert_cmpfloat_with_epsilon (input_at (scene, i)->m_per_px, 0.6614583, 1e-6);

  g_ptr_array_set_size (scene->inputs, 0);
  drag_with (scene, GDK_BUTTON_PRIMARY, 200, 150, 40, 30);
  i = find_input (scene, 0, MLS_CANVAS_PRESS);
  g_assert_cmpuint (input_at (scene, i)->button, ==, GDK_BUTTON_PRIMARY);
  assert_ground (scene, input_at (scene, i)->point, 200, 150);
  i = find_input (scene, i, MLS_CANVAS_DRAG);
  i = find_input (scene, i, MLS_CANVAS_RELEASE);
  assert_ground (scene, input_at (scene, i)->point, 240, 180);
  g_assert_cmpuint (input_at (scene, i)->button, ==, GDK_BUTTON_PRIMARY);

  /* A click that trembles is no drag. */
  g_ptr_array_set_size (scene->inputs, 0);
  drag_with (scene, GDK_BUTTON_SECONDARY, 100, 100, 2, 1);
  for (guint j = 0; j < scene->inputs->len; j++)
    g_assert_cmpint (input_at (scene, j)->kind, !=, MLS_CANVAS_DRAG);
  i = find_input (scene, 0, MLS_CANVAS_RELEASE);
  g_assert_cmpuint (input_at (scene, i)->button, ==, GDK_BUTTON_SECONDARY);

  g_ptr_array_set_size (scene->inputs, 0);
  mls_screen_move (scene->screen, 1, 1);
  mls_wait_idle (0.2);
  find_input (scene, 0, MLS_CANVAS_LEAVE);
}

static void
test_keys (Scene *scene, gconstpointer data)
{
  double x, y, new_x, new_y;
  guint i;

  scene->uses_keys = TRUE;
  mls_viewport_get_centre (scene->viewport, &x, &y);
  g_ptr_array_set_size (scene->inputs, 0);
  mls_screen_key (scene->screen, "Control_L+z");
  mls_screen_key (scene->screen, "Right");
  mls_wait_idle (0.2);
  i = find_input (scene, 0, MLS_CANVAS_KEY);
  while (input_at (scene, i)->keyval != GDK_KEY_z)
    i = find_input (scene, i + 1, MLS_CANVAS_KEY);
  g_assert_cmpint (input_at (scene, i)->modifiers, ==, GDK_CONTROL_MASK);
  mls_viewport_get_centre (scene->viewport, &new_x, &new_y);
  g_assert_cmpfloat (new_x, ==, x);

  /* What nobody wants moves the map. */
  scene->uses_keys = FALSE;
  mls_screen_key (scene->screen, "Right");
  mls_screen_key (scene->screen, "Down");
  mls_wait_idle (0.2);
  mls_viewport_get_centre (scene->viewport, &new_x, &new_y);
  g_assert_cmpfloat_with_epsilon (new_x - x, 0.2 * WIDTH * 0.6614583, 0.01);
  g_assert_cmpfloat_with_epsilon (y - new_y, 0.2 * HEIGHT * 0.6614583, 0.01);

  mls_screen_key (scene->screen, "minus");
  mls_wait_idle (0.2);
  g_assert_cmpfloat (mls_viewport_get_scale (scene->viewport), ==, 5000);
}

static void
test_marks (Scene *scene, gconstpointer data)
{
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);
  MlsPoint middle = { 0, 0 };
  cairo_surface_t *bare = scene_look (scene);
  cairo_surface_t *marked;
  MlsMark *marks[2];

  g_assert_true (mls_grid_from_metres (mls_transform_east (&transform, 320.5),
                                       mls_transform_north (&transform, 240.5), &middle));
  marks[0] = mls_mark_new_snap (middle, MLS_MARK_SNAP_VERTEX);
  marks[1] = mls_mark_new_finding (middle, 0xff1744);
  mls_canvas_set_marks (scene->canvas, marks, 2);
  mls_canvas_set_ghost (scene->canvas, &middle);
  scene_frame (scene);

  marked = scene_look (scene);
  keep (marked, "marks");
  g_assert_cmphex (scene_pixel (marked, 320 - 6, 240 - 4), ==, MLS_MARK_SNAP_COLOUR);
  g_assert_cmphex (scene_pixel (marked, 320 - 8, 240 - 8), ==, 0xff1744);
  cairo_surface_destroy (marked);

  /* Taken away they leave nothing. */
  mls_canvas_set_marks (scene->canvas, &marks[1], 1);
  mls_canvas_set_marks (scene->canvas, NULL, 0);
  mls_canvas_set_ghost (scene->canvas, NULL);
  scene_frame (scene);
  marked = scene_look (scene);
  assert_same (bare, marked, 0, 0);

  cairo_surface_destroy (bare);
  cairo_surface_destroy (marked);
  mls_mark_unref (marks[0]);
  mls_mark_unref (marks[1]);
}

/* Marks go where their ground goes. */
static void
test_marks_follow (Scene *scene, gconstpointer data)
{
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);
  MlsPoint middle = { 0, 0 };
  cairo_surface_t *marked;
  MlsMark *mark;

  g_assert_true (mls_grid_from_metres (mls_transform_east (&transform, 320.5),
                                       mls_transform_north (&transform, 240.5), &middle));
  mark = mls_mark_new_snap (middle, MLS_MARK_SNAP_VERTEX);
  mls_canvas_set_marks (scene->canvas, &mark, 1);
  scene_frame (scene);
  drag_with (scene, GDK_BUTTON_MIDDLE, 300, 200, 61, -37);
  scene_frame (scene);

  marked = scene_look (scene);
  g_assert_cmphex (scene_pixel (marked, 320 + 61 - 6, 240 - 37 - 4), ==, MLS_MARK_SNAP_COLOUR);
  cairo_surface_destroy (marked);
  mls_mark_unref (mark);
}

static void
test_face_at (Scene *scene, gconstpointer data)
{
  MlsTransform transform = mls_canvas_get_transform (scene->canvas);
  double west = mls_transform_x (&transform, SCENE_X - 100);
  double east = mls_transform_x (&transform, SCENE_X + 100);
  double north = mls_transform_y (&transform, SCENE_Y + 50);
  double south = mls_transform_y (&transform, SCENE_Y - 50);

  g_assert_cmpint (mls_canvas_face_at (scene->canvas, west, south), ==, 1);
  g_assert_cmpint (mls_canvas_face_at (scene->canvas, east, south), ==, 2);
  g_assert_cmpint (mls_canvas_face_at (scene->canvas, west, north), ==, 3);
  g_assert_cmpint (mls_canvas_face_at (scene->canvas, east, north), ==, 4);
  g_assert_cmpint (mls_canvas_face_at (scene->canvas, 0, 0), ==, 0);
}

static void
note_problem (MlsCanvas *canvas, const GError *error, GString *told)
{
  g_string_append_printf (told, "%s\n", error->message);
}

/* A photo that is missing is told once; the faces are shown all the same. */
static void
test_missing_photo (Scene *scene, gconstpointer data)
{
  MlsColouring colouring = scene_colouring (scene);
  MlsImagerySource source = { "/nowhere/ortho.tif" };
  g_autoptr (MlsImagery) imagery = mls_imagery_new ("EPSG:2154", &source, 1);
  g_autoptr (MlsPhotoLayer) photos = mls_photo_layer_new (imagery);
  g_autoptr (MlsPaneContent) content = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  cairo_surface_t *picture;

  g_signal_connect (scene->canvas, "problem", G_CALLBACK (note_problem), told);
  colouring.opacity = 1;
  content = mls_pane_content_new (scene->cache, photos, scene->faces, &colouring, NULL);
  mls_canvas_set_content (scene->canvas, content);
  scene_settle (scene);

  picture = scene_look (scene);
  g_assert_cmphex (scene_pixel (picture, WIDTH / 2, HEIGHT / 2), ==, 0xff0000);
  g_assert_cmphex (scene_pixel (picture, 2, 2), ==, MLS_PHOTO_BACKGROUND);
  g_assert_nonnull (strstr (told->str, "ortho.tif"));
  g_assert_cmpint (strchr (told->str, '\n') - told->str, ==, told->len - 1);

  g_signal_handlers_disconnect_by_data (scene->canvas, told);
  cairo_surface_destroy (picture);
}

static void
note_mended (MlsCanvas *canvas, const char *problem, guint *n_mended)
{
  g_assert_nonnull (problem);
  ++*n_mended;
}

static gboolean
is_mended (gpointer n_mended)
{
  return *(guint *) n_mended > 0;
}

/* A server that fails holds up nothing: the faces are there, it is told once, and the photo comes when
 * the server has mended, without a hand. */
static void
test_server (Scene *scene, gconstpointer data)
{
  MlsColouring colouring = scene_colouring (scene);
  Http *http = http_new (scene->photo);
  g_autofree char *address = http_address (http);
  MlsImagerySource source = { address };
  g_autoptr (MlsImagery) imagery = mls_imagery_new ("EPSG:2154", &source, 1);
  g_autoptr (MlsPhotoLayer) photos = mls_photo_layer_new (imagery);
  g_autoptr (MlsPaneContent) content = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  cairo_surface_t *before, *after;
  guint n_mended = 0;

  g_signal_connect (scene->canvas, "problem", G_CALLBACK (note_problem), told);
  g_signal_connect (scene->canvas, "mended", G_CALLBACK (note_mended), &n_mended);
  http_set_mood (http, HTTP_ERROR);
  colouring.opacity = 1;
  content = mls_pane_content_new (scene->cache, photos, scene->faces, &colouring, NULL);
  mls_canvas_set_content (scene->canvas, content);
  scene_settle (scene);

  before = scene_look (scene);
  g_assert_cmphex (scene_pixel (before, WIDTH / 2, HEIGHT / 2), ==, 0xff0000);
  g_assert_cmphex (scene_pixel (before, 2, 2), ==, MLS_PHOTO_BACKGROUND);
  g_assert_nonnull (strstr (told->str, address));
  g_assert_cmpint (strchr (told->str, '\n') - told->str, ==, told->len - 1);

  http_set_mood (http, HTTP_WELL);
  g_assert_true (mls_wait_for (20, is_mended, &n_mended));
  scene_settle (scene);
  scene_frame (scene);
  after = scene_look (scene);
  g_assert_cmphex (scene_pixel (after, WIDTH / 2, HEIGHT / 2), ==, 0xff0000);
  g_assert_cmphex (scene_pixel (after, 2, 2), !=, MLS_PHOTO_BACKGROUND);

  g_signal_handlers_disconnect_by_data (scene->canvas, told);
  g_signal_handlers_disconnect_by_data (scene->canvas, &n_mended);
  mls_canvas_set_content (scene->canvas, NULL);
  http_free (http);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* A photo on a disk that is away comes when the disk does. */
static void
test_disk (Scene *scene, gconstpointer data)
{
  MlsColouring colouring = scene_colouring (scene);
  g_autofree char *path = g_strconcat (scene->photo, ".disk.tif", NULL);
  MlsImagerySource source = { path };
  g_autoptr (MlsImagery) imagery = mls_imagery_new ("EPSG:2154", &source, 1);
  g_autoptr (MlsPhotoLayer) photos = mls_photo_layer_new (imagery);
  g_autoptr (MlsPaneContent) content = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  cairo_surface_t *before, *after;
  guint n_mended = 0;

  g_signal_connect (scene->canvas, "problem", G_CALLBACK (note_problem), told);
  g_signal_connect (scene->canvas, "mended", G_CALLBACK (note_mended), &n_mended);
  content = mls_pane_content_new (scene->cache, photos, scene->faces, &colouring, NULL);
  mls_canvas_set_content (scene->canvas, content);
  scene_settle (scene);
  before = scene_look (scene);
  g_assert_cmphex (scene_pixel (before, 2, 2), ==, MLS_PHOTO_BACKGROUND);
  g_assert_nonnull (strstr (told->str, path));

  g_assert_cmpint (g_rename (scene->photo, path), ==, 0);
  g_assert_true (mls_wait_for (20, is_mended, &n_mended));
  scene_settle (scene);
  scene_frame (scene);
  after = scene_look (scene);
  g_assert_cmphex (scene_pixel (after, 2, 2), !=, MLS_PHOTO_BACKGROUND);
  g_assert_cmpint (strchr (told->str, '\n') - told->str, ==, told->len - 1);

  g_signal_handlers_disconnect_by_data (scene->canvas, told);
  g_signal_handlers_disconnect_by_data (scene->canvas, &n_mended);
  mls_canvas_set_content (scene->canvas, NULL);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
test_accessible (Scene *scene, gconstpointer data)
{
  g_autofree char *label = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (scene->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, "Map");

  g_assert_null (label);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (scene->canvas)));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

#define ADD(path, func) g_test_add (path, Scene, NULL, scene_open, func, scene_close)
  ADD ("/view/canvas/shows", test_shows);
  ADD ("/view/canvas/pan", test_pan);
  ADD ("/view/canvas/pan-with-space", test_pan_with_space);
  ADD ("/view/canvas/wheel", test_wheel);
  ADD ("/view/canvas/stretched-meanwhile", test_stretched_meanwhile);
  ADD ("/view/canvas/edit", test_edit);
  ADD ("/view/canvas/recolour", test_recolour);
  ADD ("/view/canvas/pointer", test_pointer);
  ADD ("/view/canvas/keys", test_keys);
  ADD ("/view/canvas/marks", test_marks);
  ADD ("/view/canvas/marks-follow", test_marks_follow);
  ADD ("/view/canvas/marks-stay", test_marks_stay);
  ADD ("/view/canvas/marks-go", test_marks_go);
  ADD ("/view/canvas/face-at", test_face_at);
  ADD ("/view/canvas/missing-photo", test_missing_photo);
  ADD ("/view/canvas/server", test_server);
  ADD ("/view/canvas/disk", test_disk);
  ADD ("/view/canvas/accessible", test_accessible);
#undef ADD

  return g_test_run ();
}
