#pragma once

#include "assembly/account.h"
#include "assembly/remark.h"
#include "assembly/sheet.h"

G_BEGIN_DECLS

MlsSoup *mls_soup_part (const MlsSoup   *soup,
                        const MlsSheets *sheets,
                        MlsRemarks      *remarks,
                        MlsAccount      *account,
                        GArray          *outside,
                        MlsAssemblyFunc  tell,
                        gpointer         tell_data);

G_END_DECLS
