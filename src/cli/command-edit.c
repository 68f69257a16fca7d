#include "cli/command.h"

#include "cli/session.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>

/* The contract of scripts, as --help tells it; the words of the script are not translated. */
static const char summary[] =
  N_("Does what a script on standard input says, one edit a line, and answers each with one line of JSON. "
     "What is answered is on disk. A line that cannot be done is answered too, writes nothing, and the "
     "next one follows. The last line ends with a line feed like all others: one cut short is not done.");

static const char script_help[] =
  "  vintage 24\n"
  "  kind change | kind correction [21 15 …]\n"
  "  dimension cover|use|pair\n"
  "  pair CS6.3.0 US1.1.3\n"
  "  side smaller|left|right\n"
  "  line X Y X Y … | line all X Y …\n"
  "  polygon X Y …\n"
  "  complete X Y … (borders close it) | strip METRES X Y …\n"
  "  move X Y to X Y | insert-vertex X Y | remove-vertex X Y\n"
  "  move-vertices X Y to X Y by X Y | remove-vertices X Y to X Y\n"
  "  straighten X Y [to X Y] | simplify X Y [to X Y] by METRES | smooth X Y [to X Y] by METRES\n"
  "  trace X Y to X Y (the way along the borders; writes nothing)\n"
  "  merge X Y into X Y | absorb X Y\n"
  "  set X Y CS US [doubt=… source=… comment=… photovoltaic=…]\n"
  "  note X Y [doubt=… source=… comment=… photovoltaic=…] (these fields alone; doubt= clears it)\n"
  "  cure X Y [RULE]\n"
  "  because \"reason\" (for the next edit) | except X Y \"reason\" [RULE]\n"
  "  verify X Y [RULE] (that what the last check found no more is corrected)\n"
  "  accept X Y [\"remark\"] | send-back X Y \"remark\" | remark X Y \"remark\" (of what changed there since the date before)\n"
  "  carry-over (the correction just done, to the vintages its answer names)\n"
  "  undo | redo | version \"name\"\n"
  "  # comment\n";

/* Flushed, so that whoever reads knows what is done however the process ends. */
static gboolean
answer (const char *result)
{
  return fputs (result, stdout) >= 0 && fputc ('\n', stdout) >= 0 && fflush (stdout) == 0;
}

/* Without anybody to tell, or a file to write, there is no use going on. */
static MlsExit
run_line (MlsSession *session, gint64 number, const char *line, gsize length)
{
  MlsOutcome outcome;
  g_autofree char *text = mls_session_run (session, number, line, length, &outcome);

  if (text != NULL && !answer (text))
    return MLS_EXIT_INPUT;

  switch (outcome)
    {
    case MLS_OUTCOME_NONE:
    case MLS_OUTCOME_DONE:
      return MLS_EXIT_DONE;
    case MLS_OUTCOME_REFUSED:
      return MLS_EXIT_FINDINGS;
    case MLS_OUTCOME_FAILED:
      return MLS_EXIT_INPUT;
    }

  g_assert_not_reached ();
}

static MlsExit
run_script (MlsSession *session, FILE *input)
{
  MlsExit result = MLS_EXIT_DONE;
  char *data = NULL;
  gsize size = 0;
  gssize length;

  for (gint64 number = 1; result != MLS_EXIT_INPUT && (length = getline (&data, &size, input)) >= 0; number++)
    {
      MlsExit one = run_line (session, number, data, (gsize) length);

      result = MAX (result, one);
    }

  if (ferror (input))
    result = mls_command_break (_("Standard input cannot be read: %s"), g_strerror (errno));

  free (data);
  return result;
}

static MlsExit
edit (const char *path, const char *author)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProject) project = mls_project_open (path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (MlsSession) session = NULL;
  MlsExit result;

  if (project == NULL)
    return mls_command_fail (error);
  if (mls_project_get_rules (project)->n_vintages == 0)
    return mls_command_misuse (_("“%s” has no vintage to edit"), path);

  mls_project_set_author (project, author);
  mls_project_set_language (project, mls_command_language ());
  session = mls_session_new (project);
  result = run_script (session, stdin);
  g_clear_pointer (&session, mls_session_free);

  if (!mls_project_close (project, &error))
    return mls_command_fail (error);

  return result;
}

/**
 * mls_command_edit:
 * @words: edit PROJECT [--author NAME]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_edit (char **words)
{
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  g_autofree char *help = g_strdup_printf ("%s\n\n%s", _(summary), script_help);
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who edits"), N_("NAME") },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT", help, 1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  author = mls_command_author (given);

  return author != NULL ? edit (operands[0], author) : MLS_EXIT_USAGE;
}
