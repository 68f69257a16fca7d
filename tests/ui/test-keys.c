#include "ui/keys.h"

#include "ui/code-typing.h"
#include "ui/own-keys.h"

#include <locale.h>
#include <string.h>

static gboolean
meet (const MlsKey *a, const MlsKey *b)
{
  return a->mode == b->mode || a->mode == MLS_KEY_MODE_ALWAYS || b->mode == MLS_KEY_MODE_ALWAYS;
}

/* No key means two things in one mode, and each is found by what GTK reports of it. */
static void
test_unique (void)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      guint keyval;
      GdkModifierType state;

      g_assert_nonnull (keys[i].title);
      if (keys[i].accelerator == NULL)
        {
          g_assert_nonnull (keys[i].gesture);
          continue;
        }

      g_assert_nonnull (keys[i].action);
      g_assert_true (gtk_accelerator_parse (keys[i].accelerator, &keyval, &state));
      g_assert_true (mls_keys_find (keys[i].mode, keyval, state) == &keys[i]);

      for (guint j = 0; j < i; j++)
        if (meet (&keys[i], &keys[j]))
          g_assert_cmpstr (keys[i].accelerator, !=, keys[j].accelerator);
    }
}

static void
test_actions (void)
{
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    if (keys[i].action != NULL)
      {
        g_autofree char *name = NULL;
        g_autoptr (GVariant) target = NULL;

        g_assert_true (g_action_parse_detailed_name (keys[i].action, &name, &target, NULL));
      }
}

/* What the layout and the state of the keyboard add to a key. */
static void
test_folded (void)
{
  const MlsKey *line = mls_keys_of_action ("win.tool::line");

  g_assert_nonnull (line);
  g_assert_true (mls_keys_find (MLS_KEY_MODE_MAP, GDK_KEY_L, GDK_LOCK_MASK) == line);
  g_assert_null (mls_keys_find (MLS_KEY_MODE_MAP, GDK_KEY_L, GDK_SHIFT_MASK));
  g_assert_true (mls_keys_find (MLS_KEY_MODE_MAP, GDK_KEY_l, GDK_CONTROL_MASK) != line);
  g_assert_null (mls_keys_find (MLS_KEY_MODE_ALWAYS, GDK_KEY_l, 0));

  g_assert_cmpstr (mls_keys_find (MLS_KEY_MODE_MAP, GDK_KEY_KP_Enter, 0)->action, ==, "win.cure");
  g_assert_cmpstr (mls_keys_find (MLS_KEY_MODE_MAP, GDK_KEY_B, GDK_SHIFT_MASK)->action, ==,
                   "win.hold-vintage");
  g_assert_cmpstr (mls_keys_find (MLS_KEY_MODE_ALWAYS, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK)->action,
                   ==, "win.redo");
}

/* As people write them. */
static void
test_labels (void)
{
  g_autofree char *except = mls_key_get_label (mls_keys_of_action ("win.except"));
  g_autofree char *cure = mls_key_get_label (mls_keys_of_action ("win.cure"));
  g_autofree char *next = mls_key_get_label (mls_keys_of_action ("win.next-place"));

  g_assert_true (g_str_has_suffix (except, "+Enter"));
  g_assert_cmpstr (cure, ==, "Enter");
  g_assert_cmpstr (next, ==, "→");
}

static void
type (MlsCodeTyping *typing, const char *characters, MlsDimension dimension, const char *digits)
{
  for (const char *p = characters; *p != '\0'; p++)
    {
      g_assert_true (mls_code_typing_takes (typing, *p));
      mls_code_typing_add (typing, *p);
    }

  g_assert_cmpuint (typing->n_digits, ==, strlen (digits));
  g_assert_cmpint (typing->dimension, ==, dimension);
  g_assert_cmpstr (typing->digits, ==, digits);
  mls_code_typing_next (typing, dimension == MLS_DIMENSION_COVER ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER);
}

static void
test_typing (void)
{
  MlsCodeTyping typing = MLS_CODE_TYPING_INIT;

  g_assert_false (mls_code_typing_takes (&typing, 'l'));

  type (&typing, "630", MLS_DIMENSION_COVER, "630");
  type (&typing, "113", MLS_DIMENSION_USE, "113");
  type (&typing, "/113", MLS_DIMENSION_USE, "113");
  type (&typing, "611", MLS_DIMENSION_COVER, "611");
  type (&typing, "/111", MLS_DIMENSION_USE, "111");

  mls_code_typing_add (&typing, '6');
  g_assert_false (mls_code_typing_takes (&typing, '/'));
}

static const MlsKey *
find (MlsKeyMode mode, const char *accelerator)
{
  guint keyval;
  GdkModifierType state;

  g_assert_true (gtk_accelerator_parse (accelerator, &keyval, &state));

  return mls_keys_find (mode, keyval, state);
}

static void
write_by_hand (GSettings *settings, const char *text)
{
  g_autoptr (GVariant) own = g_variant_ref_sink (g_variant_new_parsed (text));

  g_assert_true (g_settings_set_value (settings, "own-keys", own));
}

/* Keys of one's own take the place of those that were delivered, two may change places, and what is no key or has another
 * meaning is left out. */
static void
test_own (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.millesime.Millesime");
  const MlsKey *line = find (MLS_KEY_MODE_MAP, "l");
  const MlsKey *select = find (MLS_KEY_MODE_MAP, "v");
  const MlsKey *undo = find (MLS_KEY_MODE_ALWAYS, "<Control>z");

  mls_own_keys_follow (settings);
  mls_own_keys_set (settings, line, "<Shift>g");
  mls_own_keys_set (settings, undo, "<Control>u");
  g_assert_true (find (MLS_KEY_MODE_MAP, "<Shift>g") == line);
  g_assert_null (find (MLS_KEY_MODE_MAP, "l"));
  g_assert_true (find (MLS_KEY_MODE_CONTROL, "<Control>u") == undo);
  mls_own_keys_set (settings, line, NULL);
  g_assert_true (find (MLS_KEY_MODE_MAP, "l") == line);
  g_assert_true (find (MLS_KEY_MODE_CONTROL, "<Control>u") == undo);

  write_by_hand (settings, "{'map l': 'v', 'map v': 'l'}");
  g_assert_true (find (MLS_KEY_MODE_MAP, "v") == line);
  g_assert_true (find (MLS_KEY_MODE_MAP, "l") == select);
  g_assert_true (find (MLS_KEY_MODE_ALWAYS, "<Control>z") == undo);

  write_by_hand (settings, "{'map l': 'v', 'map v': 'c', 'map x': 'nonsense', 'map q': '7', 'gone y': 'b'}");
  g_assert_true (find (MLS_KEY_MODE_MAP, "l") == line);
  g_assert_true (find (MLS_KEY_MODE_MAP, "v") == select);
  g_assert_nonnull (find (MLS_KEY_MODE_MAP, "x"));
  g_assert_null (find (MLS_KEY_MODE_MAP, "7"));

  mls_own_keys_set (settings, line, "F12");
  mls_own_keys_reset (settings);
  test_unique ();
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/keys/unique", test_unique);
  g_test_add_func ("/ui/keys/actions", test_actions);
  g_test_add_func ("/ui/keys/folded", test_folded);
  g_test_add_func ("/ui/keys/labels", test_labels);
  g_test_add_func ("/ui/code-typing/digits", test_typing);
  g_test_add_func ("/ui/keys/own", test_own);

  return g_test_run ();
}
