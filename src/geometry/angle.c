#include "geometry/angle.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Degrees, minutes and seconds. */
#define N_UNITS 3

typedef struct
{
  double   value;
  guint    n_units;  /* read so far: the next number without a sign is of the next unit */
  gboolean is_whole; /* so far: only the last unit has decimals */
  gboolean negative;
  char     side;     /* N, S, E, W or 0 */
  gboolean leads;    /* that came before the numbers */
  gboolean is_done;
} Angle;

typedef struct
{
  const char *at;
  Angle       angles[2];
  guint       n;
  const char *problem;
} Reader;

static gboolean
fail (Reader *self, const char *problem)
{
  self->problem = problem;

  return FALSE;
}

/* Goes on with another angle, unless the one in hand has nothing yet. */
static gboolean
next_angle (Reader *self)
{
  if (self->angles[self->n].n_units == 0)
    return TRUE;
  if (self->n + 1 == G_N_ELEMENTS (self->angles))
    return fail (self, N_("These are more than one latitude and one longitude"));

  self->angles[++self->n].is_whole = TRUE;
  return TRUE;
}

/* A side stands before its numbers or behind them. In French west is “ouest”. */
static gboolean
take_side (Reader *self)
{
  char side = *self->at++ == 'O' ? 'W' : self->at[-1];
  Angle *angle = &self->angles[self->n];

  if (angle->side != 0 || angle->is_done)
    {
      if (!next_angle (self))
        return FALSE;
      angle = &self->angles[self->n];
    }

  if (angle->side != 0 || angle->negative)
    return fail (self, N_("North, south, east and west are told twice"));

  angle->side = side;
  angle->leads = angle->n_units == 0;
  angle->is_done = !angle->leads;

  return TRUE;
}

/* Digits and their decimals, after a point or a comma. */
static double
take_number (Reader *self, gboolean *is_whole)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  *is_whole = TRUE;
  for (; g_ascii_isdigit (*self->at) || ((*self->at == '.' || *self->at == ',') && *is_whole &&
                                         g_ascii_isdigit (self->at[1])); self->at++)
    {
      *is_whole = *is_whole && g_ascii_isdigit (*self->at);
      g_string_append_c (digits, *self->at == ',' ? '.' : *self->at);
    }

  return g_ascii_strtod (digits->str, NULL);
}

/* The unit that a sign behind a number gives it, or @fallback. */
static guint
take_unit (Reader *self, guint fallback)
{
  static const char signs[N_UNITS] = { MLS_ANGLE_DEGREE, '\'', '"' };
  const char *at = self->at;

  while (*at == ' ')
    at++;
  for (guint unit = 0; unit < N_UNITS; unit++)
    if (*at == signs[unit])
      {
        self->at = at + 1;
        return unit;
      }

  return fallback;
}

static gboolean
add_unit (Reader *self, double number, gboolean is_whole, guint unit, gboolean negative)
{
  static const double sizes[N_UNITS] = { 1, 60, 3600 };
  Angle *angle = &self->angles[self->n];

  if (negative && angle->side != 0)
    return fail (self, N_("North, south, east and west are told twice"));
  if (unit < angle->n_units || !angle->is_whole || (unit > 0 && negative) || (unit > 0 && number >= 60))
    return fail (self, N_("Degrees are told as 48.8566, or as 48° 51′ 24″"));

  angle->value += number / sizes[unit];
  angle->n_units = unit + 1;
  angle->is_whole = is_whole;
  angle->negative |= negative;

  return TRUE;
}

static gboolean
take_part (Reader *self)
{
  gboolean negative = *self->at == '-';
  gboolean is_whole;
  double number;
  guint unit;

  self->at += negative;
  if (!g_ascii_isdigit (*self->at))
    return fail (self, N_("Degrees are told as 48.8566, or as 48° 51′ 24″"));

  number = take_number (self, &is_whole);
  unit = take_unit (self, self->angles[self->n].is_done ? 0 : self->angles[self->n].n_units % N_UNITS);
  if ((negative || unit == 0) && !next_angle (self))
    return FALSE;

  return add_unit (self, number, is_whole, unit, negative);
}

static gboolean
take_all (Reader *self)
{
  while (*self->at != '\0')
    {
      gboolean taken = TRUE;

      if (strchr ("NSEWO", *self->at) != NULL)
        taken = take_side (self);
      else if (strchr (",;/", *self->at) != NULL)
        taken = next_angle (self), self->at++;
      else if (*self->at == ' ')
        self->at++;
      else
        taken = take_part (self);

      if (!taken)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_along_meridian (const Angle *angle)
{
  return angle->side == 'N' || angle->side == 'S';
}

static double
value_of (const Angle *angle)
{
  return angle->negative || angle->side == 'S' || angle->side == 'W' ? -angle->value : angle->value;
}

/**
 * mls_angle_read_pair:
 * @text: two angles, in capitals, with ' and " for minutes and seconds and %MLS_ANGLE_DEGREE for degrees
 * @longitude: (out): in degrees, to the east
 * @latitude: (out): in degrees, to the north
 * @problem: (out): what is wrong, to be translated
 *
 * The latitude comes first where no side of the world says otherwise.
 *
 * Returns: whether @text tells a place
 */
gboolean
mls_angle_read_pair (const char *text, double *longitude, double *latitude, const char **problem)
{
  Reader reader = { .at = text, .angles = { { .is_whole = TRUE } } };
  const Angle *first = &reader.angles[0], *second = &reader.angles[1];
  gboolean swapped;

  if (!take_all (&reader))
    {
      *problem = reader.problem;
      return FALSE;
    }

  swapped = (first->side != 0 && !is_along_meridian (first)) || is_along_meridian (second);
  *latitude = value_of (swapped ? second : first);
  *longitude = value_of (swapped ? first : second);
  if (first->n_units == 0 || second->n_units == 0)
    *problem = N_("A latitude and a longitude are needed");
  else if (first->side != 0 && second->side != 0 && is_along_meridian (first) == is_along_meridian (second))
    *problem = N_("A latitude and a longitude are needed");
  else if (fabs (*latitude) > 90 || fabs (*longitude) > 180)
    *problem = N_("A latitude goes to 90°, a longitude to 180°");
  else
    return TRUE;

  return FALSE;
}
