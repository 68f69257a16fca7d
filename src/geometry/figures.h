#pragma once

#include "base/box.h"

G_BEGIN_DECLS

/* Points, lines and areas of a map that is only looked at, such as roads or communes: millions of them,
 * written once and found by the ground they lie on. What they consist of is in scratch room, so that the
 * system puts on the disk what memory has no room for; what finds them is in memory.
 *
 * One thread adds figures and then indexes them; from then on any number of threads may read, and before that what
 * mls_figures_so_far() gives. */
typedef struct _MlsFigures MlsFigures;

typedef enum
{
  MLS_FIGURE_POINT,
  MLS_FIGURE_LINE,
  MLS_FIGURE_AREA,
} MlsFigureKind;

/* One run of points: of an area a ring, which does not repeat its first point. */
typedef struct
{
  const MlsPoint *points;
  guint           n_points;
  guint           n_pieces;
  const MlsBox   *pieces;   /* of each MLS_FIGURE_PIECE segments */
} MlsFigurePart;

typedef struct
{
  MlsBox               box;
  const char          *name;    /* (nullable) */
  const MlsFigurePart *parts;
  guint                n_parts;
  MlsFigureKind        kind;
} MlsFigure;

/* Segments that have a box of their own, so that of a coast only what is near is looked at. */
#define MLS_FIGURE_PIECE 64

typedef void (*MlsFigureFunc)        (const MlsFigure *figure,
                                      gpointer         user_data);
typedef void (*MlsFigureSegmentFunc) (MlsPoint         a,
                                      MlsPoint         b,
                                      gpointer         user_data);

MlsFigures      *mls_figures_new          (void);
MlsFigures      *mls_figures_ref          (MlsFigures           *self);
void             mls_figures_unref        (MlsFigures           *self);
void             mls_figures_add          (MlsFigures           *self,
                                           MlsFigureKind         kind,
                                           const char           *name,
                                           const MlsPoint       *points,
                                           const guint          *lengths,
                                           guint                 n_parts);
void             mls_figures_index        (MlsFigures           *self);
MlsFigures      *mls_figures_so_far       (MlsFigures           *self);
MlsFigures      *mls_figures_only         (const MlsFigures     *self,
                                           guint                 i);

guint            mls_figures_get_n        (const MlsFigures     *self);
const MlsFigure *mls_figures_get          (const MlsFigures     *self,
                                           guint                 i);
char            *mls_figures_dup_name     (const MlsFigures     *self,
                                           guint                 i);
MlsBox           mls_figures_get_box      (const MlsFigures     *self);
gint64           mls_figures_get_size     (const MlsFigures     *self);
void             mls_figures_each         (const MlsFigures     *self,
                                           const MlsBox         *box,
                                           MlsFigureFunc         func,
                                           gpointer              user_data);
GArray          *mls_figures_find         (const MlsFigures     *self,
                                           const MlsBox         *box);
void             mls_figure_each_segment  (const MlsFigure      *figure,
                                           const MlsBox         *box,
                                           MlsFigureSegmentFunc  func,
                                           gpointer              user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFigures, mls_figures_unref)

G_END_DECLS
