#include "coverage/course.h"

#include "coverage/segment-table.h"
#include "geometry/predicate.h"

/* Where a border that leaves @at ends. */
static gboolean
leads_away (const MlsBorder *border, MlsPoint at, MlsPoint *end)
{
  *end = mls_point_equal (border->a, at) ? border->b : border->a;

  return mls_point_equal (border->a, at) || mls_point_equal (border->b, at);
}

/* Whether the direction to @end comes after that to @to, or else no later than that. */
static gboolean
is_on_side (MlsPoint at, MlsPoint end, MlsPoint to, gboolean after)
{
  return (mls_direction_compare (at, end, to) > 0) == after;
}

/* The end of the border that leaves @at just counter-clockwise of the direction to @to if @after, else just
 * clockwise of it or in it: of the directions on that side the nearest; without any, what is nearest going round. */
static gboolean
border_beside (const GArray *here, MlsPoint at, MlsPoint to, gboolean after, MlsPoint *out)
{
  gboolean found = FALSE;
  MlsPoint best = at;

  for (guint i = 0; i < here->len; i++)
    {
      MlsPoint end;
      gboolean end_first, best_first;
      int order;

      if (!leads_away (&g_array_index (here, MlsBorder, i), at, &end))
        continue;

      end_first = is_on_side (at, end, to, after);
      best_first = found && is_on_side (at, best, to, after);
      order = found ? mls_direction_compare (at, end, best) : 0;
      if (!found || (end_first && !best_first) || (end_first == best_first && (after ? order < 0 : order > 0)))
        best = end;
      found = TRUE;
    }

  *out = best;
  return found;
}

static gboolean
walks (const GArray *here, const MlsFace *face, MlsPoint a, MlsPoint b)
{
  for (guint i = 0; i < here->len; i++)
    {
      const MlsBorder *border = &g_array_index (here, MlsBorder, i);

      if (border->face == face && mls_point_equal (border->a, a) && mls_point_equal (border->b, b))
        return TRUE;
    }

  return FALSE;
}

/* The face that holds the start of the way from @at to @to, or whether that is along a border.
 * FALSE if no border comes to @at. */
static gboolean
look_ahead (const MlsBorders *borders, MlsPoint at, MlsPoint to, MlsCourse *course)
{
  MlsBox box = { at.x, at.y, at.x, at.y };
  g_autoptr (GArray) here = mls_borders_in (borders, &box);
  MlsPoint before, after;

  if (!border_beside (here, at, to, FALSE, &before) || !border_beside (here, at, to, TRUE, &after))
    return FALSE;

  /* What lies between two borders is outside unless a face walks out along the one and back along the other.
   * A face too thin there for anything to lie in it walks along one of them alone, or both ways along both. */
  course->runs = MLS_RUNS_OUTSIDE;
  for (guint i = 0; i < here->len; i++)
    {
      const MlsBorder *border = &g_array_index (here, MlsBorder, i);
      gboolean leaves = mls_point_equal (border->a, at) && mls_point_equal (border->b, before);
      gboolean comes = mls_point_equal (border->b, at) && mls_point_equal (border->a, before);

      if ((leaves || comes) && mls_direction_compare (at, before, to) == 0)
        {
          course->runs = MLS_RUNS_BORDER;
          course->low = border->low;
          course->high = border->high;
          return TRUE;
        }
      if (leaves && walks (here, border->face, after, at) &&
          (course->runs == MLS_RUNS_OUTSIDE || !walks (here, border->face, before, at)))
        {
          course->runs = MLS_RUNS_INSIDE;
          course->face = border->face;
        }
    }

  return TRUE;
}

static MlsCourse *
piece_at (GArray *course, guint i)
{
  return &g_array_index (course, MlsCourse, i);
}

/* Asks at a border vertex. Returns whether any piece has one at an end. */
static gboolean
place_at_borders (GArray *course, const MlsBorders *borders, gboolean *placed)
{
  gboolean any = FALSE;

  for (guint i = 0; i < course->len; i++)
    {
      MlsCourse *c = piece_at (course, i);

      placed[i] = look_ahead (borders, c->a, c->b, c) || look_ahead (borders, c->b, c->a, c);
      any |= placed[i];
    }

  return any;
}

/* A piece between two free vertices lies where the one before or behind it lies. */
static void
place_like_neighbours (GArray *course, gboolean backwards, gboolean *placed)
{
  for (guint k = 1; k < course->len; k++)
    {
      guint i = backwards ? course->len - 1 - k : k;
      guint from = backwards ? i + 1 : i - 1;
      MlsCourse *c = piece_at (course, i);
      const MlsCourse *f = piece_at (course, from);
      gboolean joined = backwards ? mls_point_equal (f->a, c->b) : mls_point_equal (f->b, c->a);

      if (placed[i] || !placed[from] || !joined)
        continue;

      c->runs = f->runs;
      c->face = f->face;
      placed[i] = TRUE;
    }
}

/* What runs where the line has already run inside a face divides nothing more. */
static void
mark_repeats (GArray *course)
{
  g_autoptr (MlsSegmentTable) seen = mls_segment_table_new ();

  for (guint i = 0; i < course->len; i++)
    {
      MlsCourse *c = piece_at (course, i);

      if (mls_segment_table_get (seen, c->a, c->b) != NULL && c->runs == MLS_RUNS_INSIDE)
        c->runs = MLS_RUNS_AGAIN;
      mls_segment_table_set (seen, c->a, c->b, course);
      mls_segment_table_set (seen, c->b, c->a, course);
    }
}

/**
 * mls_course_place:
 * @course: (element-type MlsCourse): the pieces of lines, end to end, that meet @borders at common
 *   vertices only
 * @borders: the borders of @patch, as they run
 * @patch: the coverage
 *
 * Says of each piece where it runs.
 */
void
mls_course_place (GArray *course, const MlsBorders *borders, MlsPatch *patch)
{
  g_autofree gboolean *placed = g_new0 (gboolean, course->len);

  if (place_at_borders (course, borders, placed))
    {
      place_like_neighbours (course, FALSE, placed);
      place_like_neighbours (course, TRUE, placed);
    }

  for (guint i = 0; i < course->len; i++)
    {
      MlsCourse *c = piece_at (course, i);

      if (placed[i])
        continue;

      c->face = mls_patch_face_at (patch, c->a);
      c->runs = c->face != NULL ? MLS_RUNS_INSIDE : MLS_RUNS_OUTSIDE;
    }

  mark_repeats (course);
}
