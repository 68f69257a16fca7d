#include "cli/session-private.h"

#include "cli/error.h"
#include "cli/script.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A word that starts a line, and what it does with the others. TRUE when it is done; what it has
 * written is the result. */
typedef gboolean (*RunFunc) (MlsSession *self, char **words, GError **error);

typedef struct
{
  const char *word;
  RunFunc     run;
  gboolean    edits; /* has a result when all is well */
  const char *usage;
} Word;

/* What words a line has is read off its usage: those in small letters stand there as they are, what is
 * in brackets may be left out, and "…" is any number more. */
static const Word vocabulary[] = {
  { "vintage", mls_session_set_vintage, FALSE, "vintage CODE" },
  { "kind", mls_session_set_kind, FALSE, "kind KIND …" },
  { "dimension", mls_session_set_dimension, FALSE, "dimension NAME" },
  { "pair", mls_session_set_pair, FALSE, "pair COVER [USE]" },
  { "side", mls_session_set_side, FALSE, "side SIDE" },
  { "because", mls_session_set_reason, FALSE, "because \"REASON\"" },
  { "line", mls_session_run_line, TRUE, "line X Y …" },
  { "polygon", mls_session_run_polygon, TRUE, "polygon X Y …" },
  { "complete", mls_session_run_complete, TRUE, "complete X Y …" },
  { "strip", mls_session_run_strip, TRUE, "strip METRES X Y …" },
  { "move", mls_session_run_move, TRUE, "move X Y to X Y" },
  { "insert-vertex", mls_session_run_insert_vertex, TRUE, "insert-vertex X Y" },
  { "remove-vertex", mls_session_run_remove_vertex, TRUE, "remove-vertex X Y" },
  { "move-vertices", mls_session_run_move_vertices, TRUE, "move-vertices X Y to X Y by X Y" },
  { "remove-vertices", mls_session_run_remove_vertices, TRUE, "remove-vertices X Y to X Y" },
  { "straighten", mls_session_run_straighten, TRUE, "straighten X Y [to X Y]" },
  { "simplify", mls_session_run_simplify, TRUE, "simplify X Y [to X Y] by METRES" },
  { "smooth", mls_session_run_smooth, TRUE, "smooth X Y [to X Y] by METRES" },
  { "trace", mls_session_run_trace, TRUE, "trace X Y to X Y" },
  { "merge", mls_session_run_merge, TRUE, "merge X Y into X Y" },
  { "absorb", mls_session_run_absorb, TRUE, "absorb X Y" },
  { "set", mls_session_run_set, TRUE, "set X Y COVER [USE] …" },
  { "note", mls_session_run_note, TRUE, "note X Y FIELD …" },
  { "cure", mls_session_run_cure, TRUE, "cure X Y [RULE]" },
  { "except", mls_session_run_except, TRUE, "except X Y \"REASON\" [RULE]" },
  { "verify", mls_session_run_verify, TRUE, "verify X Y [RULE]" },
  { "accept", mls_session_run_accept, TRUE, "accept X Y [\"REMARK\"]" },
  { "send-back", mls_session_run_send_back, TRUE, "send-back X Y \"REMARK\"" },
  { "remark", mls_session_run_remark, TRUE, "remark X Y \"REMARK\"" },
  { "carry-over", mls_session_run_carry_over, TRUE, "carry-over" },
  { "undo", mls_session_run_undo, TRUE, "undo" },
  { "redo", mls_session_run_redo, TRUE, "redo" },
  { "version", mls_session_run_version, TRUE, "version \"NAME\"" },
};

/**
 * mls_session_new:
 * @project: (transfer none): a project with vintages, open for writing, with an author
 *
 * Returns: (transfer full): a session that edits its newest vintage: a change, of pairs
 */
MlsSession *
mls_session_new (MlsProject *project)
{
  MlsSession *self;
  const MlsRules *rules = mls_project_get_rules (project);

  g_return_val_if_fail (rules->n_vintages > 0, NULL);

  self = g_new0 (MlsSession, 1);
  self->project = g_object_ref (project);
  self->intent.vintage = rules->n_vintages - 1;
  self->intent.dimension = mls_nomenclature_whole (rules->nomenclature);
  self->points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
  self->last.points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  return self;
}

/**
 * mls_session_free:
 * @self: (transfer full): a session
 */
void
mls_session_free (MlsSession *self)
{
  g_object_unref (self->project);
  g_free (self->reason);
  g_array_unref (self->points);
  g_array_unref (self->last.points);
  g_clear_pointer (&self->json, mls_json_free);
  g_free (self->cure);
  g_free (self);
}

const MlsRules *
mls_session_rules (const MlsSession *self)
{
  return mls_project_get_rules (self->project);
}

static const Word *
find_word (const char *text, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vocabulary); i++)
    if (g_str_equal (vocabulary[i].word, text))
      return &vocabulary[i];

  mls_usage_error (error, _("No line starts with “%s”"), text);

  return NULL;
}

static gboolean
fits (const char *usage, char **words)
{
  g_auto (GStrv) expected = g_strsplit (usage, " ", -1);
  guint n_expected = g_strv_length (expected);
  guint n_words = g_strv_length (words);
  gboolean open = g_str_equal (expected[n_expected - 1], "…");

  if (open ? n_words < n_expected - 1 : n_words != n_expected)
    return FALSE;

  for (guint i = 0; i < n_expected; i++)
    if (g_ascii_islower (expected[i][0]) && !g_str_equal (expected[i], words[i]))
      return FALSE;

  return TRUE;
}

static gboolean
check_usage (const Word *word, char **words, GError **error)
{
  g_autoptr (GString) with = g_string_new (word->usage);
  g_autoptr (GString) without = g_string_new (word->usage);
  const char *bracket = strchr (word->usage, '[');

  if (bracket != NULL)
    {
      gssize start = bracket - word->usage - 1;

      g_string_erase (without, start, strchr (bracket, ']') + 1 - word->usage - start);
      g_string_replace (with, "[", "", 0);
      g_string_replace (with, "]", "", 0);
    }

  /* Translators: the words of a script's line, which are not translated. */
  return fits (with->str, words) || fits (without->str, words) || mls_usage_error (error, _("The line should read: %s"), word->usage);
}

static MlsOutcome
run_words (MlsSession *self, char **words, GError **error)
{
  const Word *word = find_word (words[0], error);

  if (word == NULL || !check_usage (word, words, error) || !word->run (self, words, error))
    return MLS_OUTCOME_REFUSED;

  return word->edits ? MLS_OUTCOME_DONE : MLS_OUTCOME_NONE;
}

/* What a store refuses for reasons that lie in the edit, by name; NULL where the file is at fault. */
static const char *
name_store_rule (const GError *error)
{
  switch (error->code)
    {
    case MLS_STORE_ERROR_NOTHING:
      return "nothing";
    case MLS_STORE_ERROR_EXISTS:
      return "exists";
    case MLS_STORE_ERROR_ARGUMENT:
      return "usage";
    case MLS_STORE_ERROR_STALE:
      return "stale";
    case MLS_STORE_ERROR_REFUSED:
      return "refused";
    default:
      return NULL;
    }
}

static const char *
name_rule (const GError *error)
{
  if (error->domain == MLS_REFUSAL)
    return mls_refusal_name ((MlsRefusal) error->code);
  if (error->domain == MLS_CLI_ERROR)
    return "usage";

  return error->domain == MLS_STORE_ERROR ? name_store_rule (error) : NULL;
}

static MlsOutcome
write_error (MlsSession *self, const GError *error)
{
  const char *rule = name_rule (error);

  mls_json_boolean (self->json, "ok", FALSE);
  mls_json_string (self->json, "rule", rule != NULL ? rule : "file");
  mls_json_string (self->json, "message", error->message);
  if (self->cure != NULL)
    mls_json_string (self->json, "cure", self->cure);

  return rule != NULL ? MLS_OUTCOME_REFUSED : MLS_OUTCOME_FAILED;
}

static void
start_line (MlsSession *self, gint64 number)
{
  g_array_set_size (self->points, 0);
  g_clear_pointer (&self->cure, g_free);
  g_clear_pointer (&self->json, mls_json_free);
  self->json = mls_json_new ();
  mls_json_object (self->json, NULL);
  mls_json_integer (self->json, "line", number);
}

/**
 * mls_session_run:
 * @self: a session
 * @number: the number of the line in its script
 * @line: the line with its line feed, any bytes
 * @length: how many
 * @outcome: (out): what came of it
 *
 * Does what the line says, or says why not; then nothing is written.
 *
 * Returns: (transfer full) (nullable): the result, one line of JSON; %NULL if there is none
 */
char *
mls_session_run (MlsSession *self, gint64 number, const char *line, gsize length, MlsOutcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = mls_script_split (line, length, &error);

  start_line (self, number);
  *outcome = words != NULL && words[0] != NULL ? run_words (self, words, &error) : MLS_OUTCOME_NONE;
  if (error != NULL)
    *outcome = write_error (self, error);
  mls_json_end (self->json);

  return *outcome != MLS_OUTCOME_NONE ? g_strdup (mls_json_text (self->json)) : NULL;
}
