#pragma once

#include "coverage/delta.h"

G_BEGIN_DECLS

/* A border around ground that an edit labelled anew, or one that it drew or took away. */
typedef struct
{
  MlsPoint      a;
  MlsPoint      b;
  MlsVintageSet gone; /* where it parted something before the edit, and parts nothing after it */
  MlsVintageSet come; /* where the edit drew it to part something */
} MlsRelabelLine;

/* What an edit did to labels: which ground it labelled anew, in which vintages, and what any place of its faces was and
 * became. Cuts are no borders, and vertices along a border are none of its doing. */
typedef struct
{
  GArray       *lines;    /* (element-type MlsRelabelLine) each once */
  MlsVintageSet vintages; /* in which it did something */
  GPtrArray    *before;   /* (element-type MlsFace) of the edit, borrowed */
  GPtrArray    *after;    /* same */
} MlsRelabelling;

MlsRelabelling *mls_relabelling_new    (const MlsDelta       *delta);
void            mls_relabelling_free   (MlsRelabelling       *self);
gboolean        mls_relabelling_find   (const MlsRelabelling *self,
                                        MlsPoint              place,
                                        const MlsFace       **before,
                                        const MlsFace       **after);
MlsVintageSet   mls_relabelling_differ (const MlsFace        *one,
                                        const MlsFace        *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRelabelling, mls_relabelling_free)

G_END_DECLS
