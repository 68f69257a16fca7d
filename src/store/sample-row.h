#pragma once

#include "rules/judgement.h"
#include "store/database.h"

G_BEGIN_DECLS

/* A judgement as a row of a sample, under the names that partners’ forms have. */

#define MLS_SAMPLE_ROW_COLUMNS                                                                                        \
  "etat_cqp, code_remplac, erreur_geom, omission, com_cqp, data_exo, etat_code, etat_autre, remplac_autre, "           \
  "proposition, controleur, date, valid_cqe, com_cqe, cqe_par, cqe_date"
#define MLS_SAMPLE_ROW_PLACES "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
#define MLS_SAMPLE_ROW_N      16

gboolean mls_sample_row_judged_from_word       (const char         *word,
                                                MlsJudged          *out);
gboolean mls_sample_row_confirmation_from_word (const char         *word,
                                                MlsConfirmation    *out);
const char *
         mls_sample_row_confirmation_word      (MlsConfirmation     confirmation);
gboolean mls_sample_row_is_same_name           (const char         *a,
                                                const char         *b);
MlsDimension
         mls_sample_row_own                    (MlsDimension        dimension);
MlsDimension
         mls_sample_row_other                  (MlsDimension        dimension);
gboolean mls_sample_row_settle                 (MlsJudgement       *judgement,
                                                MlsDimension        dimension,
                                                MlsJudged           state);
void     mls_sample_row_read                   (sqlite3_stmt       *row,
                                                int                 first,
                                                MlsDimension        dimension,
                                                MlsJudgement       *out);
void     mls_sample_row_bind                   (sqlite3_stmt       *statement,
                                                int                 first,
                                                MlsDimension        dimension,
                                                const MlsJudgement *judgement);

G_END_DECLS
