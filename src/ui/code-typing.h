#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* More digits than these no code has that is typed. */
#define MLS_MAX_CODE_DIGITS 8

/* A pair typed as digits: those of the cover, then those of the use; "/" goes straight to the use. How many there are is
 * for the nomenclature to say. */
typedef struct
{
  MlsDimension dimension; /* of which a code is being typed */
  guint        n_digits;
  char         digits[MLS_MAX_CODE_DIGITS + 1];
} MlsCodeTyping;

#define MLS_CODE_TYPING_INIT ((MlsCodeTyping){ MLS_DIMENSION_COVER, 0, "" })

gboolean mls_code_typing_takes (const MlsCodeTyping *typing,
                                char                 character);
void     mls_code_typing_add   (MlsCodeTyping       *typing,
                                char                 character);
void     mls_code_typing_next  (MlsCodeTyping       *typing,
                                MlsDimension         next);

G_END_DECLS
