#pragma once

#include "picture.h"
#include "program.h"
#include "screen.h"
#include "tree.h"
#include "wait.h"
#include "widget.h"

G_BEGIN_DECLS

void mls_driver_init (int    *argc,
                      char ***argv);

G_END_DECLS
