/* print-keys [--labels]: the table of keys in the language of the locale, for the guide: a line "GROUP" and its lines
 * "TITLE<tab>KEYS<tab>KIND", or with --labels each key or gesture alone. */

#include "ui/key-text.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static void
print_labels (void)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *label = mls_key_get_label (&keys[i]);

      g_print ("%s\n", label);
    }
}

static void
print_group (MlsKeyGroup group)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  g_print ("%s\n", mls_key_group_name (group));
  for (guint i = 0; i < n_keys; i++)
    if (keys[i].group == group && mls_key_is_first (i))
      {
        g_autofree char *text = mls_key_dup_text (i);

        g_print ("%s\t%s\t%s\n", _(keys[i].title), text, keys[i].accelerator != NULL ? "key" : "gesture");
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MLS_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc > 1 && strcmp (argv[1], "--labels") == 0)
    print_labels ();
  else
    for (guint group = 0; group < MLS_N_KEY_GROUPS; group++)
      print_group ((MlsKeyGroup) group);

  return 0;
}
