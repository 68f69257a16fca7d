#include "assembly/remark.h"

/**
 * mls_remarks_new:
 *
 * Returns: (transfer full): a list without a remark
 */
MlsRemarks *
mls_remarks_new (void)
{
  MlsRemarks *remarks = g_new0 (MlsRemarks, 1);

  remarks->kept = g_array_new (FALSE, FALSE, sizeof (MlsRemark));

  return remarks;
}

/**
 * mls_remarks_free:
 * @remarks: (transfer full): a list of remarks
 */
void
mls_remarks_free (MlsRemarks *remarks)
{
  g_array_unref (remarks->kept);
  g_free (remarks);
}

/**
 * mls_remarks_add:
 * @remarks: a list of remarks
 * @remark: one more
 */
void
mls_remarks_add (MlsRemarks *remarks, const MlsRemark *remark)
{
  remarks->counts[remark->kind]++;
  g_array_append_val (remarks->kept, *remark);
}

/**
 * mls_remarks_drop:
 * @remarks: a list of remarks
 * @kind: which of them to forget
 */
void
mls_remarks_drop (MlsRemarks *remarks, MlsRemarkKind kind)
{
  guint n = 0;

  for (guint i = 0; i < remarks->kept->len; i++)
    {
      MlsRemark remark = g_array_index (remarks->kept, MlsRemark, i);

      if (remark.kind != kind)
        g_array_index (remarks->kept, MlsRemark, n++) = remark;
    }

  g_array_set_size (remarks->kept, n);
  remarks->counts[kind] = 0;
}

/**
 * mls_remark_text:
 * @kind: a kind of remark
 *
 * Returns: its name in reports: one word of English
 */
const char *
mls_remark_text (MlsRemarkKind kind)
{
  static const char *const texts[MLS_N_REMARKS] = {
    [MLS_REMARK_REPAIRED] = "repaired",   [MLS_REMARK_VANISHED] = "vanished", [MLS_REMARK_PARTS] = "parts",
    [MLS_REMARK_IDENTICAL] = "identical", [MLS_REMARK_HOLE] = "hole",         [MLS_REMARK_CROSSED] = "crossed",
    [MLS_REMARK_MOVED] = "moved",         [MLS_REMARK_NODED] = "noded",       [MLS_REMARK_OVERLAP] = "overlap",
    [MLS_REMARK_CLIPPED] = "clipped",     [MLS_REMARK_GONE] = "gone",         [MLS_REMARK_FILLED] = "filled",
    [MLS_REMARK_GAP] = "gap",
  };

  g_return_val_if_fail ((guint) kind < MLS_N_REMARKS, NULL);

  return texts[kind];
}
