#pragma once

#include "base/box.h"

/* A coverage drawn with letters: each character is a square of the ground, each letter a face, a dot
 * what lies outside. The first line is the northernmost. */
typedef struct
{
  MlsPoint   origin;  /* the south-west corner */
  gint64     scale;   /* mm, the side of a square */
  GPtrArray *rows;    /* (element-type utf8) as they are written */
} Picture;

Picture   *picture_new     (MlsPoint       origin,
                            gint64         scale);
void       picture_free    (Picture       *picture);
void       picture_add_row (Picture       *picture,
                            const char    *row);
guint      picture_columns (const Picture *picture);
char       picture_at      (const Picture *picture,
                            gint64         column,
                            gint64         row);
MlsPoint   picture_middle  (const Picture *picture,
                            guint          column,
                            guint          row);
guint      picture_count   (const Picture *picture,
                            char           letter);
GPtrArray *picture_rings   (const Picture *picture,
                            char           letter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)
