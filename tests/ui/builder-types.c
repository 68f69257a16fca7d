/* What gtk4-builder-tool has to know of a window's templates, loaded into it beforehand: the widgets that they are of, and our
 * resources; what stands in them it finds by the names of functions. */

#include "resources.h"
#include "ui/recipe-page.h"

#include <adwaita.h>

__attribute__ ((constructor)) static void
know_types (void)
{
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_PREFERENCES_PAGE);
  g_type_ensure (ADW_TYPE_PREFERENCES_WINDOW);
  g_type_ensure (ADW_TYPE_WINDOW);
  g_type_ensure (MLS_TYPE_RECIPE_PAGE);
  mls_ui_register_resource ();
}
