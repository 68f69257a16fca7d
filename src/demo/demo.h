#pragma once

#include "coverage/source.h"
#include "demo/land.h"

G_BEGIN_DECLS

/* A made-up territory in Lambert-93 (EPSG:2154), known at two dates: the truth, and a coverage that
 * an interpreter made of it with the faults of the trade. The same options give the same territory
 * on every machine. */
typedef struct _MlsDemo MlsDemo;

#define MLS_DEMO_CRS     "EPSG:2154"
#define MLS_DEMO_N_FACES 2000
#define MLS_DEMO_SEED    1

/* The vintages' codes are the last two digits of their years. */
#define MLS_DEMO_YEARS   ((const int[MLS_DEMO_N_DATES]){ 2021, 2024 })

typedef struct
{
  guint   n_faces; /* wanted, of the coverage; met within 15 % */
  guint64 seed;
} MlsDemoOptions;

#define MLS_DEMO_LEAST_FACES 500
#define MLS_DEMO_MOST_FACES  5000000

/* Larger territories get no photos. */
#define MLS_DEMO_MOST_PHOTO_FACES 20000

/* The first thing to do: a field of one region, next to the village, in view from the start. The
 * map has it arable all over at the second date, while the photo shows a part turned into a
 * meadow. */
typedef struct
{
  MlsPoint view;      /* centre of the first view, at 1:2 500 */
  MlsPoint inside;    /* a place in the field */
  MlsPoint line[2];   /* across the field, a few metres out at both ends, into different regions */
  MlsPoint corner[2]; /* cuts a corner under 300 m² off the larger side of the line */
} MlsShowcase;

typedef enum
{
  MLS_DEMO_TRUTH,
  MLS_DEMO_COVERAGE,
  MLS_DEMO_N_MAPS,
} MlsDemoMap;

/* How the coverage departs from the truth at a place. */
typedef enum
{
  MLS_FAULT_BORDER,        /* a border lies beside what it follows */
  MLS_FAULT_CODE,          /* a wrong code, though a valid pair */
  MLS_FAULT_OMISSION,      /* an object is missing in what surrounds it */
  MLS_FAULT_MISSED_CHANGE, /* a change is not drawn */
  MLS_FAULT_FALSE_CHANGE,  /* a change is drawn where nothing changed */
  MLS_N_FAULTS,
} MlsFaultKind;

typedef struct
{
  MlsFaultKind kind;
  MlsPoint     where;
  guint        dates;                    /* bit i: the i-th date's label is wrong */
  MlsLand      right[MLS_DEMO_N_DATES];  /* what is there in truth */
} MlsDemoFault;

/* Receives the territory piece by piece; functions may be %NULL. A face is borrowed; ids count from
 * 1 in each map. Returning %FALSE stops. */
typedef struct
{
  gboolean (*face)  (const MlsFace *face, gpointer user_data);
  gboolean (*truth) (const MlsFace *face, gpointer user_data);
  gboolean (*fault) (const MlsDemoFault *fault, gpointer user_data);
} MlsDemoVisitor;

MlsDemo    *mls_demo_new       (const MlsDemoOptions *options,
                                GError              **error);
void        mls_demo_free      (MlsDemo              *demo);

gboolean    mls_demo_visit     (MlsDemo              *demo,
                                const MlsDemoVisitor *visitor,
                                gpointer              user_data);
gboolean    mls_demo_has_photos (MlsDemo             *demo);
GArray     *mls_demo_territory (MlsDemo              *demo);
const MlsShowcase *
            mls_demo_showcase  (MlsDemo              *demo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDemo, mls_demo_free)

G_END_DECLS
