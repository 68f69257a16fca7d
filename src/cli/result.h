#pragma once

#include "base/json.h"
#include "coverage/turnover.h"
#include "rules/verdict.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

/* What several commands say, as members of a JSON object. */

void  mls_result_faces   (MlsJson          *json,
                          const MlsDelta   *delta);
void  mls_result_flows   (MlsJson           *json,
                          const MlsVintage  *vintages,
                          const MlsTurnover *turnover);
void  mls_result_regions (MlsJson          *json,
                          const MlsVerdict *verdict,
                          const MlsRules   *rules);
void  mls_result_place   (MlsJson          *json,
                          MlsPoint          place);
void  mls_result_box     (MlsJson          *json,
                          const MlsBox     *box);
void  mls_result_way     (MlsJson          *json,
                          const GArray     *way);
void  mls_result_code    (MlsJson          *json,
                          const char       *key,
                          MlsPair           pair);
void  mls_result_done    (const char       *verb,
                          gint64            operation,
                          const MlsDelta   *delta,
                          gboolean          as_json);
char *mls_pair_text      (MlsPair           pair);

G_END_DECLS
