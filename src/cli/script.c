#include "cli/script.h"

#include "base/text.h"
#include "cli/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Appends what stands between quotes; @c is behind the first one. Returns what is behind the last
 * one, or NULL if there is none. */
static const char *
read_quoted (const char *c, GString *word)
{
  while (*c != '"')
    {
      if (*c == '\\' && (c[1] == '"' || c[1] == '\\'))
        c++;
      if (*c == '\0')
        return NULL;

      g_string_append_c (word, *c++);
    }

  return c + 1;
}

static const char *
read_word (const char *c, GString *word)
{
  while (c != NULL && *c != '\0' && !is_blank (*c))
    {
      if (*c == '"')
        c = read_quoted (c + 1, word);
      else
        g_string_append_c (word, *c++);
    }

  return c;
}

static GPtrArray *
split (const char *line, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (const char *c = line;;)
    {
      GString *word;

      while (is_blank (*c))
        c++;
      if (*c == '\0' || *c == '#')
        return g_steal_pointer (&words);

      word = g_string_new (NULL);
      c = read_word (c, word);
      g_ptr_array_add (words, g_string_free (word, FALSE));
      if (c == NULL)
        {
          mls_usage_error (error, _("A quote does not end"));
          return NULL;
        }
    }
}

/**
 * mls_script_split:
 * @line: (array length=length): a line of a script with its line feed, any bytes
 * @length: how many
 * @error: %MLS_CLI_ERROR_USAGE if it is not UTF-8, a quote does not end, or it is cut short: half a
 *   number is a number
 *
 * Returns: (transfer full): its words, none for a blank line or a comment; or %NULL
 */
char **
mls_script_split (const char *line, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) words = NULL;

  if (!g_utf8_validate (line, (gssize) length, NULL))
    {
      mls_usage_error (error, _("The line is not UTF-8"));
      return NULL;
    }

  text = g_strndup (line, length);
  words = split (text, error);
  if (words == NULL)
    return NULL;

  if (words->len > 0 && line[length - 1] != '\n')
    {
      mls_usage_error (error, _("The script ends within this line: it lacks its line feed"));
      return NULL;
    }

  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

static gboolean
read_point (const char *x, const char *y, MlsPoint *out, GError **error)
{
  double east, north;

  if (!mls_text_to_number (x, &east) || !mls_text_to_number (y, &north))
    return mls_usage_error (error, _("“%s %s” are no coordinates"), x, y);

  if (!mls_grid_from_metres (east, north, out))
    return mls_usage_error (error, _("“%s %s” is too far away"), x, y);

  return TRUE;
}

/**
 * mls_script_points:
 * @words: (array zero-terminated=1): eastings and northings in turn, m
 * @points: (element-type MlsPoint): where to append them
 * @error: %MLS_CLI_ERROR_USAGE
 *
 * Returns: whether all were coordinates, in couples
 */
gboolean
mls_script_points (const char *const *words, GArray *points, GError **error)
{
  for (; words[0] != NULL; words += 2)
    {
      MlsPoint point;

      if (words[1] == NULL)
        return mls_usage_error (error, _("“%s” lacks its northing"), words[0]);

      if (!read_point (words[0], words[1], &point, error))
        return FALSE;

      g_array_append_val (points, point);
    }

  return TRUE;
}

/**
 * mls_script_length:
 * @word: a number of metres
 * @out: (out): the same in mm
 * @error: %MLS_CLI_ERROR_USAGE
 *
 * Returns: whether it was one, a millimetre at least
 */
gboolean
mls_script_length (const char *word, gint64 *out, GError **error)
{
  double metres;
  MlsPoint along;

  if (!mls_text_to_number (word, &metres) || !mls_grid_from_metres (metres, 0, &along) || along.x <= 0)
    return mls_usage_error (error, _("“%s” is no length in metres"), word);

  *out = along.x;
  return TRUE;
}
