#include "ui/key-text.h"

#include <string.h>

/* More keys than these in a row are told by the first and the last. */
#define MAX_LISTED 4

static GdkModifierType
modifiers_of (const MlsKey *key)
{
  GdkModifierType state = 0;

  if (key->accelerator != NULL)
    gtk_accelerator_parse (key->accelerator, NULL, &state);

  return state;
}

static gboolean
means_the_same (const MlsKey *key, const MlsKey *other)
{
  return key->group == other->group && strcmp (key->title, other->title) == 0;
}

/* Of the row @first and those behind it that mean the same, those with its modifiers, as "J", "Ctrl+←, Ctrl+→" or
 * "F2 – F9". Returns the row behind them. */
static guint
tell_run (const MlsKey *keys, guint n_keys, guint first, GString *text)
{
  guint end = first;

  while (end < n_keys && means_the_same (&keys[end], &keys[first]) &&
         modifiers_of (&keys[end]) == modifiers_of (&keys[first]))
    end++;

  for (guint i = first; i < end; i++)
    if (end - first <= MAX_LISTED || i == first || i == end - 1)
      {
        g_autofree char *label = mls_key_get_label (&keys[i]);
        const char *between = end - first > MAX_LISTED && i > first ? " – " : ", ";

        g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", label);
      }

  return end;
}

/**
 * mls_key_is_first:
 * @row: a row of the table
 *
 * Returns: whether it is the first of those that mean the same, which are told together
 */
gboolean
mls_key_is_first (guint row)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  g_return_val_if_fail (row < n_keys, FALSE);

  return row == 0 || !means_the_same (&keys[row], &keys[row - 1]);
}

/**
 * mls_key_dup_text:
 * @row: a row of the table, the first of those that mean the same
 *
 * Returns: (transfer full): the keys of all of them, as "Ctrl+Shift+Z, Ctrl+Y" or "F2 – F9, Alt+1 – Alt+8"
 */
char *
mls_key_dup_text (guint row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = row; i < n_keys && means_the_same (&keys[i], &keys[row]);)
    i = tell_run (keys, n_keys, i, text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
