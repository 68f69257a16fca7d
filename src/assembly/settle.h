#pragma once

#include "assembly/account.h"
#include "assembly/faults.h"
#include "assembly/remark.h"

G_BEGIN_DECLS

MlsSoup *mls_soup_settle (const MlsSoup   *soup,
                          gint64           tolerance,
                          MlsRemarks      *remarks,
                          MlsAccount      *account,
                          MlsAssemblyFunc  tell,
                          gpointer         tell_data);

G_END_DECLS
