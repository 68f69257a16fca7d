#include "style/xml.h"

#include <locale.h>

static void
test_elements (void)
{
  MlsXml *xml = mls_xml_new ("<?xml?>");
  g_autofree char *text = NULL;

  mls_xml_start (xml, "a", NULL);
  mls_xml_start (xml, "b", "c", "1", "d", "2", NULL);
  mls_xml_empty (xml, "e", "f", "3", NULL);
  mls_xml_end (xml);
  mls_xml_text (xml, "g", "h", "i", "4", NULL);
  mls_xml_text (xml, "", "j", NULL);
  mls_xml_end (xml);
  text = mls_xml_finish (xml);

  g_assert_cmpstr (text, ==,
                   "<?xml?>\n<a>\n <b c=\"1\" d=\"2\">\n  <e f=\"3\"/>\n </b>\n <h i=\"4\">g</h>\n <j></j>\n</a>\n");
}

static void
test_escaped (void)
{
  MlsXml *xml = mls_xml_new ("");
  g_autofree char *text = NULL;

  mls_xml_text (xml, "é<&>\x01\t\xff]]>", "a", "b", "\"'<&>\x1f", NULL);
  text = mls_xml_finish (xml);

  g_assert_cmpstr (text, ==, "\n<a b=\"&quot;&apos;&lt;&amp;&gt; \">é&lt;&amp;&gt; \t\xef\xbf\xbd]]&gt;</a>\n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/elements", test_elements);
  g_test_add_func ("/xml/escaped", test_escaped);

  return g_test_run ();
}
