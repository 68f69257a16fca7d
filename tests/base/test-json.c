#include "base/json.h"

#include <locale.h>
#include <math.h>

static void
test_values (void)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_integer (json, "line", 3);
  mls_json_boolean (json, "ok", TRUE);
  mls_json_number (json, "area_m2", 812.4);
  mls_json_number (json, "none", NAN);
  mls_json_number (json, "endless", INFINITY);
  mls_json_string (json, "null", NULL);
  mls_json_array (json, "created");
  mls_json_end (json);
  mls_json_array (json, "changed");
  mls_json_integer (json, NULL, G_MININT64);
  mls_json_object (json, NULL);
  mls_json_end (json);
  mls_json_string (json, NULL, "é");
  mls_json_end (json);
  mls_json_boolean (json, "more", FALSE);
  mls_json_end (json);

  g_assert_cmpstr (mls_json_text (json), ==,
                   "{\"line\":3,\"ok\":true,\"area_m2\":812.4,\"none\":null,\"endless\":null,\"null\":null,"
                   "\"created\":[],\"changed\":[-9223372036854775808,{},\"é\"],\"more\":false}");
}

/* One line whatever is in it, and always UTF-8. */
static void
test_escapes (void)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_string (json, NULL, "a \"b\" \\ \n\t\x01\x7f \xff end");
  g_assert_cmpstr (mls_json_text (json), ==,
                   "\"a \\\"b\\\" \\\\ \\u000a\\u0009\\u0001\\u007f \xef\xbf\xbd end\"");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/json/values", test_values);
  g_test_add_func ("/base/json/escapes", test_escapes);

  return g_test_run ();
}
