#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* What ours are called that tell how large a polygon is, in m² and m. */
#define MLS_AREA_COLUMN      "area"
#define MLS_PERIMETER_COLUMN "perimeter"

typedef enum
{
  MLS_COLUMN_TEXT,
  MLS_COLUMN_INTEGER,
  MLS_COLUMN_REAL,
} MlsColumnKind;

/* A column of a layer that is written. */
typedef struct
{
  char         *name;  /* ours */
  char         *title; /* (nullable): what it holds, for people */
  char         *given; /* what it is called in the layer … */
  gboolean      cut;   /* … because there is no room for more */
  MlsColumnKind kind;
} MlsColumn;

/* What a feature has in one. */
typedef struct
{
  gboolean is_set;
  MlsText  text;
  gint64   integer;
  double   real;
} MlsValue;

static inline MlsValue
mls_value_text (MlsText text)
{
  return (MlsValue){ .is_set = text != 0, .text = text };
}

static inline MlsValue
mls_value_integer (gint64 integer)
{
  return (MlsValue){ .is_set = TRUE, .integer = integer };
}

static inline MlsValue
mls_value_real (double real)
{
  return (MlsValue){ .is_set = TRUE, .real = real };
}

GPtrArray *mls_columns_new  (void);
MlsColumn *mls_columns_add  (GPtrArray     *columns,
                             const char    *name,
                             const char    *ending,
                             MlsColumnKind  kind);

G_END_DECLS
