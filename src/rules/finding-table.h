#pragma once

#include "rules/finding.h"

G_BEGIN_DECLS

/* What a table says of a finding, column by column. */
typedef enum
{
  MLS_FINDING_COLUMN_RULE,
  MLS_FINDING_COLUMN_TITLE,
  MLS_FINDING_COLUMN_SEVERITY,
  MLS_FINDING_COLUMN_TEXT,
  MLS_FINDING_COLUMN_VINTAGE,
  MLS_FINDING_COLUMN_DIMENSION,
  MLS_FINDING_COLUMN_COVER,
  MLS_FINDING_COLUMN_USE,
  MLS_FINDING_COLUMN_FROM_VINTAGE,
  MLS_FINDING_COLUMN_FROM_COVER,
  MLS_FINDING_COLUMN_FROM_USE,
  MLS_FINDING_COLUMN_AREA,
  MLS_FINDING_COLUMN_MINIMUM,
  MLS_FINDING_COLUMN_FIGURE,
  MLS_FINDING_COLUMN_LENGTH,
  MLS_FINDING_COLUMN_STATE,
  MLS_FINDING_COLUMN_FOUND,
  MLS_FINDING_COLUMN_GONE,
  MLS_FINDING_COLUMN_AGAIN,
  MLS_FINDING_COLUMN_REASON,
  MLS_FINDING_COLUMN_AUTHOR,
  MLS_FINDING_COLUMN_REMARK,
  MLS_FINDING_COLUMN_ISO,
  MLS_FINDING_COLUMN_FID,
  MLS_FINDING_COLUMN_OTHER_FID,
  MLS_FINDING_COLUMN_X,
  MLS_FINDING_COLUMN_Y,
  MLS_N_FINDING_COLUMNS,
} MlsFindingColumn;

typedef enum
{
  MLS_CELL_TEXT,
  MLS_CELL_INTEGER,
  MLS_CELL_REAL,
} MlsCellKind;

const char  *mls_finding_column_name  (MlsFindingColumn  column);
const char  *mls_finding_column_title (MlsFindingColumn  column);
MlsCellKind  mls_finding_column_kind  (MlsFindingColumn  column);
char        *mls_finding_cell         (const MlsFinding *finding,
                                       const MlsRules   *rules,
                                       MlsFindingColumn  column);
char        *mls_findings_to_csv      (const GArray     *findings,
                                       const MlsRules   *rules);

G_END_DECLS
