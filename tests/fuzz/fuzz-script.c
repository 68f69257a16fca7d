/* Edit scripts: each line does what it says or is answered by one line why not; the partition stays one,
 * and what was done can be undone to the last line. */

#include "cli/session.h"
#include "fuzz.h"
#include "template.h"

#include <string.h>

/* Longer ones say nothing new. */
#define MOST_LINES 40

static MlsOutcome
run_line (MlsSession *session, gint64 number, const char *line, gsize length)
{
  MlsOutcome outcome;
  g_autofree char *answer = mls_session_run (session, number, line, length, &outcome);

  g_assert_true ((answer == NULL) == (outcome == MLS_OUTCOME_NONE));
  g_assert_cmpint (outcome, !=, MLS_OUTCOME_FAILED);
  if (answer != NULL)
    {
      g_assert_null (strchr (answer, '\n'));
      g_assert_true (g_utf8_validate (answer, -1, NULL));
    }

  return outcome;
}

static void
run_script (MlsSession *session, const char *text, gsize size)
{
  const char *end = text + size;

  for (gint64 number = 1; text < end && number <= MOST_LINES; number++)
    {
      const char *feed = memchr (text, '\n', (gsize) (end - text));
      gsize length = feed != NULL ? (gsize) (feed + 1 - text) : (gsize) (end - text);

      run_line (session, number, text, length);
      text += length;
    }
}

static void
undo_all (MlsSession *session, const char *text, gsize size)
{
  guint n = 0;

  while (run_line (session, 1, "undo\n", 5) == MLS_OUTCOME_DONE)
    g_assert_cmpuint (++n, <=, MOST_LINES);
}

/* What is done in one opening of the project. */
typedef void (*WorkFunc) (MlsSession *session, const char *text, gsize size);

static void
work (const Template *template, WorkFunc func, const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (template->path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsSession) session = NULL;

  g_assert_no_error (error);
  mls_project_set_author (project, "tester");
  session = mls_session_new (project);
  func (session, text, size);
  g_clear_pointer (&session, mls_session_free);
  mls_project_close (project, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const Template *template = template_board ();

  template_copy (template);
  work (template, run_script, (const char *) data, size);
  template_check (template);
  work (template, undo_all, NULL, 0);
  template_check (template);

  return 0;
}
