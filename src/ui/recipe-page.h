#pragma once

#include "document/recipe-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page that asks for a part of a recipe.
 *
 * "changed" is emitted when what it has is another. */
#define MLS_TYPE_RECIPE_PAGE (mls_recipe_page_get_type ())

G_DECLARE_DERIVABLE_TYPE (MlsRecipePage, mls_recipe_page, MLS, RECIPE_PAGE, AdwBin)

struct _MlsRecipePageClass
{
  AdwBinClass parent_class;

  void        (*begin)       (MlsRecipePage       *self,
                              const MlsRecipe     *before);
  const char *(*get_missing) (MlsRecipePage       *self);
  void        (*fill)        (MlsRecipePage       *self,
                              MlsRecipe           *recipe);
  void        (*show)        (MlsRecipePage       *self,
                              const MlsRecipeLook *look);
};

void        mls_recipe_page_begin        (MlsRecipePage       *self,
                                          const MlsRecipe     *before);
const char *mls_recipe_page_get_missing  (MlsRecipePage       *self);
void        mls_recipe_page_fill         (MlsRecipePage       *self,
                                          MlsRecipe           *recipe);
void        mls_recipe_page_show         (MlsRecipePage       *self,
                                          const MlsRecipeLook *look);
void        mls_recipe_page_changed      (MlsRecipePage       *self);

G_END_DECLS
