#include "style/xml.h"

struct _MlsXml
{
  GString   *text;
  GPtrArray *open; /* (element-type utf8): names of what is open, innermost last */
};

/**
 * mls_xml_new:
 * @prologue: what comes before the first element
 *
 * Returns: (transfer full): a writer that has written no element
 */
MlsXml *
mls_xml_new (const char *prologue)
{
  MlsXml *self = g_new0 (MlsXml, 1);

  self->text = g_string_new (prologue);
  self->open = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * mls_xml_free:
 * @self: (transfer full): a writer
 */
void
mls_xml_free (MlsXml *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

/* Of what is below a blank XML knows tabs and ends of lines alone. */
static void
append_escaped (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *escaped = NULL;

  for (char *c = valid; *c != '\0'; c++)
    if ((guchar) *c < 0x20 && *c != '\t' && *c != '\n' && *c != '\r')
      *c = ' ';

  escaped = g_markup_escape_text (valid, -1);
  g_string_append (text, escaped);
}

static void
append_tag (MlsXml *self, const char *name, va_list attributes)
{
  const char *attribute;

  g_string_append_printf (self->text, "\n%*s<%s", (int) self->open->len, "", name);
  while ((attribute = va_arg (attributes, const char *)) != NULL)
    {
      g_string_append_printf (self->text, " %s=\"", attribute);
      append_escaped (self->text, va_arg (attributes, const char *));
      g_string_append_c (self->text, '"');
    }
}

/**
 * mls_xml_start:
 * @self: a writer
 * @name: of an element
 * @...: names and values of its attributes, then %NULL
 *
 * Begins an element, in the one that is open.
 */
void
mls_xml_start (MlsXml *self, const char *name, ...)
{
  va_list attributes;

  va_start (attributes, name);
  append_tag (self, name, attributes);
  va_end (attributes);
  g_string_append_c (self->text, '>');
  g_ptr_array_add (self->open, g_strdup (name));
}

/**
 * mls_xml_end:
 * @self: a writer
 *
 * Ends the element begun last.
 */
void
mls_xml_end (MlsXml *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (self->open->len > 0);

  name = g_ptr_array_steal_index (self->open, self->open->len - 1);
  g_string_append_printf (self->text, "\n%*s</%s>", (int) self->open->len, "", name);
}

/**
 * mls_xml_empty:
 * @self: a writer
 * @name: of an element
 * @...: names and values of its attributes, then %NULL
 *
 * Writes an element that has nothing in it.
 */
void
mls_xml_empty (MlsXml *self, const char *name, ...)
{
  va_list attributes;

  va_start (attributes, name);
  append_tag (self, name, attributes);
  va_end (attributes);
  g_string_append (self->text, "/>");
}

/**
 * mls_xml_text:
 * @self: a writer
 * @text: what is in an element
 * @name: of that
 * @...: names and values of its attributes, then %NULL
 */
void
mls_xml_text (MlsXml *self, const char *text, const char *name, ...)
{
  va_list attributes;

  va_start (attributes, name);
  append_tag (self, name, attributes);
  va_end (attributes);
  g_string_append_c (self->text, '>');
  append_escaped (self->text, text);
  g_string_append_printf (self->text, "</%s>", name);
}

/**
 * mls_xml_finish:
 * @self: (transfer full): a writer in which nothing is open any more
 *
 * Returns: (transfer full): all that it wrote
 */
char *
mls_xml_finish (MlsXml *self)
{
  char *text;

  g_return_val_if_fail (self->open->len == 0, NULL);

  text = g_strconcat (self->text->str, "\n", NULL);
  mls_xml_free (self);

  return text;
}
