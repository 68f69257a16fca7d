#include "key-hand.h"

/* Names of the keys that are down together, the last of them the one that acts. */
static GPtrArray *
names_of (const MlsKey *key)
{
  static const struct
  {
    GdkModifierType modifier;
    const char     *name;
  } modifiers[] = {
    { GDK_CONTROL_MASK, "Control_L" },
    { GDK_ALT_MASK, "Alt_L" },
    { GDK_SHIFT_MASK, "Shift_L" },
  };
  GPtrArray *names = g_ptr_array_new ();
  GdkModifierType state;
  guint keyval;

  g_assert_true (gtk_accelerator_parse (key->accelerator, &keyval, &state));
  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if ((state & modifiers[i].modifier) != 0)
      g_ptr_array_add (names, (gpointer) modifiers[i].name);
  g_ptr_array_add (names, (gpointer) gdk_keyval_name (keyval));

  return names;
}

/**
 * mls_key_hand_hold:
 * @screen: the display
 * @key: a row of the table
 *
 * Presses it wherever the layout has it, and keeps it down.
 */
void
mls_key_hand_hold (MlsScreen *screen, const MlsKey *key)
{
  g_autoptr (GPtrArray) names = names_of (key);

  for (guint i = 0; i < names->len; i++)
    mls_screen_hold_key (screen, g_ptr_array_index (names, i));
}

/**
 * mls_key_hand_release:
 * @screen: the display
 * @key: a row of the table that is down
 */
void
mls_key_hand_release (MlsScreen *screen, const MlsKey *key)
{
  g_autoptr (GPtrArray) names = names_of (key);

  for (guint i = names->len; i > 0; i--)
    mls_screen_release_key (screen, g_ptr_array_index (names, i - 1));
}

/**
 * mls_key_hand_press:
 * @screen: the display
 * @key: a row of the table
 */
void
mls_key_hand_press (MlsScreen *screen, const MlsKey *key)
{
  mls_key_hand_hold (screen, key);
  mls_key_hand_release (screen, key);
}

/**
 * mls_key_hand_press_all:
 * @screen: the display
 * @keys: (nullable): keys as mls_screen_key() has them, one after the other, with spaces between
 */
void
mls_key_hand_press_all (MlsScreen *screen, const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys != NULL ? keys : "", " ", -1);

  for (guint i = 0; keys != NULL && each[i] != NULL; i++)
    mls_screen_key (screen, each[i]);
}

/**
 * mls_key_hand_type_row:
 * @screen: the display
 * @digits: digits
 *
 * Types them on the row above the letters by where they are, whatever the layout writes there.
 */
void
mls_key_hand_type_row (MlsScreen *screen, const char *digits)
{
  const guint code_1 = 10;

  for (const char *p = digits; *p != '\0'; p++)
    mls_screen_key_code (screen, code_1 + ((guint) (*p - '1') + 10) % 10);
}

/**
 * mls_key_hand_type_pad:
 * @screen: the display, with Num Lock on
 * @characters: digits, and "/"
 *
 * Types them on the number pad.
 */
void
mls_key_hand_type_pad (MlsScreen *screen, const char *characters)
{
  for (const char *p = characters; *p != '\0'; p++)
    {
      const char name[] = { 'K', 'P', '_', *p, '\0' };

      mls_screen_key (screen, *p == '/' ? "KP_Divide" : name);
    }
}

/**
 * mls_key_hand_number:
 * @key: a row of the table whose action takes a number
 *
 * Returns: that number
 */
int
mls_key_hand_number (const MlsKey *key)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (key->action, &name, &target, NULL));

  return g_variant_get_int32 (target);
}
