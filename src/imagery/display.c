#include "imagery/display.h"

#include "base/format.h"
#include "base/text.h"
#include "imagery/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words. Each kind is read and written in its own way. */
typedef enum
{
  NUMBER,
  BANDS,
  STRETCH,
  NODATA,
  FLAG,
} Kind;

static const struct
{
  const char *key;
  Kind        kind;
  gsize       offset;
  double      low;
  double      high;
  const char *only; /* all that a flag can say */
} words[] = {
  { "brightness", NUMBER, G_STRUCT_OFFSET (MlsDisplay, tone.brightness), -100, 100 },
  { "contrast", NUMBER, G_STRUCT_OFFSET (MlsDisplay, tone.contrast), -100, 100 },
  { "gamma", NUMBER, G_STRUCT_OFFSET (MlsDisplay, tone.gamma), 0.1, 10 },
  { "saturation", NUMBER, G_STRUCT_OFFSET (MlsDisplay, tone.saturation), -100, 100 },
  { "opacity", NUMBER, G_STRUCT_OFFSET (MlsDisplay, tone.opacity), 0, 100 },
  { "bands", BANDS, G_STRUCT_OFFSET (MlsDisplay, raster.bands), 1, G_MAXUINT16 },
  { "infrared", BANDS, G_STRUCT_OFFSET (MlsDisplay, infrared), 1, G_MAXUINT16 },
  { "stretch", STRETCH, G_STRUCT_OFFSET (MlsDisplay, raster.stretch) },
  { "nodata", NODATA, G_STRUCT_OFFSET (MlsDisplay, raster.nodata) },
  { "crs", FLAG, G_STRUCT_OFFSET (MlsDisplay, raster.assume_project_crs), .only = "project" },
  { "place", FLAG, G_STRUCT_OFFSET (MlsDisplay, raster.place_by_points), .only = "points" },
};

static const char *const policies[] = {
  [MLS_NODATA_AUTO] = "auto",
  [MLS_NODATA_IGNORE] = "ignore",
  [MLS_NODATA_HEED] = "heed",
};

/* Three numbers with commas between, or one for all three. */
static gboolean
read_three (const char *text, double *out)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < 3; i++)
    if ((n != 1 && n != 3) || !mls_text_to_number (g_strstrip (parts[n == 1 ? 0 : i]), &out[i]))
      return FALSE;

  return TRUE;
}

static gboolean
read_bands (const char *text, double low, double high, guint *bands)
{
  double numbers[3];

  if (!read_three (text, numbers))
    return FALSE;

  for (int i = 0; i < 3; i++)
    if (!(numbers[i] >= low && numbers[i] <= high && numbers[i] == (guint) numbers[i]))
      return FALSE;

  for (int i = 0; i < 3; i++)
    bands[i] = (guint) numbers[i];

  return TRUE;
}

/* "200:3400" for all bands, or three such with commas between. */
static gboolean
read_stretch (const char *text, MlsStretch *out)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint n = g_strv_length (parts);
  MlsStretch stretch[3];

  for (guint i = 0; i < 3; i++)
    {
      g_auto (GStrv) ends = NULL;

      if (n != 1 && n != 3)
        return FALSE;

      ends = g_strsplit (parts[n == 1 ? 0 : i], ":", -1);
      if (g_strv_length (ends) != 2 || !mls_text_to_number (ends[0], &stretch[i].low) ||
          !mls_text_to_number (ends[1], &stretch[i].high) || !(stretch[i].low < stretch[i].high))
        return FALSE;
    }

  memcpy (out, stretch, sizeof stretch);
  return TRUE;
}

static gboolean
read_policy (const char *text, MlsNodata *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    if (g_str_equal (text, policies[i]))
      {
        *out = (MlsNodata) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_value (MlsDisplay *self, gsize word, const char *text)
{
  gpointer field = G_STRUCT_MEMBER_P (self, words[word].offset);
  double number;

  switch (words[word].kind)
    {
    case NUMBER:
      if (!mls_text_to_number (text, &number) || !(number >= words[word].low && number <= words[word].high))
        return FALSE;
      *(double *) field = number;
      return TRUE;
    case BANDS:
      return read_bands (text, words[word].low, words[word].high, field);
    case STRETCH:
      return read_stretch (text, field);
    case NODATA:
      return read_policy (text, field);
    case FLAG:
      *(gboolean *) field = g_str_equal (text, words[word].only);
      return *(gboolean *) field;
    }

  g_assert_not_reached ();
}

static gsize
size_of (Kind kind)
{
  switch (kind)
    {
    case NUMBER:
      return sizeof (double);
    case BANDS:
      return sizeof (guint) * 3;
    case STRETCH:
      return sizeof (MlsStretch) * 3;
    case NODATA:
      return sizeof (MlsNodata);
    case FLAG:
      return sizeof (gboolean);
    }

  g_assert_not_reached ();
}

/* Whether a word says the same of both, which may be nothing. */
static gboolean
is_same (const MlsDisplay *a, const MlsDisplay *b, gsize word)
{
  return memcmp (G_STRUCT_MEMBER_P (a, words[word].offset), G_STRUCT_MEMBER_P (b, words[word].offset),
                 size_of (words[word].kind)) == 0;
}

static void
write_stretch (GString *text, const MlsStretch *stretch)
{
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *low = mls_format_ascii (stretch[i].low);
      g_autofree char *high = mls_format_ascii (stretch[i].high);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? "," : "", low, high);
    }
}

static void
write_value (GString *text, const MlsDisplay *self, gsize word)
{
  gconstpointer field = G_STRUCT_MEMBER_P (self, words[word].offset);
  const guint *bands = field;
  g_autofree char *number = NULL;

  switch (words[word].kind)
    {
    case NUMBER:
      number = mls_format_ascii (*(const double *) field);
      g_string_append (text, number);
      break;
    case BANDS:
      g_string_append_printf (text, "%u,%u,%u", bands[0], bands[1], bands[2]);
      break;
    case STRETCH:
      write_stretch (text, field);
      break;
    case NODATA:
      g_string_append (text, policies[*(const MlsNodata *) field]);
      break;
    case FLAG:
      g_string_append (text, words[word].only);
      break;
    }
}

static gboolean
find_word (const char *key, gsize *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key))
      {
        *out = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * mls_display_read:
 * @text: (nullable): words
 *
 * Words that say nothing, as of a newer version, are passed over.
 *
 * Returns: what they say
 */
MlsDisplay
mls_display_read (const char *text)
{
  MlsDisplay self = MLS_DISPLAY_AS_IS;
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');
      gsize word;

      if (value == NULL)
        continue;

      *value++ = '\0';
      if (find_word (parts[i], &word))
        read_value (&self, word, value);
    }

  return self;
}

/**
 * mls_display_dup_text:
 * @self: how an image is shown
 *
 * Returns: (transfer full) (nullable): the words for it, %NULL if there are none to be said
 */
char *
mls_display_dup_text (const MlsDisplay *self)
{
  static const MlsDisplay as_is = MLS_DISPLAY_AS_IS;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (!is_same (self, &as_is, i))
      {
        g_string_append_printf (text, "%s%s=", text->len > 0 ? " " : "", words[i].key);
        write_value (text, self, i);
      }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/**
 * mls_display_set:
 * @self: (inout): how an image is shown
 * @key: one of the words
 * @value: what it is to say; empty for as in any image
 * @error: %MLS_IMAGERY_ERROR_DISPLAY if there is no such word, or it cannot say that
 *
 * Returns: whether it says that now
 */
gboolean
mls_display_set (MlsDisplay *self, const char *key, const char *value, GError **error)
{
  static const MlsDisplay as_is = MLS_DISPLAY_AS_IS;
  gsize word;

  if (!find_word (key, &word))
    {
      g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_DISPLAY,
                   _("Nothing of a photo is called “%s”"), key);
      return FALSE;
    }

  if (*value == '\0')
    {
      memcpy (G_STRUCT_MEMBER_P (self, words[word].offset),
              G_STRUCT_MEMBER_P (&as_is, words[word].offset), size_of (words[word].kind));
      return TRUE;
    }

  if (read_value (self, word, value))
    return TRUE;

  g_set_error (error, MLS_IMAGERY_ERROR, MLS_IMAGERY_ERROR_DISPLAY, _("“%s” is no value of %s"), value,
               key);
  return FALSE;
}

/**
 * mls_display_has_infrared:
 * @self: how an image is shown
 *
 * Returns: whether it can be shown in infrared, too
 */
gboolean
mls_display_has_infrared (const MlsDisplay *self)
{
  return self->infrared[0] > 0;
}
