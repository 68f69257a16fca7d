#pragma once

#include "assembly/account.h"
#include "assembly/faults.h"
#include "assembly/remark.h"

G_BEGIN_DECLS

gboolean mls_soup_fill_gaps (MlsSoup         *soup,
                             const GArray    *outside,
                             double           width,
                             MlsRemarks      *remarks,
                             MlsAccount      *account,
                             MlsAssemblyFunc  tell,
                             gpointer         tell_data);

G_END_DECLS
