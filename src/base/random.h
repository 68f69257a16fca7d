#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A stream of random numbers that is the same on every machine: whole-number arithmetic and one
 * exact conversion to double, nothing of libm. */
typedef struct
{
  guint64 state;
} MlsRandom;

guint64   mls_random_mix    (guint64    a,
                             guint64    b);
MlsRandom mls_random_new    (guint64    seed,
                             guint64    stream);
guint64   mls_random_next   (MlsRandom *random);
double    mls_random_unit   (MlsRandom *random);
double    mls_random_range  (MlsRandom *random,
                             double     low,
                             double     high);
guint     mls_random_index  (MlsRandom *random,
                             guint      n);
gboolean  mls_random_chance (MlsRandom *random,
                             double     probability);

G_END_DECLS
