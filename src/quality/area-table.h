#pragma once

#include "quality/balance.h"
#include "quality/census.h"

G_BEGIN_DECLS

/* What lies in none of the areas. */
#define MLS_AREA_ELSEWHERE G_MAXUINT

/* One area, or what lies in none. */
typedef struct
{
  guint        area;    /* which of the figures, or MLS_AREA_ELSEWHERE */
  char        *name;
  MlsArea2     all;
  MlsArea2     changed;
  MlsLandTake  take;
  MlsArea2    *before;  /* of each class at the one date … */
  MlsArea2    *after;   /* … and at the other */
} MlsAreaRow;

/* The figures of each area of a census, side by side, such as of communes: they add up to the territory. */
typedef struct
{
  GPtrArray *classes;  /* (element-type MlsCounted) */
  GPtrArray *rows;     /* (element-type MlsAreaRow) in the order of the areas, at last what lies in none */
  gboolean   has_take; /* land take is told */
} MlsAreaTable;

MlsAreaTable *mls_area_table_new  (const MlsCensus      *census,
                                   const MlsMatrixQuery *query,
                                   const char           *elsewhere);
void          mls_area_table_free (MlsAreaTable         *self);
char         *mls_area_table_text (const MlsAreaTable   *self,
                                   const MlsMatrixQuery *query,
                                   const MlsMatrixStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsAreaTable, mls_area_table_free)

G_END_DECLS
