#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* The picture of a code, for writing it into maps: dark text in a light halo, which is read on any ground. */
typedef struct _MlsLetterSprite MlsLetterSprite;

MlsLetterSprite *mls_letter_sprite_new   (guint64                code,
                                          MlsDimension           dimension,
                                          double                 hidpi);
void             mls_letter_sprite_free  (MlsLetterSprite       *self);
void             mls_letter_sprite_blend (const MlsLetterSprite *self,
                                          int                    x,
                                          int                    y,
                                          guint8                *rgb,
                                          int                    width,
                                          int                    height,
                                          gsize                  stride);

G_END_DECLS
