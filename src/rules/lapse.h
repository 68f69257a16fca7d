#pragma once

#include "coverage/plan.h"
#include "rules/exception.h"

G_BEGIN_DECLS

/* How far beyond what an edit changes a region may reach that an exception was given for, mm: such
 * regions are small, but may be thin. */
#define MLS_LAPSE_REACH G_GINT64_CONSTANT (500000)

GArray *mls_lapses_of_plan (const MlsPlan   *plan,
                            const MlsRules  *rules,
                            const GArray    *exceptions,
                            GError         **error);

G_END_DECLS
