/* A history made shorter: what is kept is as it was, what went is told. */

#include "sample.h"
#include "store/check-in.h"
#include "store/compact.h"
#include "store/decision.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/fingerprint.h"
#include "store/integrity.h"
#include "store/package.h"
#include "store/revert.h"
#include "rules/rule.h"
#include "store/since.h"
#include "store/state.h"
#include "store/undo.h"
#include "store/version.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define N_OPERATIONS 120
#define N_ROUNDS     6

static const Board board = { 8, 8, 20, 4, 0 };

static const char *const authors[] = { "Anna", "Béa", "Noé" };

/* A state, to be compared with what is read of it later on. */
typedef struct
{
  gint64 operation;
  char  *fingerprint;
} State;

static void
state_clear (gpointer data)
{
  g_free (((State *) data)->fingerprint);
}

static char *
fingerprint_of (const Sample *sample, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  char *fingerprint = mls_fingerprint_take (sample->path, operation, NULL, NULL, &error);

  g_assert_no_error (error);

  return fingerprint;
}

static GArray *
read_states (const Sample *sample)
{
  GArray *states = g_array_new (FALSE, FALSE, sizeof (State));
  gint64 last = sample_query (sample->path, "SELECT max (id) FROM operation");

  g_array_set_clear_func (states, state_clear);
  for (gint64 id = 2; id <= last; id++)
    {
      State state = { id, NULL };

      state.fingerprint = fingerprint_of (sample, id);
      g_array_append_val (states, state);
    }

  return states;
}

/* A state that is there is what it was; one that is not is said to be not. Returns how many are there. */
static guint
assert_states (const Sample *sample, const GArray *states)
{
  guint n_there = 0;

  for (guint i = 0; i < states->len; i++)
    {
      const State *state = &g_array_index (states, State, i);
      g_autoptr (GError) error = NULL;
      g_autofree char *now = mls_fingerprint_take (sample->path, state->operation, NULL, NULL, &error);

      if (now == NULL)
        {
          g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
          g_assert_nonnull (strstr (error->message, "compacted"));
          continue;
        }
      g_assert_cmpstr (now, ==, state->fingerprint);
      n_there++;
    }

  return n_there;
}

static gboolean
is_there (const Sample *sample, gint64 operation)
{
  g_autofree char *now = mls_fingerprint_take (sample->path, operation, NULL, NULL, NULL);

  return now != NULL;
}

static void
assert_sound (const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (sample->path, MLS_STORE_READ_ONLY, &error);
  g_autoptr (GPtrArray) faults = mls_store_check_integrity (store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_error ("%s", (const char *) g_ptr_array_index (faults, i));
}

static void
apply (MlsStore *store, const MlsDelta *delta, const MlsOperationFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_store_apply (store, delta, facts, NULL, &error);

  g_assert_no_error (error);
}

static const char *
someone (void)
{
  return authors[g_test_rand_int_range (0, G_N_ELEMENTS (authors))];
}

/* What chance would have change nothing is thought of anew. */
static void
edit (MlsStore *store)
{
  const MlsOperationFacts facts = { .author = someone (), .verb = g_test_rand_bit () ? "recode" : "split", .kind = "change" };
  g_autoptr (MlsDelta) applied = NULL;

  while (applied == NULL)
    {
      g_autoptr (MlsDelta) delta = sample_random_delta (store);

      applied = delta != NULL ? mls_store_apply (store, delta, &facts, NULL, NULL) : NULL;
    }
}

static MlsPoint
centre_of (MlsStore *store, gint64 id)
{
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);

  return mls_face_inner_point (face);
}

static gint64
some_face (const Sample *sample)
{
  return sample_query (sample->path, "SELECT fid FROM coverage ORDER BY random () LIMIT 1");
}

static void
excuse (const Sample *sample)
{
  const MlsException exception = { .rule = g_quark_from_string ("mmu"),
                                   .dimension = MLS_DIMENSION_COVER,
                                   .code = g_quark_from_string ("CS2.1.0"),
                                   .place = centre_of (sample->store, some_face (sample)),
                                   .reason = g_quark_from_string ("a tower") };
  const MlsOperationFacts facts = { .author = someone (), .verb = MLS_VERB_EXCEPT, .exceptions = &exception, .n_exceptions = 1 };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();

  apply (sample->store, nothing, &facts);
}

static void
decide (const Sample *sample)
{
  const MlsDecision decision = { .review = MLS_REVIEW_SENT_BACK,
                                 .ground = { .vintage = 1, .dimension = MLS_DIMENSION_COVER },
                                 .place = centre_of (sample->store, some_face (sample)),
                                 .source = g_quark_from_string (someone ()) };
  const MlsOperationFacts facts = { .author = someone (), .verb = MLS_VERB_SEND_BACK, .decisions = &decision, .n_decisions = 1 };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();

  apply (sample->store, nothing, &facts);
}

static void
name_state (const Sample *sample)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("version %u", n++);
  g_autoptr (GError) error = NULL;

  mls_store_add_version (sample->store, name, someone (), NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_rule (const Sample *sample)
{
  g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (1, 9));

  g_assert_true (mls_store_set_rule (sample->store, MLS_RULE_MINIMUM_WIDTH, value, NULL));
}

static void
do_something (const Sample *sample)
{
  g_autoptr (MlsDelta) done = NULL;
  int what = g_test_rand_int_range (0, 40);

  if (what < 4)
    done = mls_store_undo (sample->store, someone (), NULL, NULL);
  else if (what < 6)
    done = mls_store_redo (sample->store, someone (), NULL, NULL);
  else if (what == 6)
    name_state (sample);
  else if (what < 9)
    set_rule (sample);
  else if (what < 11)
    excuse (sample);
  else if (what < 13)
    decide (sample);
  else
    edit (sample->store);
}

static void
do_until (const Sample *sample, gint64 last)
{
  while (mls_store_last_operation (sample->store, NULL) < last)
    do_something (sample);
}

/* Who said what of ground, and when; as one text. */
static char *
words_of (const Sample *sample)
{
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (sample->store, NULL);
  g_autoptr (GArray) decisions =
    mls_store_decisions_in (sample->store, &(MlsBox){ BOARD_X, BOARD_Y, BOARD_X + 160000, BOARD_Y + 160000 }, NULL);
  g_autoptr (GHashTable) decided = mls_store_list_decided (sample->store, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < exceptions->len; i++)
    g_string_append_printf (text, "%s, ", g_quark_to_string (g_array_index (exceptions, MlsException, i).author));
  for (guint i = 0; i < decisions->len; i++)
    g_string_append_printf (text, "%s at %s, ", g_quark_to_string (g_array_index (decisions, MlsDecision, i).author),
                            g_quark_to_string (g_array_index (decisions, MlsDecision, i).at));
  g_string_append_printf (text, "%u", g_hash_table_size (decided));

  return g_string_free (text, FALSE);
}

static gboolean
compact (const Sample *sample, gint64 until, MlsCompaction *outcome)
{
  g_autoptr (GError) error = NULL;
  MlsCompaction told;

  g_assert_true (mls_compaction_look (sample->path, until, NULL, NULL, &told, &error));
  if (!mls_store_compact (sample->store, until, "Anna", NULL, NULL, outcome, &error))
    {
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
      g_assert_cmpint (told.n_operations, ==, 0);
      return FALSE;
    }

  g_assert_no_error (error);
  g_assert_cmpmem (&told, sizeof told, outcome, sizeof *outcome);

  return TRUE;
}

#define KEPT \
  "SELECT count (*) FROM version WHERE operation_id NOT IN (SELECT id FROM operation) OR EXISTS " \
  "(SELECT 1 FROM folded WHERE first <= operation_id AND operation > operation_id)"

/* However often it is done, and wherever up to. */
static void
test_random (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      Sample sample;
      g_autoptr (GArray) states = NULL;
      gint64 until = 2;

      sample_begin (&sample, &board);
      do_until (&sample, N_OPERATIONS);
      states = read_states (&sample);
      while (until < N_OPERATIONS)
        {
          g_autofree char *words = words_of (&sample);
          g_autofree char *still = NULL;
          MlsCompaction outcome;
          gint64 n_before = sample_query (sample.path, "SELECT count (*) FROM operation");
          guint n_there;

          until = g_test_rand_int_range ((gint32) until + 1, N_OPERATIONS + 1);
          while (!is_there (&sample, until))
            until++;
          if (!compact (&sample, until, &outcome))
            continue;

          assert_sound (&sample);
          n_there = assert_states (&sample, states);
          still = words_of (&sample);
          g_assert_cmpstr (still, ==, words);
          g_assert_cmpint (sample_query (sample.path, KEPT), ==, 0);
          g_assert_cmpint (n_there, ==, outcome.n_states - 1 + N_OPERATIONS - until);
          g_assert_true (is_there (&sample, until));
          g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM operation"), <=, n_before);
          g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage_history h WHERE NOT EXISTS "
                                                      "(SELECT 1 FROM operation o WHERE o.id >= h.since AND o.id < h.until)"),
                           ==, 0);
        }
      g_test_message ("%d states are left of %d", (int) assert_states (&sample, states), N_OPERATIONS - 1);
      sample_end (&sample);
    }
}

/* Undo goes back to where single operations begin, and every one of them is right; redo comes back from there. */
static void
test_undo (void)
{
  Sample sample;
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;
  MlsCompaction outcome;
  GError *error = NULL;
  guint n = 0;

  sample_begin (&sample, &board);
  for (guint i = 0; i < 30; i++)
    edit (sample.store);
  there = fingerprint_of (&sample, 22);
  again = fingerprint_of (&sample, 0);
  g_assert_true (compact (&sample, 22, &outcome));
  g_assert_cmpint (outcome.n_operations, ==, 20);
  g_assert_cmpint (outcome.n_folded, ==, 1);

  while (TRUE)
    {
      g_autoptr (MlsDelta) undone = mls_store_undo (sample.store, "Noé", NULL, &error);

      if (undone == NULL)
        break;
      n++;
    }
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_cmpuint (n, ==, 10);
  back = fingerprint_of (&sample, 0);
  g_assert_cmpstr (back, ==, there);

  for (; n > 0; n--)
    mls_delta_unref (mls_store_redo (sample.store, "Noé", NULL, NULL));
  g_clear_pointer (&back, g_free);
  back = fingerprint_of (&sample, 0);
  g_assert_cmpstr (back, ==, again);
  assert_sound (&sample);
  sample_end (&sample);
}

/* An undo of what went stays, and can be done again. */
static void
test_undo_across (void)
{
  Sample sample;
  g_autofree char *undone = NULL;
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  MlsCompaction outcome;

  sample_begin (&sample, &board);
  edit (sample.store);
  edit (sample.store);
  edit (sample.store);
  before = fingerprint_of (&sample, 0);
  mls_delta_unref (mls_store_undo (sample.store, "Noé", NULL, NULL)); /* 6, of 5 */
  undone = fingerprint_of (&sample, 0);
  g_assert_true (compact (&sample, 5, &outcome));
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM operation WHERE undoes NOT NULL"), ==, 0);
  now = fingerprint_of (&sample, 0);
  g_assert_cmpstr (now, ==, undone);

  mls_delta_unref (mls_store_redo (sample.store, "Noé", NULL, NULL));
  g_clear_pointer (&now, g_free);
  now = fingerprint_of (&sample, 0);
  g_assert_cmpstr (now, ==, before);
  assert_sound (&sample);
  sample_end (&sample);
}

static void
recode_by (const Sample *sample, gint64 fid, const char *cover, const char *author)
{
  g_autoptr (MlsFace) face = mls_store_face (sample->store, fid, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");
  const MlsOperationFacts facts = { .author = author, .verb = "recode" };

  apply (sample->store, delta, &facts);
}

static void
split_by (const Sample *sample, gint64 fid, const char *author)
{
  g_autoptr (MlsFace) face = mls_store_face (sample->store, fid, NULL);
  g_autoptr (MlsDelta) delta = sample_split (face, 1, 6);
  const MlsOperationFacts facts = { .author = author, .verb = "split" };

  apply (sample->store, delta, &facts);
}

static void
assert_text (const Sample *sample, const char *sql, const char *expected)
{
  g_autoptr (MlsDatabase) database = mls_database_open (sample->path, MLS_DATABASE_READ_ONLY, NULL);
  g_autoptr (sqlite3_stmt) query = mls_database_prepare (database, sql, NULL);
  g_autofree char *text = NULL;

  g_assert_true (mls_database_step (database, query, NULL, NULL));
  text = mls_statement_dup_text (query, 0);
  g_assert_cmpstr (text, ==, expected);
}

/* The summary of several compactions is that of all they took. */
static void
test_told (void)
{
  static const char told[] = "SELECT group_concat (operation || ' ' || first || ' ' || author || ' ' || verb || ' ' || n, '; ') "
                             "FROM (SELECT * FROM folded ORDER BY operation, author, verb)";
  Sample sample;
  g_autoptr (MlsOperation) fold = NULL;
  MlsCompaction outcome;

  sample_begin (&sample, &board);
  recode_by (&sample, 1, "CS2.1.0", "Anna"); /* 3 */
  recode_by (&sample, 2, "CS2.1.0", "Anna");
  recode_by (&sample, 3, "CS2.1.0", "Béa");
  mls_delta_unref (mls_store_undo (sample.store, "Béa", NULL, NULL)); /* 6 */
  recode_by (&sample, 64, "CS2.1.0", "Noé");
  recode_by (&sample, 9, "CS2.1.0", "Noé");
  g_assert_true (compact (&sample, 4, &outcome));
  g_assert_cmpint (outcome.n_operations, ==, 2);
  assert_text (&sample, told, "4 3 Anna recode 2");

  g_assert_true (compact (&sample, 7, &outcome));
  g_assert_cmpint (outcome.n_operations, ==, 4); /* the fold, and three more */
  assert_text (&sample, told, "7 3 Anna recode 2; 7 3 Béa recode 1; 7 3 Béa undo 1; 7 3 Noé recode 1");
  assert_text (&sample, "SELECT group_concat (author || ' ' || operation || ' ' || n, '; ') FROM compaction", "Anna 4 2; Anna 7 4");

  fold = mls_store_operation (sample.store, 7, NULL);
  g_assert_cmpstr (fold->verb, ==, MLS_VERB_COMPACT);
  g_assert_cmpstr (fold->author, ==, "Anna, Béa, Noé");
  g_assert_cmpstr (fold->summary, ==, "recode 4, undo 1");
  g_assert_false (fold->barrier);
  g_assert_cmpint (fold->box.max_x, ==, BOARD_X + 160000);
  g_assert_cmpint (fold->box.min_x, ==, BOARD_X);
  assert_sound (&sample);
  sample_end (&sample);
}

/* What an import or another date is stays what it is, and what is asked for by name, by a check or by a package. */
static void
test_kept (void)
{
  Sample sample;
  g_autoptr (MlsOperation) vintage = NULL;
  g_autoptr (GError) error = NULL;
  MlsCompaction outcome;

  sample_begin (&sample, &board);
  for (gint64 i = 0; i < 4; i++)
    split_by (&sample, 40 + i, "Anna"); /* 3 … 6 */
  g_assert_true (mls_store_add_vintage (sample.store, &(MlsVintage){ .code = "27", .year = 2027 }, "Anna", NULL, &error));
  split_by (&sample, 1, "Anna"); /* 8 */
  sample_execute (sample.path, "INSERT OR REPLACE INTO setting VALUES ('checked_operation', '8')");
  for (gint64 i = 0; i < 4; i++)
    split_by (&sample, 10 + i, "Anna"); /* 9 … 12 */
  name_state (&sample);
  split_by (&sample, 20, "Anna");
  split_by (&sample, 21, "Anna"); /* 14 */

  g_assert_true (compact (&sample, 14, &outcome));
  assert_text (&sample, "SELECT group_concat (id || ' ' || verb, ', ') FROM operation",
               "1 create, 2 import, 6 compact, 7 vintage, 8 split, 12 compact, 14 compact");
  g_assert_cmpint (outcome.n_states, ==, 7);
  assert_sound (&sample);
  vintage = mls_store_operation (sample.store, 7, &error);
  g_assert_true (vintage->barrier);
  sample_end (&sample);
}

/* A state that is kept may come back, and what lies between two of them be told. */
static void
test_restore (void)
{
  Sample sample;
  g_autofree char *there = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) back = NULL;
  g_autoptr (MlsDelta) taken = NULL;
  MlsCompaction outcome;

  sample_begin (&sample, &board);
  edit (sample.store);
  edit (sample.store);
  name_state (&sample); /* 4 */
  for (guint i = 0; i < 10; i++)
    edit (sample.store); /* … 14 */
  there = fingerprint_of (&sample, 4);
  g_assert_true (compact (&sample, 12, &outcome));

  taken = mls_store_revert (sample.store, &(gint64){ 12 }, 1, "Noé", NULL, NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  taken = mls_store_revert (sample.store, &(gint64){ 9 }, 1, "Noé", NULL, NULL, &error);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);
  g_assert_false (mls_since_check (sample.store, 9, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  back = mls_store_restore (sample.store, 4, NULL, "Noé", NULL, &error);
  g_assert_no_error (error);
  now = fingerprint_of (&sample, 0);
  g_assert_cmpstr (now, ==, there);
  sample_end (&sample);
}

static char *
take_out (const Sample *sample, const char *name)
{
  const MlsBox box = { BOARD_X + 1000, BOARD_Y + 1000, BOARD_X + 30000, BOARD_Y + 30000 };
  g_autoptr (MlsZone) zone = mls_zone_new_box (&box);
  char *path = g_build_filename (sample->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  mls_store_check_out (sample->store, path, zone, "Béa", &error);
  g_assert_no_error (error);

  return path;
}

static void
edit_package (const char *path, const char *cover)
{
  g_autoptr (MlsStore) package = mls_store_open (path, MLS_STORE_READ_WRITE, NULL);
  g_autoptr (MlsFace) face = mls_store_face (package, 1, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

  sample_apply (package, delta);
}

/* One that is out comes back; one that was back does not come again. */
static void
test_packages (void)
{
  Sample sample;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) packages = NULL;
  GError *error = NULL;
  MlsCompaction outcome;
  MlsCheckIn brought;

  sample_begin (&sample, &board);
  recode_by (&sample, 50, "CS2.1.0", "Anna");
  recode_by (&sample, 51, "CS2.1.0", "Anna");
  path = take_out (&sample, "out.gpkg"); /* of 4 */
  edit_package (path, "CS2.1.0");
  recode_by (&sample, 63, "CS2.1.0", "Anna");
  recode_by (&sample, 64, "CS2.1.0", "Anna"); /* 6 */
  g_assert_true (compact (&sample, 6, &outcome));
  g_assert_cmpint (outcome.n_packages, ==, 0);
  g_assert_true (is_there (&sample, 4));

  g_assert_true (mls_store_check_in (sample.store, path, NULL, NULL, &brought, &error));
  g_assert_cmpuint (brought.n_set_aside + brought.n_as_is + brought.n_made_anew, ==, 1);
  assert_sound (&sample);
  recode_by (&sample, 62, "CS2.1.0", "Anna");
  edit_package (path, "CS5.0.0");
  g_assert_true (compact (&sample, sample_query (sample.path, "SELECT max (id) FROM operation"), &outcome));
  g_assert_cmpint (outcome.n_packages, ==, 1);
  g_assert_false (mls_store_check_in (sample.store, path, NULL, NULL, &brought, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "compacted"));
  g_clear_error (&error);
  packages = mls_store_list_packages (sample.store, NULL);
  g_assert_cmpint (((MlsPackage *) g_ptr_array_index (packages, 0))->state, ==, MLS_PACKAGE_CLOSED);
  assert_sound (&sample);
  sample_end (&sample);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return --(*(int *) user_data) > 0;
}

static void
test_refused (void)
{
  Sample sample;
  g_autofree char *package = NULL;
  g_autoptr (MlsStore) store = NULL;
  g_autofree char *before = NULL;
  MlsCompaction outcome;
  GError *error = NULL;
  guint n_given_up = 0;

  sample_begin (&sample, &board);
  g_assert_false (mls_store_compact (sample.store, 2, "Anna", NULL, NULL, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);
  for (guint i = 0; i < 200; i++)
    edit (sample.store);

  before = sample_fingerprint (sample.path);
  for (int n = 1; n < 40; n++)
    {
      int left = n;
      g_autofree char *after = NULL;

      if (mls_store_compact (sample.store, 150, "Anna", give_up, &left, &outcome, &error))
        break;
      g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
      g_clear_error (&error);
      after = sample_fingerprint (sample.path);
      g_assert_cmpstr (after, ==, before);
      n_given_up++;
    }
  g_assert_cmpuint (n_given_up, >, 0);
  if (n_given_up == 39)
    g_assert_true (mls_store_compact (sample.store, 150, "Anna", NULL, NULL, &outcome, &error));

  g_assert_false (mls_store_compact (sample.store, 100, "Anna", NULL, NULL, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  sample_execute (sample.path, "INSERT INTO setting VALUES ('team', 'x'), ('team-address', 'x'), ('team-clone', 'x'), "
                               "('team-head', '2')");
  g_assert_false (mls_store_compact (sample.store, 200, "Anna", NULL, NULL, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK);
  g_clear_error (&error);
  sample_execute (sample.path, "DELETE FROM setting WHERE key GLOB 'team*'");

  package = take_out (&sample, "package.gpkg");
  store = mls_store_open (package, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (mls_store_compact (store, 2, "Anna", NULL, NULL, &outcome, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_WORK);
  g_clear_error (&error);
  sample_end (&sample);
}

static gint64
size_of (const Sample *sample)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (sample->path, &status), ==, 0);

  return status.st_size;
}

static void
test_shrink (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  MlsCompaction outcome;
  gint64 before, compacted;

  sample_begin (&sample, &board);
  for (guint i = 0; i < 1500; i++)
    recode_by (&sample, 1 + i % 64, i / 64 % 2 == 0 ? "CS2.1.0" : "CS5.0.0", "Anna");
  sample_reopen (&sample);
  before = size_of (&sample);
  g_assert_true (compact (&sample, 1400, &outcome));
  sample_reopen (&sample);
  compacted = size_of (&sample);
  g_assert_cmpint (compacted, >=, before);
  g_assert_true (mls_store_shrink (sample.store, NULL, NULL, &error));
  g_assert_no_error (error);
  sample_reopen (&sample);
  g_assert_cmpint (size_of (&sample), <, before - outcome.bytes / 2);
  g_assert_cmpint (sample_query (sample.path, "PRAGMA application_id"), ==, 0x47504B47);
  assert_sound (&sample);
  sample_end (&sample);
}

static void
test_until (void)
{
  Sample sample;
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 3, 1, 0, 0, 0);
  g_autoptr (GDateTime) early = g_date_time_new_utc (1990, 3, 1, 0, 0, 0);
  gint64 operation;

  sample_begin (&sample, &board);
  for (guint i = 0; i < 6; i++)
    edit (sample.store);
  sample_execute (sample.path, "UPDATE operation SET at = '2026-02-28T23:59:59.999Z' WHERE id <= 5;"
                               "UPDATE operation SET at = '2026-03-01T00:00:00.001Z' WHERE id > 5");
  g_assert_true (mls_store_find_until (sample.store, day, &operation, NULL));
  g_assert_cmpint (operation, ==, 5);
  g_assert_true (mls_store_find_until (sample.store, early, &operation, NULL));
  g_assert_cmpint (operation, ==, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compact/random", test_random);
  g_test_add_func ("/compact/undo", test_undo);
  g_test_add_func ("/compact/undo-across", test_undo_across);
  g_test_add_func ("/compact/told", test_told);
  g_test_add_func ("/compact/kept", test_kept);
  g_test_add_func ("/compact/restore", test_restore);
  g_test_add_func ("/compact/packages", test_packages);
  g_test_add_func ("/compact/refused", test_refused);
  g_test_add_func ("/compact/shrink", test_shrink);
  g_test_add_func ("/compact/until", test_until);

  return g_test_run ();
}
