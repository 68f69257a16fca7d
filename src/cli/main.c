#include "cli/command.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static void
set_up_locale (void)
{
  const char *locale_dir = g_getenv ("MLS_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : MLS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* A file opened later must not take the place of a standard stream that the caller has closed. What
 * is put there fails as a closed one does. And a reader who goes away must not end the program before
 * it has closed its project. */
static void
set_up_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0)
      open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);

  signal (SIGPIPE, SIG_IGN);
}

static MlsExit
run (int argc, char *argv[])
{
  const MlsCommand *command;

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

static gboolean
has_reader (int fd)
{
  struct pollfd out = { .fd = fd, .events = POLLOUT };

  return poll (&out, 1, 0) <= 0 || (out.revents & POLLERR) == 0;
}

/* What nobody could be told is not done. Who has closed a pipe need not hear of it. */
static MlsExit
finish_output (MlsExit result)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return result;

  return has_reader (STDOUT_FILENO) ? mls_command_break (_("Standard output cannot be written")) : MLS_EXIT_INPUT;
}

int
main (int argc, char *argv[])
{
  set_up_streams ();
  set_up_locale ();
  g_set_prgname ("millesime-cli");

  return finish_output (run (argc, argv));
}
