#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a picture shows a photo. */
typedef enum
{
  MLS_COVER_NONE,
  MLS_COVER_PART,
  MLS_COVER_FULL,
} MlsCover;

/* A piece of photo: rows from north to south, three bytes a pixel. Where the mask is 0 there is no
 * photo and the pixel is black; where it is 255 there is nothing but the photo; between, the photo is
 * translucent and its colours are multiplied by the mask. */
typedef struct
{
  guint    width;
  guint    height;
  guint8  *rgb;
  guint8  *mask;
  MlsCover cover;
} MlsPicture;

MlsPicture *mls_picture_new       (guint             width,
                                   guint             height);
void        mls_picture_free      (MlsPicture       *self);
void        mls_picture_clear     (MlsPicture       *self);
void        mls_picture_judge     (MlsPicture       *self);
void        mls_picture_lay_part_under
                                  (MlsPicture       *self,
                                   const MlsPicture *below,
                                   guint             x,
                                   guint             y);
void        mls_picture_lay_on    (MlsPicture       *self,
                                   guint32           colour);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsPicture, mls_picture_free)

G_END_DECLS
