#include "ui/keys.h"
#include "ui/window.h"

#include <locale.h>

static gboolean
has_action (GActionGroup *application, GtkWidget *window, const char *name)
{
  const GVariantType *type;
  const char *own, *property;
  GType owner;

  if (g_str_has_prefix (name, "app."))
    return g_action_group_has_action (application, name + strlen ("app."));

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (window), i, &owner, &own, &type, &property); i++)
    if (g_str_equal (own, name))
      return TRUE;

  return g_action_group_has_action (G_ACTION_GROUP (window), name + strlen ("win."));
}

/* What the table of keys promises is done. */
static void
test_every_key_acts (void)
{
  g_autoptr (MlsApplication) application = mls_application_new ();
  GtkWidget *window;
  guint n_keys;
  const MlsKey *keys = mls_keys (&n_keys);

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = GTK_WIDGET (mls_window_new (application));
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (keys[i].action == NULL)
        continue;

      g_assert_true (g_action_parse_detailed_name (keys[i].action, &name, &target, NULL));
      if (!has_action (G_ACTION_GROUP (application), window, name))
        g_error ("%s does nothing", name);
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/window/every-key-acts", test_every_key_acts);

  return g_test_run ();
}
