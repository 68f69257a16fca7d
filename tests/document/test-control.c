#include "document/control.h"

#include "drawn.h"
#include "sample.h"
#include "store/error.h"

#include <locale.h>

typedef struct
{
  Drawn       drawn;
  MlsControl *control;
  guint       n_changed;
} Desk;

static void
count (guint *n)
{
  ++*n;
}

static void
open_as (Desk *desk, const char *controller, MlsControlTask task)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&desk->control);
  desk->control = mls_control_open (desk->drawn.path, controller, task, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (desk->control, "changed", G_CALLBACK (count), &desk->n_changed);
}

static void
desk_begin (Desk *desk, MlsDimension dimension, gboolean blind)
{
  *desk = (Desk){ 0 };
  drawn_begin (&desk->drawn, 4, dimension, blind);
  open_as (desk, "Noé", MLS_CONTROL_JUDGE);
}

static void
desk_end (Desk *desk)
{
  g_clear_object (&desk->control);
  drawn_end (&desk->drawn);
}

static void
say (Desk *desk, MlsControlWord word)
{
  g_autoptr (GError) error = NULL;

  mls_control_say (desk->control, word, &error);
  g_assert_no_error (error);
}

static void
replace (Desk *desk, MlsDimension code, const char *replacement)
{
  g_assert_true (mls_control_see (desk->control, code, drawn_text (replacement), NULL));
}

static void
undo (Desk *desk)
{
  g_assert_true (mls_control_undo (desk->control, NULL));
}

static void
assert_told (Desk *desk, const char *expected)
{
  drawn_assert_told (desk->drawn.path, expected);
}

static void
assert_at (Desk *desk, guint position, guint n_done)
{
  g_assert_cmpuint (mls_control_get_position (desk->control), ==, position);
  g_assert_cmpuint (mls_control_get_n_done (desk->control), ==, n_done);
}

/* One word for a good unit; what is wrong is said first, and the rest is right. Each is in the file at once. */
static void
test_words (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 4);
  assert_at (&desk, 0, 0);
  say (&desk, MLS_WORD_RIGHT);
  assert_told (&desk, "1 Noé right right\n");
  g_assert_true (mls_control_go_on (desk.control));
  assert_at (&desk, 1, 1);

  say (&desk, MLS_WORD_COVER_WRONG);
  replace (&desk, MLS_DIMENSION_COVER, "CS2.1.0");
  assert_told (&desk, "1 Noé right right\n2 Noé wrong>CS2.1.0 not-judged\n");
  say (&desk, MLS_WORD_RIGHT);
  g_assert_true (mls_control_go_on (desk.control));
  say (&desk, MLS_WORD_NO_OPINION);
  g_assert_true (mls_control_go_on (desk.control));
  say (&desk, MLS_WORD_OUTLINE_OFF);
  g_assert_true (mls_control_comment (desk.control, "  two metres ", NULL));
  assert_told (&desk, "1 Noé right right\n2 Noé wrong>CS2.1.0 right\n3 Noé no-opinion not-judged\n"
                      "4 Noé not-judged not-judged geometric (two metres)\n");
  assert_at (&desk, 3, 4);
  g_assert_true (mls_control_set_source (desk.control, "RPG", NULL));
  g_assert_false (mls_control_go_on (desk.control));
  g_assert_cmpuint (mls_pace_get_n (mls_control_get_pace (desk.control)), ==, 4);
  desk_end (&desk);
}

/* Of a code that the map has not, nothing is said; a word is said anew as soon as of all others something is. */
static void
test_covers_alone (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  sample_execute (desk.drawn.path, "UPDATE unit SET use = NULL");
  open_as (&desk, "Noé", MLS_CONTROL_JUDGE);
  say (&desk, MLS_WORD_RIGHT);
  assert_told (&desk, "1 Noé right not-judged\n");
  assert_at (&desk, 0, 1);
  say (&desk, MLS_WORD_NO_OPINION);
  assert_told (&desk, "1 Noé no-opinion not-judged\n");
  say (&desk, MLS_WORD_RIGHT);
  assert_told (&desk, "1 Noé right not-judged\n");
  desk_end (&desk);
}

/* What counts is said of a unit that has no code there, too: it is what the map leaves out. */
static void
test_not_coded (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_PAIR, FALSE);
  sample_execute (desk.drawn.path, "UPDATE unit SET use = NULL");
  open_as (&desk, "Noé", MLS_CONTROL_JUDGE);
  say (&desk, MLS_WORD_RIGHT);
  assert_told (&desk, "1 Noé right right\n");
  assert_at (&desk, 0, 1);
  desk_end (&desk);
}

/* Who begins with what told it has said something. */
static void
test_source_first (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  g_assert_true (mls_control_set_source (desk.control, " RPG", NULL));
  open_as (&desk, "Noé", MLS_CONTROL_JUDGE);
  g_assert_cmpstr (g_quark_to_string (mls_control_get_judgement_at (desk.control, 0)->source), ==, "RPG");
  assert_at (&desk, 0, 0);
  g_assert_true (mls_control_set_source (desk.control, "", NULL));
  open_as (&desk, "Noé", MLS_CONTROL_JUDGE);
  g_assert_cmpuint (mls_control_get_judgement_at (desk.control, 0)->source, ==, 0);
  desk_end (&desk);
}

/* Through the first unit from side to side, below its hole; and through that, which is another’s. */
#define OTHER_DATE    "vintage 21\npair CS2.1.0 US1.1.3\nline 699999 6600002 700021 6600002\n"
#define ACROSS    "vintage 24\npair CS2.1.0 US1.1.3\nline 699999 6600002 700021 6600002\n"
#define ELSEWHERE "vintage 24\npair CS2.1.0 US1.1.3\nline 700006 6600010 700014 6600010\n"

/* A word said of all anew, or once more, takes back what was said; what a sample is not of does not end it. */
static void
test_anew (void)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_PAIR, FALSE);
  say (&desk, MLS_WORD_USE_WRONG);
  assert_at (&desk, 0, 0);
  say (&desk, MLS_WORD_USE_WRONG);
  assert_told (&desk, "");
  say (&desk, MLS_WORD_USE_WRONG);
  say (&desk, MLS_WORD_TOO_HARD);
  assert_told (&desk, "1 Noé too-hard wrong\n");
  assert_at (&desk, 0, 1);
  say (&desk, MLS_WORD_OMISSION);
  say (&desk, MLS_WORD_RIGHT);
  assert_told (&desk, "1 Noé right right\n");
  g_assert_false (mls_control_propose (desk.control, ELSEWHERE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (mls_control_propose (desk.control, OTHER_DATE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_assert_true (mls_control_propose (desk.control, ACROSS, NULL));
  assert_told (&desk, "1 Noé right right omission\n");
  g_assert_cmpstr (g_quark_to_string (mls_control_get_judgement_at (desk.control, 0)->proposal), ==, ACROSS);
  say (&desk, MLS_WORD_OMISSION);
  g_assert_cmpuint (mls_control_get_judgement_at (desk.control, 0)->proposal, ==, 0);
  desk_end (&desk);
}

/* What is taken back is what was said last, wherever that was, to the first word. */
static void
test_undo (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  g_assert_false (mls_control_undo (desk.control, NULL));
  say (&desk, MLS_WORD_RIGHT);
  mls_control_go_on (desk.control);
  say (&desk, MLS_WORD_COVER_WRONG);
  replace (&desk, MLS_DIMENSION_COVER, "CS2.1.0");
  mls_control_go_on (desk.control);
  assert_at (&desk, 2, 2);
  undo (&desk);
  assert_at (&desk, 1, 2);
  assert_told (&desk, "1 Noé right right\n2 Noé wrong not-judged\n");
  undo (&desk);
  assert_at (&desk, 1, 1);
  undo (&desk);
  assert_at (&desk, 0, 0);
  assert_told (&desk, "");
  g_assert_false (mls_control_undo (desk.control, NULL));

  /* And said again, until something new is said. */
  g_assert_true (mls_control_redo (desk.control, NULL));
  assert_at (&desk, 0, 1);
  g_assert_true (mls_control_redo (desk.control, NULL));
  g_assert_true (mls_control_redo (desk.control, NULL));
  g_assert_false (mls_control_redo (desk.control, NULL));
  assert_told (&desk, "1 Noé right right\n2 Noé wrong>CS2.1.0 not-judged\n");
  undo (&desk);
  say (&desk, MLS_WORD_OMISSION);
  g_assert_false (mls_control_redo (desk.control, NULL));
  undo (&desk);
  assert_told (&desk, "1 Noé right right\n2 Noé wrong not-judged\n");
  desk_end (&desk);
}

/* Who comes back goes on where something is left to be said, and round. Units of one's own are not there. */
static void
test_come_back (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  mls_control_go_to (desk.control, 2);
  say (&desk, MLS_WORD_RIGHT);
  g_assert_true (mls_control_go_on (desk.control));
  assert_at (&desk, 3, 1);
  say (&desk, MLS_WORD_RIGHT);
  g_assert_true (mls_control_go_on (desk.control));
  assert_at (&desk, 0, 2);
  say (&desk, MLS_WORD_RIGHT);

  open_as (&desk, "Noé", MLS_CONTROL_JUDGE);
  assert_at (&desk, 1, 3);
  open_as (&desk, "zoé", MLS_CONTROL_JUDGE);
  g_assert_cmpuint (mls_control_get_n_own (desk.control), ==, 2);
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 2);
  assert_at (&desk, 0, 0);
  g_assert_cmpint (mls_control_get_unit_at (desk.control, 0)->id, ==, 3);
  desk_end (&desk);
}

static gint64
unit_in_hand (Desk *desk)
{
  return mls_control_get_unit_at (desk->control, mls_control_get_position (desk->control))->id;
}

/* Only some of them are stepped through and gone on to, until it is all again. */
static void
test_only (void)
{
  const gint64 ids[] = { 2, 4 }, none[] = { 17 };
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  g_array_append_vals (units, ids, G_N_ELEMENTS (ids));
  mls_control_show_only (desk.control, units, "some");
  g_assert_cmpstr (mls_control_get_shown_what (desk.control), ==, "some");
  g_assert_cmpuint (mls_control_get_n_shown (desk.control), ==, 2);
  g_assert_cmpint (unit_in_hand (&desk), ==, 2);
  mls_control_step (desk.control, -1);
  g_assert_cmpint (unit_in_hand (&desk), ==, 2);
  mls_control_step (desk.control, 1);
  g_assert_cmpint (unit_in_hand (&desk), ==, 4);
  g_assert_cmpuint (mls_control_find_shown (desk.control, 3), ==, 1);
  g_assert_cmpuint (mls_control_find_shown (desk.control, 2), ==, G_MAXUINT);
  mls_control_step (desk.control, 1);
  g_assert_cmpint (unit_in_hand (&desk), ==, 4);
  say (&desk, MLS_WORD_RIGHT);
  g_assert_true (mls_control_go_on (desk.control));
  g_assert_cmpint (unit_in_hand (&desk), ==, 2);
  say (&desk, MLS_WORD_RIGHT);
  g_assert_false (mls_control_go_on (desk.control));

  mls_control_show_only (desk.control, NULL, NULL);
  g_assert_null (mls_control_get_shown_what (desk.control));
  g_assert_cmpint (unit_in_hand (&desk), ==, 2);
  g_assert_true (mls_control_go_on (desk.control));
  g_assert_cmpint (unit_in_hand (&desk), ==, 3);

  g_array_set_size (units, 0);
  g_array_append_vals (units, none, G_N_ELEMENTS (none));
  mls_control_show_only (desk.control, units, "others");
  g_assert_null (mls_control_get_shown_what (desk.control));
  g_assert_cmpuint (mls_control_get_n_shown (desk.control), ==, 4);
  desk_end (&desk);
}

/* Rows of units that there are not, before and between those that there are, hide nothing. */
static void
test_strangers (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (desk.drawn.path, 1, drawn_wrong ("Ida", NULL, "CS2.1.0"));
  drawn_judge (desk.drawn.path, 2, drawn_right ("Noé", NULL));
  drawn_judge (desk.drawn.path, 4, drawn_right ("Noé", NULL));
  sample_execute (desk.drawn.path, "UPDATE controle SET unite = 0 WHERE unite = 1; DELETE FROM unit WHERE id = 2");
  open_as (&desk, "Noé", MLS_CONTROL_JUDGE);
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 3);
  g_assert_cmpuint (mls_control_get_n_done (desk.control), ==, 1);
  g_assert_true (mls_control_is_done_at (desk.control, 2));
  desk_end (&desk);
}

static void
assert_pair (Desk *desk, guint i, const char *cover, const char *use)
{
  MlsPair pair = mls_control_get_pair_at (desk->control, i);

  g_assert_cmpstr (g_quark_to_string (pair.cover), ==, cover);
  g_assert_cmpstr (g_quark_to_string (pair.use), ==, use);
}

static void
assert_refused (Desk *desk, MlsControlWord word)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mls_control_say (desk->control, word, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
}

/* Who judges says what is there, and is told nothing by that, however often it is said and taken back. */
static void
test_blind (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, TRUE);
  g_assert_true (mls_control_is_blind (desk.control));
  assert_pair (&desk, 0, NULL, NULL);
  assert_refused (&desk, MLS_WORD_RIGHT);
  assert_refused (&desk, MLS_WORD_COVER_WRONG);
  assert_refused (&desk, MLS_WORD_USE_WRONG);
  assert_told (&desk, "");
  replace (&desk, MLS_DIMENSION_COVER, "CS1.1.1");
  assert_told (&desk, "1 Noé right not-judged\n");
  assert_pair (&desk, 0, "CS1.1.1", NULL);
  replace (&desk, MLS_DIMENSION_USE, "US2");
  assert_told (&desk, "1 Noé right wrong>US2\n");
  assert_pair (&desk, 0, "CS1.1.1", "US2");
  assert_at (&desk, 0, 1);
  g_assert_true (mls_control_go_on (desk.control));
  replace (&desk, MLS_DIMENSION_COVER, "CS2.1.0");
  assert_pair (&desk, 1, "CS2.1.0", NULL);
  undo (&desk);
  assert_pair (&desk, 1, NULL, NULL);
  say (&desk, MLS_WORD_TOO_HARD);
  assert_pair (&desk, 1, NULL, NULL);
  say (&desk, MLS_WORD_OMISSION);
  assert_told (&desk, "1 Noé right wrong>US2\n2 Noé too-hard not-judged omission\n");
  g_assert_true (mls_control_is_blind (desk.control));
  desk_end (&desk);
}

/* Who has seen the figures of a blind sample, or confirms its errors, judges it no more: not by taking back either, and
 * not in another window, under a name written otherwise. */
static void
test_told (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_begin (&desk, MLS_DIMENSION_COVER, TRUE);
  replace (&desk, MLS_DIMENSION_COVER, "CS2.1.0");
  g_assert_true (mls_control_tell (desk.control, NULL));
  g_assert_false (mls_control_is_blind (desk.control));
  assert_pair (&desk, 1, "CS1.1.1", "US1.1.3");
  assert_refused (&desk, MLS_WORD_RIGHT);
  g_assert_false (mls_control_undo (desk.control, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  assert_told (&desk, "1 Noé wrong>CS2.1.0 not-judged\n");

  open_as (&desk, "noé", MLS_CONTROL_JUDGE);
  g_assert_false (mls_control_is_blind (desk.control));
  assert_refused (&desk, MLS_WORD_TOO_HARD);

  open_as (&desk, "Eve", MLS_CONTROL_JUDGE);
  g_assert_true (mls_control_is_blind (desk.control));
  open_as (&desk, "Eve", MLS_CONTROL_CONFIRM);
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 1);
  g_assert_true (mls_control_confirm (desk.control, MLS_CONFIRMATION_REJECTED, NULL, NULL));
  open_as (&desk, "Eve", MLS_CONTROL_JUDGE);
  assert_refused (&desk, MLS_WORD_TOO_HARD);
  desk_end (&desk);
}

/* The code of the map in place of itself says that it is right, in any sample. */
static void
test_same_code (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  say (&desk, MLS_WORD_COVER_WRONG);
  assert_pair (&desk, 0, NULL, "US1.1.3");
  replace (&desk, MLS_DIMENSION_COVER, "CS1.1.1");
  assert_told (&desk, "1 Noé right not-judged\n");
  assert_pair (&desk, 0, "CS1.1.1", "US1.1.3");
  desk_end (&desk);
}

static guint
n_errors (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) errors = mls_control_list_errors (desk->control, 1, &error);

  g_assert_no_error (error);

  return errors->len;
}

/* The second level sees what others called wrong. As long as it has said nothing all of it counts, then only what is
 * confirmed. */
static void
test_confirm (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (desk.drawn.path, 1, drawn_right ("Noé", NULL));
  drawn_judge (desk.drawn.path, 2, drawn_wrong ("Noé", NULL, "CS2.1.0"));
  drawn_judge (desk.drawn.path, 3, drawn_wrong ("Noé", NULL, NULL));
  drawn_judge (desk.drawn.path, 4, drawn_wrong ("Ida", NULL, "CS2.1.0"));

  open_as (&desk, "Ida", MLS_CONTROL_CONFIRM);
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 2);
  g_assert_cmpuint (n_errors (&desk), ==, 3);
  g_assert_true (mls_control_confirm (desk.control, MLS_CONFIRMATION_CONFIRMED, NULL, NULL));
  g_assert_cmpuint (n_errors (&desk), ==, 1);
  g_assert_true (mls_control_go_on (desk.control));
  g_assert_true (mls_control_confirm (desk.control, MLS_CONFIRMATION_REJECTED, "seen in the field", NULL));
  assert_at (&desk, 1, 2);
  assert_told (&desk, "1 Noé right right\n2 Noé wrong>CS2.1.0 right confirmed by Ida\n3 Noé wrong right rejected by Ida\n"
                      "4 Ida wrong>CS2.1.0 right\n");
  undo (&desk);
  undo (&desk);
  assert_at (&desk, 0, 0);
  g_assert_cmpuint (n_errors (&desk), ==, 3);
  desk_end (&desk);
}

/* What others write is read; what is to be taken back is, as long as nothing else was said of the same. */
static void
test_notice (void)
{
  Desk desk;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  say (&desk, MLS_WORD_RIGHT);
  mls_control_go_on (desk.control);
  desk.n_changed = 0;
  g_assert_true (mls_control_notice (desk.control, NULL));
  g_assert_cmpuint (desk.n_changed, ==, 0);
  drawn_judge (desk.drawn.path, 3, drawn_wrong ("Eve", NULL, NULL));
  g_assert_true (mls_control_notice (desk.control, NULL));
  g_assert_cmpuint (desk.n_changed, ==, 1);
  assert_at (&desk, 1, 1);
  undo (&desk);
  assert_told (&desk, "3 Eve wrong right\n");

  say (&desk, MLS_WORD_RIGHT);
  drawn_judge (desk.drawn.path, 4, drawn_right ("Noé", NULL));
  g_assert_true (mls_control_notice (desk.control, NULL));
  assert_at (&desk, 0, 2);
  g_assert_false (mls_control_undo (desk.control, NULL));
  assert_told (&desk, "1 Noé right right\n3 Eve wrong right\n4 Noé right right\n");
  desk_end (&desk);
}

/* Two who are called alike, at one sample: what the one says of a unit that the other has just judged waits until that is
 * seen, and of any other it is in nobody's way. */
static void
test_namesakes (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (desk.drawn.path, 1, drawn_wrong ("Noé", NULL, "CS2.1.0"));
  g_assert_false (mls_control_say (desk.control, MLS_WORD_RIGHT, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);
  g_test_message ("%s", error->message);
  assert_told (&desk, "1 Noé wrong>CS2.1.0 right\n");
  g_assert_cmpint (mls_control_get_judgement_at (desk.control, 0)->judged[MLS_DIMENSION_COVER], ==, MLS_JUDGED_WRONG);
  say (&desk, MLS_WORD_RIGHT);
  assert_told (&desk, "1 Noé right right\n");

  drawn_judge (desk.drawn.path, 2, drawn_right ("Noé", NULL));
  say (&desk, MLS_WORD_OUTLINE_OFF);
  assert_told (&desk, "1 Noé right right geometric\n2 Noé right right\n");
  assert_at (&desk, 0, 2);
  drawn_judge (desk.drawn.path, 3, drawn_right ("Noé", NULL));
  undo (&desk);
  assert_told (&desk, "1 Noé right right\n2 Noé right right\n3 Noé right right\n");
  g_assert_false (mls_control_undo (desk.control, NULL));
  desk_end (&desk);
}

/* Errors come and go while they are confirmed, and two may confirm. */
static void
test_confirm_together (void)
{
  Desk desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsControl) other = NULL;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  drawn_judge (desk.drawn.path, 2, drawn_wrong ("Noé", NULL, NULL));
  drawn_judge (desk.drawn.path, 3, drawn_wrong ("Noé", NULL, NULL));
  open_as (&desk, "Ida", MLS_CONTROL_CONFIRM);
  mls_control_go_to (desk.control, 1);
  drawn_judge (desk.drawn.path, 1, drawn_wrong ("Noé", NULL, NULL));
  g_assert_true (mls_control_notice (desk.control, NULL));
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 3);
  g_assert_cmpint (unit_in_hand (&desk), ==, 3);

  other = mls_control_open (desk.drawn.path, "Max", MLS_CONTROL_CONFIRM, NULL);
  mls_control_go_to (other, 2);
  g_assert_true (mls_control_confirm (other, MLS_CONFIRMATION_REJECTED, NULL, NULL));
  g_assert_false (mls_control_confirm (desk.control, MLS_CONFIRMATION_CONFIRMED, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE);
  assert_told (&desk, "1 Noé wrong right\n2 Noé wrong right\n3 Noé wrong right rejected by Max\n");
  g_assert_true (mls_control_confirm (desk.control, MLS_CONFIRMATION_CONFIRMED, NULL, NULL));

  for (gint64 unit = 1; unit <= 3; unit++)
    drawn_judge (desk.drawn.path, unit, drawn_right ("Noé", NULL));
  g_assert_true (mls_control_notice (desk.control, NULL));
  g_assert_cmpuint (mls_control_get_n_items (desk.control), ==, 0);
  desk_end (&desk);
}

static gboolean
stay (gpointer user_data)
{
  return TRUE;
}

/* What is still to be said, and cannot be written, is in hand until it can be. */
static void
test_stay (void)
{
  Desk desk;
  gulong handler;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  handler = g_signal_connect_swapped (desk.control, "leaving", G_CALLBACK (stay), NULL);
  mls_control_step (desk.control, 1);
  assert_at (&desk, 0, 0);
  g_signal_handler_disconnect (desk.control, handler);
  mls_control_step (desk.control, 1);
  assert_at (&desk, 1, 0);
  desk_end (&desk);
}

/* What cannot be written is told, and is not said. */
static void
test_refused (void)
{
  Desk desk;
  g_autoptr (MlsControl) none = NULL;
  g_autoptr (GError) error = NULL;

  desk_begin (&desk, MLS_DIMENSION_COVER, FALSE);
  none = mls_control_open ("/nowhere/a.controle.gpkg", "Noé", MLS_CONTROL_JUDGE, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  desk_end (&desk);
}

/* A unit that took very long is one that somebody was away from. */
static void
test_pace (void)
{
  g_autofree char *name = g_strdup_printf ("pace-%u", g_random_int ());
  g_autoptr (MlsPace) pace = mls_pace_new (name);
  g_autoptr (MlsPace) again = NULL;
  const double took[] = { 10, 30, 4000 };

  g_assert_cmpfloat (mls_pace_get_usual (pace), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (took); i++)
    {
      mls_pace_begin (pace, G_USEC_PER_SEC);
      mls_pace_end (pace, G_USEC_PER_SEC + (gint64) (took[i] * G_USEC_PER_SEC));
    }
  mls_pace_end (pace, 99 * G_USEC_PER_SEC);

  g_assert_cmpuint (mls_pace_get_n (pace), ==, 3);
  g_assert_cmpfloat (mls_pace_get_seconds (pace), ==, 340);
  g_assert_cmpfloat (mls_pace_get_usual (pace), ==, 30);
  again = mls_pace_new (name);
  g_assert_cmpuint (mls_pace_get_n (again), ==, 3);
  g_assert_cmpfloat (mls_pace_get_usual (again), ==, 340.0 / 3);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/document/control/words", test_words);
  g_test_add_func ("/document/control/covers-alone", test_covers_alone);
  g_test_add_func ("/document/control/not-coded", test_not_coded);
  g_test_add_func ("/document/control/source-first", test_source_first);
  g_test_add_func ("/document/control/anew", test_anew);
  g_test_add_func ("/document/control/undo", test_undo);
  g_test_add_func ("/document/control/come-back", test_come_back);
  g_test_add_func ("/document/control/only", test_only);
  g_test_add_func ("/document/control/strangers", test_strangers);
  g_test_add_func ("/document/control/blind", test_blind);
  g_test_add_func ("/document/control/told", test_told);
  g_test_add_func ("/document/control/same-code", test_same_code);
  g_test_add_func ("/document/control/confirm", test_confirm);
  g_test_add_func ("/document/control/notice", test_notice);
  g_test_add_func ("/document/control/namesakes", test_namesakes);
  g_test_add_func ("/document/control/confirm-together", test_confirm_together);
  g_test_add_func ("/document/control/stay", test_stay);
  g_test_add_func ("/document/control/refused", test_refused);
  g_test_add_func ("/document/control/pace", test_pace);

  return g_test_run ();
}
