/* What somebody sees who starts the program on the demo for the first time. */

#include "job.h"

#include <gdal.h>
#include <locale.h>
#include <math.h>

/* The outline of what is selected. */
#define OUTLINE 0x40e0ff

/* A border is told from a spot when it is so long, an outline by its colour alone, px. */
#define BORDER_PX  12
#define OUTLINE_PX 2

/* What stands over the map in its corners reaches so far, px. */
#define CORNER_PX 60

typedef struct
{
  MlsJob                *job;
  cairo_surface_t       *picture;
  cairo_rectangle_int_t  map;
  cairo_rectangle_int_t  card;
} Look;

/* The picture when the program was @seconds old. Looking goes on until then, for on a loaded machine
 * nobody knows when that will be. */
static cairo_surface_t *
look_at_age (MlsJob *job, double seconds)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  cairo_surface_t *picture = NULL;

  do
    {
      g_clear_pointer (&picture, cairo_surface_destroy);
      picture = mls_screen_look (job->screen);
      mls_wait_idle (0.05);
    }
  while (mls_program_get_clock (program) < seconds);

  g_test_message ("looked at %.2f s by its own clock, %.2f s by ours",
                  mls_program_get_clock (program), mls_program_get_age (program));
  return picture;
}

static void
save_at_age (MlsJob *job, double seconds, const char *name)
{
  double age = mls_program_get_age (mls_editor_get_program (job->editor));

  if (age < seconds)
    mls_wait_idle (seconds - age);
  mls_job_save_picture (job, name);
}

static gboolean
is_inside (const cairo_rectangle_int_t *rectangle, double x, double y, double margin)
{
  return x >= rectangle->x - margin && x < rectangle->x + rectangle->width + margin &&
         y >= rectangle->y - margin && y < rectangle->y + rectangle->height + margin;
}

typedef struct
{
  double place[2];  /* its middle on the screen */
  double across[2];
  double length;    /* px */
} Segment;

/* Whether a segment is to be seen. */
static gboolean
place_segment (const Look *look, const GArray *ring, guint i, Segment *out)
{
  double from[2], to[2];

  if (!mls_editor_get_place (look->job->editor, &look->map, g_array_index (ring, MlsGround, i), &from[0], &from[1]) ||
      !mls_editor_get_place (look->job->editor, &look->map, g_array_index (ring, MlsGround, i + 1), &to[0], &to[1]))
    return FALSE;

  out->length = hypot (to[0] - from[0], to[1] - from[1]);
  out->across[0] = (from[1] - to[1]) / out->length;
  out->across[1] = (to[0] - from[0]) / out->length;
  out->place[0] = (from[0] + to[0]) / 2;
  out->place[1] = (from[1] + to[1]) / 2;

  return is_inside (&look->map, out->place[0], out->place[1], -8) && out->place[1] > look->map.y + CORNER_PX &&
         !is_inside (&look->card, out->place[0], out->place[1], 8);
}

typedef gboolean (*SegmentFunc) (const Look *look, const Segment *segment);

/* For how much of the segments of @rings in sight that are as long @func is true. */
static double
share_of_segments (const Look *look, const GPtrArray *rings, double length, SegmentFunc func)
{
  guint n = 0, n_true = 0;

  for (guint r = 0; r < rings->len; r++)
    {
      const GArray *ring = g_ptr_array_index (rings, r);
      Segment segment;

      for (guint i = 0; i + 1 < ring->len; i++)
        if (place_segment (look, ring, i, &segment) && segment.length >= length)
          {
            n++;
            n_true += func (look, &segment);
          }
    }

  g_test_message ("%u of %u segments", n_true, n);
  g_assert_cmpuint (n, >=, 20);
  return (double) n_true / n;
}

static gboolean
has_border (const Look *look, const Segment *segment)
{
  return mls_picture_has_border (look->picture, segment->place[0], segment->place[1],
                                 segment->across[0], segment->across[1]);
}

static gboolean
has_outline (const Look *look, const Segment *segment)
{
  return mls_picture_has_colour (look->picture, segment->place[0], segment->place[1], OUTLINE);
}

/* At 1:2 500, around the place the demo names: the borders are where the file says they are. */
static void
expect_borders (const Look *look)
{
  MlsGround low, high;
  g_autoptr (GPtrArray) rings = NULL;

  mls_editor_get_ground (look->job->editor, 0, &low, &high);
  rings = mls_project_file_rings (look->job->path, low, high);
  g_assert_cmpfloat (share_of_segments (look, rings, BORDER_PX, has_border), >=, 0.9);
}

static void
expect_outline (const Look *look)
{
  MlsGround field;
  g_autoptr (GPtrArray) rings = NULL;

  mls_project_file_points (look->job->path, "demo.field", &field, 1);
  rings = mls_project_file_rings (look->job->path, (MlsGround){ field.east - 0.1, field.north - 0.1 },
                                  (MlsGround){ field.east + 0.1, field.north + 0.1 });
  g_assert_cmpuint (rings->len, ==, 1);
  g_assert_cmpfloat (share_of_segments (look, rings, OUTLINE_PX, has_outline), >=, 0.9);
}

/* The card is beside the field it speaks of. */
static void
expect_card_aside (const Look *look)
{
  for (int i = 0; i < 2; i++)
    {
      double x, y;

      mls_editor_find (look->job->editor, 0, look->job->line[i], &x, &y);
      g_assert_false (is_inside (&look->card, x, y, 0));
    }
}

/* A second after its window came: the photo all over the map, its card left out, the borders and the
 * outlined field. */
static void
test_first_look (MlsJob *job, gconstpointer data)
{
  Look look = { job };
  MlsProgram *program;
  AtspiAccessible *card;

  job->editor = mls_editor_launch (job->path, "operator");
  job->screen = mls_editor_get_screen (job->editor);
  program = mls_editor_get_program (job->editor);
  look.picture = look_at_age (job, 1);
  mls_editor_meet (job->editor);

  card = mls_widget_wait (program, ATSPI_ROLE_INVALID, "Tutorial");
  mls_editor_get_map (job->editor, 0, &look.map);
  g_assert_true (mls_widget_get_extents (program, card, &look.card));
  g_object_unref (card);
  g_free (mls_picture_save (look.picture, "first-1s"));

  g_assert_cmpfloat (mls_picture_find_photo (look.picture, &look.map, &look.card), >=, 0.95);
  mls_editor_expect (job->editor, ATSPI_ROLE_LABEL, "2024 · change\nOrthophoto 2024");
  expect_borders (&look);
  expect_outline (&look);
  expect_card_aside (&look);
  cairo_surface_destroy (look.picture);

  save_at_age (job, 5, "first-5s");
  save_at_age (job, 30, "first-30s");
}

/* What is told at the pointer is beside the card of the tutorial and never over it, however near they are. */
static void
test_tip_aside (MlsJob *job, gconstpointer data)
{
  MlsProgram *program = mls_editor_get_program (job->editor);
  g_autoptr (GObject) card = G_OBJECT (mls_widget_wait (program, ATSPI_ROLE_INVALID, "Tutorial"));
  cairo_rectangle_int_t place;

  g_assert_true (mls_widget_get_extents (program, ATSPI_ACCESSIBLE (card), &place));
  mls_screen_click (job->screen, place.x + place.width / 2, place.y - 120, 1);

  for (int i = 0; i <= 4; i++)
    {
      g_autoptr (GObject) tip = NULL;
      cairo_rectangle_int_t there;

      mls_screen_move (job->screen, place.x + place.width * i / 4, place.y - 12);
      tip = G_OBJECT (mls_widget_wait (program, ATSPI_ROLE_INVALID, "What would be done"));
      mls_wait_idle (0.3);
      g_assert_true (mls_widget_get_extents (program, ATSPI_ACCESSIBLE (tip), &there));
      g_test_message ("at %d, %d, %d × %d", there.x, there.y, there.width, there.height);
      g_assert_cmpint (there.height, >, 0);
      g_assert_true (there.y + there.height <= place.y || there.x + there.width <= place.x ||
                     there.x >= place.x + place.width);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  mls_driver_init (&argc, &argv);
  GDALAllRegister ();

  g_test_add ("/window/first-look", MlsJob, "first-look", mls_job_set_up_closed, test_first_look, mls_job_tear_down);
  g_test_add ("/window/first-look/tip", MlsJob, "tip", mls_job_set_up, test_tip_aside, mls_job_tear_down);

  return g_test_run ();
}
