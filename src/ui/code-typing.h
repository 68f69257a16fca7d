#pragma once

#include "coverage/label.h"

G_BEGIN_DECLS

/* Digits of a code, and how many a code has. */
#define MLS_CODE_DIGITS 3

/* A pair typed as digits: three for the cover, then three for the use; "/" goes straight to the
 * use. */
typedef struct
{
  MlsDimension dimension; /* of which a code is being typed */
  guint        n_digits;
  char         digits[MLS_CODE_DIGITS + 1];
} MlsCodeTyping;

#define MLS_CODE_TYPING_INIT ((MlsCodeTyping){ MLS_DIMENSION_COVER, 0, "" })

gboolean mls_code_typing_takes (const MlsCodeTyping *typing,
                                char                 character);
gboolean mls_code_typing_add   (MlsCodeTyping       *typing,
                                char                 character);
void     mls_code_typing_next  (MlsCodeTyping       *typing);

G_END_DECLS
