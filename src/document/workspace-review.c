/* What a reviewer decides. */

#include "document/workspace-private.h"

static void
review_there (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (!mls_workspace_may_write (self, review_there))
    return;

  self->review.written =
      mls_project_review (self->project, &self->review.at, self->review.review, self->text, &operation, &error);
  if (!self->review.written)
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_review:
 * @self: a workspace
 * @at: a change
 * @review: accepted, sent back, or remarked for no decision
 * @remark: (nullable): what is to be said of it
 *
 * Writes what the author thinks of it; where nobody is named yet, once somebody is.
 *
 * Returns: whether that is written now
 */
gboolean
mls_workspace_review (MlsWorkspace *self, const MlsChangeAt *at, MlsReview review, const char *remark)
{
  mls_workspace_settle (self);
  self->review.at = *at;
  self->review.review = review;
  self->review.written = FALSE;
  mls_workspace_keep_text (self, remark);
  review_there (self);

  return self->review.written;
}

static void
verify_there (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (!mls_workspace_may_write (self, verify_there))
    return;

  self->is_verified = mls_project_verify (self->project, &self->verified, 1, &operation, &error);
  if (!self->is_verified)
    mls_workspace_say (self, error->message);
}

static void
measure_there (MlsWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (!mls_workspace_may_write (self, measure_there))
    return;

  self->is_measured = mls_project_mend_area (self->project, self->measured, &operation, &error);
  if (!self->is_measured)
    mls_workspace_say (self, error->message);
}

/**
 * mls_workspace_mend_area:
 * @self: a workspace
 * @at: a place in a face of which the file says another area than it has
 *
 * Writes what it has, in the author's name; where nobody is named yet, once somebody is.
 *
 * Returns: whether that is written now
 */
gboolean
mls_workspace_mend_area (MlsWorkspace *self, MlsPoint at)
{
  mls_workspace_settle (self);
  self->measured = at;
  self->is_measured = FALSE;
  measure_there (self);

  return self->is_measured;
}

/**
 * mls_workspace_verify:
 * @self: a workspace
 * @gone: a finding that is found no more
 *
 * Says that it is corrected, in the author's name; where nobody is named yet, once somebody is.
 *
 * Returns: whether that is written now
 */
gboolean
mls_workspace_verify (MlsWorkspace *self, const MlsFinding *gone)
{
  mls_workspace_settle (self);
  self->verified = *gone;
  self->is_verified = FALSE;
  verify_there (self);

  return self->is_verified;
}
