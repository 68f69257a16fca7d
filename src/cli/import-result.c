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
 * @source: the number of one of its sources
 *
 * Prints which columns were guessed, as --map would say it; nothing, if none were.
 */
void
mls_import_result_print_map (MlsImport *import, guint source)
{
  g_autofree char *map = mls_import_map_to_text (mls_import_get_map (import, source));

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
      g_autofree char *text = mls_import_report_remark_text (report, remark);
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
  print_count (_("Polygons that crossed themselves"), n[MLS_REMARK_CROSSED]);
  print_count (_("Polygons whose border was brought onto others"), n[MLS_REMARK_MOVED]);
  print_count (_("Polygons that got vertices where others meet them"), n[MLS_REMARK_NODED]);
  print_count (_("Overlaps"), n[MLS_REMARK_OVERLAP]);
  print_count (_("Polygons clipped to the outline"), n[MLS_REMARK_CLIPPED]);
  print_count (_("Polygons of which nothing is left"), n[MLS_REMARK_GONE]);
  print_count (_("Thin gaps given to a neighbour"), n[MLS_REMARK_FILLED]);
  print_count (_("Gaps made faces without a code"), n[MLS_REMARK_GAP]);
  print_count (_("Neighbours with the same labels"), n[MLS_REMARK_IDENTICAL]);
  print_count (_("Holes of the territory"), n[MLS_REMARK_HOLE]);
  print_codes (report);
  print_count (_("Pairs kept as tolerated"), report->n_pairs);
}

/* Only what changed anything is a line, and the two ends. */
static void
print_account (const MlsAccount *account)
{
  static const char *const titles[MLS_N_ACCOUNT_LINES] = {
    [MLS_ACCOUNT_SOURCE] = N_("Area of the polygons"),
    [MLS_ACCOUNT_ROUNDING] = N_("rounding to the millimetre"),
    [MLS_ACCOUNT_CROSSED] = N_("polygons that crossed themselves"),
    [MLS_ACCOUNT_MOVED] = N_("borders brought onto others"),
    [MLS_ACCOUNT_OVERLAPS] = N_("overlaps"),
    [MLS_ACCOUNT_CLIPPED] = N_("clipped to the outline"),
    [MLS_ACCOUNT_FILLED] = N_("thin gaps"),
    [MLS_ACCOUNT_GAPS] = N_("gaps"),
    [MLS_ACCOUNT_PARTITION] = N_("Area of the territory"),
  };

  for (int i = 0; i < MLS_N_ACCOUNT_LINES; i++)
    {
      gboolean is_sum = i == MLS_ACCOUNT_SOURCE || i == MLS_ACCOUNT_PARTITION;
      g_autofree char *area = mls_area2_to_text (account->lines[i]);

      if (is_sum || account->lines[i] != 0)
        printf ("%s%s:\t%s%s m²\n", is_sum ? "" : "  ", _(titles[i]), !is_sum && account->lines[i] > 0 ? "+" : "",
                area);
    }
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
  print_account (&report->account);
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

/* The layer is told where there are several. */
static void
write_feature (MlsJson               *json,
               const MlsImportReport *report,
               const char            *key,
               const char            *layer_key,
               guint                  layer,
               gint64                 id)
{
  mls_json_integer (json, key, id);
  if (report->layers->len > 1)
    mls_json_string (json, layer_key, g_ptr_array_index (report->layers, layer));
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
        write_feature (json, report, "feature", "layer", remark->layer, remark->source);
      if (remark->other >= 0)
        write_feature (json, report, "other", "other_layer", remark->other_layer, remark->other);
      mls_result_place (json, remark->place);
      mls_json_area2 (json, "area_m2", remark->gain);
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
write_account (MlsJson *json, const MlsAccount *account)
{
  mls_json_object (json, "area_m2");
  for (int i = 0; i < MLS_N_ACCOUNT_LINES; i++)
    mls_json_area2 (json, mls_account_text ((MlsAccountLine) i), account->lines[i]);
  mls_json_end (json);
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
  write_account (json, &report->account);
}

static void
write_sources (MlsJson *json, MlsImport *import)
{
  mls_json_array (json, "sources");
  for (guint i = 0; i < mls_import_n_sources (import); i++)
    {
      g_autofree char *map = mls_import_map_to_text (mls_import_get_map (import, i));

      mls_json_object (json, NULL);
      mls_json_string (json, "layer", mls_import_layer_get_name (mls_import_get_layer (import, i)));
      mls_json_string (json, "map", map);
      mls_json_end (json);
    }
  mls_json_end (json);
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

  mls_json_object (json, NULL);
  mls_json_boolean (json, "ok", refusal == NULL);
  write_sources (json, import);
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
