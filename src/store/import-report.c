#include "store/import-report.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * mls_import_report_new:
 *
 * Returns: (transfer full): a report that says nothing yet
 */
MlsImportReport *
mls_import_report_new (void)
{
  MlsImportReport *report = g_new0 (MlsImportReport, 1);

  report->misfits = g_array_new (FALSE, FALSE, sizeof (MlsMisfit));
  report->remarks = g_array_new (FALSE, FALSE, sizeof (MlsRemark));
  report->layers = g_ptr_array_new_with_free_func (g_free);
  report->codes = g_array_new (FALSE, FALSE, sizeof (MlsImportCode));

  return report;
}

/**
 * mls_import_report_free:
 * @report: (transfer full): a report
 */
void
mls_import_report_free (MlsImportReport *report)
{
  g_array_unref (report->misfits);
  g_array_unref (report->remarks);
  g_ptr_array_unref (report->layers);
  g_array_unref (report->codes);
  g_free (report);
}

/**
 * mls_import_report_assembly:
 * @report: a report
 * @assembly: an assembly that has run, well or not
 */
void
mls_import_report_assembly (MlsImportReport *report, const MlsAssembly *assembly)
{
  const GArray *misfits = mls_assembly_misfits (assembly);
  const GArray *remarks = mls_assembly_remarks (assembly);

  g_array_append_vals (report->misfits, misfits->data, misfits->len);
  g_array_append_vals (report->remarks, remarks->data, remarks->len);
  for (int kind = 0; kind < MLS_N_REMARKS; kind++)
    report->n_remarks[kind] = mls_assembly_count (assembly, (MlsRemarkKind) kind);
  report->account = *mls_assembly_account (assembly);
}

static void
report_code (MlsImportReport *report, const MlsNomenclature *nomenclature, MlsImportCode code)
{
  if (mls_nomenclature_code_state (nomenclature, code.dimension, code.code) == MLS_CODE_VALID)
    return;

  for (guint i = 0; i < report->codes->len; i++)
    {
      const MlsImportCode *known = &g_array_index (report->codes, MlsImportCode, i);

      if (known->dimension == code.dimension && known->code == code.code)
        return;
    }

  g_array_append_val (report->codes, code);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const MlsImportCode *p = a;
  const MlsImportCode *q = b;

  return p->dimension != q->dimension ? (int) p->dimension - (int) q->dimension
                                      : strcmp (g_quark_to_string (p->code), g_quark_to_string (q->code));
}

/**
 * mls_import_report_sort:
 * @report: a report of all labels
 *
 * Puts the codes in their order.
 */
void
mls_import_report_sort (MlsImportReport *report)
{
  g_array_sort (report->codes, compare_codes);
}

/**
 * mls_import_report_label:
 * @report: a report
 * @nomenclature: the project's
 * @pair: codes that polygons have
 * @year: in which year; each pair is told once for each
 */
void
mls_import_report_label (MlsImportReport       *report,
                         const MlsNomenclature *nomenclature,
                         MlsPair                pair,
                         int                    year)
{
  report_code (report, nomenclature, (MlsImportCode){ MLS_DIMENSION_COVER, pair.cover });
  report_code (report, nomenclature, (MlsImportCode){ MLS_DIMENSION_USE, pair.use });

  if (mls_nomenclature_pair_state (nomenclature, pair, year) != MLS_CODE_VALID)
    report->n_pairs++;
}

static char *
area_text (double area_m2)
{
  return area_m2 >= 0.05 ? mls_format_area (area_m2) : g_strdup (_("less than 0.1 m²"));
}

/* A feature by its number, and its layer where there are several. */
static char *
feature_text (const MlsImportReport *report, guint layer, gint64 id)
{
  g_autofree char *number = mls_format_id (id);

  if (report->layers->len < 2 || layer >= report->layers->len)
    return g_steal_pointer (&number);

  return g_strdup_printf (_("%s of “%s”"), number, (const char *) g_ptr_array_index (report->layers, layer));
}

/**
 * mls_import_report_remark_text:
 * @report: a report
 * @remark: a remark in it
 *
 * Returns: (transfer full): one line for a person, without the place
 */
char *
mls_import_report_remark_text (const MlsImportReport *report, const MlsRemark *remark)
{
  g_autofree char *feature = feature_text (report, remark->layer, remark->source);
  g_autofree char *other = feature_text (report, remark->other_layer, remark->other);
  g_autofree char *area = area_text (remark->area_m2);

  switch (remark->kind)
    {
    case MLS_REMARK_REPAIRED:
      return g_strdup_printf (_("Feature %s was put right after rounding to the millimetre: %s changed"), feature, area);
    case MLS_REMARK_VANISHED:
      return g_strdup_printf (_("Feature %s vanished in rounding to the millimetre: %s lost"), feature, area);
    case MLS_REMARK_PARTS:
      return g_strdup_printf (_("Feature %s fell into parts"), feature);
    case MLS_REMARK_IDENTICAL:
      return g_strdup_printf (_("Feature %s has a neighbour with the same labels at every date"), feature);
    case MLS_REMARK_HOLE:
      return g_strdup_printf (_("The territory has a hole of %s"), area);
    case MLS_REMARK_CROSSED:
      return g_strdup_printf (_("Feature %s crossed itself: %s not as its rings say"), feature, area);
    case MLS_REMARK_MOVED:
      return g_strdup_printf (_("The border of feature %s was brought onto others: %s changed"), feature, area);
    case MLS_REMARK_NODED:
      return g_strdup_printf (_("The border of feature %s got vertices where others meet it"), feature);
    case MLS_REMARK_OVERLAP:
      return g_strdup_printf (_("Feature %s lost %s to feature %s"), feature, area, other);
    case MLS_REMARK_CLIPPED:
      return g_strdup_printf (_("Feature %s lost %s outside the outline"), feature, area);
    case MLS_REMARK_GONE:
      return g_strdup_printf (_("Nothing is left of feature %s"), feature);
    case MLS_REMARK_FILLED:
      return g_strdup_printf (_("Feature %s got a thin gap of %s"), feature, area);
    case MLS_REMARK_GAP:
      return g_strdup_printf (_("A gap of %s became a face without a code"), area);
    case MLS_N_REMARKS:
      break;
    }

  g_assert_not_reached ();
}
