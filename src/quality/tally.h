#pragma once

#include "coverage/face.h"
#include "rules/nearness.h"

G_BEGIN_DECLS

/* How much ground is what at each date: an area for each row of codes that occurs, one pair a vintage, and of what lies
 * near it where its class depends on that. There are few of those, however many faces, so that any table of any two dates is made of them at once; and a tally stays true when
 * what an edit takes away is taken off, and what it leaves is put on. */
typedef struct _MlsTally MlsTally;

/* Called with what ground is at each date, and how much there is of that. */
typedef void (*MlsTallyFunc) (const MlsSite *sites, MlsArea2 area2, gpointer user_data);

MlsTally *mls_tally_new          (guint            n_vintages);
void      mls_tally_free         (MlsTally        *self);
void      mls_tally_add          (MlsTally        *self,
                                  const MlsSite   *sites,
                                  MlsArea2         area2);
void      mls_tally_add_face     (MlsTally        *self,
                                  const MlsFace   *face,
                                  const MlsNearness *near,
                                  MlsArea2         area2);
void      mls_tally_add_all      (MlsTally        *self,
                                  const MlsTally  *other,
                                  int              sign);
guint     mls_tally_n_vintages   (const MlsTally  *self);
MlsArea2  mls_tally_total        (const MlsTally  *self);
void      mls_tally_each         (const MlsTally  *self,
                                  MlsTallyFunc     func,
                                  gpointer         user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTally, mls_tally_free)

G_END_DECLS
