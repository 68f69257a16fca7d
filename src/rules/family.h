#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* Classes that belong together wherever they stand in the table: a name that they give, with labels for people. Families of
 * one kind, as all that is the work of people, are akin. */
typedef struct
{
  MlsText     name;
  const char *label_fr; /* "" where there is none */
  const char *label_en;
  MlsText     kind;     /* 0: akin to no other */
} MlsFamily;

/* No family. */
#define MLS_FAMILY_NONE ((MlsText) 0)

G_END_DECLS
