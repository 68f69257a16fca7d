#include "cli.h"

#include <gio/gio.h>

/**
 * mls_cli_run:
 * @first: the first word
 * @...: the others, and %NULL
 *
 * What is done on the command line, which must succeed.
 */
void
mls_cli_run (const char *first, ...)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "millesime-cli", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;
  va_list words;

  g_ptr_array_add (argv, program);
  va_start (words, first);
  for (const char *word = first; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (argv, (gpointer) word);
  va_end (words);
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

/**
 * mls_cli_edit:
 * @path: a project
 * @author: who edits it
 * @script: an edit a line, each of which must succeed
 */
void
mls_cli_edit (const char *path, const char *author, const char *script)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "millesime-cli", NULL);
  const char *const argv[] = { program, "edit", path, "--author", author, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autofree char *answers = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, script, NULL, &answers, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (process) != 0)
    g_error ("%s", answers);
}
