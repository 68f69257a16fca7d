#include "store/import-report.h"

#include "rules/repair.h"

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

static MlsFeature
feature_of (const MlsImportReport *report, guint layer, gint64 id)
{
  gboolean named = report->layers->len > 1 && layer < report->layers->len;

  return (MlsFeature){ id, named ? g_quark_from_string (g_ptr_array_index (report->layers, layer)) : 0 };
}

static MlsRepair
repair_of (MlsRemarkKind kind)
{
  static const MlsRepair repairs[MLS_N_REMARKS] = {
    [MLS_REMARK_REPAIRED] = MLS_REPAIR_REPAIRED,   [MLS_REMARK_VANISHED] = MLS_REPAIR_VANISHED,
    [MLS_REMARK_PARTS] = MLS_REPAIR_PARTS,         [MLS_REMARK_IDENTICAL] = MLS_REPAIR_IDENTICAL,
    [MLS_REMARK_HOLE] = MLS_REPAIR_HOLE,           [MLS_REMARK_CROSSED] = MLS_REPAIR_CROSSED,
    [MLS_REMARK_MOVED] = MLS_REPAIR_MOVED,         [MLS_REMARK_NODED] = MLS_REPAIR_NODED,
    [MLS_REMARK_OVERLAP] = MLS_REPAIR_OVERLAP,     [MLS_REMARK_CLIPPED] = MLS_REPAIR_CLIPPED,
    [MLS_REMARK_GONE] = MLS_REPAIR_GONE,           [MLS_REMARK_FILLED] = MLS_REPAIR_FILLED,
    [MLS_REMARK_GAP] = MLS_REPAIR_GAP,
  };

  return repairs[kind];
}

/**
 * mls_import_report_finding:
 * @report: a report
 * @remark: a remark in it
 *
 * A repair is a note: nothing is wrong with the map any more. What still is, as ground without a
 * code, a check finds by itself.
 *
 * Returns: the remark as a finding
 */
MlsFinding
mls_import_report_finding (const MlsImportReport *report, const MlsRemark *remark)
{
  return (MlsFinding){
    .rule = (MlsFindingRule) (MLS_FINDING_REPAIR + repair_of (remark->kind)),
    .severity = MLS_SEVERITY_NOTE,
    .vintage = MLS_NO_VINTAGE,
    .area2 = remark->gain,
    .place = remark->place,
    .feature = feature_of (report, remark->layer, remark->source),
    .other = feature_of (report, remark->other_layer, remark->other),
  };
}

/**
 * mls_import_report_repairs:
 * @report: a report of an import that is done
 *
 * Returns: (transfer full) (element-type MlsFinding): what nothing but the import can tell, in the
 *   order of mls_finding_compare()
 */
GArray *
mls_import_report_repairs (const MlsImportReport *report)
{
  GArray *repairs = g_array_new (FALSE, TRUE, sizeof (MlsFinding));

  for (guint i = 0; i < report->remarks->len; i++)
    {
      const MlsRemark *remark = &g_array_index (report->remarks, MlsRemark, i);
      MlsFinding finding = mls_import_report_finding (report, remark);

      if (remark->kind != MLS_REMARK_IDENTICAL)
        g_array_append_val (repairs, finding);
    }
  mls_finding_sort (repairs);

  return repairs;
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
  MlsFinding finding = mls_import_report_finding (report, remark);

  return mls_repair_text (&finding);
}
