#include "cli/command.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

static void
set_up_locale (void)
{
  const char *locale_dir = g_getenv ("MLS_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : MLS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  const MlsCommand *command;

  set_up_locale ();
  g_set_prgname ("millesime-cli");

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      mls_command_list ();
      return argc < 2 ? MLS_EXIT_USAGE : MLS_EXIT_DONE;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      printf ("Millésime %s\n", MLS_VERSION);
      return MLS_EXIT_DONE;
    }

  command = mls_command_find (argv[1]);
  if (command == NULL)
    return mls_command_misuse (_("There is no command “%s”; --help lists them"), argv[1]);

  return command->run (argv + 1);
}
