#include "base/heap.h"
#include "imagery/tile-loader.h"
#include "ui/application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

/* How long threads have to end by themselves, µs. */
#define PATIENCE (500 * G_TIME_SPAN_MILLISECOND)

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("MLS_LOCALE_DIR");
  g_autoptr (MlsApplication) application = NULL;
  int status;

  mls_heap_keep_freed ();
  mls_application_speak (argv);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : MLS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = mls_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);

  /* Nothing is left to be saved, and nobody waits for a photo any more. */
  if (!mls_tile_loader_await_all (PATIENCE))
    {
      fflush (NULL);
      _exit (status);
    }

  return status;
}
