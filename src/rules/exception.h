#pragma once

#include "rules/finding.h"

G_BEGIN_DECLS

/* Leave given to break a rule at one place, with a reason. It belongs to an operation: it comes and
 * goes with it. */
typedef struct
{
  gint64       id;        /* set by the store */
  gint64       since;     /* the operation that gave it, set by the store */
  MlsText      rule;
  guint        vintage;   /* index among the project's */
  MlsDimension dimension;
  MlsText      code;      /* what it was given for: it lapses with it; 0 for anything */
  MlsPoint     place;
  double       area_m2;   /* of the region it was given for: it lapses when that shrinks; or 0 */
  MlsText      reason;
  MlsText      author;    /* who gave it, set by the store */
} MlsException;

/* Ground that breaks a rule. */
typedef struct
{
  const char  *rule;      /* its name */
  guint        vintage;
  MlsDimension dimension;
  MlsText      code;      /* a code, or a text of several */
  MlsArea2     area2;
  double       perimeter; /* mm */
} MlsOffence;

MlsOffence   mls_offence_of        (const MlsFinding   *finding,
                                    double              perimeter);
MlsException mls_exception_of      (const MlsFinding   *finding,
                                    const char         *reason);
gboolean     mls_exception_excuses (const MlsException *exception,
                                    const MlsOffence   *offence);

G_END_DECLS
