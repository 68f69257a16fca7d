/* What gtk4-builder-tool has to know of a window's templates, loaded into it beforehand: the widgets of libadwaita that they are
 * of, our own, which it finds by the names of their functions, and our resources. */

#include "resources.h"

#include <adwaita.h>

__attribute__ ((constructor)) static void
know_types (void)
{
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_PREFERENCES_WINDOW);
  g_type_ensure (ADW_TYPE_WINDOW);
  mls_ui_register_resource ();
}
