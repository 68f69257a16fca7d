#include "cli/session-private.h"

#include "cli/error.h"
#include "cli/finding.h"
#include "cli/result.h"
#include "cli/script.h"
#include "coverage/walk.h"
#include "store/version.h"

#include <glib/gi18n-lib.h>

static void
write_warnings (MlsSession *self, const GArray *warnings)
{
  mls_json_array (self->json, "warnings");
  for (guint i = 0; i < warnings->len; i++)
    mls_finding_write (self->json, &g_array_index (warnings, MlsFinding, i), mls_session_rules (self));
  mls_json_end (self->json);
}

static void
write_done (MlsSession *self, const char *verb, gint64 operation, const MlsDelta *delta, const MlsVerdict *verdict)
{
  mls_json_boolean (self->json, "ok", TRUE);
  mls_json_string (self->json, "verb", verb);
  mls_json_integer (self->json, "operation", operation);
  mls_result_faces (self->json, delta);
  mls_result_regions (self->json, verdict, mls_session_rules (self));
  if (verdict != NULL && verdict->warnings->len > 0)
    write_warnings (self, verdict->warnings);
}

/* Commits what is proposed, as an exception if a reason was given for one. */
static MlsDelta *
commit (MlsSession *self, const MlsProposal *proposal, const char *reason, gint64 *operation, GError **error)
{
  if (mls_proposal_is_ok (proposal))
    return mls_project_commit (self->project, proposal->plan, 0, operation, error);

  if (proposal->refusal == NULL)
    {
      g_set_error_literal (error, MLS_REFUSAL, mls_proposal_rule (proposal),
                           _("The line divides a region, but both sides would be the same: give a pair"));
      return NULL;
    }

  if (reason != NULL && proposal->verdict != NULL && mls_verdict_is_exceptable (proposal->verdict))
    return mls_project_commit_exception (self->project, proposal, reason, 0, operation, error);

  if (proposal->cure != NULL)
    self->cure = mls_cure_text (proposal->absorptions, mls_session_rules (self));
  g_propagate_error (error, g_error_copy (proposal->refusal));

  return NULL;
}

static void
write_note (MlsSession *self)
{
  g_autofree char *note = mls_project_dup_correctors (self->project);

  mls_json_string (self->json, "note", note);
}

/* What "carry-over" would do next. */
static void
keep_for_carrying (MlsSession *self, const MlsIntent *intent, const MlsVerdict *verdict)
{
  self->last.intent = *intent;
  self->last.vintages = verdict != NULL ? verdict->carry_over : 0;
  g_array_set_size (self->last.points, 0);
  if (self->last.vintages != 0)
    g_array_append_vals (self->last.points, verdict->corrected->data, verdict->corrected->len);
}

static void
write_carry_over (MlsSession *self)
{
  const MlsRules *rules = mls_session_rules (self);

  mls_json_array (self->json, "carry_over");
  for (guint v = 0; v < rules->n_vintages; v++)
    if ((self->last.vintages & MLS_VINTAGE (v)) != 0)
      mls_json_string (self->json, NULL, rules->vintages[v].code);
  mls_json_end (self->json);
}

/* Does @gesture, at the points given. A reason counts for this edit, whatever becomes of it. */
static gboolean
edit_as (MlsSession *self, MlsGesture gesture, const MlsIntent *intent, GError **error)
{
  g_autofree char *reason = g_steal_pointer (&self->reason);
  g_autoptr (MlsProposal) proposal = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  gint64 operation;

  gesture.points = (const MlsPoint *) (gpointer) self->points->data;
  gesture.n_points = self->points->len;
  if (!mls_project_notice (self->project, error))
    return FALSE;

  proposal = mls_project_propose (self->project, &gesture, intent, error);
  if (proposal == NULL)
    return FALSE;

  delta = commit (self, proposal, reason, &operation, error);
  if (delta == NULL)
    return FALSE;

  write_done (self, mls_verb_name (proposal->plan->verb), operation, delta, proposal->verdict);
  if (proposal->demoted)
    write_note (self);
  keep_for_carrying (self, intent, proposal->verdict);
  if (self->last.vintages != 0)
    write_carry_over (self);

  return TRUE;
}

static gboolean
edit_with (MlsSession *self, MlsGestureKind kind, const MlsIntent *intent, GError **error)
{
  return edit_as (self, (MlsGesture){ .kind = kind }, intent, error);
}

static gboolean
edit (MlsSession *self, MlsGestureKind kind, GError **error)
{
  return edit_with (self, kind, &self->intent, error);
}

static gboolean
need_points (const MlsSession *self, guint at_least, const char *word, GError **error)
{
  return self->points->len >= at_least || mls_usage_error (error, _("“%s” needs more points"), word);
}

gboolean
mls_session_run_line (MlsSession *self, char **words, GError **error)
{
  MlsIntent intent = self->intent;

  intent.all = words[1] != NULL && g_str_equal (words[1], "all");

  return mls_script_points ((const char *const *) words + (intent.all ? 2 : 1), self->points, error) &&
         need_points (self, 2, words[0], error) && edit_with (self, MLS_GESTURE_LINE, &intent, error);
}

gboolean
mls_session_run_polygon (MlsSession *self, char **words, GError **error)
{
  return mls_script_points ((const char *const *) words + 1, self->points, error) &&
         need_points (self, 3, words[0], error) && edit (self, MLS_GESTURE_POLYGON, error);
}

gboolean
mls_session_run_complete (MlsSession *self, char **words, GError **error)
{
  return mls_script_points ((const char *const *) words + 1, self->points, error) &&
         need_points (self, 2, words[0], error) && edit (self, MLS_GESTURE_COMPLETE, error);
}

gboolean
mls_session_run_strip (MlsSession *self, char **words, GError **error)
{
  gint64 width;

  return mls_script_length (words[1], &width, error) &&
         mls_script_points ((const char *const *) words + 2, self->points, error) &&
         need_points (self, 2, words[0], error) &&
         edit_as (self, (MlsGesture){ .kind = MLS_GESTURE_STRIP, .measure = width }, &self->intent, error);
}

/* The two places of WORD X Y BETWEEN X Y. */
static gboolean
read_couple (MlsSession *self, char **words, GError **error)
{
  char *all[] = { words[1], words[2], words[4], words[5], NULL };

  return mls_script_points ((const char *const *) all, self->points, error);
}

static gboolean
run_couple (MlsSession *self, char **words, MlsGestureKind kind, GError **error)
{
  return read_couple (self, words, error) && edit (self, kind, error);
}

gboolean
mls_session_run_move (MlsSession *self, char **words, GError **error)
{
  return run_couple (self, words, MLS_GESTURE_MOVE_VERTEX, error);
}

gboolean
mls_session_run_move_vertices (MlsSession *self, char **words, GError **error)
{
  return read_couple (self, words, error) && mls_script_points ((const char *const *) words + 7, self->points, error) &&
         edit (self, MLS_GESTURE_MOVE_VERTICES, error);
}

gboolean
mls_session_run_remove_vertices (MlsSession *self, char **words, GError **error)
{
  return run_couple (self, words, MLS_GESTURE_REMOVE_VERTICES, error);
}

/* The place of WORD X Y …, or the two of WORD X Y to X Y …; @rest is what stands behind. */
static gboolean
read_stretch (MlsSession *self, char **words, char ***rest, GError **error)
{
  char *place[] = { words[1], words[2], NULL };
  gboolean couple = g_strcmp0 (words[3], "to") == 0;

  *rest = words + (couple ? 6 : 3);

  return couple ? read_couple (self, words, error)
                : mls_script_points ((const char *const *) place, self->points, error);
}

gboolean
mls_session_run_straighten (MlsSession *self, char **words, GError **error)
{
  char **rest;

  return read_stretch (self, words, &rest, error) && edit (self, MLS_GESTURE_STRAIGHTEN, error);
}

/* … by METRES. */
static gboolean
run_stretch (MlsSession *self, char **words, MlsGestureKind kind, GError **error)
{
  char **rest;
  gint64 measure;

  return read_stretch (self, words, &rest, error) && mls_script_length (rest[1], &measure, error) &&
         edit_as (self, (MlsGesture){ .kind = kind, .measure = measure }, &self->intent, error);
}

gboolean
mls_session_run_simplify (MlsSession *self, char **words, GError **error)
{
  return run_stretch (self, words, MLS_GESTURE_SIMPLIFY, error);
}

gboolean
mls_session_run_smooth (MlsSession *self, char **words, GError **error)
{
  return run_stretch (self, words, MLS_GESTURE_SMOOTH, error);
}

gboolean
mls_session_run_trace (MlsSession *self, char **words, GError **error)
{
  g_autoptr (GArray) way = NULL;

  if (!read_couple (self, words, error) || !mls_project_notice (self->project, error))
    return FALSE;

  way = mls_walk_trace (mls_project_get_patch (self->project), g_array_index (self->points, MlsPoint, 0),
                        g_array_index (self->points, MlsPoint, 1), &self->intent, error);
  if (way == NULL)
    return FALSE;

  mls_json_boolean (self->json, "ok", TRUE);
  mls_json_string (self->json, "verb", words[0]);
  mls_result_way (self->json, way);

  return TRUE;
}

gboolean
mls_session_run_merge (MlsSession *self, char **words, GError **error)
{
  return run_couple (self, words, MLS_GESTURE_MERGE, error);
}

static gboolean
read_rule (const char *word, MlsFindingRule *rule, GError **error)
{
  return mls_finding_rule_from_name (word, rule) || mls_usage_error (error, _("There is no rule “%s”"), word);
}

static gboolean
run_at (MlsSession *self, char **words, MlsGestureKind kind, GError **error)
{
  return mls_script_points ((const char *const *) words + 1, self->points, error) && edit (self, kind, error);
}

gboolean
mls_session_run_insert_vertex (MlsSession *self, char **words, GError **error)
{
  return run_at (self, words, MLS_GESTURE_INSERT_VERTEX, error);
}

gboolean
mls_session_run_remove_vertex (MlsSession *self, char **words, GError **error)
{
  return run_at (self, words, MLS_GESTURE_REMOVE_VERTEX, error);
}

/* What the file says of an area is of no plan. */
static gboolean
measure (MlsSession *self, const char *verb, GError **error)
{
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  gint64 operation;

  if (!mls_project_mend_area (self->project, g_array_index (self->points, MlsPoint, 0), &operation, error))
    return FALSE;

  write_done (self, verb, operation, nothing, NULL);

  return TRUE;
}

gboolean
mls_session_run_cure (MlsSession *self, char **words, GError **error)
{
  char *place[] = { words[1], words[2], NULL };
  MlsGesture gesture = { .kind = MLS_GESTURE_CURE, .rule = MLS_REMEDY_ERRORS };

  if (words[3] != NULL && !read_rule (words[3], &gesture.rule, error))
    return FALSE;

  if (!mls_script_points ((const char *const *) place, self->points, error))
    return FALSE;

  return gesture.rule == MLS_FINDING_AREA ? measure (self, words[0], error) : edit_as (self, gesture, &self->intent, error);
}

gboolean
mls_session_run_absorb (MlsSession *self, char **words, GError **error)
{
  return run_at (self, words, MLS_GESTURE_ABSORB, error);
}

/* FIELD=VALUE …; an empty value is none. */
static gboolean
read_note (char **words, MlsNote *note, GError **error)
{
  for (; *words != NULL; words++)
    if (!mls_note_read (note, *words))
      return mls_usage_error (error, _("“%s” gives no doubt, source, comment or photovoltaic"), *words);

  return TRUE;
}

gboolean
mls_session_run_set (MlsSession *self, char **words, GError **error)
{
  char *place[] = { words[1], words[2], NULL };
  MlsIntent intent = self->intent;
  MlsNote note = { 0 };
  char **rest = words + 3;

  if (!mls_session_read_pair (self, &rest, &intent.pair, error) || !read_note (rest, &note, error))
    return FALSE;

  intent.given = note.label;

  return mls_script_points ((const char *const *) place, self->points, error) &&
         edit_with (self, MLS_GESTURE_RECODE, &intent, error);
}

gboolean
mls_session_run_note (MlsSession *self, char **words, GError **error)
{
  char *place[] = { words[1], words[2], NULL };
  MlsGesture gesture = { .kind = MLS_GESTURE_NOTE };

  return read_note (words + 3, &gesture.note, error) &&
         mls_script_points ((const char *const *) place, self->points, error) &&
         edit_as (self, gesture, &self->intent, error);
}

gboolean
mls_session_run_except (MlsSession *self, char **words, GError **error)
{
  char *place[] = { words[1], words[2], NULL };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  MlsFindingRule rule;
  gint64 operation;

  if (words[3][0] == '\0')
    return mls_usage_error (error, _("“%s” needs a reason"), words[0]);
  if (words[4] != NULL && !read_rule (words[4], &rule, error))
    return FALSE;

  if (!mls_script_points ((const char *const *) place, self->points, error) ||
      !mls_project_except (self->project, g_array_index (self->points, MlsPoint, 0), words[4], words[3],
                           &operation, error))
    return FALSE;

  write_done (self, words[0], operation, nothing, NULL);

  return TRUE;
}

gboolean
mls_session_run_verify (MlsSession *self, char **words, GError **error)
{
  char *place[] = { words[1], words[2], NULL };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  MlsFindingRule rule;
  gint64 operation;

  if ((words[3] != NULL && !read_rule (words[3], &rule, error)) ||
      !mls_script_points ((const char *const *) place, self->points, error) ||
      !mls_project_verify_at (self->project, g_array_index (self->points, MlsPoint, 0), words[3], &operation, error))
    return FALSE;

  write_done (self, words[0], operation, nothing, NULL);

  return TRUE;
}

/* What became of the ground since the date before the one that is edited. */
static gboolean
review (MlsSession *self, char **words, MlsReview review, GError **error)
{
  const MlsRules *rules = mls_session_rules (self);
  char *place[] = { words[1], words[2], NULL };
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  MlsChangeAt at = { .since = mls_vintage_beside (rules->vintages, rules->n_vintages, self->intent.vintage, -1),
                     .vintage = self->intent.vintage,
                     .dimension = self->intent.dimension };
  gint64 operation;

  if (review != MLS_REVIEW_ACCEPTED && words[3][0] == '\0')
    return mls_usage_error (error, _("“%s” needs a remark"), words[0]);
  if (at.since == at.vintage)
    return mls_usage_error (error, _("No date is before %d"), rules->vintages[at.vintage].year);
  if (!mls_script_points ((const char *const *) place, self->points, error))
    return FALSE;

  at.point = g_array_index (self->points, MlsPoint, 0);
  if (!mls_project_notice (self->project, error) ||
      !mls_project_review (self->project, &at, review, words[3], &operation, error))
    return FALSE;

  write_done (self, words[0], operation, nothing, NULL);

  return TRUE;
}

gboolean
mls_session_run_accept (MlsSession *self, char **words, GError **error)
{
  return review (self, words, MLS_REVIEW_ACCEPTED, error);
}

gboolean
mls_session_run_send_back (MlsSession *self, char **words, GError **error)
{
  return review (self, words, MLS_REVIEW_SENT_BACK, error);
}

gboolean
mls_session_run_remark (MlsSession *self, char **words, GError **error)
{
  return review (self, words, MLS_REVIEW_REMARKED, error);
}

gboolean
mls_session_run_carry_over (MlsSession *self, char **words, GError **error)
{
  MlsIntent intent = mls_intent_carried (&self->last.intent, self->last.vintages);

  if (self->last.vintages == 0)
    {
      g_set_error_literal (error, MLS_REFUSAL, MLS_REFUSAL_NO_EFFECT, _("There is no correction to carry over"));
      return FALSE;
    }

  g_array_append_vals (self->points, self->last.points->data, self->last.points->len);

  return edit_with (self, MLS_GESTURE_CARRY_OVER, &intent, error);
}

gboolean
mls_session_run_undo (MlsSession *self, char **words, GError **error)
{
  gint64 operation;
  g_autoptr (MlsDelta) delta = mls_project_undo (self->project, &operation, error);

  self->last.vintages = 0;
  if (delta != NULL)
    write_done (self, words[0], operation, delta, NULL);

  return delta != NULL;
}

gboolean
mls_session_run_redo (MlsSession *self, char **words, GError **error)
{
  gint64 operation;
  g_autoptr (MlsDelta) delta = mls_project_redo (self->project, &operation, error);

  self->last.vintages = 0;
  if (delta != NULL)
    write_done (self, words[0], operation, delta, NULL);

  return delta != NULL;
}

gboolean
mls_session_run_version (MlsSession *self, char **words, GError **error)
{
  g_autoptr (MlsDelta) nothing = mls_delta_new ();
  gint64 operation;

  if (!mls_store_add_version (mls_project_get_store (self->project), words[1],
                              mls_project_get_author (self->project), NULL, &operation, error))
    return FALSE;

  write_done (self, words[0], operation, nothing, NULL);

  return TRUE;
}
