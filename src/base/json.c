#include "base/json.h"

#include "base/format.h"

#include <math.h>

struct _MlsJson
{
  GString *text;
  GString *open;   /* the brackets that close what is open, innermost last */
  gboolean follow; /* something stands before on this level */
};

/**
 * mls_json_new:
 *
 * Returns: (transfer full): a writer that has written nothing
 */
MlsJson *
mls_json_new (void)
{
  MlsJson *self = g_new0 (MlsJson, 1);

  self->text = g_string_new (NULL);
  self->open = g_string_new (NULL);

  return self;
}

/**
 * mls_json_free:
 * @self: (transfer full): a writer
 */
void
mls_json_free (MlsJson *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->open, TRUE);
  g_free (self);
}

static void
append_escaped (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (text, "\\%c", *c);
    else if ((guchar) *c < 0x20 || *c == 0x7f)
      g_string_append_printf (text, "\\u%04x", (guint) *c);
    else
      g_string_append_c (text, *c);
  g_string_append_c (text, '"');
}

static void
start_member (MlsJson *self, const char *key)
{
  gboolean in_object = self->open->len > 0 && self->open->str[self->open->len - 1] == '}';

  g_return_if_fail (in_object == (key != NULL));

  if (self->follow)
    g_string_append_c (self->text, ',');
  if (key != NULL)
    {
      append_escaped (self->text, key);
      g_string_append_c (self->text, ':');
    }
  self->follow = TRUE;
}

static void
start_level (MlsJson *self, const char *key, const char *brackets)
{
  start_member (self, key);
  g_string_append_c (self->text, brackets[0]);
  g_string_append_c (self->open, brackets[1]);
  self->follow = FALSE;
}

/**
 * mls_json_object:
 * @self: a writer
 * @key: (nullable): its key
 *
 * Starts an object; mls_json_end() ends it.
 */
void
mls_json_object (MlsJson *self, const char *key)
{
  start_level (self, key, "{}");
}

/**
 * mls_json_array:
 * @self: a writer
 * @key: (nullable): its key
 *
 * Starts an array; mls_json_end() ends it.
 */
void
mls_json_array (MlsJson *self, const char *key)
{
  start_level (self, key, "[]");
}

/**
 * mls_json_end:
 * @self: a writer
 *
 * Ends the object or array started last.
 */
void
mls_json_end (MlsJson *self)
{
  g_return_if_fail (self->open->len > 0);

  g_string_append_c (self->text, self->open->str[self->open->len - 1]);
  g_string_truncate (self->open, self->open->len - 1);
  self->follow = TRUE;
}

/**
 * mls_json_string:
 * @self: a writer
 * @key: (nullable): its key
 * @value: (nullable): a text; %NULL is null
 */
void
mls_json_string (MlsJson *self, const char *key, const char *value)
{
  start_member (self, key);
  if (value != NULL)
    append_escaped (self->text, value);
  else
    g_string_append (self->text, "null");
}

/**
 * mls_json_integer:
 * @self: a writer
 * @key: (nullable): its key
 * @value: a whole number
 */
void
mls_json_integer (MlsJson *self, const char *key, gint64 value)
{
  start_member (self, key);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * mls_json_number:
 * @self: a writer
 * @key: (nullable): its key
 * @value: a number; what is none, or infinite, is null
 */
void
mls_json_number (MlsJson *self, const char *key, double value)
{
  g_autofree char *text = isfinite (value) ? mls_format_ascii (value) : g_strdup ("null");

  start_member (self, key);
  g_string_append (self->text, text);
}

/**
 * mls_json_area2:
 * @self: a writer
 * @key: (nullable): its key
 * @area2: twice an area, mm²; written in m², to its last digit
 */
void
mls_json_area2 (MlsJson *self, const char *key, MlsArea2 area2)
{
  g_autofree char *text = mls_area2_to_text (area2);

  start_member (self, key);
  g_string_append (self->text, text);
}

/**
 * mls_json_boolean:
 * @self: a writer
 * @key: (nullable): its key
 * @value: whether
 */
void
mls_json_boolean (MlsJson *self, const char *key, gboolean value)
{
  start_member (self, key);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * mls_json_text:
 * @self: a writer at the end of its value
 *
 * Returns: (transfer none): what was written
 */
const char *
mls_json_text (MlsJson *self)
{
  g_return_val_if_fail (self->open->len == 0, NULL);

  return self->text->str;
}
