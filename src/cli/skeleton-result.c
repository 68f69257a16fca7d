#include "cli/skeleton-result.h"

#include "cli/result.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const char *
code_text (MlsText code)
{
  return code != 0 ? g_quark_to_string (code) : "–";
}

/* Only what became of any feature is told. */
static void
print_layer (const MlsSkeletonLayer *layer)
{
  printf ("%s\t%s %s\t%s: %u", layer->name, code_text (layer->cover), code_text (layer->use), _("features"),
          layer->n_features);
  for (int fate = MLS_N_FATES - 1; fate >= 0; fate--)
    if (layer->n[fate] > 0 || fate == MLS_FATE_USED)
      printf (", %s: %u", mls_fate_title ((MlsFate) fate), layer->n[fate]);
  if (layer->is_moved)
    printf (", %s", _("brought into the project’s reference system"));
  putchar ('\n');
}

static void
print_area (const char *title, MlsArea2 area2)
{
  g_autofree char *text = mls_area2_to_text (area2);

  printf ("%s\t%s m²\n", title, text);
}

static void
print_areas (const MlsSkeletonReport *report)
{
  guint n_alike = mls_skeleton_report_are_alike (report) ? 1 : report->vintages->len;

  for (guint v = 0; v < n_alike; v++)
    {
      const char *code = g_ptr_array_index (report->vintages, v);

      for (guint i = 0; i < report->areas->len; i++)
        {
          const MlsSkeletonArea *area = &g_array_index (report->areas, MlsSkeletonArea, i);
          g_autofree char *title = n_alike > 1 ? g_strdup_printf ("%s %s", code, code_text (area->code)) : NULL;

          if (area->vintage == v && area->code != 0)
            print_area (title != NULL ? title : code_text (area->code), area->area2);
        }
      if (n_alike > 1)
        printf ("%s ", code);
      print_area (_("Without a code"), v < report->uncoded->len ? g_array_index (report->uncoded, MlsArea2, v) : 0);
    }
}

static void
print_specks (const MlsSpecks *specks)
{
  static const char *const titles[MLS_N_SPECKS] = {
    [MLS_SPECK_FREED] = N_("Too small, left without a code"),
    [MLS_SPECK_ABSORBED] = N_("Too small, joined a neighbour"),
    [MLS_SPECK_FILLED] = N_("Small ground without a code, joined a neighbour"),
    [MLS_SPECK_LEFT] = N_("Too small, left as it is"),
  };

  for (int kind = 0; kind < MLS_N_SPECKS; kind++)
    {
      g_autofree char *area = mls_area2_to_text (specks->area2[kind]);

      if (specks->n[kind] > 0)
        printf ("%s: %u, %s m²\n", _(titles[kind]), specks->n[kind], area);
    }
}

/**
 * mls_skeleton_result_print:
 * @report: of a first map that was made
 *
 * Prints for a person what became of each layer, and of the ground.
 */
void
mls_skeleton_result_print (const MlsSkeletonReport *report)
{
  for (guint i = 0; i < report->layers->len; i++)
    print_layer (g_ptr_array_index (report->layers, i));
  if (report->import->layers->len > 0)
    printf ("%s\t%s: %u\n", (const char *) g_ptr_array_index (report->import->layers, 0), _("polygons"),
            report->import->counts.n_polygons);

  print_specks (&report->specks);
  print_areas (report);
  print_area (_("Territory"), report->territory);
  printf ("%s: %u\n", _("Faces"), report->import->n_faces);
}

/* JSON */

static void
write_code (MlsJson *json, const char *key, MlsText code)
{
  mls_json_string (json, key, code != 0 ? g_quark_to_string (code) : NULL);
}

static void
write_layers (MlsJson *json, const MlsSkeletonReport *report)
{
  mls_json_array (json, "layers");
  for (guint i = 0; i < report->layers->len; i++)
    {
      const MlsSkeletonLayer *layer = g_ptr_array_index (report->layers, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "layer", layer->name);
      write_code (json, "cover", layer->cover);
      write_code (json, "use", layer->use);
      mls_json_integer (json, "features", layer->n_features);
      for (int fate = MLS_N_FATES - 1; fate >= 0; fate--)
        mls_json_integer (json, mls_fate_name ((MlsFate) fate), layer->n[fate]);
      mls_json_boolean (json, "reprojected", layer->is_moved);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_specks (MlsJson *json, const MlsSpecks *specks)
{
  static const char *const keys[MLS_N_SPECKS] = {
    [MLS_SPECK_FREED] = "left_without_code",
    [MLS_SPECK_ABSORBED] = "absorbed",
    [MLS_SPECK_FILLED] = "filled",
    [MLS_SPECK_LEFT] = "left",
  };

  mls_json_object (json, "too_small");
  for (int kind = 0; kind < MLS_N_SPECKS; kind++)
    {
      mls_json_object (json, keys[kind]);
      mls_json_integer (json, "regions", specks->n[kind]);
      mls_json_area2 (json, "area_m2", specks->area2[kind]);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_areas (MlsJson *json, const MlsSkeletonReport *report)
{
  mls_json_array (json, "areas");
  for (guint i = 0; i < report->areas->len; i++)
    {
      const MlsSkeletonArea *area = &g_array_index (report->areas, MlsSkeletonArea, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "vintage", g_ptr_array_index (report->vintages, area->vintage));
      mls_json_string (json, "dimension", mls_dimension_name (area->dimension));
      write_code (json, "code", area->code);
      mls_json_area2 (json, "area_m2", area->area2);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_uncoded (MlsJson *json, const MlsSkeletonReport *report)
{
  mls_json_array (json, "uncoded");
  for (guint v = 0; v < report->uncoded->len; v++)
    {
      mls_json_object (json, NULL);
      mls_json_string (json, "vintage", g_ptr_array_index (report->vintages, v));
      mls_json_area2 (json, "area_m2", g_array_index (report->uncoded, MlsArea2, v));
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_territory (MlsJson *json, const MlsSkeletonReport *report)
{
  mls_json_object (json, "territory");
  mls_json_integer (json, "parts", report->n_parts);
  mls_json_integer (json, "holes", report->n_holes);
  mls_json_area2 (json, "area_m2", report->territory);
  mls_json_end (json);
}

/**
 * mls_skeleton_result_print_json:
 * @report: of a first map that was made
 *
 * Prints the same for a program, as one line.
 */
void
mls_skeleton_result_print_json (const MlsSkeletonReport *report)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  mls_json_object (json, NULL);
  mls_json_boolean (json, "ok", TRUE);
  write_territory (json, report);
  write_layers (json, report);
  mls_json_integer (json, "coverage_polygons", report->import->counts.n_polygons);
  write_specks (json, &report->specks);
  write_areas (json, report);
  write_uncoded (json, report);
  mls_json_integer (json, "faces", report->import->n_faces);
  mls_json_end (json);

  puts (mls_json_text (json));
}
