#include "program.h"

#include "remove-tree.h"

#include <sys/wait.h>

static GPtrArray *
words_new (const char *word, va_list more)
{
  GPtrArray *words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) g_getenv ("MLS_CLI"));
  for (; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (words, (gpointer) word);
  g_ptr_array_add (words, NULL);

  return words;
}

static int
status_of (int waited)
{
  return WIFEXITED (waited) ? WEXITSTATUS (waited) : -WTERMSIG (waited);
}

static Answer *
run (GPtrArray *words)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GError) error = NULL;
  int waited;

  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &answer->out, &answer->err, &waited,
                &error);
  g_assert_no_error (error);
  answer->status = status_of (waited);

  return answer;
}

/* Calls it and waits. */
Answer *
program_run (const char *word, ...)
{
  g_autoptr (GPtrArray) words = NULL;
  va_list more;

  va_start (more, word);
  words = words_new (word, more);
  va_end (more);

  return run (words);
}

/* The same for what only prepares a test: it must do. */
void
program_do (const char *word, ...)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (Answer) answer = NULL;
  va_list more;

  va_start (more, word);
  words = words_new (word, more);
  va_end (more);

  answer = run (words);
  g_assert_cmpstr (answer->err, ==, "");
  g_assert_cmpint (answer->status, ==, 0);
}

/* Runs the edit script in a file. */
Answer *
program_edit (const char *project, const char *script)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const char *const call[] = { "sh", "-c", "exec \"$1\" edit \"$2\" --author tester < \"$3\"", "sh",
                               g_getenv ("MLS_CLI"), project, script, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (call); i++)
    g_ptr_array_add (words, (gpointer) call[i]);

  return run (words);
}

/* Calls it and goes on; @err is its standard error. */
GPid
program_start (const char *const *words, int err)
{
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_fds (NULL, (char **) words, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                          NULL, &pid, -1, -1, err, &error);
  g_assert_no_error (error);

  return pid;
}

int
program_wait (GPid pid)
{
  int waited;

  g_assert_cmpint (waitpid (pid, &waited, 0), ==, pid);

  return status_of (waited);
}

void
answer_free (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
  g_free (answer);
}

char *
folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("millesime-cli-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
folder_remove (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

char *
folder_write (const char *folder, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}
