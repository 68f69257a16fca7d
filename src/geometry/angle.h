#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sign of degrees in a text that has been tidied for mls_angle_read_pair(). */
#define MLS_ANGLE_DEGREE '*'

gboolean mls_angle_read_pair (const char  *text,
                              double      *longitude,
                              double      *latitude,
                              const char **problem);

G_END_DECLS
