#include "cli/import-result.h"

#include "base/format.h"
#include "cli/result.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Places told of a layer that was refused. */
#define MAX_PLACES 10

static char *
place_text (MlsPoint place)
{
  g_autofree char *x = mls_format_ascii (mls_grid_to_metres (place.x));
  g_autofree char *y = mls_format_ascii (mls_grid_to_metres (place.y));

  return g_strdup_printf ("%s %s", x, y);
}

/**
 * mls_import_result_print_map:
 * @import: an import that has not run
 *
 * Prints which columns were guessed, as --map would say it; nothing, if none were.
 */
void
mls_import_result_print_map (MlsImport *import)
{
  g_autofree char *map = mls_import_map_to_text (mls_import_get_map (import));

  if (*map == '\0')
    return;

  printf ("%s: %s\n", _("Columns, as guessed"), map);
  fflush (stdout);
}

/**
 * mls_import_result_print_misfits:
 * @import: an import that was refused
 *
 * Prints the first places where the polygons do not fit together, if that is why.
 */
void
mls_import_result_print_misfits (MlsImport *import)
{
  const GArray *misfits = mls_import_get_report (import)->misfits;

  for (guint i = 0; i < MIN (misfits->len, MAX_PLACES); i++)
    {
      const MlsMisfit *misfit = &g_array_index (misfits, MlsMisfit, i);
      g_autofree char *place = place_text (misfit->place);

      printf ("%s\t%s\n", mls_misfit_text (misfit->kind), place);
    }
}

static void
print_remarks (const MlsImportReport *report)
{
  for (guint i = 0; i < report->remarks->len; i++)
    {
      const MlsRemark *remark = &g_array_index (report->remarks, MlsRemark, i);
      g_autofree char *text = mls_import_remark_text (remark);
      g_autofree char *place = place_text (remark->place);

      printf ("%s\t%s\t%s\n", mls_remark_text (remark->kind), place, text);
    }
}

static void
print_count (const char *title, guint n)
{
  if (n > 0)
    printf ("%s: %u\n", title, n);
}

static void
print_codes (const MlsImportReport *report)
{
  if (report->codes->len == 0)
    return;

  printf ("%s:", _("Codes kept as tolerated"));
  for (guint i = 0; i < report->codes->len; i++)
    printf (" %s", g_quark_to_string (g_array_index (report->codes, MlsImportCode, i).code));
  putchar ('\n');
}

static void
print_counts (const MlsImportReport *report)
{
  const guint *n = report->n_remarks;

  printf ("%s: %u\n", _("Polygons"), report->counts.n_polygons);
  print_count (_("Features without a geometry"), report->counts.n_without_ground);
  printf ("%s: %u\n", _("Faces"), report->n_faces);
  printf ("%s: %u\n", _("Repairs"), n[MLS_REMARK_REPAIRED] + n[MLS_REMARK_VANISHED] + n[MLS_REMARK_PARTS]);
  print_count (_("Neighbours with the same labels"), n[MLS_REMARK_IDENTICAL]);
  print_count (_("Holes of the territory"), n[MLS_REMARK_HOLE]);
  print_codes (report);
  print_count (_("Pairs kept as tolerated"), report->n_pairs);
}

/**
 * mls_import_result_print:
 * @import: an import that is done
 *
 * Prints for a person all that is to be known of it, each with its place, and the sums.
 */
void
mls_import_result_print (MlsImport *import)
{
  const MlsImportReport *report = mls_import_get_report (import);

  print_remarks (report);
  print_counts (report);
}

static void
write_misfits (MlsJson *json, const MlsImportReport *report)
{
  mls_json_integer (json, "misfits", report->misfits->len);
  mls_json_array (json, "places");
  for (guint i = 0; i < MIN (report->misfits->len, MAX_PLACES); i++)
    {
      const MlsMisfit *misfit = &g_array_index (report->misfits, MlsMisfit, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "kind", mls_misfit_text (misfit->kind));
      mls_result_place (json, misfit->place);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_remarks (MlsJson *json, const MlsImportReport *report)
{
  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    mls_json_integer (json, mls_remark_text ((MlsRemarkKind) kind), report->n_remarks[kind]);

  mls_json_array (json, "remarks");
  for (guint i = 0; i < report->remarks->len; i++)
    {
      const MlsRemark *remark = &g_array_index (report->remarks, MlsRemark, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "kind", mls_remark_text (remark->kind));
      if (remark->source >= 0)
        mls_json_integer (json, "feature", remark->source);
      mls_result_place (json, remark->place);
      mls_json_number (json, "area_m2", remark->area_m2);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_codes (MlsJson *json, const MlsImportReport *report)
{
  mls_json_array (json, "tolerated_codes");
  for (guint i = 0; i < report->codes->len; i++)
    {
      const MlsImportCode *code = &g_array_index (report->codes, MlsImportCode, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "dimension", mls_dimension_name (code->dimension));
      mls_json_string (json, "code", g_quark_to_string (code->code));
      mls_json_end (json);
    }
  mls_json_end (json);
  mls_json_integer (json, "tolerated_pairs", report->n_pairs);
}

static void
write_outcome (MlsJson *json, const MlsImportReport *report)
{
  mls_json_integer (json, "features", report->counts.n_features);
  mls_json_integer (json, "without_geometry", report->counts.n_without_ground);
  mls_json_integer (json, "polygons", report->counts.n_polygons);
  mls_json_integer (json, "faces", report->n_faces);
  write_remarks (json, report);
  write_codes (json, report);
}

/**
 * mls_import_result_print_json:
 * @import: an import that has run, well or not
 * @refusal: (nullable): why it was refused
 *
 * Prints what came of it for a program, as one line.
 */
void
mls_import_result_print_json (MlsImport *import, const GError *refusal)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  g_autofree char *map = mls_import_map_to_text (mls_import_get_map (import));

  mls_json_object (json, NULL);
  mls_json_boolean (json, "ok", refusal == NULL);
  mls_json_string (json, "layer", mls_import_layer_get_name (mls_import_get_layer (import)));
  mls_json_string (json, "map", map);
  if (refusal == NULL)
    write_outcome (json, mls_import_get_report (import));
  else
    {
      mls_json_string (json, "message", refusal->message);
      write_misfits (json, mls_import_get_report (import));
    }
  mls_json_end (json);

  puts (mls_json_text (json));
}
