#include "ui/own-keys.h"

#define OWN "own-keys"

/* What the settings call a row of the table, whatever language its title is in: when it is obeyed, and the key it was
 * delivered with. */
static char *
dup_id (const MlsKey *key)
{
  static const char *const modes[MLS_N_KEY_MODES] = { "always", "vertices", "map", "control" };

  return g_strdup_printf ("%s %s", modes[key->mode], key->delivered);
}

/* Settings can be written by hand. */
static gboolean
is_good (const MlsKey *key)
{
  guint keyval;
  GdkModifierType state;

  return gtk_accelerator_parse (key->accelerator, &keyval, &state) && mls_own_keys_may_be (keyval, state) &&
         mls_keys_in_the_way (key, keyval, state) == NULL;
}

/* One that goes back to what it was delivered with may meet another one there. */
static void
take_back_bad (void)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);
  gboolean was_bad;

  do
    {
      was_bad = FALSE;
      for (guint i = 0; i < n_keys; i++)
        if (keys[i].accelerator != keys[i].delivered && !is_good (&keys[i]))
          {
            mls_keys_replace (&keys[i], NULL);
            was_bad = TRUE;
          }
    }
  while (was_bad);
}

static void
apply (GSettings *settings)
{
  g_autoptr (GVariant) own = g_settings_get_value (settings, OWN);
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (keys[i].delivered != NULL)
      {
        g_autofree char *id = dup_id (&keys[i]);
        const char *accelerator = NULL;

        g_variant_lookup (own, id, "&s", &accelerator);
        mls_keys_replace (&keys[i], accelerator);
      }
  take_back_bad ();
}

/**
 * mls_own_keys_follow:
 * @settings: the settings
 *
 * From here on the table has the keys that @settings name, at once when they change; one that is no key, or that
 * something else has, is left out.
 */
void
mls_own_keys_follow (GSettings *settings)
{
  g_signal_connect (settings, "changed::" OWN, G_CALLBACK (apply), NULL);
  apply (settings);
}

/**
 * mls_own_keys_set:
 * @settings: settings that mls_own_keys_follow() follows
 * @key: a row of the table
 * @accelerator: (nullable): its key from now on; %NULL for the one it was delivered with
 */
void
mls_own_keys_set (GSettings *settings, const MlsKey *key, const char *accelerator)
{
  g_autoptr (GVariant) before = g_settings_get_value (settings, OWN);
  g_autofree char *id = NULL;
  GVariantBuilder own;

  g_return_if_fail (key->delivered != NULL);

  id = dup_id (key);
  g_variant_builder_init (&own, G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; i < g_variant_n_children (before); i++)
    {
      const char *other, *text;

      g_variant_get_child (before, i, "{&s&s}", &other, &text);
      if (!g_str_equal (other, id))
        g_variant_builder_add (&own, "{ss}", other, text);
    }
  if (accelerator != NULL)
    g_variant_builder_add (&own, "{ss}", id, accelerator);
  g_settings_set_value (settings, OWN, g_variant_builder_end (&own));
}

/**
 * mls_own_keys_reset:
 * @settings: settings that mls_own_keys_follow() follows
 *
 * All keys are those that were delivered.
 */
void
mls_own_keys_reset (GSettings *settings)
{
  g_settings_reset (settings, OWN);
}

/**
 * mls_own_keys_may_be:
 * @keyval: a key
 * @state: the modifiers that are down
 *
 * Returns: whether it can mean something else: no modifier alone, and no digit or stroke without one, which type codes
 */
gboolean
mls_own_keys_may_be (guint keyval, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  gboolean is_plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;

  return gtk_accelerator_valid (keyval, state) && keyval != GDK_KEY_Escape && keyval != GDK_KEY_Tab &&
         !(is_plain && (character == '/' || g_unichar_isdigit (character)));
}
