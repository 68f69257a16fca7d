#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

typedef enum
{
  MLS_SYMBOL_HATCH,      /* parallel lines */
  MLS_SYMBOL_CIRCLE,
  MLS_SYMBOL_SQUARE,
  MLS_SYMBOL_TRIANGLE,
  MLS_SYMBOL_DASH,
  MLS_SYMBOL_CROSS,      /* + */
  MLS_SYMBOL_SALTIRE,    /* × */
  MLS_SYMBOL_THICK_CROSS,
  MLS_SYMBOL_RIM,        /* a line along the inside of the outline */
  MLS_N_SYMBOL_SHAPES,
} MlsSymbolShape;

/* How wide the outline of a shape is, and one that has no inside. */
#define MLS_SYMBOL_PEN_MM 0.26

/* What is drawn over the fill of a class to tell it from others of that colour: again and again, but for a rim.
 * Lengths are those on paper. */
typedef struct
{
  MlsText        code;      /* of the class */
  MlsSymbolShape shape;
  guint32        colour;    /* 0xrrggbb */
  guint32        outline;   /* of shapes; those without an inside are of that colour alone */
  double         size_mm;   /* of a shape from side to side, or how wide lines and rims are */
  double         across_mm; /* from one to the next, from west to east */
  double         down_mm;   /* … from north to south; of lines the same: from line to line */
  double         angle;     /* degrees from east to north: of lines, or what shapes are turned by */
} MlsSymbol;

const char *mls_symbol_shape_name      (MlsSymbolShape   shape);
gboolean    mls_symbol_shape_from_name (const char      *name,
                                        MlsSymbolShape  *out);
gboolean    mls_symbol_shape_has_inside
                                       (MlsSymbolShape   shape);
gboolean    mls_symbol_has_outline     (const MlsSymbol *symbol);
gboolean    mls_symbol_is_drawable     (const MlsSymbol *symbol);

G_END_DECLS
