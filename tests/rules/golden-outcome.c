#include "golden-private.h"

#include <string.h>

static void
expect_done (Golden *golden)
{
  golden->judged = TRUE;
  if (golden->plan == NULL)
    FAIL (golden, "“%s” is refused as %s: %s", golden->edit,
          mls_refusal_name (mls_proposal_rule (golden->proposal)), golden->proposal->refusal->message);
}

static void
do_refused (Golden *golden, char **words)
{
  golden->judged = TRUE;
  if (golden->plan != NULL)
    FAIL (golden, "“%s” is not refused", golden->edit);
  if (g_strcmp0 (mls_refusal_name (mls_proposal_rule (golden->proposal)), words[0]) != 0)
    expect_done (golden);
}

/* "says 299,9": part of what a person is told, in one word. */
static void
do_says (Golden *golden, char **words)
{
  if (golden->plan != NULL || strstr (golden->proposal->refusal->message, words[0]) == NULL)
    FAIL (golden, "It says “%s”", golden->proposal->refusal->message);
}

static void
do_pending (Golden *golden, char **words)
{
  expect_done (golden);
  g_assert_true (golden->plan->pending);
  g_assert_null (golden->plan->delta);
}

static void
expect_same_inverse (const MlsDelta *delta)
{
  g_autoptr (MlsDelta) inverse = mls_delta_inverted (delta);
  g_autoptr (MlsDelta) back = mls_delta_inverted (inverse);

  g_assert_true (golden_same_delta (delta, back));
}

static void
do_expect (Golden *golden, char **words)
{
  g_autoptr (GError) error = NULL;

  expect_done (golden);
  if (golden->plan->pending)
    FAIL (golden, "“%s” is pending", golden->edit);
  if (g_strcmp0 (mls_verb_name (golden->plan->verb), words[0]) != 0)
    FAIL (golden, "“%s” is a %s", golden->edit, mls_verb_name (golden->plan->verb));

  golden->applied = mls_memory_apply (golden->memory, golden->plan->delta, &error);
  if (golden->applied == NULL)
    FAIL (golden, "%s", error->message);

  golden_check_partition (golden);
  expect_same_inverse (golden->applied);
  g_ptr_array_add (golden->deltas, mls_delta_ref (golden->applied));
}

/* What it left. */

static const MlsFace *
face_at (Golden *golden, MlsPoint point)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (golden->memory);

  for (guint i = 0; i < faces->len; i++)
    if (mls_face_locate (g_ptr_array_index (faces, i), point) == MLS_SIDE_INSIDE)
      return g_ptr_array_index (faces, i);

  return NULL;
}

static const MlsFace *
face_of (Golden *golden, char letter)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (golden->memory);

  for (guint i = 0; i < faces->len; i++)
    if (((MlsFace *) g_ptr_array_index (faces, i))->id == golden->id_of[(guint) letter] &&
        golden->id_of[(guint) letter] != 0)
      return g_ptr_array_index (faces, i);

  FAIL (golden, "There is no face %c", letter);
}

static char
letter_of (const Golden *golden, gint64 id)
{
  for (guint letter = 0; letter < GOLDEN_MAX_LETTERS; letter++)
    if (golden->id_of[letter] == id)
      return (char) letter;

  return '?';
}

/* A new letter becomes the name of the face found there, if that has none. */
static void
expect_letter (Golden *golden, char letter, MlsPoint point)
{
  const MlsFace *face = face_at (golden, point);
  char found = face != NULL ? letter_of (golden, face->id) : '.';

  if (found == '?' && golden->id_of[(guint) letter] == 0)
    {
      golden->id_of[(guint) letter] = face->id;
      found = letter;
    }

  if (found != letter)
    FAIL (golden, "At %.3f %.3f there is %c, not %c", mls_grid_to_metres (point.x - golden->origin.x),
          mls_grid_to_metres (point.y - golden->origin.y), found, letter);
}

static void
check_area (Golden *golden, char letter, MlsArea2 area2)
{
  const MlsFace *face = face_of (golden, letter);

  if (mls_face_area2 (face) != area2)
    FAIL (golden, "Face %c has %.7f m², not %.7f m²", letter, mls_area2_to_m2 (mls_face_area2 (face)),
          mls_area2_to_m2 (area2));
}

static void
do_after (Golden *golden, char **words)
{
  g_assert_nonnull (golden->applied);
  golden->after = picture_new (golden->origin, golden->scale);
  golden->block = BLOCK_AFTER;
}

void
golden_finish_after (Golden *golden)
{
  g_autoptr (Picture) picture = g_steal_pointer (&golden->after);

  for (guint row = 0; row < picture->rows->len; row++)
    for (guint column = 0; column < picture_columns (picture); column++)
      expect_letter (golden, picture_at (picture, column, row), picture_middle (picture, column, row));

  for (char letter = 'A'; letter <= 'z'; letter++)
    if (g_ascii_isalpha (letter) && picture_count (picture, letter) > 0)
      check_area (golden, letter,
                  2 * (MlsArea2) picture_count (picture, letter) * golden->scale * golden->scale);
}

static void
do_face_is_at (Golden *golden, char **words)
{
  expect_letter (golden, golden_read_letter (golden, words[0]), golden_read_point (golden, words + 2));
}

static void
do_area (Golden *golden, char **words)
{
  check_area (golden, golden_read_letter (golden, words[0]), mls_area2_from_m2 (golden_read_number (golden, words[1])));
}

static void
do_vertices (Golden *golden, char **words)
{
  const MlsFace *face = face_of (golden, golden_read_letter (golden, words[0]));

  if (face->n_points != golden_read_number (golden, words[1]))
    FAIL (golden, "Face %s has %u vertices", words[0], face->n_points);
}

/* "rings a x y x y … hole x y …": all the rings of a face, vertex by vertex. */
static void
do_rings (Golden *golden, char **words)
{
  const MlsFace *face = face_of (golden, golden_read_letter (golden, words[0]));
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (MlsFace) expected = NULL;

  for (char **w = words + 1; w[-1] != NULL && *w != NULL;)
    {
      g_ptr_array_add (rings, golden_read_points (golden, w, "hole"));
      while (*w != NULL && strcmp (*w, "hole") != 0)
        w++;
      w += *w != NULL;
    }

  expected = golden_face_of_rings (face->id, rings, NULL, 0);
  if (mls_face_same_rings (expected, face))
    return;

  for (guint i = 0; i < face->n_points; i++)
    g_test_message ("%.3f %.3f", mls_grid_to_metres (face->points[i].x - golden->origin.x),
                    mls_grid_to_metres (face->points[i].y - golden->origin.y));
  FAIL (golden, "Face %s has other vertices", words[0]);
}

static gboolean
is_listed (const Golden *golden, char **letters, gint64 id)
{
  for (guint i = 0; letters[i] != NULL; i++)
    if (golden->id_of[(guint) letters[i][0]] == id)
      return TRUE;

  return FALSE;
}

/* Compares the faces a delta changes, creates or removes with those listed. */
static void
check_listed (Golden *golden, char **letters, const char *what, gboolean before, gboolean after)
{
  guint n = 0;

  for (guint i = 0; i < golden->applied->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (golden->applied->changes, MlsChange, i);
      gint64 id = change->before != NULL ? change->before->id : change->after->id;

      if ((change->before != NULL) != before || (change->after != NULL) != after)
        continue;
      n++;
      if (!is_listed (golden, letters, id))
        FAIL (golden, "The edit has %s %c", what, letter_of (golden, id));
    }

  if (n != g_strv_length (letters))
    FAIL (golden, "The edit has %s %u faces", what, n);
}

static void
do_changed (Golden *golden, char **words)
{
  check_listed (golden, words, "changed", TRUE, TRUE);
}

static void
do_created (Golden *golden, char **words)
{
  check_listed (golden, words, "created", FALSE, TRUE);
}

static void
do_removed (Golden *golden, char **words)
{
  check_listed (golden, words, "removed", TRUE, FALSE);
}

/* "edge x y": a piece of the territory's edge gained that vertex. */
static void
do_edge (Golden *golden, char **words)
{
  MlsPoint point = golden_read_point (golden, words);
  gboolean found = FALSE;

  golden->edge_told = TRUE;
  for (guint i = 0; i < golden->applied->edges->len; i++)
    {
      const GArray *after = g_array_index (golden->applied->edges, MlsEdgeChange, i).after;

      for (guint k = 0; k < after->len; k++)
        found |= mls_point_equal (golden_points (after)[k], point);
    }

  if (!found)
    FAIL (golden, "The territory's edge has no vertex there");
}

void
golden_check_labels (Golden *golden, char letter, char **words)
{
  const MlsFace *face = face_of (golden, letter);
  g_autofree MlsLabel *expected = g_memdup2 (face->labels, face->n_vintages * sizeof (MlsLabel));

  golden_read_labels (golden, words, expected);
  for (guint v = 0; v < face->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      if (face->labels[v].field[f] != expected[v].field[f])
        FAIL (golden, "The %s of %c in %s is %s", mls_field_column ((MlsField) f), letter, golden->names[v],
              face->labels[v].field[f] != 0 ? g_quark_to_string (face->labels[v].field[f]) : "-");
}

static gboolean
is_flagged (char **words, const char *flag)
{
  return g_strv_contains ((const char *const *) words, flag);
}

/* "region 24 cover wood 350 [at-least] [edge] [was-small] [kept] [small]" */
static void
do_region (Golden *golden, char **words)
{
  guint v = golden_read_vintage (golden, words[0]);
  MlsDimension dimension = golden_read_dimension (golden, words[1]);
  MlsText code = golden_read_code (words[2]);
  MlsArea2 area2 = mls_area2_from_m2 (golden_read_number (golden, words[3]));

  g_assert_nonnull (golden->proposal->verdict);
  for (guint i = 0; i < golden->proposal->verdict->regions->len; i++)
    {
      const MlsRegionEffect *r = &g_array_index (golden->proposal->verdict->regions, MlsRegionEffect, i);

      if (r->vintage == v && r->dimension == dimension && r->code == code && r->area2 == area2 &&
          r->at_least == is_flagged (words, "at-least") && r->on_edge == is_flagged (words, "edge") &&
          r->was_small == is_flagged (words, "was-small") && r->kept == is_flagged (words, "kept") && r->ok != is_flagged (words, "small"))
        return;
    }

  for (guint i = 0; i < golden->proposal->verdict->regions->len; i++)
    {
      const MlsRegionEffect *r = &g_array_index (golden->proposal->verdict->regions, MlsRegionEffect, i);

      g_test_message ("region %s %s %s %.6f%s%s%s%s%s", golden->names[r->vintage],
                      mls_dimension_name (r->dimension), g_quark_to_string (r->code),
                      mls_area2_to_m2 (r->area2), r->at_least ? " at-least" : "",
                      r->on_edge ? " edge" : "", r->was_small ? " was-small" : "", r->kept ? " kept" : "", r->ok ? "" : " small");
    }
  FAIL (golden, "The verdict lists no such region");
}

static void
do_regions (Golden *golden, char **words)
{
  if (golden->proposal->verdict->regions->len != golden_read_number (golden, words[0]))
    FAIL (golden, "The verdict lists %u regions", golden->proposal->verdict->regions->len);
}

/* RULE VINTAGE AREA. */
static void
do_warns (Golden *golden, char **words)
{
  const GArray *warnings = golden->proposal->verdict->warnings;
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < warnings->len; i++)
    {
      const MlsFinding *finding = &g_array_index (warnings, MlsFinding, i);
      g_autofree char *text = g_strdup_printf ("%s %s %.10g", mls_finding_rule_name (finding->rule),
                                               golden->vintages[finding->vintage].code,
                                               mls_area2_to_m2 (finding->area2));
      g_autofree char *wanted = g_strjoinv (" ", words);

      if (strcmp (text, wanted) == 0)
        return;
      g_string_append_printf (all, "; %s", text);
    }

  FAIL (golden, "It warns otherwise%s", all->str);
}

/* The codes of vintages, or -. */
static void
do_carries (Golden *golden, char **words)
{
  g_autofree char *wanted = g_strjoinv (" ", words);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint v = 0; v < golden->n_vintages; v++)
    if ((golden->proposal->verdict->carry_over & MLS_VINTAGE (v)) != 0)
      g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", golden->vintages[v].code);
  if (strcmp (wanted, found->len > 0 ? found->str : "-") != 0)
    FAIL (golden, "It may be carried over to “%s”", found->str);
}

static void
do_warnings (Golden *golden, char **words)
{
  if (golden->proposal->verdict->warnings->len != golden_read_number (golden, words[0]))
    FAIL (golden, "There are %u warnings", golden->proposal->verdict->warnings->len);
}

const GoldenWord golden_outcome_words[] = {
  { "refused", do_refused },   { "pending", do_pending }, { "expect", do_expect },
  { "after", do_after },       { "face", do_face_is_at }, { "area", do_area },
  { "vertices", do_vertices }, { "rings", do_rings },     { "changed", do_changed },
  { "created", do_created },   { "removed", do_removed }, { "edge", do_edge },
  { "region", do_region },     { "regions", do_regions }, { "says", do_says },
  { "warns", do_warns },       { "warnings", do_warnings },
  { "carries", do_carries },
  { NULL },
};
