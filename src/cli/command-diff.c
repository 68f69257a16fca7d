#include "cli/command.h"

#include "base/format.h"
#include "cli/progress.h"
#include "cli/result.h"
#include "coverage/change-kind.h"
#include "delivery/change-export.h"
#include "store/reader.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* What is asked for, and what there is of it. */
typedef struct
{
  gint64       from;
  gint64       to;
  char        *export; /* (nullable): a file to write */
  gboolean     as_json;
  MlsStore    *store;
  MlsDelta    *delta;
  MlsTurnover *turnover;
} Call;

static void
call_clear (Call *call)
{
  g_clear_pointer (&call->turnover, mls_turnover_free);
  g_clear_pointer (&call->delta, mls_delta_unref);
  g_clear_pointer (&call->store, mls_store_free);
  g_free (call->export);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

/* Without a second word, to what the map is now. */
static gboolean
find_states (Call *call, char **words, GError **error)
{
  if (!mls_command_find_state (call->store, words[0], &call->from, error))
    return FALSE;
  if (words[1] != NULL)
    return mls_command_find_state (call->store, words[1], &call->to, error);

  call->to = mls_store_last_operation (call->store, error);

  return call->to != 0;
}

static gboolean
tell_reading (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Comparing"));
}

static gboolean
tell_writing (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Writing polygons"));
}

static gboolean
read_difference (Call *call, MlsProgress *progress, GError **error)
{
  g_autoptr (MlsStoreReader) reader = mls_store_reader_new (mls_store_get_path (call->store), error);

  if (reader == NULL || !mls_store_reader_begin (reader, 0, NULL, error))
    return FALSE;

  call->delta = mls_store_reader_difference (reader, call->from, call->to, tell_reading, progress, error);
  mls_store_reader_end (reader);
  if (call->delta != NULL)
    call->turnover = mls_turnover_new (call->delta);

  return call->delta != NULL;
}

static void
count_kinds (const MlsDelta *delta, guint counts[MLS_N_CHANGE_KINDS])
{
  for (guint i = 0; i < delta->changes->len; i++)
    counts[mls_change_kind (&g_array_index (delta->changes, MlsChange, i))]++;
}

static void
print_json (const Call *call)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  guint counts[MLS_N_CHANGE_KINDS] = { 0 };
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (call->store, &n_vintages);

  count_kinds (call->delta, counts);
  mls_json_object (json, NULL);
  mls_json_integer (json, "from", call->from);
  mls_json_integer (json, "to", call->to);
  mls_result_faces (json, call->delta);
  mls_json_object (json, "kinds");
  for (MlsChangeKind kind = 0; kind < MLS_N_CHANGE_KINDS; kind++)
    mls_json_integer (json, mls_change_kind_name (kind), counts[kind]);
  mls_json_end (json);
  mls_result_flows (json, vintages, call->turnover);
  if (call->export != NULL)
    mls_json_string (json, "file", call->export);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
print_flow (const MlsVintage *vintages, const MlsFlow *flow)
{
  g_autofree char *from = mls_pair_text (flow->from);
  g_autofree char *to = mls_pair_text (flow->to);
  g_autofree char *area = mls_area2_to_text (flow->area2);

  printf ("%s\t%s > %s\t%s\n", vintages[flow->vintage].code, from, to, area);
}

static void
print (const Call *call)
{
  guint counts[MLS_N_CHANGE_KINDS] = { 0 };
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (call->store, &n_vintages);

  count_kinds (call->delta, counts);
  printf (_("Faces: %u created, %u removed, %u of another outline, %u of other codes or words, %u of both\n"),
          counts[MLS_CHANGE_CREATED], counts[MLS_CHANGE_REMOVED], counts[MLS_CHANGE_OUTLINE], counts[MLS_CHANGE_LABELS],
          counts[MLS_CHANGE_BOTH]);
  for (guint i = 0; i < call->turnover->flows->len; i++)
    print_flow (vintages, &g_array_index (call->turnover->flows, MlsFlow, i));
  if (call->export != NULL)
    puts (call->export);
}

static gboolean
compare (Call *call, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();

  return read_difference (call, progress, error) &&
         (call->export == NULL ||
          mls_change_export_run (call->store, call->delta, call->export, tell_writing, progress, error));
}

static MlsExit
run (Call *call, char **operands)
{
  g_autoptr (GError) error = NULL;

  call->store = mls_store_open (operands[0], MLS_STORE_READ_ONLY, &error);
  if (call->store == NULL || !find_states (call, operands + 1, &error) || !compare (call, &error))
    return mls_command_fail (error);

  if (call->as_json)
    print_json (call);
  else
    print (call);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_diff:
 * @words: diff PROJECT FROM [TO] [--export FILE] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_diff (char **words)
{
  g_auto (Call) call = { 0 };
  const GOptionEntry entries[] = {
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &call.export,
      N_("Write the faces that differ there, each as it was and as it is"), N_("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT FROM [TO]",
                                  N_("Tells what differs from one state to another, or to the newest: which faces, and how "
                                     "much ground became what. A state is a version, or the number of an operation."),
                                  2, 3 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  return run (&call, operands);
}
