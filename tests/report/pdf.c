#include "pdf.h"

#include <string.h>

guint
pdf_count_pages (const char *path)
{
  static const char page[] = "/Type /Page %";
  g_autofree char *text = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF-"));
  for (gsize i = 0; i + strlen (page) < length; i++)
    n += memcmp (text + i, page, strlen (page)) == 0;

  return n;
}
