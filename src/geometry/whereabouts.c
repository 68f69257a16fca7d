#include "geometry/whereabouts.h"

#include "geometry/angle.h"
#include "geometry/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CRS_PREFIX "EPSG"

/* A number as people write it: its digits may be in groups of three. */
#define NUMBER "^[-+]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}( [0-9]{3})+)([.,][0-9]*)?$"

/* Signs that stand for one another, after the sign they are read as. */
static const char *const alike[] = {
  "'′’‘´ʹ", "\"″”“ʺ", "*°º˚", "-−–", NULL,
};

static gboolean
fail (const char *problem, GError **error)
{
  g_set_error_literal (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_PLACE, _(problem));

  return FALSE;
}

/* What @c is read as, or @c itself. */
static gunichar
read_as (gunichar c)
{
  if (g_unichar_isspace (c))
    return ' ';
  for (guint i = 0; alike[i] != NULL; i++)
    if (g_utf8_strchr (alike[i], -1, c) != NULL)
      return (gunichar) alike[i][0];

  return g_unichar_toupper (c);
}

/* Whether @at is a space that only groups digits: people type plain ones, programs write those that do not break. */
static gboolean
is_group_space (const char *text, const char *at)
{
  gunichar c = g_utf8_get_char (at);

  return (c == 0x202f || c == 0xa0 || c == 0x2009) && at > text && g_ascii_isdigit (at[-1]) &&
         g_ascii_isdigit (*g_utf8_next_char (at));
}

/* In capitals, each sign in one way, no spaces but single ones between two words. */
static char *
tidy (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = read_as (g_utf8_get_char (at));

      if (is_group_space (text, at) || (c == ' ' && (out->len == 0 || out->str[out->len - 1] == ' ')))
        continue;
      if (c == '\'' && g_str_has_suffix (out->str, "'"))
        out->str[out->len - 1] = '"';
      else
        g_string_append_unichar (out, c);
    }

  return g_strchomp (g_string_free (out, FALSE));
}

/* Takes "EPSG:n" out of @text, from its beginning or its end. */
static gboolean
take_crs (char *text, guint *epsg)
{
  char *prefix = strstr (text, CRS_PREFIX);
  char *code, *end;
  guint64 number;

  *epsg = 0;
  if (prefix == NULL)
    return TRUE;

  code = prefix + strlen (CRS_PREFIX);
  code += strspn (code, ": ");
  number = g_ascii_strtoull (code, &end, 10);
  if (end == code || number == 0 || number > G_MAXINT)
    return FALSE;

  *epsg = (guint) number;
  memset (prefix, ' ', (gsize) (end - prefix));
  for (; *end != '\0' && strchr (" :;,", *end) != NULL; end++)
    *end = ' ';
  g_strstrip (text);
  while (*text != '\0' && strchr (" :;,", text[strlen (text) - 1]) != NULL)
    text[strlen (text) - 1] = '\0';

  return TRUE;
}

/* Takes "1:n" from the end of @text, with what parts it from the place before. */
static gboolean
take_scale (char *text, double *scale)
{
  char *ratio = g_strrstr (text, "1:");
  char *end;

  *scale = 0;
  if (ratio == NULL || ratio == text || strchr (" ,;/", ratio[-1]) == NULL)
    return TRUE;

  *scale = (double) g_ascii_strtoull (ratio + strlen ("1:"), &end, 10);
  if (*end != '\0' || *scale <= 0)
    return FALSE;

  for (; ratio > text && strchr (" ,;/", ratio[-1]) != NULL; ratio--)
    ratio[-1] = '\0';
  *ratio = '\0';

  return TRUE;
}

static gboolean
read_number (const char *text, gsize length, double *out)
{
  g_autofree char *part = g_strstrip (g_strndup (text, length));
  g_auto (GStrv) groups = NULL;
  g_autofree char *digits = NULL;

  if (!g_regex_match_simple (NUMBER, part, 0, 0))
    return FALSE;

  groups = g_strsplit (g_strdelimit (part, ",", '.'), " ", -1);
  digits = g_strjoinv (NULL, groups);
  *out = g_ascii_strtod (digits, NULL);

  return TRUE;
}

/* How much a sign looks like what parts two numbers; 0 for not at all. A comma without a space behind it is a
 * decimal one unless nothing else could part them. */
static int
parting (const char *text, const char *at)
{
  switch (*at)
    {
    case ';':
    case '/':
      return 4;
    case ',':
      return at[1] == ' ' ? 3 : strchr (text, ' ') == NULL ? 2 : 0;
    case ' ':
      return 1;
    default:
      return 0;
    }
}

/* Parts @text where that leaves a number on either side; of several such places, at what looks most like it, and
 * nearest the middle. Two as good as one another are none. */
static gboolean
read_pair (const char *text, double *x, double *y)
{
  gsize length = strlen (text);
  int best = 0;
  gsize off = G_MAXSIZE;
  gboolean is_one = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      gsize before = (gsize) (at - text);
      gsize after = length - before - 1;
      gsize this_off = before > after ? before - after : after - before;
      int this = parting (text, at);
      double first, second;

      if (this == 0 || this < best || (this == best && this_off > off) ||
          !read_number (text, before, &first) || !read_number (at + 1, after, &second))
        continue;

      is_one = this > best || this_off < off;
      best = this;
      off = this_off;
      *x = first;
      *y = second;
    }

  return is_one;
}

/* Whether @text has letters of no meaning here. */
static gboolean
has_words (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)) && strchr ("NSEWOXY", *text) == NULL)
      return TRUE;

  return FALSE;
}

/* "X … Y …", as the window writes it, either of them first. */
static gboolean
read_named (char *text, double *x, double *y)
{
  char *x_text = strchr (text, 'X');
  char *y_text = strchr (text, 'Y');
  char *first = MIN (x_text, y_text);
  char *second = MAX (x_text, y_text);
  double a, b;

  if (x_text == NULL || y_text == NULL || first != text)
    return FALSE;

  g_strdelimit (text, "=:", ' ');
  for (char *at = second - 1; at > first && strchr (" ,;/", *at) != NULL; at--)
    *at = ' ';
  if (!read_number (first + 1, (gsize) (second - first - 1), &a) || !read_number (second + 1, strlen (second + 1), &b))
    return FALSE;

  *x = first == x_text ? a : b;
  *y = first == x_text ? b : a;

  return TRUE;
}

static gboolean
read_degrees (const char *text, MlsWhereabouts *out, GError **error)
{
  const char *problem;

  out->kind = MLS_WHEREABOUTS_DEGREES;

  return mls_angle_read_pair (text, &out->x, &out->y, &problem) || fail (problem, error);
}

static gboolean
read_face (const char *text, MlsWhereabouts *out)
{
  const char *digits = text + (text[0] == '#');
  char *end;

  out->kind = MLS_WHEREABOUTS_FACE;
  out->id = g_ascii_strtoll (digits, &end, 10);

  return g_ascii_isdigit (digits[0]) && *end == '\0' && out->id > 0 && out->id < G_MAXINT64;
}

static gboolean
read_tidied (char *text, MlsWhereabouts *out, GError **error)
{
  gboolean named = strpbrk (text, "XY") != NULL;

  if (!take_scale (text, &out->scale))
    return fail (N_("A scale is told as 1:2500"), error);
  if (!take_crs (text, &out->epsg))
    return fail (N_("A reference system is told as EPSG:3857"), error);
  if (text[0] == '\0' || has_words (text))
    return fail (N_("Coordinates, or the number of a face"), error);
  if (out->epsg == 0 && read_face (text, out))
    return TRUE;
  if (strpbrk (text, "NSEWO*'\"") != NULL && !named)
    return read_degrees (text, out, error);
  if (!(named ? read_named (text, &out->x, &out->y) : read_pair (text, &out->x, &out->y)))
    return fail (N_("Two numbers are needed, such as 652100.5, 6861000"), error);

  out->kind = out->epsg != 0 ? MLS_WHEREABOUTS_CRS : MLS_WHEREABOUTS_OWN;
  if (out->kind == MLS_WHEREABOUTS_OWN && !named && fabs (out->x) <= 90 && fabs (out->y) <= 180)
    {
      double latitude = out->x;

      out->kind = MLS_WHEREABOUTS_DEGREES;
      out->x = out->y;
      out->y = latitude;
    }

  return TRUE;
}

/**
 * mls_whereabouts_read:
 * @text: what a person has typed
 * @out: (out): the place it tells
 * @error: %MLS_GEOMETRY_ERROR_PLACE when it tells none
 *
 * Reads "652100.5, 6861000", "652 100,5 6 861 000", "X … Y …", "EPSG:3857 261848 6250566", latitude and
 * longitude as "48.8566, 2.3522" or "48° 51′ 24″ N, 2° 21′ 8″ E", and "#1234" or "1234" for a face. Decimals
 * follow a point or a comma. Two numbers that may be a latitude and a longitude are those. A scale may follow, as
 * "652100.5, 6861000, 1:2500".
 *
 * Returns: whether @out is set
 */
gboolean
mls_whereabouts_read (const char *text, MlsWhereabouts *out, GError **error)
{
  g_autofree char *tidied = NULL;

  *out = (MlsWhereabouts){ .kind = MLS_WHEREABOUTS_OWN };
  if (!g_utf8_validate (text, -1, NULL))
    return fail (N_("Coordinates, or the number of a face"), error);

  tidied = tidy (text);

  return read_tidied (tidied, out, error);
}
