#pragma once

#include "screen.h"

#include "ui/keys.h"

G_BEGIN_DECLS

/* The hand on the keys of the table, under whatever layout the display has. */

void mls_key_hand_hold      (MlsScreen    *screen,
                             const MlsKey *key);
void mls_key_hand_release   (MlsScreen    *screen,
                             const MlsKey *key);
void mls_key_hand_press     (MlsScreen    *screen,
                             const MlsKey *key);
void mls_key_hand_press_all (MlsScreen    *screen,
                             const char   *keys);
void mls_key_hand_type_row  (MlsScreen    *screen,
                             const char   *digits);
void mls_key_hand_type_pad  (MlsScreen    *screen,
                             const char   *characters);
int  mls_key_hand_number    (const MlsKey *key);

G_END_DECLS
