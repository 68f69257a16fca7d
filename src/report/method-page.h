#pragma once

#include "report/paper.h"

G_BEGIN_DECLS

void mls_method_page_print (MlsPaper *paper);

G_END_DECLS
