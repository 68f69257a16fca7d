#pragma once

#include "assembly/packing.h"
#include "coverage/label.h"
#include "geometry/box-tree.h"
#include "geometry/shape.h"

G_BEGIN_DECLS

/* Polygons as a source gives them, before anything is known of how they fit together: rounded to the
 * grid and packed to a few bytes a vertex, which the system may put on the disk: a million of them need
 * not fit in memory.
 *
 * Rounding moves each vertex of the source to one place, whichever polygon it is of, so borders that
 * were common stay common. It may do anything else: rings get shorter, cross themselves, turn over.
 * A ring therefore keeps the direction it had in the source, outer rings counter-clockwise and holes
 * clockwise, whatever its area is now; and a vertex keeps a mark of where in its square of 1 mm it
 * was, to 1/256 mm, so that vertices which fell together can be told from vertices that were one. */
typedef struct _MlsSoup MlsSoup;

/* A ring as read: x and y in turn, in m, either way round, its first point repeated at the end or
 * not. */
typedef struct
{
  const double *xy;
  gsize         n_points;
} MlsSourceRing;

/* What a polygon is read of. */
typedef struct
{
  gint64          id;       /* among those of its layer */
  guint           layer;
  double          priority; /* in it, from the smallest on */
  const MlsLabel *labels;   /* in each vintage */
} MlsSoupFeature;

typedef struct
{
  gint64        source;   /* id of the feature it comes from */
  guint         layer;
  double        priority;
  MlsBox        box;
  const guint8 *data;     /* private */
  gsize         size;     /* private */
  guint         n_raw;    /* rings as the source has them */
  guint         n_rings;  /* rings of three vertices or more; 0: nothing is left of it */
  guint         labels;   /* equal for polygons equal in every field of every vintage */
  guint         origin;   /* the polygon it is a part of, or itself */
  gboolean      remade;   /* its rings are no longer those of the source */
  gboolean      has_marks;
} MlsSoupFace;

/* The layer of what the others are clipped to. */
#define MLS_OUTLINE G_MAXUINT

/* A polygon of which rounding left nothing. */
typedef struct
{
  guint    layer;
  gint64   source;
  MlsPoint place;
  double   area_m2; /* in the source */
} MlsSoupLoss;

/* A mark: the west-east part in the high byte, the south-north part in the low one, 128 being the
 * middle of the square. */
#define MLS_MARK_STEPS  256
#define MLS_MARK_MIDDLE 0x8080

MlsSoup           *mls_soup_new      (guint                 n_vintages);
MlsSoup           *mls_soup_new_beside
                                     (const MlsSoup        *soup);
MlsSoup           *mls_soup_new_like (const MlsSoup        *soup);
void               mls_soup_free     (MlsSoup              *soup);
void               mls_soup_swap     (MlsSoup              *soup,
                                      MlsSoup              *other);
gboolean           mls_soup_add      (MlsSoup              *soup,
                                      const MlsSoupFeature *feature,
                                      const MlsSourceRing  *rings,
                                      guint                 n_rings,
                                      GError              **error);
void               mls_soup_add_ground
                                     (MlsSoup              *soup,
                                      const MlsSoupFeature *feature,
                                      const MlsRing        *rings,
                                      guint                 n_rings);
void               mls_soup_replace  (MlsSoup              *soup,
                                      guint                 i,
                                      const MlsShape       *shape);
void               mls_soup_copy     (MlsSoup              *soup,
                                      guint                 i,
                                      const MlsSoup        *from);
guint              mls_soup_add_like (MlsSoup              *soup,
                                      const MlsSoupFace    *like,
                                      const MlsShape       *shape);

guint              mls_soup_n_faces  (const MlsSoup        *soup);
const MlsSoupFace *mls_soup_face     (const MlsSoup        *soup,
                                      guint                 i);
void               mls_soup_read     (const MlsSoup        *soup,
                                      guint                 i,
                                      MlsShape             *shape);
void               mls_soup_read_raw (const MlsSoup        *soup,
                                      guint                 i,
                                      MlsShape             *shape,
                                      GArray               *marks);
void               mls_soup_walk     (const MlsSoup        *soup,
                                      guint                 i,
                                      const MlsBox         *box,
                                      MlsRingSegmentFunc        func,
                                      gpointer              user_data);
MlsBoxTree        *mls_soup_index    (const MlsSoup        *soup);
gboolean           mls_soup_is_face  (const MlsSoup        *soup,
                                      guint                 i,
                                      MlsShape             *scratch,
                                      MlsPoint             *where);
guint              mls_soup_number_labels
                                     (MlsSoup              *soup,
                                      const MlsLabel       *labels);
void               mls_soup_set_labels
                                     (MlsSoup              *soup,
                                      guint                 i,
                                      guint                 labels);
const MlsLabel    *mls_soup_labels   (const MlsSoup        *soup,
                                      guint                 labels);
guint              mls_soup_no_labels
                                     (MlsSoup              *soup);
guint              mls_soup_n_labels (const MlsSoup        *soup);
guint              mls_soup_n_vintages
                                     (const MlsSoup        *soup);
const GArray      *mls_soup_losses   (const MlsSoup        *soup);
MlsArea2           mls_soup_source_area2
                                     (const MlsSoup        *soup);
MlsArea2           mls_soup_area2    (const MlsSoup        *soup,
                                      guint                 i,
                                      MlsShape             *scratch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsSoup, mls_soup_free)

G_END_DECLS
