#include "ui/recipe-page.h"

G_DEFINE_ABSTRACT_TYPE (MlsRecipePage, mls_recipe_page, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
do_nothing (MlsRecipePage *self, const MlsRecipe *before)
{
}

static void
mls_recipe_page_class_init (MlsRecipePageClass *klass)
{
  klass->begin = do_nothing;
  signals[CHANGED] =
    g_signal_new ("changed", MLS_TYPE_RECIPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mls_recipe_page_init (MlsRecipePage *self)
{
}

/**
 * mls_recipe_page_begin:
 * @self: a page that is about to be shown
 * @before: what the pages before it have; not kept
 */
void
mls_recipe_page_begin (MlsRecipePage *self, const MlsRecipe *before)
{
  MLS_RECIPE_PAGE_GET_CLASS (self)->begin (self, before);
}

/**
 * mls_recipe_page_get_missing:
 * @self: the page
 *
 * Returns: (nullable): what is missing, in words, valid until it changes; %NULL if nothing is
 */
const char *
mls_recipe_page_get_missing (MlsRecipePage *self)
{
  return MLS_RECIPE_PAGE_GET_CLASS (self)->get_missing (self);
}

/**
 * mls_recipe_page_fill:
 * @self: a page where nothing is missing
 * @recipe: gets what it has
 */
void
mls_recipe_page_fill (MlsRecipePage *self, MlsRecipe *recipe)
{
  MLS_RECIPE_PAGE_GET_CLASS (self)->fill (self, recipe);
}

/**
 * mls_recipe_page_show:
 * @self: the page
 * @look: a look at a recipe, that is done; not kept
 *
 * Shows what a recipe has, in the place of what was chosen so far.
 */
void
mls_recipe_page_show (MlsRecipePage *self, const MlsRecipeLook *look)
{
  MLS_RECIPE_PAGE_GET_CLASS (self)->show (self, look);
}

/**
 * mls_recipe_page_changed:
 * @self: a page that has changed
 *
 * For the page itself: says so.
 */
void
mls_recipe_page_changed (MlsRecipePage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}
