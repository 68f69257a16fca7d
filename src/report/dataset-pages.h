#pragma once

#include "imagery/imagery.h"
#include "quality/assessment.h"
#include "report/paper.h"
#include "rules/classing.h"
#include "store/pass.h"

G_BEGIN_DECLS

/* What is printed of one matrix of a sample. */
typedef struct
{
  const MlsAssessment *assessment;
  const MlsAccuracy   *accuracy;
  MlsPaper            *paper;
  GPtrArray           *classes;  /* (element-type MlsCounted): what each class is called */
  char                *title;    /* of its sample, dimension and year */
  MlsImagery          *photos;   /* (nullable): by which it was judged */
  MlsImageryReader    *reader;
} MlsDataset;

MlsDataset *mls_dataset_new            (const MlsAssessment *assessment,
                                        guint                i,
                                        MlsPaper            *paper,
                                        MlsLanguage          language);
void        mls_dataset_free           (MlsDataset          *self);
char       *mls_dataset_dup_heading    (const MlsDataset    *self,
                                        const char          *what);
const MlsCounted *
            mls_dataset_class          (const MlsDataset    *self,
                                        guint                i);

void        mls_dataset_print_figures  (const MlsDataset    *self);
void        mls_dataset_print_classes  (const MlsDataset    *self);
void        mls_dataset_print_ground   (const MlsDataset    *self);
void        mls_dataset_print_matrix   (const MlsDataset    *self);
void        mls_dataset_print_map      (const MlsDataset    *self);
gboolean    mls_dataset_print_errors   (const MlsDataset    *self,
                                        MlsStoreProgressFunc func,
                                        gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsDataset, mls_dataset_free)

G_END_DECLS
