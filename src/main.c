#include "base/heap.h"
#include "ui/application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("MLS_LOCALE_DIR");
  g_autoptr (MlsApplication) application = NULL;

  mls_heap_keep_freed ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : MLS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = mls_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
