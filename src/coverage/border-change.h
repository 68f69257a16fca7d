#pragma once

#include "coverage/delta.h"
#include "coverage/segment-table.h"

G_BEGIN_DECLS

/* A border from one vertex to another, in whichever direction. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
} MlsBorderPiece;

/* Vertices along a straight border, between its ends and in order; within rounding of it. */
typedef struct
{
  MlsPoint a;
  MlsPoint b;
  GArray  *between; /* (element-type MlsPoint) */
} MlsBorderChain;

/* What an edit does to borders, whatever faces they part. A straight border that only gains or loses vertices,
 * as it does where another one comes to end in it, is told apart from those that come or go: that is nothing
 * anybody meant, and two edits may do it to one border. */
typedef struct
{
  GArray          *removed; /* (element-type MlsBorderPiece) */
  GArray          *added;   /* (element-type MlsBorderPiece) */
  GArray          *gained;  /* (element-type MlsBorderChain) */
  GArray          *lost;    /* (element-type MlsBorderChain) */
  MlsSegmentTable *was;     /* directed segment → the face that had it on its left */
  MlsSegmentTable *is;      /* the same for the faces after */
} MlsBorderChange;

/* Whether there is a border between two vertices. */
typedef gboolean (*MlsIsBorderFunc) (MlsPoint a, MlsPoint b, gpointer user_data);

MlsBorderChange *mls_border_change_new  (const MlsDelta  *delta);
void             mls_border_change_free (MlsBorderChange *change);
GArray          *mls_border_chain_find         (MlsPoint         a,
                                         MlsPoint         b,
                                         const GArray    *vertices,
                                         MlsIsBorderFunc  is_border,
                                         gpointer         user_data);
GArray          *mls_border_chain_merge        (MlsPoint         a,
                                         MlsPoint         b,
                                         const GArray    *one,
                                         const GArray    *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBorderChange, mls_border_change_free)

G_END_DECLS
