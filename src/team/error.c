#include "team/error.h"

G_DEFINE_QUARK (mls-team-error-quark, mls_team_error)
