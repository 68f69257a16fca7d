#pragma once

#include "store/import-options.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the first map of a territory is made of what others know of it: the territory, layers that become its skeleton, in
 * the order in which they take ground, a coverage that is there already, photos. A text file that is kept, and read again
 * for the next vintage or the next territory. */

/* Where something is read from. */
typedef struct
{
  char *file;  /* absolute */
  char *layer; /* (nullable): of several */
  char *where; /* (nullable): which features, as SQL has it */
  char *crs;   /* (nullable): where the file does not tell */
} MlsRecipeSource;

typedef struct
{
  char           *name;
  MlsRecipeSource source;
  char           *cover;        /* (nullable): the code it becomes */
  char           *use;          /* (nullable) */
  GStrv           vintages;     /* (nullable): at which dates; NULL for all */
  char           *width_column; /* (nullable): how wide its lines are, in m */
  double          width_m;      /* where no column tells; 0: lines without a width are left out */
} MlsRecipeLayer;

typedef struct
{
  MlsRecipeSource source;
  char           *map;          /* (nullable): "cs21=COLUMN,us21=COLUMN,…"; guessed if not given */
} MlsRecipeCoverage;

typedef struct
{
  char           *file;         /* absolute, or what GDAL calls it */
  char           *title;        /* (nullable): the file's name */
  char           *vintage;      /* (nullable): the newest */
  gboolean        infrared;
} MlsRecipePhoto;

typedef struct
{
  char              *crs;          /* (nullable): the territory's */
  char              *nomenclature; /* (nullable): the default */
  GStrv              vintages;     /* as "24" or "2024" */
  double             tolerance_m;  /* borders nearer than this are one */
  double             uncoded_m2;   /* ground without a code that is smaller joins a neighbour; below 0: the largest minimum */
  MlsRecipeSource    territory;
  GPtrArray         *layers;       /* (element-type MlsRecipeLayer), the first takes ground before all others */
  MlsRecipeCoverage *coverage;     /* (nullable) */
  GPtrArray         *photos;       /* (element-type MlsRecipePhoto) */
} MlsRecipe;

MlsRecipe         *mls_recipe_new          (void);
void               mls_recipe_free         (MlsRecipe        *self);
MlsRecipeLayer    *mls_recipe_layer_new    (void);
MlsRecipeLayer    *mls_recipe_layer_copy   (const MlsRecipeLayer *layer);
void               mls_recipe_layer_free   (MlsRecipeLayer   *layer);
MlsRecipeCoverage *mls_recipe_coverage_new (void);
void               mls_recipe_coverage_free
                                           (MlsRecipeCoverage *coverage);
MlsRecipePhoto    *mls_recipe_photo_new    (void);
void               mls_recipe_photo_free   (MlsRecipePhoto   *photo);

MlsRecipe         *mls_recipe_load         (const char       *path,
                                            GError          **error);
char              *mls_recipe_to_text      (const MlsRecipe  *self,
                                            const char       *path);
gboolean           mls_recipe_save         (const MlsRecipe  *self,
                                            const char       *path,
                                            GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRecipe, mls_recipe_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsRecipeLayer, mls_recipe_layer_free)

G_END_DECLS
