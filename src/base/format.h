#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers for people, in the user's locale. Numbers for files go through g_ascii_formatd(). */

/* What areas are told in. */
typedef enum
{
  MLS_AREA_UNIT_BY_SIZE,  /* m² below one hectare, hectares above */
  MLS_AREA_UNIT_M2,
  MLS_AREA_UNIT_HECTARE,
  MLS_N_AREA_UNITS,
} MlsAreaUnit;

void  mls_format_set_area_unit (MlsAreaUnit unit);

char *mls_format_area       (double area_m2);
char *mls_format_hectares   (double area_m2);
char *mls_format_minimum    (double minimum_m2);
char *mls_format_length     (double length_m);
char *mls_format_scale      (double denominator);
char *mls_format_decimal    (double value, guint decimals);
char *mls_format_count      (guint64 n);
char *mls_format_rest       (double elapsed_s, double from, double fraction);
char *mls_format_coordinate (double metres);
char *mls_format_degrees    (double degrees);

/* A number that only names something. */
char *mls_format_id         (gint64 id);

/* Numbers for files and for programs: shortest text that reads back as the same double. */
char *mls_format_ascii      (double value);

G_END_DECLS
