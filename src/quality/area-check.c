/* Whether the area column says what the faces are: other programs and deliveries have written into it. */

#include "quality/area-check.h"

#include "rules/finding.h"
#include "store/written-area.h"

#include <math.h>

/* Some write areas with two decimals. */
#define TOLERANCE_M2 0.0051

typedef struct
{
  const MlsGrouping *grouping;
  guint32            next;     /* face, in the order of ids */
  GArray            *findings; /* (element-type MlsFinding) */
} Comparison;

static void
compare (gint64 fid, double area_m2, gpointer user_data)
{
  Comparison *comparison = user_data;
  guint32 face = comparison->next++;
  MlsFinding finding = { .rule = MLS_FINDING_AREA,
                         .severity = mls_finding_rule_severity (MLS_FINDING_AREA),
                         .vintage = MLS_NO_VINTAGE,
                         .fid = fid,
                         .figure = area_m2 };

  g_return_if_fail (face < mls_grouping_n_faces (comparison->grouping) &&
                    mls_grouping_fid (comparison->grouping, face) == fid);

  finding.area2 = mls_grouping_area2 (comparison->grouping, face);
  if (!(fabs (mls_area2_to_m2 (finding.area2) - area_m2) <= TOLERANCE_M2))
    g_array_append_val (comparison->findings, finding);
}

/**
 * mls_area_check_find:
 * @reader: a reader between begin and end
 * @grouping: all its faces, in the order of their ids
 * @findings: (element-type MlsFinding): to add to, without places
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether the areas could be read
 */
gboolean
mls_area_check_find (MlsStoreReader *reader, const MlsGrouping *grouping, GArray *findings, GError **error)
{
  Comparison comparison = { grouping, 0, findings };

  return mls_store_reader_each_written_area (reader, compare, &comparison, error);
}
