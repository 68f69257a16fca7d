#include "quality/sample-words.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>

/* What an option of the command "sample" says of how regions were drawn; a number goes into it. Options that are not here
 * say nothing of that, or are told elsewhere. */
static const struct
{
  const char *option;
  const char *text;
} words[] = {
  { "--share", N_("%s percent of the regions of each class") },
  { "--units", N_("about %s regions in all") },
  { "--floor", N_("not fewer than %s of a class") },
  { "--cap", N_("not more than %s of a class") },
  { "--more", N_("a larger share of difficult ones: %s") },
  { "--largest-ha", N_("none larger than %s ha") },
};

static const char *
find_text (const char *option)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].option, option))
      return _(words[i].text);

  return NULL;
}

/* "5" and "2.5" as people write them; anything else as it is. */
static char *
dup_value (const char *value)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  return *end == '\0' ? mls_format_decimal (number, number == (gint64) number ? 0 : 2) : g_strdup (value);
}

/* What is said several times is told once, with all its values. */
static void
append_words (GString *text, const char *option, const char *value, gboolean again)
{
  const char *format = find_text (option);
  g_autofree char *number = dup_value (value);
  g_autoptr (GString) phrase = g_string_new (format);

  if (format == NULL || g_str_equal (value, "0"))
    return;

  if (again)
    g_string_assign (phrase, number);
  else
    g_string_replace (phrase, "%s", number, 1);
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", phrase->str);
}

/**
 * mls_sample_words_drawing:
 * @sample: a sample
 *
 * Returns: (transfer full): how it was drawn, in words; "" if it does not tell
 */
char *
mls_sample_words_drawing (const MlsSample *sample)
{
  const char *drawing = sample->drawing != 0 ? g_quark_to_string (sample->drawing) : "";
  g_auto (GStrv) options = NULL;
  GString *text = g_string_new (NULL);

  g_shell_parse_argv (drawing, NULL, &options, NULL);
  for (guint i = 0; options != NULL && options[i] != NULL && options[i + 1] != NULL; i++)
    append_words (text, options[i], options[i + 1], i >= 2 && g_str_equal (options[i], options[i - 2]));
  if (text->len > 0)
    g_string_append (text, _("; spread over the ground"));

  return g_string_free (text, FALSE);
}

/* "Anna (2026-01-03), Noé (2026-01-05)" */
static char *
dup_told (const GArray *told)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < told->len; i++)
    {
      const MlsTold *one = &g_array_index (told, MlsTold, i);

      g_string_append_printf (text, "%s%s (%.10s)", i > 0 ? ", " : "", g_quark_to_string (one->controller),
                              g_quark_to_string (one->at));
    }

  return g_string_free (text, FALSE);
}

/**
 * mls_sample_words_blind:
 * @sample: a sample
 * @told: (element-type MlsTold): who knows what the map says of it
 *
 * Returns: (transfer full) (nullable): that it was judged without its codes, and who has been told them since; %NULL where
 *   everybody sees them
 */
char *
mls_sample_words_blind (const MlsSample *sample, const GArray *told)
{
  g_autofree char *names = dup_told (told);

  if (!sample->blind)
    return NULL;

  return told->len == 0 ? g_strdup (_("judged without the codes of the map, which nobody has been told"))
                        : g_strdup_printf (_("judged without the codes of the map; told since: %s"), names);
}
