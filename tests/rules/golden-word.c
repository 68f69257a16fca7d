#include "golden-private.h"

#include <string.h>

double
golden_read_number (Golden *golden, const char *word)
{
  char *end = NULL;
  double number = word != NULL ? g_ascii_strtod (word, &end) : 0;

  if (word == NULL || end == word || *end != '\0')
    FAIL (golden, "“%s” is no number", word != NULL ? word : "");

  return number;
}

gint64
golden_read_mm (Golden *golden, const char *word)
{
  double mm = golden_read_number (golden, word) * MLS_MM_PER_M;

  return (gint64) (mm < 0 ? mm - 0.5 : mm + 0.5);
}

MlsPoint
golden_read_point (Golden *golden, char **words)
{
  gint64 x = golden_read_mm (golden, words[0]);

  return (MlsPoint){ golden->origin.x + x, golden->origin.y + golden_read_mm (golden, words[1]) };
}

/* Points up to the end of @words or to the word @end. */
GArray *
golden_read_points (Golden *golden, char **words, const char *end)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MlsPoint));

  for (guint i = 0; words[i] != NULL && g_strcmp0 (words[i], end) != 0; i += 2)
    g_array_append_val (points, ((MlsPoint[]){ golden_read_point (golden, words + i) }[0]));

  return points;
}

const MlsPoint *
golden_points (const GArray *points)
{
  return (const MlsPoint *) (gpointer) points->data;
}

char
golden_read_letter (Golden *golden, const char *word)
{
  if (word == NULL || strlen (word) != 1 || !g_ascii_isalpha (word[0]))
    FAIL (golden, "“%s” is no face", word != NULL ? word : "");

  return word[0];
}

guint
golden_read_vintage (Golden *golden, const char *word)
{
  for (guint v = 0; v < golden->n_vintages; v++)
    if (g_strcmp0 (golden->names[v], word) == 0)
      return v;

  FAIL (golden, "“%s” is no vintage", word != NULL ? word : "");
}

MlsDimension
golden_read_dimension (Golden *golden, const char *word)
{
  MlsDimension dimension = MLS_DIMENSION_COVER;

  if (!mls_dimension_from_name (word, &dimension))
    FAIL (golden, "“%s” is no dimension", word != NULL ? word : "");

  return dimension;
}

MlsText
golden_read_code (const char *word)
{
  return g_strcmp0 (word, "-") == 0 ? 0 : g_quark_from_string (word);
}

/* Reads "doubt=1 comment=x"; returns how many words that takes. */
guint
golden_read_note (Golden *golden, char **words, MlsNote *note)
{
  guint n = 0;

  for (; words[n] != NULL && strchr (words[n], '=') != NULL; n++)
    if (!mls_note_read (note, words[n]))
      FAIL (golden, "“%s” is no field", words[n]);

  return n;
}

/* "24 cover use doubt=1 21 cover use …" */
void
golden_read_labels (Golden *golden, char **words, MlsLabel *labels)
{
  for (guint i = 0; words[i] != NULL;)
    {
      guint v = golden_read_vintage (golden, words[i]);
      MlsNote note = { 0 };

      if (words[i + 1] == NULL || words[i + 2] == NULL)
        FAIL (golden, "A label is a vintage, a cover and a use");

      note.label = (MlsLabel){ { golden_read_code (words[i + 1]), golden_read_code (words[i + 2]) } };
      i += 3;
      i += golden_read_note (golden, words + i, &note);
      labels[v] = note.label;
    }
}
