#pragma once

#include "assembly/soup.h"
#include "geometry/crs-transform.h"
#include "store/import-layer.h"
#include "store/recipe.h"

G_BEGIN_DECLS

/* A layer of anything, read as ground: areas as they are, lines as wide as a column says. It remembers what became of each
 * of its features. Used on one thread. */
typedef struct _MlsGroundLayer MlsGroundLayer;

/* What becomes of a feature, as far as is known; what is known last holds. */
typedef enum
{
  MLS_FATE_NO_GEOMETRY,
  MLS_FATE_OTHER_KIND, /* it is neither line nor area */
  MLS_FATE_NO_WIDTH,   /* a line, and nothing says how wide it is */
  MLS_FATE_NO_PLACE,   /* its coordinates are none in the project's system */
  MLS_FATE_OUTSIDE,
  MLS_FATE_COVERED,    /* all its ground is of layers that come before, or of others of its own */
  MLS_FATE_TOO_SMALL,  /* all that is left of it */
  MLS_FATE_USED,
  MLS_N_FATES,
} MlsFate;

/* How to read it. */
typedef struct
{
  MlsSoup         *soup;      /* takes the polygons */
  guint            layer;     /* what it is called there */
  const MlsLabel  *labels;    /* of all its ground */
  MlsCrsTransform *transform; /* (nullable) */
  MlsBox           box;       /* what lies outside is not taken */
} MlsGroundReading;

/* Lines wider than that are not: it is a mistake, and no ground is made of it. */
#define MLS_WIDTH_MAX_M 500

MlsGroundLayer *mls_ground_layer_open     (const MlsRecipeSource   *source,
                                           const char              *width_column,
                                           double                   width_m,
                                           GError                 **error);
void            mls_ground_layer_free     (MlsGroundLayer          *self);
const char     *mls_ground_layer_get_name (const MlsGroundLayer    *self);
char           *mls_ground_layer_dup_crs  (const MlsGroundLayer    *self);
gboolean        mls_ground_layer_read     (MlsGroundLayer          *self,
                                           const MlsGroundReading  *reading,
                                           const MlsImportProgress *progress,
                                           GError                 **error);

void            mls_ground_layer_mark     (MlsGroundLayer          *self,
                                           gint64                   source,
                                           MlsFate                  fate);
void            mls_ground_layer_count    (const MlsGroundLayer    *self,
                                           guint                   *n);
gboolean        mls_ground_layer_is_moved (const MlsGroundLayer    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsGroundLayer, mls_ground_layer_free)

G_END_DECLS
