#include "base/area.h"

#include <math.h>
#include <string.h>

/**
 * mls_area2_to_m2:
 * @area2: twice an area, mm²
 *
 * Returns: the area in m², rounded once
 */
double
mls_area2_to_m2 (MlsArea2 area2)
{
  return (double) area2 / MLS_AREA2_PER_M2;
}

/**
 * mls_area2_from_m2:
 * @area_m2: an area in m²
 *
 * Returns: twice the area in mm², rounded to the nearest whole number
 */
MlsArea2
mls_area2_from_m2 (double area_m2)
{
  return (MlsArea2) nearbyint (area_m2 * MLS_AREA2_PER_M2);
}

/**
 * mls_area2_to_text:
 * @area2: twice an area, mm²
 *
 * Returns: (transfer full): the area in m² as programs write it, to its last digit: "-0.0000005"
 */
char *
mls_area2_to_text (MlsArea2 area2)
{
  MlsArea2 size = area2 < 0 ? -area2 : area2;

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%07d", area2 < 0 ? "-" : "", (gint64) (size / MLS_AREA2_PER_M2),
                          (int) (size % MLS_AREA2_PER_M2) * (10000000 / MLS_AREA2_PER_M2));
}

/**
 * mls_area2_to_ha:
 * @area2: twice an area, mm²
 *
 * Returns: (transfer full): the area in hectares as programs write it, to its last digit but for noughts: "-0.25"
 */
char *
mls_area2_to_ha (MlsArea2 area2)
{
  const MlsArea2 hectare = (MlsArea2) MLS_AREA2_PER_M2 * 10000;
  MlsArea2 size = area2 < 0 ? -area2 : area2;
  char *text = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%011" G_GINT64_FORMAT, area2 < 0 ? "-" : "",
                                (gint64) (size / hectare), (gint64) (size % hectare) * 5);
  gsize end = strlen (text);

  while (text[end - 1] == '0')
    end--;
  text[text[end - 1] == '.' ? end - 1 : end] = '\0';

  return text;
}
