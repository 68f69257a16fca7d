#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The broad theme of a class, whatever its place in the hierarchy of codes: what makes an orchard
 * closer to a field than to a wood. */
typedef enum
{
  MLS_FAMILY_NONE,
  MLS_FAMILY_ARTIFICIAL,
  MLS_FAMILY_AGRICULTURAL,
  MLS_FAMILY_SEMI_NATURAL,
  MLS_FAMILY_WOODED,
  MLS_FAMILY_WATER,
  MLS_N_FAMILIES,
} MlsFamily;

const char *mls_family_name      (MlsFamily   family);
gboolean    mls_family_from_name (const char *name,
                                  MlsFamily  *out);
gboolean    mls_family_akin      (MlsFamily   a,
                                  MlsFamily   b);

G_END_DECLS
