#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* The picture of a code or a name, for writing it into maps: dark text in a light halo, which is read on any ground. */
typedef struct _MlsLetterSprite MlsLetterSprite;

MlsLetterSprite *mls_letter_sprite_new   (guint64                code,
                                          MlsDimension           dimension,
                                          double                 hidpi);
MlsLetterSprite *mls_letter_sprite_new_name
                                         (const char            *name,
                                          double                 hidpi);
void             mls_letter_sprite_measure_name
                                         (const char            *name,
                                          double                 hidpi,
                                          double                *width,
                                          double                *height);
void             mls_letter_sprite_free  (MlsLetterSprite       *self);
void             mls_letter_sprite_blend (const MlsLetterSprite *self,
                                          int                    x,
                                          int                    y,
                                          guint8                *rgb,
                                          int                    width,
                                          int                    height,
                                          gsize                  stride);

G_END_DECLS
