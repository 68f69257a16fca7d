#include "base/format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* French typography groups digits with a narrow no-break space, and so do we in every language:
 * it can be mistaken for neither a decimal point nor a comma. */
#define GROUP_SEPARATOR "\u202f"

/* As the locale, one for the whole program. */
static int area_unit;

/**
 * mls_format_set_area_unit:
 * @unit: what mls_format_area() tells areas in from now on, on any thread
 */
void
mls_format_set_area_unit (MlsAreaUnit unit)
{
  g_return_if_fail (unit < MLS_N_AREA_UNITS);

  g_atomic_int_set (&area_unit, (int) unit);
}

static void
append_grouped (GString *text, guint64 whole)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, whole);
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, GROUP_SEPARATOR);

      g_string_append_c (text, digits[i]);
    }
}

static char *
format_number (double value, guint decimals, const char *unit)
{
  GString *text = g_string_new (NULL);
  double power = pow (10, decimals);
  double scaled = round (fabs (value) * power);
  guint64 whole;
  guint64 fraction;

  if (!(scaled < 9e15))
    {
      g_string_append_printf (text, "%g%s", value, unit);
      return g_string_free (text, FALSE);
    }

  whole = (guint64) (scaled / power);
  fraction = (guint64) scaled - whole * (guint64) power;

  if (value < 0 && scaled > 0)
    g_string_append (text, "\u2212");
  append_grouped (text, whole);

  if (decimals > 0)
    {
      g_autofree char *point = g_strdup_printf ("%.1f", 0.5);

      /* "0,5" or "0.5": what stands between the digits is the locale's decimal point. */
      point[strlen (point) - 1] = '\0';
      g_string_append_printf (text, "%s%0*" G_GUINT64_FORMAT, point + 1, (int) decimals, fraction);
    }

  g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

/* Towards zero, to a whole number of @unit. Areas come in halves of a square millimetre, which is far more
 * than the error forgiven here. */
static double
cut_off (double value, double unit)
{
  return copysign (floor (fabs (value) / unit + 1e-9) * unit, value);
}

/**
 * mls_format_area:
 * @area_m2: an area in m²
 *
 * Decimals that are not shown are cut off: an area under its minimum never reads as the minimum, wherever
 * it is told.
 *
 * Returns: (transfer full): the area for a person, in m² below one hectare and in ha above unless
 *   mls_format_set_area_unit() said otherwise, with just the decimals that can matter beside a minimum of 300 m²
 */
char *
mls_format_area (double area_m2)
{
  MlsAreaUnit unit = (MlsAreaUnit) g_atomic_int_get (&area_unit);

  if (unit == MLS_AREA_UNIT_HECTARE)
    return format_number (cut_off (area_m2, 1) / 10000, 4, "\u00a0ha");
  if (fabs (area_m2) < 1000)
    return format_number (cut_off (area_m2, 0.1), area_m2 == floor (area_m2) ? 0 : 1, "\u00a0m²");
  if (fabs (area_m2) < 10000 || unit == MLS_AREA_UNIT_M2)
    return format_number (cut_off (area_m2, 1), 0, "\u00a0m²");

  return format_number (cut_off (area_m2, 100) / 10000, 2, "\u00a0ha");
}

/**
 * mls_format_hectares:
 * @area_m2: an area in m²
 *
 * Returns: (transfer full): the area for a table, in hectares without the unit, rounded to two decimals
 */
char *
mls_format_hectares (double area_m2)
{
  return mls_format_decimal (area_m2 / 10000, 2);
}

/**
 * mls_format_minimum:
 * @minimum_m2: a minimum area in m²
 *
 * Returns: (transfer full): the minimum for a person, in m² with no more decimals than it has
 */
char *
mls_format_minimum (double minimum_m2)
{
  return format_number (minimum_m2, minimum_m2 == round (minimum_m2) ? 0 : 1, "\u00a0m²");
}

/**
 * mls_format_length:
 * @length_m: a length in m
 *
 * Returns: (transfer full): the length for a person, in m below one kilometre and in km above
 */
char *
mls_format_length (double length_m)
{
  if (fabs (length_m) < 1000)
    return format_number (length_m, 1, "\u00a0m");

  return format_number (length_m / 1000, 2, "\u00a0km");
}

/**
 * mls_format_scale:
 * @denominator: n of a scale 1:n
 *
 * Returns: (transfer full): "1:2 500"
 */
char *
mls_format_scale (double denominator)
{
  g_autofree char *number = format_number (denominator, 0, "");

  return g_strconcat ("1:", number, NULL);
}

/**
 * mls_format_decimal:
 * @value: a number
 * @decimals: how many decimals it has
 *
 * Returns: (transfer full): the number for a person, rounded
 */
char *
mls_format_decimal (double value, guint decimals)
{
  return format_number (value, decimals, "");
}

/**
 * mls_format_count:
 * @n: how many of something there are
 *
 * Returns: (transfer full): "1 027"
 */
char *
mls_format_count (guint64 n)
{
  GString *text = g_string_new (NULL);

  append_grouped (text, n);

  return g_string_free (text, FALSE);
}

/* Work that has taken less than this is soon done, or too young to say. */
#define YOUNG_S 5

/**
 * mls_format_rest:
 * @elapsed_s: how long some work has taken, s
 * @from: how much of it was done before that, 0 to 1
 * @fraction: how much of it is done, @from to 1
 *
 * Returns: (transfer full) (nullable): how long it will still take, if it goes on as it has: "12 s to go";
 *   %NULL where that cannot be said
 */
char *
mls_format_rest (double elapsed_s, double from, double fraction)
{
  double rest_s = fraction > from ? elapsed_s * (1 - fraction) / (fraction - from) : G_MAXDOUBLE;

  if (elapsed_s < YOUNG_S || rest_s < 1 || rest_s > G_MAXINT)
    return NULL;

  /* Translators: how much longer some work will take. */
  return rest_s < 90 ? g_strdup_printf (_("%d s to go"), (int) rest_s)
                     : g_strdup_printf (_("%d min to go"), (int) (rest_s / 60 + 0.5));
}

/**
 * mls_format_coordinate:
 * @metres: a projected coordinate in m
 *
 * Returns: (transfer full): the coordinate for a person, to the decimetre
 */
char *
mls_format_coordinate (double metres)
{
  return format_number (metres, 1, "");
}

/**
 * mls_format_degrees:
 * @degrees: an angle
 *
 * Returns: (transfer full): the angle for a person, to the decimetre on the ground
 */
char *
mls_format_degrees (double degrees)
{
  return format_number (degrees, 6, "°");
}

/**
 * mls_format_id:
 * @id: the number of a face, an operation, …
 *
 * Translations name things by text: the format of a 64-bit number differs from machine to machine.
 *
 * Returns: (transfer full): its digits, not grouped
 */
char *
mls_format_id (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/**
 * mls_format_ascii:
 * @value: any number
 *
 * Returns: (transfer full): the shortest decimal text that reads back as @value, whatever the locale
 */
char *
mls_format_ascii (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits < 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        return g_strdup (buffer);
    }

  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value));
}
