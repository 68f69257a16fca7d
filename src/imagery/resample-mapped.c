#include "imagery/lanes.h"
#include "imagery/resample.h"

/* Steps a place between two source pixels is told in. */
#define FRACTION_BITS 6
#define N_FRACTIONS (1 << FRACTION_BITS)

/* Weights for each fraction: of the upper and lower row, and of the left and right of a pair. */
typedef struct
{
  Lanes upper[N_FRACTIONS];
  Lanes lower[N_FRACTIONS];
  Lanes pair[N_FRACTIONS];
} Blend;

static const Blend *
get_blend (void)
{
  static Blend blend;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < N_FRACTIONS; i++)
        {
          gint16 b = to_weight ((double) i / N_FRACTIONS);
          gint16 a = to_weight (1 - (double) i / N_FRACTIONS);

          blend.upper[i] = (Lanes){ 0 } + a;
          blend.lower[i] = (Lanes){ 0 } + b;
          blend.pair[i] = (Lanes){ a, a, a, a, b, b, b, b };
        }
      g_once_init_leave (&ready, 1);
    }

  return &blend;
}

/* Two neighbours of a row; nothing outside the source. */
static inline Lanes
load_pair (const MlsPixels *source, gint64 x, gint64 y, gboolean inside)
{
  const guint8 *row = source->data + y * source->width * 4;

  if (inside)
    return to_lanes (row + x * 4, 8);

  if (y < 0 || y >= source->height || x < -1 || x >= source->width)
    return (Lanes){ 0 };
  if (x + 1 < source->width && x >= 0)
    return to_lanes (row + x * 4, 8);
  if (x >= 0)
    return to_lanes (row + x * 4, 4);

  return __builtin_shufflevector (to_lanes (row, 4), (Lanes){ 0 }, 8, 9, 10, 11, 0, 1, 2, 3);
}

/* A place in steps from the middle of pixel 0: floor() for any place that a mapping may give,
 * without the call it costs. */
static inline gint64
to_steps (double place)
{
  const double far = 1LL << 40;

  return (gint64) ((place - 0.5) * N_FRACTIONS + 0.5 + far) - (gint64) far;
}

/* The photo at one place of the source, linear between the four pixels around it; the pixel is the
 * sum of both halves. */
static inline Lanes
sample (const MlsPixels *source, const Blend *blend, double x, double y, gboolean inside)
{
  gint64 across = to_steps (x);
  gint64 down = to_steps (y);
  gint64 column = across >> FRACTION_BITS;
  gint64 row = down >> FRACTION_BITS;
  Lanes upper = load_pair (source, column, row, inside);
  Lanes lower = load_pair (source, column, row + 1, inside);
  Lanes both = multiply (upper, blend->upper[down & (N_FRACTIONS - 1)]) +
               multiply (lower, blend->lower[down & (N_FRACTIONS - 1)]) + 1;

  return multiply (both, blend->pair[across & (N_FRACTIONS - 1)]);
}

/* The pixel a place lies in, as it is. */
static inline Lanes
pick (const MlsPixels *source, double x, double y)
{
  if (!(0 <= x && x < source->width && 0 <= y && y < source->height))
    return (Lanes){ 0 };

  return to_lanes (source->data + ((gsize) y * source->width + (gsize) x) * 4, 4) >>
         (SOURCE_BITS - SUM_BITS);
}

/* How a row of pixels within one cell of a mapping runs through the source. */
typedef struct
{
  double x;
  double y;
  double dx; /* to the next pixel */
  double dy;
} Course;

/* Whether the four pixels around every place of the course are there. */
static gboolean
is_inside (const Course *course, const MlsPixels *source, guint n)
{
  double end_x = course->x + course->dx * n;
  double end_y = course->y + course->dy * n;

  return MIN (course->x, end_x) > 1 && MAX (course->x, end_x) < source->width - 1.0 &&
         MIN (course->y, end_y) > 1 && MAX (course->y, end_y) < source->height - 1.0;
}

/* The course @down, in cells, the cell of a @column. %FALSE when it leads out of the world. */
static gboolean
course_init (Course *course, const MlsMapping *mapping, guint column, double down)
{
  guint row = (guint) down;
  const double *upper = mapping->nodes + ((gsize) row * mapping->nodes_across + column) * 2;
  const double *lower = upper + (gsize) mapping->nodes_across * 2;
  double ends[4];

  for (int i = 0; i < 4; i++)
    ends[i] = upper[i] + (down - row) * (lower[i] - upper[i]);

  course->dx = (ends[2] - ends[0]) / mapping->cell;
  course->dy = (ends[3] - ends[1]) / mapping->cell;
  course->x = ends[0];
  course->y = ends[1];

  return isfinite (course->dx) && isfinite (course->dy);
}

static inline Lanes
sample_on (const MlsPixels *source, const Course *course, double along, gboolean inside)
{
  return sample (source, get_blend (), course->x + along * course->dx,
                 course->y + along * course->dy, inside);
}

/* How pixels are made of places: enlarged far, as they are in the source; enlarged, what is at
 * their middle; reduced, the mean of four places in each. */
typedef enum
{
  SAMPLE_PICK,
  SAMPLE_MIDDLE,
  SAMPLE_QUARTERS,
} Manner;

/* A row of pixels within one cell: the courses through its middle, its upper and its lower half. */
typedef struct
{
  const MlsPixels *source;
  Manner           manner;
  gboolean         inside;
  Course           middle;
  Course           upper;
  Course           lower;
} Run;

static inline Lanes
sample_pixel (const Run *run, guint k)
{
  switch (run->manner)
    {
    case SAMPLE_PICK:
      return pick (run->source, run->middle.x + (k + 0.5) * run->middle.dx,
                   run->middle.y + (k + 0.5) * run->middle.dy);

    case SAMPLE_MIDDLE:
      return sample_on (run->source, &run->middle, k + 0.5, run->inside);

    case SAMPLE_QUARTERS:
      return (sample_on (run->source, &run->upper, k + 0.25, run->inside) +
              sample_on (run->source, &run->upper, k + 0.75, run->inside) +
              sample_on (run->source, &run->lower, k + 0.25, run->inside) +
              sample_on (run->source, &run->lower, k + 0.75, run->inside) + 2) >> 2;
    }

  g_assert_not_reached ();
}

/* %FALSE when the row leads out of the world. */
static gboolean
run_init (Run *run, const MlsPixels *source, const MlsMapping *mapping, guint column, guint y)
{
  double down = (y + 0.5) / mapping->cell;
  double quarter = 0.25 / mapping->cell;

  run->source = source;
  run->manner = mapping->step < MLS_CRISP_STEP ? SAMPLE_PICK
                : mapping->step <= 1           ? SAMPLE_MIDDLE
                                               : SAMPLE_QUARTERS;

  if (!course_init (&run->middle, mapping, column, down) ||
      !course_init (&run->upper, mapping, column, down - quarter) ||
      !course_init (&run->lower, mapping, column, down + quarter))
    return FALSE;

  run->inside = is_inside (&run->upper, source, mapping->cell) &&
                is_inside (&run->lower, source, mapping->cell);
  return TRUE;
}

static void
sample_run (const Run *run, MlsPicture *out, gsize first, guint n)
{
  guint k;

  for (k = 0; k + 1 < n; k += 2)
    store_two (out, first + k, fold (sample_pixel (run, k), sample_pixel (run, k + 1)));

  if (k < n)
    {
      Lanes last = sample_pixel (run, k);

      store_one (out, first + k, fold (last, last));
    }
}

/**
 * mls_resample_mapped: (skip)
 * @source: pixels of a photo
 * @mapping: where the pixels of @out lie in it
 * @out: a clear picture; it is painted where there is photo
 *
 * For photos that are turned, mirrored or in another projection. Reduction beyond two source pixels
 * per pixel is the caller's to avoid.
 */
void
mls_resample_mapped (const MlsPixels *source, const MlsMapping *mapping, MlsPicture *out)
{
  for (guint y = 0; y < out->height; y++)
    for (guint x = 0; x < out->width; x += mapping->cell)
      {
        Run run;

        if (run_init (&run, source, mapping, x / mapping->cell, y))
          sample_run (&run, out, (gsize) y * out->width + x, MIN (mapping->cell, out->width - x));
      }
}
