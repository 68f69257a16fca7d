#include "cli/command.h"

#include "base/json.h"
#include "cli/finding.h"
#include "cli/progress.h"
#include "quality/check.h"
#include "quality/finding-export.h"
#include "store/error.h"
#include "store/integrity.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Whoever may only read the project may check it all the same; the findings are not kept then, nor are those of the past. */
static MlsStore *
open_to_check (const char *path, const char *state, GError **error)
{
  g_autoptr (GError) reason = NULL;
  MlsStore *store = state != NULL ? mls_command_open_state (path, state, &reason)
                                  : mls_store_open (path, MLS_STORE_READ_WRITE, &reason);

  if (store != NULL)
    return store;

  if (state == NULL && (g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED) ||
                        g_error_matches (reason, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY)))
    return mls_store_open (path, MLS_STORE_READ_ONLY, error);

  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Checking"));
}

static GArray *
find_all (MlsStore *store, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();

  return mls_check_project (store, NULL, tell, progress, error);
}

static void
print_summary (const guint counts[MLS_N_SEVERITIES], guint n_gone, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf (_("%u errors, %u warnings, %u notes, %u exceptions\n"), counts[MLS_SEVERITY_ERROR],
              counts[MLS_SEVERITY_WARNING], counts[MLS_SEVERITY_NOTE], counts[MLS_SEVERITY_EXCEPTION]);
      if (n_gone > 0)
        printf (_("%u corrected, to be verified\n"), n_gone);
      return;
    }

  mls_json_object (json, NULL);
  for (int i = 0; i < MLS_N_SEVERITIES; i++)
    {
      g_autofree char *key = g_strdup_printf ("%ss", mls_severity_name ((MlsSeverity) i));

      mls_json_integer (json, key, counts[i]);
    }
  mls_json_integer (json, "corrected", n_gone);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static gboolean
tell_written (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Writing"));
}

/* What is there already stays; that is said before much is done. */
static gboolean
is_free (const char *path, GError **error)
{
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” is there already"), path);
  return FALSE;
}

static gboolean
export (MlsStore *store, const GArray *findings, const char *path, GError **error)
{
  g_autoptr (MlsProgress) progress = NULL;

  if (path == NULL)
    return TRUE;

  progress = mls_progress_begin ();

  return mls_finding_export (store, findings, path, tell_written, progress, error);
}

static MlsExit
check (const char *path, const char *state, const char *export_path, gboolean strict, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = is_free (export_path, &error) ? open_to_check (path, state, &error) : NULL;
  g_autoptr (GArray) findings = store != NULL ? find_all (store, &error) : NULL;
  guint counts[MLS_N_SEVERITIES] = { 0 };
  guint n_gone = 0;

  if (findings == NULL || !export (store, findings, export_path, &error))
    return mls_command_fail (error);

  for (guint i = 0; i < findings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (findings, MlsFinding, i);

      if (finding->state == MLS_FINDING_VERIFIED)
        continue;

      if (mls_finding_is_over (finding))
        n_gone++;
      else
        counts[finding->severity]++;
      mls_finding_print (finding, store, as_json);
    }
  print_summary (counts, n_gone, as_json);

  if (!mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  return counts[MLS_SEVERITY_ERROR] > 0 || (strict && counts[MLS_SEVERITY_WARNING] > 0) ? MLS_EXIT_FINDINGS
                                                                                        : MLS_EXIT_DONE;
}

/* The file itself */

static GPtrArray *
find_faults (MlsStore *store, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();

  return mls_store_check_integrity (store, tell, progress, error);
}

static void
print_fault (const char *fault, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      puts (fault);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "message", fault);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_fault_count (guint n_faults, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf (_("Faults of the file: %u\n"), n_faults);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_integer (json, "faults", n_faults);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
check_file (const char *path, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) faults = store != NULL ? find_faults (store, &error) : NULL;

  if (faults == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < faults->len; i++)
    print_fault (g_ptr_array_index (faults, i), as_json);
  print_fault_count (faults->len, as_json);

  return faults->len > 0 ? MLS_EXIT_FINDINGS : MLS_EXIT_DONE;
}

/**
 * mls_command_check:
 * @words: check PROJECT [--file] [--strict] [--export FILE] [--as-of STATE] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_check (char **words)
{
  gboolean strict = FALSE;
  gboolean as_json = FALSE;
  gboolean of_file = FALSE;
  g_autofree char *path = NULL;
  g_autofree char *state = NULL;
  const GOptionEntry entries[] = {
    { "file", 0, 0, G_OPTION_ARG_NONE, &of_file,
      N_("Check the file itself instead: its pages, what its rows refer to, and every state of the past"), NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_("Leave with 1 for warnings, too"), NULL },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_("Also write what is found for other programs: a map with .gpkg, a table with .csv"), N_("FILE") },
    MLS_COMMAND_AS_OF (&state),
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("One JSON object a line, the sums in the last one"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT",
                                  N_("Checks that the faces are a partition of the territory, and the labels of "
                                     "every region. What is found is kept in the project; what is found no more is corrected, "
                                     "until “verify” in a script of edits says so, and found again if it comes back."),
                                  1, 1 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  if (of_file && path != NULL)
    return mls_command_misuse (_("What is wrong with a file is no map: --export is for findings"));
  if (of_file && state != NULL)
    return mls_command_misuse (_("--file and --as-of do not go together"));

  return of_file ? check_file (operands[0], as_json) : check (operands[0], state, path, strict, as_json);
}
