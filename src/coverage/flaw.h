#pragma once

#include "base/area.h"
#include "coverage/face.h"

G_BEGIN_DECLS

/* Where a coverage is no partition. */
typedef enum
{
  MLS_FLAW_FACE,         /* a face is not simple */
  MLS_FLAW_GAP,          /* ground of the territory that no face has */
  MLS_FLAW_OVERLAP,      /* ground that two faces have, or one outside the territory */
  MLS_FLAW_DUPLICATE,    /* a face that is there twice */
  MLS_FLAW_MISSING_NODE, /* a vertex that one of two neighbours lacks */
  MLS_FLAW_UNMATCHED,    /* a border without its counterpart, among too many to tell more */
  MLS_FLAW_TERRITORY,    /* the stored edge is not made of simple rings */
  MLS_N_FLAWS,
} MlsFlawKind;

typedef struct
{
  MlsFlawKind   kind;
  MlsPoint        place;
  gint64          faces[2]; /* the faces most concerned; 0 where there is none */
  double          area_m2;  /* of the gap or overlap */
  MlsPolygonFault fault;    /* of the face that is not simple */
} MlsFlaw;

const char *mls_flaw_name    (MlsFlawKind    kind);
char       *mls_flaw_text    (const MlsFlaw *flaw);
int         mls_flaw_compare (gconstpointer    a,
                                gconstpointer    b);

G_END_DECLS
