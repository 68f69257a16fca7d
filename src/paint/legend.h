#pragma once

#include "paint/colouring.h"

G_BEGIN_DECLS

/* A colour of a picture and what it stands for. */
typedef struct
{
  guint32  colour; /* 0xrrggbb */
  MlsText  code;
  char    *text;   /* the code and its label */
} MlsLegendEntry;

GArray *mls_legend_new (const MlsColouring *colouring,
                        const MlsIdTile    *tile,
                        MlsLanguage         language);

G_END_DECLS
