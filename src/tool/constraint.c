#include "tool/constraint.h"

#include "base/text.h"

#include <math.h>

/* No segment is longer, m. */
#define LONGEST_M 100000

#define DEGREE (G_PI / 180)

static gboolean
read_length (const char *text, MlsConstraint *out)
{
  out->has_length = mls_text_to_number (text, &out->length_m) && out->length_m > 0 && out->length_m <= LONGEST_M;

  return out->has_length;
}

static gboolean
read_angle (const char *text, MlsConstraint *out)
{
  out->has_angle = mls_text_to_number (text, &out->angle) && out->angle >= 0 && out->angle <= 360;

  return out->has_angle;
}

/* A word of what was typed; a length comes before an angle. */
static gboolean
read_word (const char *word, MlsConstraint *out)
{
  if (word[0] == '<')
    return !out->has_angle && read_angle (word + 1, out);

  return out->has_length ? !out->has_angle && read_angle (word, out) : !out->has_angle && read_length (word, out);
}

/**
 * mls_constraint_read:
 * @self: (inout): what the next segment is held to; its length and angle are those of @text
 * @text: what somebody typed: "25.5", "25,5 90", "25,5 <90", or "<90" for an angle alone; nothing for any of both
 *
 * Returns: whether that was understood; if not, @self is left alone
 */
gboolean
mls_constraint_read (MlsConstraint *self, const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), ",", '.');
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  MlsConstraint read = { .square = self->square, .parallel = self->parallel, .direction = self->direction };

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !read_word (words[i], &read))
      return FALSE;

  *self = read;

  return TRUE;
}

/**
 * mls_constraint_holds:
 * @self: what the next segment is held to
 *
 * Returns: whether that is anything
 */
gboolean
mls_constraint_holds (const MlsConstraint *self)
{
  return self->square || self->parallel || self->has_length || self->has_angle;
}

/* Radians, anticlockwise from east. */
static double
direction_of (MlsPoint from, MlsPoint to)
{
  return atan2 ((double) (to.y - from.y), (double) (to.x - from.x));
}

/**
 * mls_constraint_follow:
 * @self: what the next segment is held to; from now on it is parallel to a segment
 * @a: one end of that
 * @b: the other
 */
void
mls_constraint_follow (MlsConstraint *self, MlsPoint a, MlsPoint b)
{
  self->parallel = TRUE;
  self->direction = direction_of (a, b);
}

/* How far @a is from @b, from 0 to π. */
static double
turn_between (double a, double b)
{
  return fabs (remainder (a - b, 2 * G_PI));
}

static double
nearest_of (double direction, const double *choices, guint n)
{
  double nearest = choices[0];

  for (guint i = 1; i < n; i++)
    if (turn_between (choices[i], direction) < turn_between (nearest, direction))
      nearest = choices[i];

  return nearest;
}

/* Which way the segment goes that would go in @direction. */
static double
hold_direction (const MlsConstraint *self, const MlsPoint *placed, guint n_placed, double direction)
{
  double back = n_placed > 1 ? direction_of (placed[n_placed - 1], placed[n_placed - 2]) : 0;

  if (self->has_angle && n_placed < 2)
    return (90 - self->angle) * DEGREE;
  if (self->has_angle)
    return nearest_of (direction, (double[]){ back + self->angle * DEGREE, back - self->angle * DEGREE }, 2);
  if (self->parallel)
    return nearest_of (direction, (double[]){ self->direction, self->direction + G_PI }, 2);
  if (self->square)
    return nearest_of (direction, (double[]){ back, back + G_PI / 2, back + G_PI, back - G_PI / 2 }, 4);

  return direction;
}

/**
 * mls_constraint_apply:
 * @self: what the next segment is held to
 * @placed: (array length=n_placed): vertices of the line
 * @n_placed: at least 1
 * @hand: where the hand is
 *
 * Returns: where the segment ends that comes nearest to it
 */
MlsPoint
mls_constraint_apply (const MlsConstraint *self, const MlsPoint *placed, guint n_placed, MlsPoint hand)
{
  MlsPoint from = placed[n_placed - 1];
  double direction = direction_of (from, hand);
  double held = hold_direction (self, placed, n_placed, direction);
  double along = mls_point_distance (from, hand) * MAX (cos (held - direction), 0);
  double length = self->has_length ? self->length_m * MLS_MM_PER_M : along;

  return (MlsPoint){ from.x + llround (length * cos (held)), from.y + llround (length * sin (held)) };
}

/**
 * mls_segment_measure:
 * @placed: (array length=n_placed): vertices of the line
 * @n_placed: at least 1
 * @to: where its next segment would end
 *
 * Returns: what that would be
 */
MlsSegment
mls_segment_measure (const MlsPoint *placed, guint n_placed, MlsPoint to)
{
  MlsPoint from = placed[n_placed - 1];
  double direction = direction_of (from, to);
  double length = mls_point_distance (from, to) / MLS_MM_PER_M;
  double bearing = fmod (450 - direction / DEGREE, 360);

  if (n_placed < 2)
    return (MlsSegment){ length, bearing, TRUE };

  return (MlsSegment){ length, turn_between (direction, direction_of (from, placed[n_placed - 2])) / DEGREE, FALSE };
}
