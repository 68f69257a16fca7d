#pragma once

#include "document/project.h"
#include "quality/check.h"
#include "geometry/ellipsoid.h"
#include "store/operation.h"
#include "store/set-aside.h"

G_BEGIN_DECLS

struct _MlsProject
{
  GObject          parent_instance;

  /* owned */
  MlsStore        *store;
  MlsNomenclature *nomenclature;
  MlsPatch        *patch;  /* of the file as it is; dropped at each change */
  gsize            n_look_points; /* the most it has read to try out one thing */
  char            *author;
  GStrv            correctors; /* (nullable): who may make corrections; NULL for anybody */
  GHashTable      *zones;      /* (element-type utf8 MlsZone): who works where */
  MlsZoneProgress *zone_progress; /* (nullable): of the author, once it was looked at */
  MlsEllipsoid    *ellipsoid;  /* (nullable): to measure on, once that was done */
  gboolean         has_no_ellipsoid;
  gboolean         has_kept_check; /* all that was asked for: the first of its session, too */
  MlsChecked      *checked;    /* (nullable): what was found last; dropped with the rules that was by */
  MlsSetAside     *theirs;     /* (nullable): what was set aside that is proposed to be taken */
  MlsSettling      settling;   /* … once it is */

  /* borrowed from the above */
  MlsRules         rules;
};

void              mls_project_emit_changed    (MlsProject         *self,
                                               MlsDelta           *delta);
void              mls_project_emit_zone_changed
                                              (MlsProject         *self);
gboolean          mls_project_read_rules      (MlsProject         *self,
                                               GError            **error);
gboolean          mls_project_check_author    (MlsProject         *self,
                                               GError            **error);
gboolean          mls_project_check_unchanged (MlsProject         *self,
                                               GError            **error);
MlsOperationFacts mls_project_facts_of        (MlsProject         *self,
                                               const MlsPlan      *plan,
                                               double              scale);
MlsOperationFacts mls_project_facts_of_theirs (MlsProject         *self,
                                               const MlsPlan      *plan);
gboolean          mls_project_write_decision  (MlsProject         *self,
                                               const MlsOperationFacts
                                                                  *facts,
                                               gint64             *operation,
                                               GError            **error);
MlsDelta         *mls_project_write_plan      (MlsProject         *self,
                                               const MlsPlan      *plan,
                                               MlsOperationFacts  *facts,
                                               gint64             *operation,
                                               GError            **error);

G_END_DECLS
