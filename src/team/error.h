#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_TEAM_ERROR (mls_team_error_quark ())

typedef enum
{
  MLS_TEAM_ERROR_UNREACHABLE, /* no server answers, or it lets this user not in */
  MLS_TEAM_ERROR_LOST,        /* it answered, and does so no more */
  MLS_TEAM_ERROR_NO_STORE,    /* the database is not one that a project is shared through */
  MLS_TEAM_ERROR_EXISTS,      /* it is one already */
  MLS_TEAM_ERROR_FORMAT,      /* it is of another program version */
  MLS_TEAM_ERROR_OTHER,       /* it is of another territory, or has lost what this file got from it */
  MLS_TEAM_ERROR_MOVED,       /* others have pushed meanwhile */
  MLS_TEAM_ERROR_STALE,       /* what is pushed begins with other ground than the database has */
  MLS_TEAM_ERROR_ROLE,        /* the database does not allow that to this user */
  MLS_TEAM_ERROR_LOCKED,      /* somebody else has locked that ground */
  MLS_TEAM_ERROR_ARGUMENT,    /* an address that makes no sense, or with a password */
  MLS_TEAM_ERROR_SERVER,      /* anything else that it says */
} MlsTeamError;

GQuark mls_team_error_quark (void);

G_END_DECLS
