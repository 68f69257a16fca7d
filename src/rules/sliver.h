#pragma once

#include "rules/patchwork.h"
#include "rules/rules.h"

G_BEGIN_DECLS

/* A piece of ground as it was at one date and is to be at another. */
typedef struct
{
  MlsPair  was;
  MlsPair  is;
  guint    label;   /* numbers what all is said of it at the other date */
  MlsArea2 area2;
  double   edge;    /* mm, of its border that is the territory's edge */
  gboolean parted;  /* other parts of its face are to be something else */
} MlsSliverPiece;

/* What is too little to be believed. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  MlsArea2               minimum;   /* of ground that changed alike; 0 for that of its class alone */
  double                 thickness; /* mm; what is thinner on the mean is where two borders are meant to be one */
} MlsSliverRules;

/* Ground that is to be alike, and is or was too little. */
typedef struct
{
  guint    first;   /* a piece of it */
  MlsArea2 area2;
  gboolean cured;
} MlsSliver;

gboolean mls_sliver_changed (const MlsSliverPiece *piece);
GArray  *mls_slivers_cure   (GArray               *pieces,
                             const GArray         *borders,
                             const MlsSliverRules *rules,
                             gboolean              cures);

G_END_DECLS
