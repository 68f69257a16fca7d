#pragma once

#include "document/pace.h"
#include "store/sample-file.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A controller at work on a sample: which unit is before them, and what they say of it. Each word is in the sample's file
 * when it is said; the project that the sample is of is not written to. Of a blind sample nothing tells what the map says,
 * nor whether what was said is the same. Main thread.
 *
 * "leaving" → gboolean: the unit is about to be another one; what is still to be said of it is said now. Where that cannot
 * be written %TRUE keeps the unit in hand.
 *
 * "changed": another unit is before them, or something else is said of it. */
#define MLS_TYPE_CONTROL (mls_control_get_type ())
G_DECLARE_FINAL_TYPE (MlsControl, mls_control, MLS, CONTROL, GObject)

typedef enum
{
  MLS_CONTROL_JUDGE,   /* each unit is judged by the controller, whoever else did */
  MLS_CONTROL_CONFIRM, /* the errors that others found are confirmed or rejected */
} MlsControlTask;

/* What is said of the unit in one word. */
typedef enum
{
  MLS_WORD_RIGHT,       /* of what nothing is said of yet; no word of a blind sample, as are the codes that are wrong */
  MLS_WORD_NO_OPINION,  /* same */
  MLS_WORD_TOO_HARD,    /* same */
  MLS_WORD_COVER_WRONG, /* these once more take themselves back */
  MLS_WORD_USE_WRONG,
  MLS_WORD_OUTLINE_OFF,
  MLS_WORD_OMISSION,
} MlsControlWord;

MlsControl         *mls_control_open             (const char       *path,
                                                  const char       *controller,
                                                  MlsControlTask    task,
                                                  GError          **error);
MlsControlTask      mls_control_get_task         (MlsControl       *self);
const MlsSample    *mls_control_get_sample       (MlsControl       *self);
MlsSampleFile      *mls_control_get_file         (MlsControl       *self);

guint               mls_control_get_n_items      (MlsControl       *self);
guint               mls_control_get_n_own        (MlsControl       *self);
guint               mls_control_get_n_done       (MlsControl       *self);
const MlsUnit      *mls_control_get_unit_at      (MlsControl       *self,
                                                  guint             i);
const MlsJudgement *mls_control_get_judgement_at (MlsControl       *self,
                                                  guint             i);
gboolean            mls_control_is_done_at       (MlsControl       *self,
                                                  guint             i);
MlsPair             mls_control_get_pair_at      (MlsControl       *self,
                                                  guint             i);
gboolean            mls_control_is_blind         (MlsControl       *self);
guint               mls_control_get_position     (MlsControl       *self);
const MlsPace      *mls_control_get_pace         (MlsControl       *self);

void                mls_control_show_only        (MlsControl       *self,
                                                  const GArray     *units,
                                                  const char       *what);
const char         *mls_control_get_shown_what   (MlsControl       *self);
guint               mls_control_get_n_shown      (MlsControl       *self);
guint               mls_control_get_shown        (MlsControl       *self,
                                                  guint             row);
guint               mls_control_find_shown       (MlsControl       *self,
                                                  guint             i);

gboolean            mls_control_notice           (MlsControl       *self,
                                                  GError          **error);
void                mls_control_go_to            (MlsControl       *self,
                                                  guint             i);
void                mls_control_step             (MlsControl       *self,
                                                  int               direction);
gboolean            mls_control_go_on            (MlsControl       *self);

gboolean            mls_control_say              (MlsControl       *self,
                                                  MlsControlWord    word,
                                                  GError          **error);
gboolean            mls_control_see              (MlsControl       *self,
                                                  MlsDimension      code,
                                                  MlsText           seen,
                                                  GError          **error);
gboolean            mls_control_comment          (MlsControl       *self,
                                                  const char       *comment,
                                                  GError          **error);
gboolean            mls_control_set_source       (MlsControl       *self,
                                                  const char       *source,
                                                  GError          **error);
gboolean            mls_control_propose          (MlsControl       *self,
                                                  const char       *draft,
                                                  GError          **error);
gboolean            mls_control_confirm          (MlsControl       *self,
                                                  MlsConfirmation   confirmation,
                                                  const char       *comment,
                                                  GError          **error);
gboolean            mls_control_undo             (MlsControl       *self,
                                                  GError          **error);
gboolean            mls_control_redo             (MlsControl       *self,
                                                  GError          **error);
gboolean            mls_control_tell             (MlsControl       *self,
                                                  GError          **error);
GArray             *mls_control_list_errors      (MlsControl       *self,
                                                  guint             vintage,
                                                  GError          **error);

G_END_DECLS
