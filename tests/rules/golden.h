#pragma once

#include <glib.h>

/* A coverage under test, told line by line what it is, what is done to it and what must come of it. */
typedef struct _Golden Golden;

Golden *golden_new      (void);
void    golden_run_line (Golden     *golden,
                         const char *line,
                         const char *place);
void    golden_finish   (Golden     *golden);
