#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What keys and gestures do: the one table that the window obeys and the card, the tooltips and the
 * menus repeat. */

/* When a key is obeyed. A key may mean two things in two modes, never in one. */
typedef enum
{
  MLS_KEY_MODE_ALWAYS,   /* even while a text is typed */
  MLS_KEY_MODE_VERTICES, /* same, while vertices are chosen; goes before what the map's keys mean */
  MLS_KEY_MODE_MAP,      /* while no text entry has the focus */
  MLS_KEY_MODE_CONTROL,  /* same, while a sample is judged; goes before what the map's keys mean */
  MLS_N_KEY_MODES,
} MlsKeyMode;

typedef enum
{
  MLS_KEY_GROUP_MAP,
  MLS_KEY_GROUP_DRAWING,
  MLS_KEY_GROUP_VERTICES,
  MLS_KEY_GROUP_CODES,
  MLS_KEY_GROUP_COMPARING,
  MLS_KEY_GROUP_STEPPING,
  MLS_KEY_GROUP_CONTROL,
  MLS_KEY_GROUP_PROGRAM,
  MLS_N_KEY_GROUPS,
} MlsKeyGroup;

typedef struct
{
  MlsKeyMode  mode;
  MlsKeyGroup group;
  const char *accelerator; /* as gtk_accelerator_parse() reads it; NULL for a gesture */
  const char *action;      /* a detailed action; NULL where the map itself obeys */
  gboolean    held;        /* a boolean action that is on while the key is down */
  const char *gesture;     /* (N_) what the hand does, where it is no key alone */
  const char *title;       /* (N_) */
  const char *delivered;   /* the accelerator it has if the user has not chosen another, see ui/own-keys.h */
} MlsKey;

const MlsKey *mls_keys           (guint           *n_keys);
const MlsKey *mls_keys_find      (MlsKeyMode       mode,
                                  guint            keyval,
                                  GdkModifierType  state);
const MlsKey *mls_keys_of_action (const char      *action);
const MlsKey *mls_keys_in_the_way (const MlsKey   *key,
                                  guint            keyval,
                                  GdkModifierType  state);
void          mls_keys_replace   (const MlsKey    *key,
                                  const char      *accelerator);
char         *mls_key_get_label  (const MlsKey    *key);
const char   *mls_key_group_name (MlsKeyGroup      group);

G_END_DECLS
