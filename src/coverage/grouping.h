#pragma once

#include "coverage/front.h"
#include "coverage/source.h"

G_BEGIN_DECLS

/* The faces of a whole coverage, put into groups as they stream by in any order: under each of
 * several keys, the faces connected through segments for which that key is the same. With codes for
 * keys, groups are regions. Faces are counted from 0 in the order they came. */
typedef struct _MlsGrouping MlsGrouping;

/* Gives the keys of faces so labelled, asked once for each tuple of labels; under a key that is 0 a
 * face is in no group. */
typedef void (*MlsKeyFunc) (const MlsLabel *labels, guint64 *keys, gpointer user_data);

/* A vertex within a border between the same two faces. */
typedef struct
{
  guint32  face;
  guint32  neighbour; /* %MLS_NOBODY for the outside */
  MlsPoint before;
  MlsPoint vertex;
  MlsPoint after;
} MlsBorderVertex;

/* Called with each vertex of a border, once: not with those where borders meet. */
typedef void (*MlsBorderFunc) (const MlsBorderVertex *vertex, gpointer user_data);

typedef struct
{
  guint32  n_keys;
  guint32  n_vintages;
  gboolean boxes;     /* groups have boxes */
  gboolean borders;   /* groups know how long their own border is */
} MlsGroupingShape;

typedef struct
{
  guint64  key;
  guint32  first;     /* its first face, by which mls_grouping_group_of() names it */
  guint32  largest;   /* its largest face; of equals the first */
  guint32  n_faces;
  gboolean on_edge;   /* it shares a segment with the territory's edge */
  MlsArea2 area2;
  double   perimeter; /* mm, of its border if asked for; else of its faces, and borders within it count twice */
  MlsBox   box;       /* if asked for */
} MlsGroup;

/* Two faces with the same labels in every vintage, side by side. */
typedef struct
{
  guint32 a;
  guint32 b;
  guint32 n_segments; /* that they share */
} MlsTwins;

MlsGrouping    *mls_grouping_new      (const MlsGroupingShape *shape,
                                       MlsKeyFunc              func,
                                       gpointer                user_data);
void            mls_grouping_watch_borders
                                      (MlsGrouping            *self,
                                       MlsBorderFunc           func,
                                       gpointer                user_data);
void            mls_grouping_free     (MlsGrouping            *self);
void            mls_grouping_add_edge (MlsGrouping            *self,
                                       const MlsEdge          *edge);
guint32         mls_grouping_add_face (MlsGrouping            *self,
                                       const MlsFace          *face);

guint32         mls_grouping_n_faces  (const MlsGrouping      *self);
GArray         *mls_grouping_groups   (MlsGrouping            *self,
                                       guint32                 key);
guint32         mls_grouping_group_of (MlsGrouping            *self,
                                       guint32                 key,
                                       guint32                 face);
GArray         *mls_grouping_twins    (MlsGrouping            *self);
gint64          mls_grouping_fid      (const MlsGrouping      *self,
                                       guint32                 face);
guint32         mls_grouping_n_points (const MlsGrouping      *self,
                                       guint32                 face);
MlsArea2        mls_grouping_area2    (const MlsGrouping      *self,
                                       guint32                 face);
const MlsLabel *mls_grouping_labels   (const MlsGrouping      *self,
                                       guint32                 face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsGrouping, mls_grouping_free)

G_END_DECLS
