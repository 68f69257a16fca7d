#pragma once

#include "demo/carve.h"
#include "demo/demo.h"
#include "base/random.h"

G_BEGIN_DECLS

/* What the builder has still to do with a face. */
typedef enum
{
  MLS_PART_OPEN,   /* country, to be divided into fields and woods */
  MLS_PART_BLOCK,  /* between streets, to be divided into lots */
  MLS_PART_LOT,    /* to be built on */
  MLS_PART_FIELD,  /* to be given a land */
  MLS_PART_DONE,
} MlsPart;

/* How a stretch of country is farmed. */
typedef enum
{
  MLS_STYLE_NONE,
  MLS_STYLE_OPENFIELD,
  MLS_STYLE_BOCAGE,
  MLS_STYLE_WOOD,
  MLS_STYLE_VALLEY,
} MlsStyle;

typedef enum
{
  MLS_GATE_WEST,
  MLS_GATE_SOUTH,
  MLS_GATE_EAST,
  MLS_GATE_NORTH,
  MLS_N_GATES,
} MlsGateSide;

/* The group of the field shown first and of all around it: no fault befalls them. */
#define MLS_GROUP_SHOWCASE G_MAXUINT32

/* The ground a commune is built on. */
typedef struct
{
  guint64       seed;
  const GArray *ring;               /* (element-type MlsPoint): counter-clockwise */
  const GArray *taken;              /* (element-type gboolean): where no line may end, by point */
  MlsVec        gates[MLS_N_GATES]; /* about where its roads leave */
  MlsVec        springs[2];         /* about where its stream leaves, south and north */
  gboolean      has_stream;
  gboolean      has_showcase;
  guint         n_faces;            /* about how many faces it should have */
  double        thrift;             /* how much larger than that asks for fields are to be */
} MlsSite;

/* A village with its land, being built or built. */
typedef struct
{
  MlsSite   site; /* without its arrays */
  MlsMesh  *mesh;
  MlsRandom random;
  MlsVec    centre;   /* of the village */
  MlsVec    axis;     /* along its main street */
  double    reach;    /* of the village, m */
  guint     n_houses; /* wanted */
  guint     n_groups; /* given out */
  double    thrift;   /* how large fields are, 1 for the usual */

  MlsShowcase showcase; /* where the site has one */
} MlsCommune;

MlsCommune *mls_commune_new           (const MlsSite   *site);
void        mls_commune_free          (MlsCommune      *commune);

guint       mls_commune_lay           (MlsCommune      *commune,
                                       guint            face,
                                       const MlsVec    *course,
                                       guint            n_course,
                                       MlsLand          land,
                                       double           width);
gboolean    mls_commune_lay_roads     (MlsCommune      *commune);
void        mls_commune_build_village (MlsCommune      *commune);
void        mls_commune_lay_fields    (MlsCommune      *commune);
void        mls_commune_colour        (MlsCommune      *commune);
void        mls_commune_change        (MlsCommune      *commune);
gboolean    mls_commune_has_beside    (const MlsCommune *commune,
                                       guint            face,
                                       MlsLand          land);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsCommune, mls_commune_free)

static inline void
mls_parcel_set (MlsParcel *parcel, MlsLand land, MlsPart part)
{
  parcel->land[0] = parcel->land[1] = (guint8) land;
  parcel->part = (guint8) part;
}

G_END_DECLS
