#include "rules/finding-table.h"

#include "base/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The name is for programs and stays the same, the title is for people. */
static const struct
{
  const char *name;
  const char *title;
  MlsCellKind kind;
} columns[] = {
  [MLS_FINDING_COLUMN_RULE] = { "rule", N_("Rule"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_TITLE] = { "title", N_("What was found"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_SEVERITY] = { "severity", N_("Severity"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_TEXT] = { "text", N_("In a sentence"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_VINTAGE] = { "vintage", N_("Date"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_DIMENSION] = { "dimension", N_("Dimension"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_COVER] = { "cover", N_("Cover"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_USE] = { "use", N_("Use"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_FROM_VINTAGE] = { "from_vintage", N_("Date before"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_FROM_COVER] = { "from_cover", N_("Cover before"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_FROM_USE] = { "from_use", N_("Use before"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_AREA] = { "area_m2", N_("Area, m²"), MLS_CELL_REAL },
  [MLS_FINDING_COLUMN_MINIMUM] = { "minimum_m2", N_("Minimum, m²"), MLS_CELL_REAL },
  [MLS_FINDING_COLUMN_FIGURE] = { "figure", N_("Measured"), MLS_CELL_REAL },
  [MLS_FINDING_COLUMN_LENGTH] = { "length_m", N_("Length, m"), MLS_CELL_REAL },
  [MLS_FINDING_COLUMN_STATE] = { "state", N_("State"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_FOUND] = { "found", N_("Operation it was found at"), MLS_CELL_INTEGER },
  [MLS_FINDING_COLUMN_GONE] = { "gone", N_("Operation it was found no more at"), MLS_CELL_INTEGER },
  [MLS_FINDING_COLUMN_AGAIN] = { "again", N_("Operation it was found again at"), MLS_CELL_INTEGER },
  [MLS_FINDING_COLUMN_REASON] = { "reason", N_("Reason of the exception"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_AUTHOR] = { "author", N_("Who decided"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_REMARK] = { "remark", N_("Remark"), MLS_CELL_TEXT },
  [MLS_FINDING_COLUMN_ISO] = { "iso_19157", N_("Measure of ISO 19157"), MLS_CELL_INTEGER },
  [MLS_FINDING_COLUMN_FID] = { "fid_1", N_("Face"), MLS_CELL_INTEGER },
  [MLS_FINDING_COLUMN_OTHER_FID] = { "fid_2", N_("Other face"), MLS_CELL_INTEGER },
  [MLS_FINDING_COLUMN_X] = { "x", N_("X"), MLS_CELL_REAL },
  [MLS_FINDING_COLUMN_Y] = { "y", N_("Y"), MLS_CELL_REAL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == MLS_N_FINDING_COLUMNS);

/**
 * mls_finding_column_name:
 * @column: a column
 *
 * Returns: its name in files and for programs
 */
const char *
mls_finding_column_name (MlsFindingColumn column)
{
  g_return_val_if_fail ((guint) column < MLS_N_FINDING_COLUMNS, NULL);

  return columns[column].name;
}

/**
 * mls_finding_column_title:
 * @column: a column
 *
 * Returns: what a person calls it
 */
const char *
mls_finding_column_title (MlsFindingColumn column)
{
  g_return_val_if_fail ((guint) column < MLS_N_FINDING_COLUMNS, NULL);

  return _(columns[column].title);
}

/**
 * mls_finding_column_kind:
 * @column: a column
 *
 * Returns: what its cells are
 */
MlsCellKind
mls_finding_column_kind (MlsFindingColumn column)
{
  g_return_val_if_fail ((guint) column < MLS_N_FINDING_COLUMNS, MLS_CELL_TEXT);

  return columns[column].kind;
}

static char *
dup_vintage (guint vintage, const MlsRules *rules)
{
  return vintage < rules->n_vintages ? g_strdup (rules->vintages[vintage].code) : NULL;
}

static char *
dup_code (MlsText code)
{
  return g_strdup (g_quark_to_string (code));
}

static char *
dup_number (gint64 number)
{
  return number != 0 ? mls_format_id (number) : NULL;
}

static char *
dup_amount (double amount)
{
  return amount != 0 ? mls_format_ascii (amount) : NULL;
}

static const char *
state_text (const MlsFinding *finding)
{
  if (finding->severity == MLS_SEVERITY_EXCEPTION && finding->state == MLS_FINDING_OPEN)
    return mls_severity_text (MLS_SEVERITY_EXCEPTION);

  return mls_finding_state_text (finding->state);
}

/**
 * mls_finding_cell:
 * @finding: a finding
 * @rules: what it was found by
 * @column: a column
 *
 * Names of rules, dates and dimensions are those for programs, so that a table can be filtered in any language; titles,
 * severities, states and sentences are for people. Numbers have a point.
 *
 * Returns: (transfer full) (nullable): what stands there
 */
char *
mls_finding_cell (const MlsFinding *finding, const MlsRules *rules, MlsFindingColumn column)
{
  gboolean changes = mls_finding_is_change (finding);

  switch (column)
    {
    case MLS_FINDING_COLUMN_RULE:
      return g_strdup (mls_finding_rule_name (finding->rule));
    case MLS_FINDING_COLUMN_TITLE:
      return g_strdup (mls_finding_rule_title (finding->rule));
    case MLS_FINDING_COLUMN_SEVERITY:
      return g_strdup (mls_severity_text (finding->severity));
    case MLS_FINDING_COLUMN_TEXT:
      return mls_finding_text (finding, rules);
    case MLS_FINDING_COLUMN_VINTAGE:
      return dup_vintage (finding->vintage, rules);
    case MLS_FINDING_COLUMN_DIMENSION:
      return finding->vintage < rules->n_vintages ? g_strdup (mls_dimension_name (finding->dimension)) : NULL;
    case MLS_FINDING_COLUMN_COVER:
      return dup_code (finding->pair.cover);
    case MLS_FINDING_COLUMN_USE:
      return dup_code (finding->pair.use);
    case MLS_FINDING_COLUMN_FROM_VINTAGE:
      return changes ? dup_vintage (finding->from_vintage, rules) : NULL;
    case MLS_FINDING_COLUMN_FROM_COVER:
      return changes ? dup_code (finding->from.cover) : NULL;
    case MLS_FINDING_COLUMN_FROM_USE:
      return changes ? dup_code (finding->from.use) : NULL;
    case MLS_FINDING_COLUMN_AREA:
      return dup_amount (mls_area2_to_m2 (finding->area2));
    case MLS_FINDING_COLUMN_MINIMUM:
      return dup_amount (mls_area2_to_m2 (finding->minimum));
    case MLS_FINDING_COLUMN_FIGURE:
      return dup_amount (finding->figure);
    case MLS_FINDING_COLUMN_LENGTH:
      return dup_amount (finding->length / MLS_MM_PER_M);
    case MLS_FINDING_COLUMN_STATE:
      return g_strdup (state_text (finding));
    case MLS_FINDING_COLUMN_FOUND:
      return dup_number (finding->found);
    case MLS_FINDING_COLUMN_GONE:
      return dup_number (finding->gone);
    case MLS_FINDING_COLUMN_AGAIN:
      return dup_number (finding->again);
    case MLS_FINDING_COLUMN_REASON:
      return dup_code (finding->reason);
    case MLS_FINDING_COLUMN_AUTHOR:
      return dup_code (finding->author);
    case MLS_FINDING_COLUMN_REMARK:
      return dup_code (finding->remark);
    case MLS_FINDING_COLUMN_ISO:
      return dup_number (mls_finding_rule_iso (finding->rule));
    case MLS_FINDING_COLUMN_FID:
      return dup_number (finding->fid);
    case MLS_FINDING_COLUMN_OTHER_FID:
      return dup_number (finding->other_fid);
    case MLS_FINDING_COLUMN_X:
      return mls_format_ascii (mls_grid_to_metres (finding->place.x));
    case MLS_FINDING_COLUMN_Y:
      return mls_format_ascii (mls_grid_to_metres (finding->place.y));
    case MLS_N_FINDING_COLUMNS:
      break;
    }

  g_assert_not_reached ();
}

/* As RFC 4180 has it. */
static void
append_field (GString *csv, const char *text)
{
  if (text == NULL)
    return;

  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }

  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

static void
end_field (GString *csv, int column)
{
  g_string_append_c (csv, column + 1 < MLS_N_FINDING_COLUMNS ? ',' : '\n');
}

/**
 * mls_findings_to_csv:
 * @findings: (element-type MlsFinding): findings
 * @rules: what they were found by
 *
 * Returns: (transfer full): a table of comma-separated values, UTF-8, with a line of the columns' names
 */
char *
mls_findings_to_csv (const GArray *findings, const MlsRules *rules)
{
  GString *csv = g_string_new (NULL);

  for (int column = 0; column < MLS_N_FINDING_COLUMNS; column++)
    {
      append_field (csv, columns[column].name);
      end_field (csv, column);
    }

  for (guint i = 0; i < findings->len; i++)
    for (int column = 0; column < MLS_N_FINDING_COLUMNS; column++)
      {
        g_autofree char *cell = mls_finding_cell (&g_array_index (findings, MlsFinding, i), rules,
                                                  (MlsFindingColumn) column);

        append_field (csv, cell);
        end_field (csv, column);
      }

  return g_string_free (csv, FALSE);
}
