#include "../imagery/fixture.h"
#include "../paint/patchwork.h"
#include "bare-canvas.h"
#include "base/heap.h"
#include "document/project.h"
#include "view/canvas.h"
#include "view/deck.h"
#include "view/pane-loader.h"
#include "view/project-faces.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* bench-canvas [PROJECT PHOTO [MINUTES]]: how a canvas keeps up with a hand: the faces of the project that is
 * named, or 10 000 made-up ones of 60 vertices, over the photo that is named, or a made-up one of 50 cm. With
 * MINUTES, what it has in memory when the map is moved here and there for so long. */

#define CELL  136000
#define SIDE  100
#define PHOTO 6000
#define PIXEL_M 0.5

/* How far from the middle the map is moved, m, where it wanders. */
#define WANDER_M 20000

typedef struct
{
  GtkWidget     *window;
  MlsCanvas     *canvas;
  BareCanvas    *bare;      /* (nullable): what is moved in place of the canvas */
  MlsViewport   *viewport;
  MlsTileLoader *loader;
  MlsFaceLayer  *faces;
  MlsProject    *project;   /* (nullable) */
  MlsPaneContent *contents[MLS_MAX_PANES]; /* of one canvas and, beside it, of others */
  double         x;         /* the middle of the photo, m */
  double         y;

  GArray        *frames;    /* (element-type double): ms from before-paint to after-paint */
  GArray        *work;      /* (element-type double): ms of the processor, of them */
  gint64         before;
  gint64         work_before;
  guint          n_whole;   /* frames that had all their tiles */
  guint          n_left;    /* frames of the move at hand */
  double         dx;
  double         dy;
} Bench;

/* Time the main loop waits for something to happen. */
static gint64 waited;

static gint
poll_and_count (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 start = g_get_monotonic_time ();
  gint n = g_poll (fds, n_fds, timeout);

  waited += g_get_monotonic_time () - start;

  return n;
}

static double
photo_value (int band, int x, int y, gpointer data)
{
  double row = sin (x / 9.0 + y / 40.0) * 25;
  guint noise = (guint) (x * 73856093) ^ (guint) (y * 19349663);

  return 110 + row + (noise >> 7) % 24 - band * 14;
}

static gpointer
open_reader (gpointer data, GError **error)
{
  return g_ptr_array_ref (data);
}

static gboolean
begin (gpointer reader, MlsSource *source, gint64 *operation, GError **error)
{
  *source = patchwork_source (reader);
  *operation = 1;

  return TRUE;
}

static void
end (gpointer reader)
{
}

static MlsFaceLayer *
make_land (void)
{
  static const MlsFaceReaderFuncs funcs = { open_reader, begin, end, (GDestroyNotify) g_ptr_array_unref };
  const PatchworkOptions land = { SIDE, SIDE, CELL, 14, 1,
                                  { (gint64) (FIXTURE_X - 5000) * 1000, (gint64) (FIXTURE_Y - 8000) * 1000 } };

  return mls_face_layer_new (&funcs, patchwork_new (&land), (GDestroyNotify) g_ptr_array_unref);
}

static void
lay_land (Bench *bench, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      bench->faces = make_land ();
      return;
    }

  bench->project = mls_project_open (path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  bench->faces = mls_project_faces_new (path, 0);
}

/* Time this thread has been at work, µs: what a busy machine adds is not in it. */
static gint64
work_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
before_paint (GdkFrameClock *clock, Bench *bench)
{
  if (bench->n_left > 0)
    {
      bench->n_left--;
      if (bench->bare != NULL)
        bare_canvas_move (bench->bare, bench->dx, bench->dy);
      else
        mls_viewport_pan (bench->viewport, bench->dx, bench->dy);
    }
  bench->before = g_get_monotonic_time ();
  bench->work_before = work_time ();
}

static void
after_paint (GdkFrameClock *clock, Bench *bench)
{
  double ms = (double) (g_get_monotonic_time () - bench->before) / 1000;
  double work_ms = (double) (work_time () - bench->work_before) / 1000;

  g_array_append_val (bench->frames, ms);
  g_array_append_val (bench->work, work_ms);
  bench->n_whole += mls_canvas_is_complete (bench->canvas);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *s = a;
  const double *t = b;

  return (*s > *t) - (*s < *t);
}

/* Runs the main loop until @done, at most a minute. Returns: its longest turn, waiting left out, ms */
static double
run_until (Bench *bench, gboolean (*done) (Bench *bench))
{
  gint64 deadline = g_get_monotonic_time () + G_TIME_SPAN_MINUTE;
  gint64 longest = 0;

  while (!done (bench) && g_get_monotonic_time () < deadline)
    {
      gint64 start = g_get_monotonic_time ();

      waited = 0;
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, g_get_monotonic_time () - start - waited);
    }

  return (double) longest / 1000;
}

static gboolean
has_moved (Bench *bench)
{
  return bench->n_left == 0;
}

static gboolean
is_complete (Bench *bench)
{
  return mls_canvas_is_complete (bench->canvas);
}

static double
percentile (GArray *values, guint percent)
{
  g_array_sort (values, compare_doubles);

  return g_array_index (values, double, (values->len - 1) * percent / 100);
}

static void
report (Bench *bench, const char *what, double longest)
{
  g_print ("%-22s %u frames, ms: median %.1f, p99 %.1f, max %.1f (work %.1f, %.1f, %.1f); "
           "longest turn of the loop %.1f; %u frames whole\n",
           what, bench->frames->len, percentile (bench->frames, 50), percentile (bench->frames, 99),
           percentile (bench->frames, 100), percentile (bench->work, 50),
           percentile (bench->work, 99), percentile (bench->work, 100), longest, bench->n_whole);
}

static void
bench_pan (Bench *bench, const char *what, double dx, double dy)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (bench->window);

  g_array_set_size (bench->frames, 0);
  g_array_set_size (bench->work, 0);
  bench->n_whole = 0;
  bench->n_left = 240;
  bench->dx = dx;
  bench->dy = dy;

  gdk_frame_clock_begin_updating (clock);
  report (bench, what, run_until (bench, has_moved));
  gdk_frame_clock_end_updating (clock);
}

/* How long until all in view is there. */
static double
time_to_complete (Bench *bench)
{
  gint64 start = g_get_monotonic_time ();

  run_until (bench, is_complete);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

/* MB that this process has in memory now. */
static double
resident (void)
{
  long n_pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  g_assert_nonnull (file);
  g_assert_cmpint (fscanf (file, "%*d %ld", &n_pages), ==, 1);
  fclose (file);

  return (double) n_pages * (double) sysconf (_SC_PAGESIZE) / (1 << 20);
}

static void
bench_views (Bench *bench)
{
  static const double scales[] = { 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gint64 start = work_time ();
      double zoom, fresh, step;

      mls_viewport_set_scale (bench->viewport, scales[i]);
      zoom = (double) (work_time () - start) / 1000;
      fresh = time_to_complete (bench);

      run_until (bench, has_moved);
      mls_viewport_pan (bench->viewport, 0.2 * gtk_widget_get_width (GTK_WIDGET (bench->canvas)), 0);
      step = time_to_complete (bench);

      g_print ("1:%-8.0f zoom %5.2f ms of the main thread; a fresh view is complete after %6.1f ms, "
               "a step of 20 %% after %5.1f; %.0f MB resident\n",
               scales[i], zoom, fresh, step, resident ());
    }
}

/* The same window with nothing in it but pictures: what no canvas goes below. */
static void
bench_bare (Bench *bench)
{
  bench->bare = BARE_CANVAS (bare_canvas_new ());
  g_object_ref (bench->canvas);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->bare));
  bench_pan (bench, "bare, 8 px a frame", -8, -3);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->canvas));
  g_object_unref (bench->canvas);
  bench->bare = NULL;
}

/* One move of somebody at work: on by a part of the window, at another scale, now and then elsewhere. */
static void
wander (Bench *bench)
{
  static const double scales[] = { 1000, 2500, 2500, 2500, 5000, 10000, 50000 };
  int width = gtk_widget_get_width (GTK_WIDGET (bench->canvas));
  int move = g_test_rand_int_range (0, 100);

  if (move < 75)
    mls_viewport_pan (bench->viewport, g_test_rand_double_range (-0.5, 0.5) * width,
                      g_test_rand_double_range (-0.3, 0.3) * width);
  else if (move < 95)
    mls_viewport_set_scale (bench->viewport, scales[g_test_rand_int_range (0, G_N_ELEMENTS (scales))]);
  else
    mls_viewport_set (bench->viewport, bench->x + g_test_rand_double_range (-WANDER_M, WANDER_M),
                      bench->y + g_test_rand_double_range (-WANDER_M, WANDER_M), 2500);
  time_to_complete (bench);
}

static void
bench_wander (Bench *bench, guint minutes)
{
  guint n_moves = 0;

  for (guint minute = 1; minute <= minutes; minute++)
    {
      gint64 end = g_get_monotonic_time () + G_TIME_SPAN_MINUTE;

      for (; g_get_monotonic_time () < end; n_moves++)
        wander (bench);
      g_print ("after %u min, %u moves: %.0f MB resident\n", minute, n_moves, resident ());
    }
}

static void
open_window (Bench *bench)
{
  bench->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_fullscreen (GTK_WINDOW (bench->window));
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->canvas));
  gtk_window_present (GTK_WINDOW (bench->window));
}

/* The same ground as pairs, covers and uses, and once more as pairs over stronger fills, as four panes would show it. */
static void
make_contents (Bench *bench, const char *photo)
{
  static const MlsDimension dimensions[MLS_MAX_PANES] = { MLS_DIMENSION_PAIR, MLS_DIMENSION_COVER, MLS_DIMENSION_USE,
                                                          MLS_DIMENSION_PAIR };
  MlsImagerySource source = { photo };
  g_autoptr (MlsImagery) imagery = mls_imagery_new (FIXTURE_CRS, &source, 1);
  g_autoptr (MlsPhotoLayer) photos = mls_photo_layer_new (imagery);
  g_autoptr (MlsTileCache) cache = mls_tile_cache_new (256 << 20);
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_new ();
  const MlsNomenclature *own = bench->project != NULL ? mls_project_get_rules (bench->project)->nomenclature
                                                      : nomenclature;

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    {
      MlsColouring colouring = { own, 0, dimensions[i], 3, i < 3 ? 0.35 : 0.7, 1, MLS_LINE_STYLE_BORDER };

      bench->contents[i] = mls_pane_content_new (cache, photos, bench->faces, &colouring, NULL);
    }
}

/* The window's size in as many panes, beside or over one another. */
static void
bench_panes (Bench *bench, const char *what, guint n_panes, MlsComparison comparison)
{
  GtkWidget *deck = mls_deck_new ();

  g_object_ref (bench->canvas);
  gtk_window_set_child (GTK_WINDOW (bench->window), deck);
  for (guint i = 0; i < n_panes; i++)
    {
      GtkWidget *canvas = i == 0 ? GTK_WIDGET (bench->canvas) : mls_canvas_new (bench->viewport, bench->loader);

      mls_deck_add (MLS_DECK (deck), i, canvas, gtk_label_new (what));
      mls_canvas_set_content (MLS_CANVAS (canvas), bench->contents[i]);
    }
  mls_deck_arrange (MLS_DECK (deck), comparison);
  time_to_complete (bench);
  bench_pan (bench, what, -8, -3);

  mls_canvas_set_content (bench->canvas, bench->contents[0]);
  mls_deck_remove (MLS_DECK (deck), 0);
  gtk_window_set_child (GTK_WINDOW (bench->window), GTK_WIDGET (bench->canvas));
  g_object_unref (bench->canvas);
}


static void
bench_moves (Bench *bench)
{
  bench_pan (bench, "pan of 2 px a frame", 2, 1);
  bench_pan (bench, "pan of 8 px a frame", -8, -3);
  bench_pan (bench, "pan of 24 px a frame", 5, -24);
  bench_bare (bench);
  bench_panes (bench, "4 panes, 8 px", 4, MLS_COMPARE_BESIDE);
  bench_panes (bench, "2 panes, 8 px", 2, MLS_COMPARE_BESIDE);
  bench_panes (bench, "swipe, 8 px", 2, MLS_COMPARE_SWIPE);
  bench_panes (bench, "fade, 8 px", 2, MLS_COMPARE_FADE);
  mls_viewport_set (bench->viewport, bench->x, bench->y, 2500);
  time_to_complete (bench);
  bench_views (bench);
}

static void
run (Bench *bench, const char *path, const char *photo, guint minutes)
{
  gint64 start = g_get_monotonic_time ();
  GdkFrameClock *clock;

  lay_land (bench, path);
  make_contents (bench, photo);
  bench->loader = mls_pane_loader_new ();
  bench->viewport = mls_viewport_new ();
  bench->canvas = MLS_CANVAS (mls_canvas_new (bench->viewport, bench->loader));
  mls_viewport_set (bench->viewport, bench->x, bench->y, 2500);
  open_window (bench);
  mls_canvas_set_content (bench->canvas, bench->contents[0]);
  run_until (bench, is_complete);
  g_print ("opened, first view complete after %.1f ms; %.0f MB resident\n",
           (double) (g_get_monotonic_time () - start) / 1000, resident ());

  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->canvas));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint), bench);
  g_print ("%s, %d × %d px\n",
           G_OBJECT_TYPE_NAME (gtk_native_get_renderer (GTK_NATIVE (bench->window))),
           gtk_widget_get_width (GTK_WIDGET (bench->canvas)),
           gtk_widget_get_height (GTK_WIDGET (bench->canvas)));

  if (minutes > 0)
    bench_wander (bench, minutes);
  else
    bench_moves (bench);

  gtk_window_destroy (GTK_WINDOW (bench->window));
  mls_tile_loader_close (bench->loader);
  g_object_unref (bench->loader);
  g_object_unref (bench->viewport);
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    mls_pane_content_unref (bench->contents[i]);
}

/* A photo around the middle. */
static char *
write_photo (const Bench *bench)
{
  static const char *const options[] = { "TILED=YES", "COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", NULL };
  const double half = PHOTO * PIXEL_M / 2;
  const double place[] = { bench->x - half, PIXEL_M, 0, bench->y + half, 0, -PIXEL_M };
  const Fixture fixture = { .driver = "GTiff", .width = PHOTO, .height = PHOTO, .n_bands = 3,
                            .geotransform = place, .options = options, .overviews = "AVERAGE",
                            .pixel = photo_value };

  return fixture_write ("photo.tif", &fixture);
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  MlsBox own = mls_box_of_points (edge->points, edge->n_points);

  *(MlsBox *) user_data = mls_box_union (user_data, &own);

  return TRUE;
}

/* The middle of what there is to see. */
static void
find_middle (Bench *bench, const char *path)
{
  g_autoptr (MlsStore) store = path != NULL ? mls_store_open (path, MLS_STORE_READ_ONLY, NULL) : NULL;
  MlsBox box = MLS_BOX_EMPTY;

  bench->x = FIXTURE_X + 1500;
  bench->y = FIXTURE_Y - 1500;
  if (store != NULL && mls_store_each_edge (store, take_edge, &box, NULL))
    {
      bench->x = mls_grid_to_metres (mls_box_centre (&box).x);
      bench->y = mls_grid_to_metres (mls_box_centre (&box).y);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *photo = NULL;
  const char *path = NULL;
  Bench bench = { NULL };

  mls_heap_keep_freed ();
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_main_context_set_poll_func (NULL, poll_and_count);

  path = argc > 1 ? argv[1] : NULL;
  fixture_begin ();
  find_middle (&bench, path);
  photo = argc > 2 ? g_strdup (argv[2]) : write_photo (&bench);
  bench.frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench.work = g_array_new (FALSE, FALSE, sizeof (double));
  run (&bench, path, photo, argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : 0);

  g_array_unref (bench.frames);
  g_array_unref (bench.work);
  mls_face_layer_unref (bench.faces);
  g_clear_object (&bench.project);
  fixture_end ();

  return 0;
}
