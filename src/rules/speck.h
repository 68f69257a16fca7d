#pragma once

#include "rules/patchwork.h"
#include "rules/rules.h"

G_BEGIN_DECLS

/* Ground before it is a map: pieces with labels, some of them too small for the codes they have. */
typedef struct
{
  MlsLabel *labels;  /* one in each vintage */
  MlsArea2  area2;
  gboolean  on_edge; /* some of its border is the territory's edge */
} MlsSpeckPiece;

typedef struct
{
  const MlsNomenclature *nomenclature;
  const MlsVintage      *vintages;
  guint                  n_vintages;
  MlsArea2               uncoded;    /* ground without a code that is smaller is not worth one */
} MlsSpeckRules;

/* What became of ground that was too small, in one vintage and dimension after the other. */
typedef enum
{
  MLS_SPECK_FREED,    /* it had a code, and has none, as what is beside it */
  MLS_SPECK_ABSORBED, /* it has that of a neighbour, for its own */
  MLS_SPECK_FILLED,   /* it had no code, and has that of a neighbour */
  MLS_SPECK_LEFT,     /* it is what it was: nothing beside it may have it */
  MLS_N_SPECKS,
} MlsSpeckKind;

typedef struct
{
  guint    n[MLS_N_SPECKS];
  MlsArea2 area2[MLS_N_SPECKS];
} MlsSpecks;

void mls_specks_cure (MlsSpeckPiece       *pieces,
                      guint                n_pieces,
                      const GArray        *borders,
                      const MlsSpeckRules *rules,
                      MlsSpecks           *specks);

G_END_DECLS
