#include "cli/command.h"

#include "base/json.h"
#include "cli/progress.h"
#include "store/fingerprint.h"
#include "store/version.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
tell (double fraction, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _("Taking the fingerprint"));
}

/* Of the state right after an operation, or of the newest one where that is 0. */
static char *
take_fingerprint (const char *path, gint64 operation, GError **error)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();

  return mls_fingerprint_take (path, operation, tell, progress, error);
}

/* Naming and listing */

/* What the options say of a version that is to be named. */
typedef struct
{
  const char *author;
  const char *message;
  const char *state;    /* (nullable) */
  gboolean    delivery;
  gboolean    as_json;
} Naming;

static void
print_version (const MlsVersion *version, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\n", version->operation, version->at, version->author, version->name,
              version->message != NULL ? version->message : "", version->fingerprint != NULL ? version->fingerprint : "");
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "name", version->name);
  mls_json_string (json, "author", version->author);
  mls_json_string (json, "at", version->at);
  mls_json_string (json, "message", version->message);
  mls_json_integer (json, "operation", version->operation);
  mls_json_string (json, "fingerprint", version->fingerprint);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static MlsExit
list_versions (const char *path, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) versions = store != NULL ? mls_store_list_versions (store, &error) : NULL;

  if (versions == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < versions->len; i++)
    print_version (g_ptr_array_index (versions, i), as_json);

  return MLS_EXIT_DONE;
}

static gboolean
seal (MlsStore *store, const char *name, const Naming *naming, GError **error)
{
  g_autofree char *fingerprint = NULL;
  gint64 operation;

  if (!mls_store_settle (store, &operation, error) ||
      (naming->state != NULL && !mls_command_find_state (store, naming->state, &operation, error)))
    return FALSE;

  fingerprint = take_fingerprint (mls_store_get_path (store), operation, error);

  return fingerprint != NULL && mls_store_add_delivery (store, name, naming->author, naming->message, operation,
                                                        fingerprint, error);
}

/* The state just named is the last of the list. A person has said the name; a program is told the rest. */
static MlsExit
add_version (char **operands, const Naming *naming)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (MlsStore) store = mls_store_open (operands[0], MLS_STORE_READ_WRITE, &error);

  if (store == NULL ||
      !(naming->delivery ? seal (store, operands[1], naming, &error)
                         : mls_store_add_version (store, operands[1], naming->author, naming->message, NULL, &error)) ||
      (versions = mls_store_list_versions (store, &error)) == NULL ||
      !mls_store_close (g_steal_pointer (&store), &error))
    return mls_command_fail (error);

  if (naming->as_json || naming->delivery)
    print_version (g_ptr_array_index (versions, versions->len - 1), naming->as_json);

  return MLS_EXIT_DONE;
}

/**
 * mls_command_version:
 * @words: version PROJECT [NAME] [--delivery [--as-of STATE]] [--author NAME] [--message TEXT] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_version (char **words)
{
  g_autofree char *given = NULL;
  g_autofree char *author = NULL;
  g_autofree char *message = NULL;
  g_autofree char *state = NULL;
  Naming naming = { 0 };
  const GOptionEntry entries[] = {
    { "author", 0, 0, G_OPTION_ARG_STRING, &given, N_("Who names it"), N_("NAME") },
    { "message", 'm', 0, G_OPTION_ARG_STRING, &message, N_("What there is to say of it"), N_("TEXT") },
    { "delivery", 0, 0, G_OPTION_ARG_NONE, &naming.delivery, N_("Seal it with a fingerprint of the map"), NULL },
    MLS_COMMAND_AS_OF (&state),
    { "json", 0, 0, G_OPTION_ARG_NONE, &naming.as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT [NAME]",
                                  N_("Names the state of a project, or lists the states named so far. A delivery is sealed "
                                     "with a fingerprint, which “verify” compares on any machine; it may be of the past."),
                                  1, 2 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (operands[1] == NULL)
    return list_versions (operands[0], naming.as_json);
  if (state != NULL && !naming.delivery)
    return mls_command_misuse (_("Only a delivery may be of the past"));

  author = mls_command_author (given);
  naming.author = author;
  naming.message = message;
  naming.state = state;

  return author != NULL ? add_version (operands, &naming) : MLS_EXIT_USAGE;
}

/* Verifying */

static void
print_verified (const char *name, const char *expected, const char *found, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  gboolean same = g_str_equal (expected, found);

  if (!as_json)
    {
      printf ("%s\t%s\t%s\n", name, same ? _("the same") : _("differs"), found);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_string (json, "name", name);
  mls_json_string (json, "expected", expected);
  mls_json_string (json, "found", found);
  mls_json_boolean (json, "same", same);
  mls_json_end (json);
  puts (mls_json_text (json));
}

/* The state of a file, which calls it as it likes, against what was told of it. */
static MlsExit
verify_state (const char *path, const char *name, gint64 operation, const char *expected, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = take_fingerprint (path, operation, &error);

  if (found == NULL)
    return mls_command_fail (error);

  print_verified (name, expected, found, as_json);

  return g_str_equal (expected, found) ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
}

static MlsExit
verify_told (const char *path, const char *word, const char *state, gboolean as_json)
{
  g_autofree char *expected = mls_fingerprint_read (word);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = NULL;
  gint64 operation = 0;

  if (expected == NULL)
    return mls_command_misuse (_("“%s” is no fingerprint: it should be %d hexadecimal digits"), word,
                               MLS_FINGERPRINT_LENGTH);

  store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  if (store == NULL || (state != NULL && !mls_command_find_state (store, state, &operation, &error)))
    return mls_command_fail (error);

  return verify_state (path, state != NULL ? state : path, operation, expected, as_json);
}

/* All deliveries of a project, or that of one name. */
static MlsExit
verify_deliveries (const char *path, const char *name, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) versions = store != NULL ? mls_store_list_versions (store, &error) : NULL;
  MlsExit worst = MLS_EXIT_DONE;
  guint n_verified = 0;

  if (versions == NULL)
    return mls_command_fail (error);

  for (guint i = 0; i < versions->len; i++)
    {
      const MlsVersion *version = g_ptr_array_index (versions, i);
      MlsExit result;

      if (version->fingerprint == NULL || (name != NULL && !g_str_equal (version->name, name)))
        continue;

      n_verified++;
      result = verify_state (path, version->name, version->operation, version->fingerprint, as_json);
      if (result > MLS_EXIT_FINDINGS)
        return result;
      worst = MAX (worst, result);
    }

  if (name != NULL && n_verified == 0)
    return mls_command_misuse (_("There is no delivery “%s”"), name);

  return worst;
}

/**
 * mls_command_verify:
 * @words: verify PROJECT [DELIVERY] [--json], verify PROJECT --fingerprint FINGERPRINT [--as-of STATE] [--json]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_verify (char **words)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *state = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &fingerprint, N_("What was told of the map, maybe of another file"),
      N_("FINGERPRINT") },
    MLS_COMMAND_AS_OF (&state),
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("One JSON object a line"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT [DELIVERY]",
                                  N_("Tells whether the deliveries of a project are what they were when they were sealed, or "
                                     "whether its map is the one that a fingerprint was taken of, on whatever machine."),
                                  1, 2 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;
  if (fingerprint != NULL && operands[1] != NULL)
    return mls_command_misuse (_("A map is held against a delivery or a fingerprint, not against both"));
  if (fingerprint == NULL && state != NULL)
    return mls_command_misuse (_("A delivery is of a state of its own"));

  return fingerprint != NULL ? verify_told (operands[0], fingerprint, state, as_json)
                             : verify_deliveries (operands[0], operands[1], as_json);
}
