#include "cli/file-remark.h"

#include <stdio.h>

/**
 * mls_file_remark_write:
 * @json: an open array
 * @kind: what it is about, for programs
 * @feature: the number in the file; 0 if that has none
 * @unit: of a sample, or 0
 * @controller: whose that is, or 0
 * @text: for people
 */
void
mls_file_remark_write (MlsJson    *json,
                       const char *kind,
                       gint64      feature,
                       gint64      unit,
                       MlsText     controller,
                       const char *text)
{
  mls_json_object (json, NULL);
  mls_json_string (json, "kind", kind);
  mls_json_integer (json, "feature", feature);
  if (unit > 0)
    mls_json_integer (json, "unit", unit);
  if (controller != 0)
    mls_json_string (json, "controller", g_quark_to_string (controller));
  mls_json_string (json, "message", text);
  mls_json_end (json);
}

/**
 * mls_file_remark_print:
 * @feature: the number in the file
 * @text: for people
 */
void
mls_file_remark_print (gint64 feature, const char *text)
{
  printf ("  %" G_GINT64_FORMAT ": %s\n", feature, text);
}
