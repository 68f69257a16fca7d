#pragma once

#include "document/errand.h"
#include "team/team.h"

G_BEGIN_DECLS

/* What is done between a project that nobody has open meanwhile and the database that a team shares it through: servers let
 * one wait. */
typedef struct
{
  char       *project;
  gboolean    pushes;  /* else it takes alone what others have done */

  /* What came of it. */
  MlsTeamPush outcome;
} MlsTeamJob;

MlsTeamJob *mls_team_job_new  (const char        *project,
                               gboolean           pushes);
void        mls_team_job_free (MlsTeamJob        *self);
gboolean    mls_team_job_run  (MlsErrand         *errand,
                               gpointer           job,
                               GError           **error);
char       *mls_team_job_text (const MlsTeamJob  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsTeamJob, mls_team_job_free)

G_END_DECLS
