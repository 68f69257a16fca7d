#pragma once

#include "assembly/account.h"
#include "assembly/border.h"
#include "assembly/faults.h"
#include "assembly/remark.h"
#include "assembly/soup.h"

G_BEGIN_DECLS

/* Polygons of a source laid over a coverage whose faces stay: the faces are outlines, each is parted where the source
 * tells its ground apart, and what is the same on both sides is put together again once it is decided what is. */
typedef struct _MlsMatch MlsMatch;

/* Ground of one face and one label, all of a piece. */
typedef struct
{
  guint    outline; /* number of the face, in the order they were added */
  guint    labels;  /* of the source, or of none */
  MlsArea2 area2;
  double   edge;    /* mm, of its border that is the territory's edge */
} MlsMatchPiece;

/* What becomes of one face: its parts, each of one label; @labels has the number of each. @is_whole if it stays as it
 * is. */
typedef gboolean (*MlsMatchFunc) (guint      outline,
                                  GPtrArray *shapes,
                                  GArray    *labels,
                                  gboolean   is_whole,
                                  gpointer   user_data);

MlsMatch     *mls_match_new     (MlsSoup          *soup);
void          mls_match_free    (MlsMatch         *self);
gboolean      mls_match_run     (MlsMatch         *self,
                                 gint64            tolerance,
                                 MlsAssemblyFunc   tell,
                                 gpointer          tell_data);

gboolean      mls_match_find_overlaps
                                (const MlsMatch   *self,
                                 MlsRemarks       *remarks,
                                 MlsAssemblyFunc   tell,
                                 gpointer          tell_data);
const MlsLabel *
              mls_match_labels  (const MlsMatch   *self,
                                 guint             labels);
const GArray *mls_match_pieces  (const MlsMatch   *self);
GArray       *mls_match_borders (MlsMatch         *self);
MlsPoint      mls_match_place   (const MlsMatch   *self,
                                 guint             piece);
guint         mls_match_count   (const MlsMatch   *self,
                                 MlsRemarkKind     kind);
const MlsAccount *
              mls_match_account (const MlsMatch   *self);

void          mls_match_join    (MlsMatch         *self,
                                 const guint      *labels);
gboolean      mls_match_each    (MlsMatch         *self,
                                 MlsMatchFunc      func,
                                 gpointer          user_data);
gboolean      mls_match_lead    (const MlsMatch   *self,
                                 GArray           *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMatch, mls_match_free)

G_END_DECLS
