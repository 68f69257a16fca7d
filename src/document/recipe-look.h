#pragma once

#include "document/errand.h"
#include "store/ground-facts.h"

G_BEGIN_DECLS

/* A look at a recipe that was saved, and at all the files of layers that it names, on a thread of its own. */
typedef struct
{
  char       *path;
  MlsRecipe  *recipe; /* (nullable): once it is done */
  GHashTable *lists;  /* of utf8 (a file) to GPtrArray of MlsGroundFacts: what can be read */
  GHashTable *faults; /* of utf8 (a file) to utf8: why it cannot be read */
} MlsRecipeLook;

MlsErrand            *mls_recipe_look_new      (const char            *path);
GPtrArray            *mls_recipe_look_get_list (const MlsRecipeLook   *look,
                                                const MlsRecipeSource *source,
                                                char                 **fault);
const MlsGroundFacts *mls_recipe_look_find     (const MlsRecipeLook   *look,
                                                const MlsRecipeSource *source,
                                                char                 **fault);

G_END_DECLS
