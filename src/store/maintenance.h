#pragma once

#include "rules/notice.h"
#include "store/pass.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Why a row of a maintenance file is worth a look. The first ones are left out. */
typedef enum
{
  MLS_MAINTENANCE_NO_PLACE,     /* it is no point, or none on the ground */
  MLS_MAINTENANCE_NO_DIMENSION, /* whether cover or use is meant */
  MLS_MAINTENANCE_NO_VINTAGE,   /* it is of a date that the project does not have */
  MLS_MAINTENANCE_UNKNOWN_CODE, /* the code it says is there is none of that dimension */
  MLS_MAINTENANCE_REJECTED,     /* the control has looked at it: it is no error */
  MLS_MAINTENANCE_OUTSIDE,      /* it lies outside the territory … */
  MLS_MAINTENANCE_UNCODED,      /* … or where the map says nothing at that date */
  MLS_MAINTENANCE_SAME,         /* the map says there what it should say */
  MLS_MAINTENANCE_REPLACEMENT,  /* the code it should be is none that can be given: taken without it */
  MLS_MAINTENANCE_EDITED,       /* the map says something else there than it says: taken, to be verified */
  MLS_N_MAINTENANCE_REMARKS,
} MlsMaintenanceRemarkKind;

typedef struct
{
  MlsMaintenanceRemarkKind kind;
  gint64                   feature;
  char                    *text; /* for people */
} MlsMaintenanceRemark;

/* What a maintenance file says, and what became of it. */
typedef struct
{
  GArray    *notices;   /* (element-type MlsNotice): as can be understood */
  guint      n_left;
  guint      n_edited;
  guint      n_known;   /* they are in the project already */
  guint      n_written;
  GPtrArray *remarks;   /* (element-type MlsMaintenanceRemark) */
} MlsMaintenance;

MlsMaintenance *mls_maintenance_new         (void);
MlsMaintenance *mls_maintenance_read        (MlsStore                  *store,
                                             const char                *path,
                                             guint                      vintage,
                                             MlsDimension               dimension,
                                             MlsStoreProgressFunc       progress,
                                             gpointer                   progress_data,
                                             GError                   **error);
void            mls_maintenance_free        (MlsMaintenance            *self);
void            mls_maintenance_remark      (MlsMaintenance            *self,
                                             MlsMaintenanceRemarkKind   kind,
                                             gint64                     feature,
                                             char                      *text);
const char     *mls_maintenance_remark_name (MlsMaintenanceRemarkKind   kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsMaintenance, mls_maintenance_free)

G_END_DECLS
