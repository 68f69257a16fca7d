#include "golden-private.h"

#include <string.h>

Golden *
golden_new (void)
{
  Golden *golden = g_new0 (Golden, 1);

  golden->scale = 10 * MLS_MM_PER_M;
  golden->deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delta_unref);

  return golden;
}

static void
run_indented (Golden *golden, const char *line)
{
  g_autofree char *text = g_strstrip (g_strdup (line));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  Picture *picture = golden->block == BLOCK_BEFORE ? golden->before : golden->after;

  if (golden->block == BLOCK_BEFORE || golden->block == BLOCK_AFTER)
    {
      picture_add_row (picture, text);
      return;
    }

  if (golden->block != BLOCK_LABELS)
    FAIL (golden, "An indented line belongs to no block");

  for (const char *letter = words[0]; *letter != '\0'; letter++)
    if (golden->applied != NULL)
      golden_check_labels (golden, *letter, words + 1);
    else
      golden_read_labels (golden, words + 1, golden->labels[(guint) *letter]);
}

static void
run_words (Golden *golden, const char *line)
{
  static const GoldenWord *const tables[] = { golden_drawing_words, golden_edit_words, golden_outcome_words };
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  if (golden_is_edit (words[0]))
    {
      golden_run_edit (golden, line);
      return;
    }

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const GoldenWord *word = tables[t]; word->word != NULL; word++)
      if (strcmp (word->word, words[0]) == 0)
        {
          word->run (golden, words + 1);
          return;
        }

  FAIL (golden, "“%s” is not understood", words[0]);
}

/* "a  b\tc # why" → "a b c" */
static char *
tidy (const char *line)
{
  g_autofree char *start = g_strdelimit (g_strdup (line), "\t", ' ');
  GString *text;

  if (strchr (start, '#') != NULL)
    *strchr (start, '#') = '\0';

  text = g_string_new (g_strchomp (start));
  while (g_string_replace (text, "  ", " ", 0) > 0)
    ;

  return g_string_free (text, FALSE);
}

/**
 * golden_run_line:
 * @golden: a coverage under test
 * @line: a line of a case
 * @place: where it stands, for messages
 *
 * Stops the test if what @line says is not so.
 */
void
golden_run_line (Golden *golden, const char *line, const char *place)
{
  g_autofree char *text = tidy (line);

  golden->place = place;
  if (text[0] == ' ')
    {
      run_indented (golden, text);
      return;
    }

  if (golden->block == BLOCK_AFTER && golden->after != NULL)
    golden_finish_after (golden);
  golden->block = BLOCK_NONE;
  if (text[0] != '\0')
    run_words (golden, text);
}

static void
expect_same_faces (const GPtrArray *a, const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_true (golden_same_face (g_ptr_array_index (a, i), g_ptr_array_index (b, i)));
}

static void
apply (Golden *golden, const MlsDelta *delta)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_memory_apply (golden->memory, delta, &error);

  g_assert_no_error (error);
}

/* All that was done can be taken back, and done again, to the bit. */
static void
undo_and_redo (Golden *golden)
{
  g_autoptr (GPtrArray) end = golden_faces (golden);
  g_autoptr (GPtrArray) start = NULL;
  g_autoptr (GPtrArray) again = NULL;

  for (guint i = golden->deltas->len; i-- > 0;)
    {
      g_autoptr (MlsDelta) inverse = mls_delta_inverted (g_ptr_array_index (golden->deltas, i));

      apply (golden, inverse);
    }
  start = golden_faces (golden);
  expect_same_faces (start, golden->start);

  for (guint i = 0; i < golden->deltas->len; i++)
    apply (golden, g_ptr_array_index (golden->deltas, i));
  again = golden_faces (golden);
  expect_same_faces (again, end);
}

/**
 * golden_finish:
 * @golden: (transfer full): a coverage under test
 *
 * Takes all edits back and does them again.
 */
void
golden_finish (Golden *golden)
{
  golden_run_line (golden, "", "At the end");
  g_assert_nonnull (golden->memory);
  golden_expect_judged (golden);
  undo_and_redo (golden);

  golden_clear_edit (golden);
  g_free (golden->edit);
  for (guint v = 0; v < golden->n_vintages; v++)
    g_free (golden->names[v]);
  for (guint letter = 0; letter < GOLDEN_MAX_LETTERS; letter++)
    g_clear_pointer (&golden->rings[letter], g_ptr_array_unref);
  g_clear_pointer (&golden->before, picture_free);
  g_clear_pointer (&golden->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&golden->zone, mls_zone_free);
  mls_memory_free (golden->memory);
  g_ptr_array_unref (golden->start);
  g_ptr_array_unref (golden->deltas);
  g_free (golden);
}
