#include "sample.h"
#include "ui/application.h"
#include "ui/window-private.h"

#include <locale.h>
#include <math.h>
#include <time.h>

/* bench-ui-stream [PROJECT]: how the window keeps up with a hand that draws freehand, a vertex at each frame, up to 2 000
 * of them: in the project that is named, whose middle it draws in, or in one of 400 fields that is made. */

#define N_VERTICES 2000
#define STEP_PX    8.0

typedef struct
{
  MlsWindow *window;
  GArray    *frames;      /* (element-type double): ms from before the hand moves until the frame is painted */
  GArray    *work;        /* (element-type double): ms of the processor, of them */
  gint64     before;
  gint64     work_before;
  double     angle;
  guint      n_moves;
} Bench;

static gint64
work_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
give_hand (Bench *bench, MlsInputKind kind, double dx, double dy)
{
  MlsWorkspace *workspace = bench->window->workspace;
  MlsViewport *viewport = mls_workspace_get_viewport (workspace);
  double m_per_px = mls_viewport_get_m_per_px (viewport);
  MlsHand hand = { .kind = kind, .m_per_px = m_per_px };
  double x, y;

  mls_viewport_get_centre (viewport, &x, &y);
  if (mls_grid_from_metres (round ((x + dx * m_per_px) * 1000) / 1000, round ((y + dy * m_per_px) * 1000) / 1000, &hand.point))
    mls_workspace_hand (workspace, &hand);
}

/* Round and round, in zigzags that no straight line replaces. */
static void
move_on (Bench *bench)
{
  double radius = 80 + bench->n_moves / 10.0 + (bench->n_moves % 2 == 0 ? STEP_PX / 2 : -STEP_PX / 2);

  bench->angle += STEP_PX / radius;
  bench->n_moves++;
  give_hand (bench, MLS_INPUT_DRAG, radius * cos (bench->angle), radius * sin (bench->angle));
}

static guint
n_placed (Bench *bench)
{
  return mls_workspace_get_sketch (bench->window->workspace).n_placed;
}

static void
before_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->before = g_get_monotonic_time ();
  bench->work_before = work_time ();
  if (n_placed (bench) < N_VERTICES)
    move_on (bench);
}

static void
after_paint (GdkFrameClock *clock, Bench *bench)
{
  double ms = (double) (g_get_monotonic_time () - bench->before) / 1000;
  double work_ms = (double) (work_time () - bench->work_before) / 1000;

  g_array_append_val (bench->frames, ms);
  g_array_append_val (bench->work, work_ms);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *s = a;
  const double *t = b;

  return (*s > *t) - (*s < *t);
}

static void
report (const char *what, const GArray *values, guint first)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double));
  const double *sample;

  g_array_append_vals (sorted, &g_array_index (values, double, first), values->len - first);
  g_array_sort (sorted, compare_doubles);
  sample = (const double *) (gpointer) sorted->data;
  g_print ("%-28s %u frames, ms: median %.1f, p99 %.1f, max %.1f\n", what, sorted->len, sample[sorted->len / 2],
           sample[(sorted->len - 1) * 99 / 100], sample[sorted->len - 1]);
}

static void
rest (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
draw (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint), bench);
  gulong after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint), bench);

  give_hand (bench, MLS_INPUT_PRESS, 80, 0);
  gdk_frame_clock_begin_updating (clock);
  while (n_placed (bench) < N_VERTICES)
    g_main_context_iteration (NULL, TRUE);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);

  report ("all, on the clock", bench->frames, 0);
  report ("all, work", bench->work, 0);
  report ("the last 500, on the clock", bench->frames, bench->frames->len - 500);
  report ("the last 500, work", bench->work, bench->work->len - 500);
}

int
main (int argc, char **argv)
{
  static const Board board = { 20, 20, 100, 4, 3000 };
  MlsApplication *application;
  Sample sample;
  Bench bench = { NULL };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sample_begin (&sample, &board);
  mls_store_free (g_steal_pointer (&sample.store));
  application = mls_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

  bench.window = mls_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1900, 1000);
  gtk_window_present (GTK_WINDOW (bench.window));
  mls_window_open (bench.window, argc > 1 ? argv[1] : sample.path);
  if (argc <= 1)
    mls_viewport_set (mls_workspace_get_viewport (bench.window->workspace), BOARD_X / 1000.0 + 1000,
                      BOARD_Y / 1000.0 + 1000, MLS_WORKING_SCALE);
  rest (3000);
  bench.frames = g_array_new (FALSE, FALSE, sizeof (double));
  bench.work = g_array_new (FALSE, FALSE, sizeof (double));
  draw (&bench);

  mls_workspace_hand (bench.window->workspace, &(MlsHand){ .kind = MLS_INPUT_CANCEL });
  gtk_window_destroy (GTK_WINDOW (bench.window));
  rest (300);
  g_array_unref (bench.frames);
  g_array_unref (bench.work);
  g_object_unref (application);
  sample_end (&sample);

  return 0;
}
