#include "document/places.h"

#include "sample.h"
#include "store/decision.h"
#include "store/error.h"

#include <locale.h>

/* One class at both dates, but for two fields in a row and one apart at the later. */
static const Board board = { 5, 4, 100, 2, 0 };

typedef struct
{
  Sample      sample;
  MlsProject *project;
} Desk;

static MlsPoint
at (double x, double y)
{
  return (MlsPoint){ BOARD_X + (gint64) (x * MLS_MM_PER_M), BOARD_Y + (gint64) (y * MLS_MM_PER_M) };
}

static void
open_as (Desk *desk, MlsStoreMode mode, const char *author)
{
  g_autoptr (GError) error = NULL;

  if (desk->project != NULL)
    g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  desk->project = mls_project_open (desk->sample.path, mode, &error);
  g_assert_no_error (error);
  mls_project_set_author (desk->project, author);
}

static void
desk_begin (Desk *desk, gconstpointer data)
{
  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  sample_execute (desk->sample.path,
                  "UPDATE coverage SET cs21 = 'CS6.3.0', us21 = 'US1.1.3', cs24 = 'CS6.3.0', us24 = 'US1.1.3';"
                  "UPDATE coverage SET cs24 = 'CS1.1.1' WHERE fid IN (7, 8);"
                  "UPDATE coverage SET cs24 = 'CS5.0.0' WHERE fid = 15");
  open_as (desk, MLS_STORE_READ_WRITE, "Léa");
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_assert_true (mls_project_close (desk->project, NULL));
  g_clear_object (&desk->project);
  sample_end (&desk->sample);
}

static gboolean
try_review (Desk *desk, double x, double y, MlsReview review, const char *remark, GError **error)
{
  const MlsChangeAt change = { at (x, y), 0, 1, MLS_DIMENSION_PAIR };
  gint64 operation;

  return mls_project_review (desk->project, &change, review, remark, &operation, error);
}

static void
review (Desk *desk, double x, double y, MlsReview review, const char *remark)
{
  g_autoptr (GError) error = NULL;

  try_review (desk, x, y, review, remark, &error);
  g_assert_no_error (error);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GListModel *
list (Desk *desk, const char *text, MlsFilterScope scope)
{
  const gboolean of_changes = scope == MLS_FILTER_OF_CHANGES;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFilter) filter = text != NULL ? mls_filter_parse (text, scope, mls_project_get_rules (desk->project), &error)
                                              : NULL;
  const MlsPlacesSearch search = { filter, 1, of_changes ? 0 : MLS_NO_VINTAGE, MLS_DIMENSION_PAIR, MLS_REGIONS_LARGEST };
  g_autoptr (GAsyncResult) result = NULL;
  GListModel *places;

  g_assert_no_error (error);
  mls_places_search_async (desk->project, &search, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  places = mls_places_finish (desk->project, result, NULL, &error);
  g_assert_no_error (error);

  return places;
}

/* The details of all that changed. */
static void
assert_changes (Desk *desk, const char *text, const char *expected)
{
  g_autoptr (GListModel) places = list (desk, text, MLS_FILTER_OF_CHANGES);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", mls_place_get_detail (place));
    }

  g_assert_cmpstr (lines->str, ==, expected);
}

/* What a check says of reviews. */
static void
assert_findings (Desk *desk, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) places = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  mls_places_find_async (desk->project, MLS_PLACES_CHECK, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  places = mls_places_finish (desk->project, result, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++)
    {
      g_autoptr (MlsPlace) place = g_list_model_get_item (places, i);

      if (mls_place_get_review (place) != MLS_REVIEW_NONE)
        g_string_append_printf (lines, "%s (%s)\n", mls_place_get_title (place), mls_place_get_detail (place));
    }

  g_assert_cmpstr (lines->str, ==, expected);
}

static void
edit (Desk *desk, const MlsGesture *gesture, MlsVintageSet vintages, const char *cover)
{
  const MlsIntent intent = { .vintage = 1,
                             .vintages = vintages,
                             .dimension = MLS_DIMENSION_PAIR,
                             .pair = { g_quark_from_string (cover), g_quark_from_string ("US1.1.3") } };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsProposal) proposal = mls_project_propose (desk->project, gesture, &intent, &error);
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  g_assert_no_error (error);
  g_assert_true (mls_proposal_is_ok (proposal));
  delta = mls_project_commit (desk->project, proposal->plan, 0, &operation, &error);
  g_assert_no_error (error);
}

static void
recode (Desk *desk, double x, double y, const char *cover)
{
  const MlsPoint place = at (x, y);

  edit (desk, &(MlsGesture){ MLS_GESTURE_RECODE, &place, 1 }, MLS_VINTAGE (1), cover);
}

static void
undo (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  gint64 operation;

  undone = mls_project_undo (desk->project, &operation, &error);
  g_assert_no_error (error);
}

static void
redo (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) redone = NULL;
  gint64 operation;

  redone = mls_project_redo (desk->project, &operation, &error);
  g_assert_no_error (error);
}

#define TWO "2,00\u00a0ha"
#define ONE "1,00\u00a0ha"

/* Each decision takes the place of the one before, is found by a filter, and is taken back and made again like an
 * edit, with whose it was; another day, too. */
static void
test_decide (Desk *desk, gconstpointer data)
{
  g_autoptr (GListModel) places = NULL;
  g_autofree char *summary = NULL;

  assert_changes (desk, NULL, TWO "\n" ONE);
  review (desk, 150, 150, MLS_REVIEW_REMARKED, "a barn?");
  assert_changes (desk, NULL, TWO " · remarked · Léa · a barn?\n" ONE);
  review (desk, 250, 150, MLS_REVIEW_ACCEPTED, NULL);
  review (desk, 450, 250, MLS_REVIEW_SENT_BACK, "still a field");
  assert_changes (desk, NULL, TWO " · ✓ accepted · Léa\n" ONE " · ↩ sent back · Léa · still a field");
  assert_changes (desk, "accepted", TWO " · ✓ accepted · Léa");
  assert_changes (desk, "sent-back reviewer=léa", ONE " · ↩ sent back · Léa · still a field");
  assert_changes (desk, "!reviewed or corrected or reviewer=Anna", "");
  places = list (desk, NULL, MLS_FILTER_OF_CHANGES);
  summary = mls_places_dup_summary (places);
  g_assert_cmpstr (summary, ==, "3,00\u00a0ha · 2 of 2 reviewed");
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM decision WHERE until IS NULL"), ==, 2);

  /* A remark alone leaves it accepted. */
  review (desk, 250, 150, MLS_REVIEW_REMARKED, "a barn");
  assert_changes (desk, "accepted", TWO " · ✓ accepted · Léa · a barn");

  open_as (desk, MLS_STORE_READ_WRITE, "Anna");
  undo (desk);
  undo (desk);
  assert_changes (desk, NULL, TWO " · ✓ accepted · Léa\n" ONE);
  undo (desk);
  assert_changes (desk, NULL, TWO " · remarked · Léa · a barn?\n" ONE);
  redo (desk);
  redo (desk);
  assert_changes (desk, NULL, TWO " · ✓ accepted · Léa\n" ONE " · ↩ sent back · Léa · still a field");
}

/* What was sent back is found by a check, and in the queue of whoever drew it, until it is another; then it waits for
 * the reviewer. */
static void
test_send_back (Desk *desk, gconstpointer data)
{
  static const char open[] = "Sent back: no barn (CS6.3.0 × US1.1.3 2021 → CS1.1.1 × US1.1.3 2024) (Warning · 2024 · " TWO
                             ")\n";
  static const char corrected[] = "Corrected, to be verified: no barn (CS6.3.0 × US1.1.3 2021 → CS1.1.1 × US1.1.3 2024) "
                                  "(Note · 2024 · " TWO ")\n";
  g_autoptr (GListModel) queue = NULL;
  g_autoptr (GListModel) others = NULL;

  recode (desk, 150, 150, "CS2.1.0");
  recode (desk, 150, 150, "CS1.1.1");
  review (desk, 150, 150, MLS_REVIEW_SENT_BACK, "no barn");
  assert_findings (desk, open);
  queue = list (desk, "finding=sent-back author=Léa", MLS_FILTER_OF_REGIONS);
  others = list (desk, "finding=sent-back !author=Léa", MLS_FILTER_OF_REGIONS);
  g_assert_cmpuint (g_list_model_get_n_items (queue), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (others), ==, 0);

  /* Another wrong code is a change still, and to be looked at. */
  recode (desk, 150, 150, "CS5.0.0");
  assert_findings (desk, corrected);
  assert_changes (desk, "corrected", TWO " · ↩ corrected, to be verified · Léa · no barn");
  undo (desk);
  assert_findings (desk, open);

  /* What it was before is no change any more, and accepted all the same. */
  recode (desk, 150, 150, "CS6.3.0");
  assert_findings (desk, corrected);
  assert_changes (desk, NULL, ONE);
  review (desk, 150, 150, MLS_REVIEW_SENT_BACK, "half of it was one");
  assert_findings (desk, "Sent back: half of it was one (CS6.3.0 × US1.1.3 2021 → CS6.3.0 × US1.1.3 2024) "
                         "(Warning · 2024 · 19,00\u00a0ha)\n");
  undo (desk);
  review (desk, 150, 150, MLS_REVIEW_ACCEPTED, NULL);
  assert_findings (desk, "");
  undo (desk);
  assert_findings (desk, corrected);
}

static gboolean
try_region (Desk *desk, double x, double y, MlsReview review, const char *remark, GError **error)
{
  const MlsChangeAt region = { at (x, y), 1, 1, MLS_DIMENSION_COVER };
  gint64 operation;

  return mls_project_review (desk->project, &region, review, remark, &operation, error);
}

/* A region that is wrong is sent back like a change, whatever became of it, and waits to be verified once its code or
 * its border is another. */
static void
test_region (Desk *desk, gconstpointer data)
{
  static const char open[] = "Sent back: a street (CS1.1.1 2024) (Warning · 2024 · " TWO ")\n";
  static const char corrected[] = "Corrected, to be verified: a street (CS1.1.1 2024) (Note · 2024 · " TWO ")\n";
  const MlsPoint inside[] = { at (120, 90), at (120, 140), at (160, 140), at (160, 90) };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_region (desk, 150, 150, MLS_REVIEW_ACCEPTED, NULL, &error));
  g_assert_error (error, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED);
  g_assert_cmpstr (error->message, ==, "Nothing was sent back there");
  g_clear_error (&error);

  try_region (desk, 150, 150, MLS_REVIEW_SENT_BACK, "a street", &error);
  g_assert_no_error (error);
  assert_findings (desk, open);
  assert_changes (desk, "reviewed", "");

  edit (desk, &(MlsGesture){ MLS_GESTURE_LINE, inside, G_N_ELEMENTS (inside) }, MLS_VINTAGE (1), "CS6.3.0");
  assert_findings (desk, corrected);
  undo (desk);
  assert_findings (desk, open);
  recode (desk, 150, 150, "CS2.1.0");
  assert_findings (desk, corrected);
  try_region (desk, 150, 150, MLS_REVIEW_ACCEPTED, NULL, &error);
  g_assert_no_error (error);
  assert_findings (desk, "");
  undo (desk);
  assert_findings (desk, corrected);
}

#define SOURCE(n) g_quark_from_static_string ("s-1/" n "/cover")

static guint
send_back (Desk *desk, const MlsDecision *decisions, guint n_decisions)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof *decisions);
  g_autoptr (GError) error = NULL;
  guint n_written;

  g_array_append_vals (array, decisions, n_decisions);
  mls_project_send_back (desk->project, array, "a sample", &n_written, &error);
  g_assert_no_error (error);

  return n_written;
}

/* The errors of a sample come once, whatever becomes of them; what was edited since they were found is told to be
 * corrected, and what nobody measured is what is there. */
static void
test_errors (Desk *desk, gconstpointer data)
{
  const MlsPair barn = { g_quark_from_static_string ("CS1.1.1"), 0 };
  const MlsPair use = { 0, g_quark_from_static_string ("US1.1.3") };
  const MlsDecision errors[] = {
    { .review = MLS_REVIEW_SENT_BACK,
      .ground = { 1, 1, MLS_DIMENSION_COVER, barn, barn, mls_area2_from_m2 (20000) },
      .place = at (150, 150),
      .remark = g_quark_from_static_string ("no barn"),
      .draft = g_quark_from_static_string ("vintage 24\ndimension cover\nset 700150 6600150 CS6.3.0 US1.1.3\n"),
      .source = SOURCE ("1") },
    { .review = MLS_REVIEW_SENT_BACK,
      .ground = { 1, 1, MLS_DIMENSION_COVER, barn, barn, mls_area2_from_m2 (10000) },
      .place = at (450, 250),
      .source = SOURCE ("2") },
    { .review = MLS_REVIEW_SENT_BACK,
      .ground = { 1, 1, MLS_DIMENSION_USE, use, use, 0 },
      .place = at (50, 50),
      .source = SOURCE ("3") },
  };
  static const char all[] = "Sent back: no barn (CS1.1.1 2024) (Warning · 2024 · " TWO ")\n"
                            "Sent back: US1.1.3 2024 (Warning · 2024 · 20,00\u00a0ha)\n"
                            "Corrected, to be verified: CS1.1.1 2024 (Note · 2024 · " ONE ")\n";
  static const char rest[] = "Sent back: US1.1.3 2024 (Warning · 2024 · 20,00\u00a0ha)\n"
                             "Corrected, to be verified: CS1.1.1 2024 (Note · 2024 · " ONE ")\n"
                             "Corrected, to be verified: no barn (CS1.1.1 2024) (Note · 2024 · " TWO ")\n";
  const MlsDecision twice[] = { errors[0], errors[1], errors[0] };
  gint64 n;

  g_assert_cmpuint (send_back (desk, twice, 3), ==, 2);
  g_assert_cmpuint (send_back (desk, errors, 3), ==, 1);
  n = sample_query (desk->sample.path, "SELECT count(*) FROM operation");
  g_assert_cmpuint (send_back (desk, errors, 3), ==, 0);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM operation"), ==, n);
  assert_findings (desk, all);

  recode (desk, 150, 150, "CS6.3.0");
  assert_findings (desk, rest);
  g_assert_true (try_region (desk, 150, 150, MLS_REVIEW_ACCEPTED, NULL, NULL));
  g_assert_cmpuint (send_back (desk, errors, 3), ==, 0);

  /* What was taken back is not known. */
  undo (desk);
  undo (desk);
  undo (desk);
  undo (desk);
  assert_findings (desk, "");
  g_assert_cmpuint (send_back (desk, errors, 3), ==, 3);
  assert_findings (desk, all);
}

/* What was accepted is of ground of that shape, to a millimetre along its border, whoever changes it. */
static void
test_lapse (Desk *desk, gconstpointer data)
{
  const MlsPoint inside[] = { at (120, 90), at (120, 140), at (160, 140), at (160, 90) };
  const MlsPoint beside[] = { at (430, 390), at (430, 310), at (480, 310), at (480, 390) };

  review (desk, 150, 150, MLS_REVIEW_ACCEPTED, NULL);
  edit (desk, &(MlsGesture){ MLS_GESTURE_POLYGON, beside, G_N_ELEMENTS (beside) }, MLS_VINTAGE (1), "CS2.1.0");
  assert_changes (desk, "accepted", TWO " · ✓ accepted · Léa");
  edit (desk, &(MlsGesture){ MLS_GESTURE_LINE, inside, G_N_ELEMENTS (inside) }, MLS_VINTAGE (1), "CS6.3.0");
  assert_changes (desk, "accepted", "");
  undo (desk);
  assert_changes (desk, "accepted", TWO " · ✓ accepted · Léa");

  sample_execute (desk->sample.path, "UPDATE coverage SET cs21 = 'CS2.1.0' WHERE fid IN (7, 8)");
  assert_changes (desk, "accepted", "");
  sample_execute (desk->sample.path, "UPDATE coverage SET cs21 = 'CS6.3.0' WHERE fid IN (7, 8)");
  sample_execute (desk->sample.path, "UPDATE coverage SET cs24 = 'CS1.1.1' WHERE fid = 12");
  assert_changes (desk, "accepted", "");
}

static void
assert_refused (Desk *desk, double x, double y, MlsReview what, GQuark domain, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_review (desk, x, y, what, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  gint64 n = sample_query (desk->sample.path, "SELECT count(*) FROM operation");

  assert_refused (desk, 50, 50, MLS_REVIEW_ACCEPTED, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED,
                  "Nothing changed there between 2021 and 2024");
  assert_refused (desk, -50, 50, MLS_REVIEW_ACCEPTED, MLS_REFUSAL, MLS_REFUSAL_NOT_FLAGGED,
                  "Nothing changed there between 2021 and 2024");
  review (desk, 150, 150, MLS_REVIEW_ACCEPTED, NULL);
  assert_refused (desk, 250, 150, MLS_REVIEW_ACCEPTED, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, "That is decided already");

  mls_project_set_author (desk->project, "");
  assert_refused (desk, 450, 250, MLS_REVIEW_ACCEPTED, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                  "Nobody is named as the author of the edits");
  open_as (desk, MLS_STORE_READ_ONLY, "Léa");
  assert_refused (desk, 450, 250, MLS_REVIEW_ACCEPTED, MLS_STORE_ERROR, MLS_STORE_ERROR_READ_ONLY,
                  "“board.gpkg” is open read-only");
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count(*) FROM operation"), ==, n + 1);
}

/* What another program has made of the table is passed over. */
static void
test_nonsense (Desk *desk, gconstpointer data)
{
  review (desk, 450, 250, MLS_REVIEW_ACCEPTED, NULL);
  sample_execute (desk->sample.path,
                  "INSERT INTO decision (review, from_vintage, vintage, dimension, x, y, area_m2, since) VALUES "
                  "('whatever', '21', '24', 'pair', 700150, 6600150, 20000, 2),"
                  "('accepted', '18', '24', 'pair', 700150, 6600150, 20000, 2),"
                  "('accepted', '21', '24', 'sound', 700150, 6600150, 20000, 2),"
                  "('accepted', '21', '24', 'pair', 1e300, 6600150, 20000, 2),"
                  "('sent-back', '21', '24', 'pair', 0, 0, -1e300, 99999)");
  assert_changes (desk, NULL, TWO "\n" ONE " · ✓ accepted · Léa");
  assert_findings (desk, "");
}

/* The next that nobody has judged, round the end; what was just decided is told without another list. */
static void
test_next (Desk *desk, gconstpointer data)
{
  g_autoptr (GListModel) places = list (desk, NULL, MLS_FILTER_OF_CHANGES);
  g_autoptr (MlsPlace) place = NULL;

  g_assert_cmpuint (mls_places_next_to_review (places, 0), ==, 0);
  g_assert_cmpuint (mls_places_next_to_review (places, 1), ==, 1);
  g_assert_cmpuint (mls_places_next_to_review (places, 2), ==, 0);
  mls_places_set_review (places, 0, MLS_REVIEW_SENT_BACK, "no");
  place = g_list_model_get_item (places, 0);
  g_assert_cmpint (mls_place_get_review (place), ==, MLS_REVIEW_SENT_BACK);
  g_assert_cmpstr (mls_place_get_remark (place), ==, "no");
  g_assert_cmpuint (mls_places_next_to_review (places, 0), ==, 1);
  g_assert_cmpuint (mls_places_next_to_review (places, 2), ==, 1);
  mls_places_set_review (places, 1, MLS_REVIEW_ACCEPTED, NULL);
  g_assert_cmpuint (mls_places_next_to_review (places, 0), ==, G_MAXUINT);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/document/review/" name, Desk, NULL, desk_begin, func, desk_end)
  ADD ("decide", test_decide);
  ADD ("send-back", test_send_back);
  ADD ("region", test_region);
  ADD ("errors", test_errors);
  ADD ("lapse", test_lapse);
  ADD ("refused", test_refused);
  ADD ("nonsense", test_nonsense);
  ADD ("next", test_next);
#undef ADD

  return g_test_run ();
}
