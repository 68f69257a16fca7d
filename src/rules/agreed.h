#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* What is agreed on with a client: how much of a sample has to be right, percent; NAN where nobody says. */
typedef struct
{
  double limit;       /* of all its units together … */
  double class_limit; /* … and of those of each class */
} MlsAgreed;

#define MLS_AGREED_UNSAID { NAN, NAN }

/* Where nothing else is agreed on. */
#define MLS_AGREED_LIMIT       90
#define MLS_AGREED_CLASS_LIMIT 85

gboolean  mls_agreed_is_valid (MlsAgreed agreed);
MlsAgreed mls_agreed_else     (MlsAgreed said,
                               MlsAgreed otherwise);

G_END_DECLS
