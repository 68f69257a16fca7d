#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The number of a sample's format, see mls_geopackage_set_format(). */
#define MLS_SAMPLE_FORMAT 1

/* What a row of controle repeats of its unit, for who sees nothing else; a blind sample tells no code, nor what it could
 * be told by. */
#define MLS_SAMPLE_UNIT_COLUMNS "geom, unite, partie, surf_m2, cs, us, strate, proba"
#define MLS_SAMPLE_UNIT_VALUES                                                                                        \
  "geom, unit.id, part, area2 / 2000000.0, iif (blind, NULL, cover), iif (blind, NULL, use), "                         \
  "iif (blind, NULL, stratum), iif (blind, NULL, probability)"

G_END_DECLS
