#include "document/project-private.h"

#include "rules/lapse.h"
#include "store/error.h"
#include "store/exception.h"
#include "rules/rule.h"
#include "store/zone.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MlsProject, mls_project, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ZONE_CHANGED,
  N_SIGNALS,
};

/* So many vertices take a hundred megabytes. */
#define KEPT_POINTS ((gsize) 1 << 19)

static guint signals[N_SIGNALS];

static void
mls_project_dispose (GObject *object)
{
  MlsProject *self = MLS_PROJECT (object);

  g_clear_pointer (&self->patch, mls_patch_unref);
  g_clear_pointer (&self->zone_progress, mls_zone_progress_free);
  g_clear_pointer (&self->checked, mls_checked_unref);
  g_clear_pointer (&self->store, mls_store_free);

  G_OBJECT_CLASS (mls_project_parent_class)->dispose (object);
}

static void
mls_project_finalize (GObject *object)
{
  MlsProject *self = MLS_PROJECT (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->ellipsoid, mls_ellipsoid_free);
  g_clear_pointer (&self->theirs, mls_set_aside_free);
  g_free (self->author);
  g_strfreev (self->correctors);
  g_clear_pointer (&self->zones, g_hash_table_unref);

  G_OBJECT_CLASS (mls_project_parent_class)->finalize (object);
}

static void
mls_project_class_init (MlsProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mls_project_dispose;
  object_class->finalize = mls_project_finalize;

  /**
   * MlsProject::changed:
   * @self: a project
   * @delta: (nullable): what has changed, %NULL if that may be anything
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * MlsProject::zone-changed:
   * @self: a project
   */
  signals[ZONE_CHANGED] = g_signal_new ("zone-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
}

static void
mls_project_init (MlsProject *self)
{
}

static gboolean
read_correctors (MlsProject *self, GError **error)
{
  g_autofree char *names = NULL;

  if (!mls_store_get_rule (self->store, MLS_RULE_CORRECTORS, 0, &names, error))
    return FALSE;

  g_clear_pointer (&self->correctors, g_strfreev);
  if (names != NULL && !g_str_equal (names, "all"))
    self->correctors = g_strsplit (names, ",", -1);
  for (char **name = self->correctors; name != NULL && *name != NULL; name++)
    g_strstrip (*name);

  return TRUE;
}

static void
find_zone (MlsProject *self)
{
  const MlsZone *ground = self->author != NULL ? g_hash_table_lookup (self->zones, self->author) : NULL;

  g_clear_pointer (&self->zone_progress, mls_zone_progress_free);
  self->rules.zone = (MlsWorkZone){ self->author, ground };
  mls_project_emit_zone_changed (self);
}

static gboolean
read_zones (MlsProject *self, GError **error)
{
  GHashTable *zones = mls_store_list_zones (self->store, error);

  if (zones == NULL)
    return FALSE;

  g_clear_pointer (&self->zones, g_hash_table_unref);
  self->zones = zones;
  find_zone (self);

  return TRUE;
}

/**
 * mls_project_read_rules:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Reads again what rules are made of: dates, classes and limits may be others.
 *
 * Returns: %FALSE if that could not be done; they are as they were
 */
gboolean
mls_project_read_rules (MlsProject *self, GError **error)
{
  MlsNomenclature *nomenclature = mls_store_read_nomenclature (self->store, error);

  if (nomenclature == NULL)
    return FALSE;

  g_clear_pointer (&self->checked, mls_checked_unref);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  self->nomenclature = nomenclature;
  self->rules.nomenclature = nomenclature;
  self->rules.vintages = mls_store_get_vintages (self->store, &self->rules.n_vintages);

  return mls_store_read_limits (self->store, &self->rules.limits, error) && read_correctors (self, error) &&
         read_zones (self, error);
}

/**
 * mls_project_open:
 * @path: a project file
 * @mode: whether to write it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the project
 */
MlsProject *
mls_project_open (const char *path, MlsStoreMode mode, GError **error)
{
  MlsStore *store = mls_store_open (path, mode, error);

  return store != NULL ? mls_project_new (store, error) : NULL;
}

/**
 * mls_project_new:
 * @store: (transfer full): its file, open
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the project
 */
MlsProject *
mls_project_new (MlsStore *store, GError **error)
{
  g_autoptr (MlsProject) self = g_object_new (MLS_TYPE_PROJECT, NULL);

  self->store = store;

  return mls_project_read_rules (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mls_project_close:
 * @self: a project; not to be used afterwards
 * @error: a #MLS_STORE_ERROR
 *
 * Leaves one single file behind. Dropping the last reference does so too, but says nothing.
 *
 * Returns: %FALSE if that could not be done; no edit is lost
 */
gboolean
mls_project_close (MlsProject *self, GError **error)
{
  g_return_val_if_fail (MLS_IS_PROJECT (self) && self->store != NULL, FALSE);

  g_clear_pointer (&self->patch, mls_patch_unref);
  g_clear_pointer (&self->zone_progress, mls_zone_progress_free);
  self->rules.zone.ground = NULL;

  return mls_store_close (g_steal_pointer (&self->store), error);
}

/**
 * mls_project_get_store:
 * @self: a project
 *
 * Returns: (transfer none): its file, to be read
 */
MlsStore *
mls_project_get_store (MlsProject *self)
{
  return self->store;
}

/**
 * mls_project_get_rules:
 * @self: a project
 *
 * Returns: (transfer none): what edits are judged by, as long as the project does not change
 */
const MlsRules *
mls_project_get_rules (MlsProject *self)
{
  return &self->rules;
}

/**
 * mls_project_get_patch:
 * @self: a project
 *
 * Returns: (transfer none): the coverage as it is, until the next change
 */
MlsPatch *
mls_project_get_patch (MlsProject *self)
{
  if (self->patch == NULL)
    self->patch = mls_patch_new (mls_store_source (self->store), self->rules.n_vintages);

  return self->patch;
}

static void
drop_patch (MlsProject *self)
{
  g_clear_pointer (&self->patch, mls_patch_unref);
  self->n_look_points = 0;
}

/**
 * mls_project_trim:
 * @self: a project
 *
 * Lets go of what has been read of the coverage if that has become much: between two changes somebody may look
 * at all of it. Call it before a look that does not go on from the last one; borrowed faces are gone after it.
 * What the largest look needed is kept, however much that is: the next is likely to need it too.
 */
void
mls_project_trim (MlsProject *self)
{
  gsize n_points = self->patch != NULL ? mls_patch_n_points (self->patch) : 0;

  if (n_points > MAX (KEPT_POINTS, 2 * self->n_look_points))
    drop_patch (self);
}

/**
 * mls_project_get_path:
 * @self: a project
 *
 * Returns: (transfer none): its file's absolute path
 */
const char *
mls_project_get_path (MlsProject *self)
{
  return mls_store_get_path (self->store);
}

/**
 * mls_project_is_read_only:
 * @self: a project
 *
 * Returns: whether it was opened to be read only
 */
gboolean
mls_project_is_read_only (MlsProject *self)
{
  return mls_store_get_mode (self->store) == MLS_STORE_READ_ONLY;
}

/**
 * mls_project_set_language:
 * @self: a project
 * @language: of class labels in messages
 */
void
mls_project_set_language (MlsProject *self, MlsLanguage language)
{
  self->rules.language = language;
}

/**
 * mls_project_get_author:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): whose edits these are, if that is known yet
 */
const char *
mls_project_get_author (MlsProject *self)
{
  return self->author;
}

/**
 * mls_project_set_author:
 * @self: a project
 * @author: (nullable): whose edits the next ones are
 */
void
mls_project_set_author (MlsProject *self, const char *author)
{
  g_free (self->author);
  self->author = g_strdup (author);
  find_zone (self);
  mls_store_tell_author (self->store, author);
}

/**
 * mls_project_may_correct:
 * @self: a project
 *
 * Returns: whether its author may make corrections, as far as is known yet
 */
gboolean
mls_project_may_correct (MlsProject *self)
{
  return self->correctors == NULL || self->author == NULL ||
         g_strv_contains ((const char *const *) self->correctors, self->author);
}

/**
 * mls_project_dup_correctors:
 * @self: a project whose author may not make corrections
 *
 * Returns: (transfer full): one line for a person: who may, and what comes of it
 */
char *
mls_project_dup_correctors (MlsProject *self)
{
  g_autofree char *names = g_strjoinv (", ", self->correctors);

  /* Translators: names of people. */
  return g_strdup_printf (_("Corrections are for %s here: this is a change"), names);
}

/**
 * mls_project_propose:
 * @self: a project
 * @gesture: what is asked for
 * @intent: what the operator means besides
 * @error: a #MLS_STORE_ERROR
 *
 * A correction of somebody who may make none is tried out as a change.
 *
 * Returns: (transfer full) (nullable): the gesture tried out; nothing is written
 */
MlsProposal *
mls_project_propose (MlsProject       *self,
                     const MlsGesture *gesture,
                     const MlsIntent  *intent,
                     GError          **error)
{
  MlsIntent meant = *intent;
  MlsProposal *proposal;
  gsize n_points;

  mls_project_trim (self);
  n_points = mls_patch_n_points (mls_project_get_patch (self));
  meant.correction = intent->correction && mls_project_may_correct (self);
  proposal = mls_proposal_new (gesture, self->patch, &meant, &self->rules, error);
  if (proposal != NULL)
    proposal->demoted = meant.correction != intent->correction;
  self->n_look_points = MAX (self->n_look_points, mls_patch_n_points (self->patch) - n_points);

  return proposal;
}

/**
 * mls_project_emit_changed:
 * @self: a project
 * @delta: (nullable): what has changed, %NULL if that may be anything
 *
 * The patch shows a state that is past now.
 */
void
mls_project_emit_changed (MlsProject *self, MlsDelta *delta)
{
  drop_patch (self);
  g_signal_emit (self, signals[CHANGED], 0, delta);
}

/**
 * mls_project_emit_zone_changed:
 * @self: a project whose author has another zone, or has come further in it
 */
void
mls_project_emit_zone_changed (MlsProject *self)
{
  g_signal_emit (self, signals[ZONE_CHANGED], 0);
}

/**
 * mls_project_check_author:
 * @self: a project
 * @error: %MLS_STORE_ERROR_ARGUMENT
 *
 * Returns: whether it is known whose edits these are
 */
gboolean
mls_project_check_author (MlsProject *self, GError **error)
{
  if (self->author != NULL && self->author[0] != '\0')
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                       _("Nobody is named as the author of the edits"));
  return FALSE;
}

/* Looks whether another program has changed the file, and if so tells everybody. */
static gboolean
notice (MlsProject *self, gboolean *changed, GError **error)
{
  if (!mls_store_notice (self->store, changed, error))
    return FALSE;

  if (!*changed)
    return TRUE;

  if (!mls_project_read_rules (self, error))
    return FALSE;

  mls_project_emit_changed (self, NULL);

  return TRUE;
}

/**
 * mls_project_notice:
 * @self: a project
 * @error: a #MLS_STORE_ERROR
 *
 * Looks whether another program has changed the file: to be asked when the window gets the focus,
 * and before an edit is planned.
 *
 * Returns: %FALSE if that cannot be told
 */
gboolean
mls_project_notice (MlsProject *self, GError **error)
{
  gboolean changed;

  return notice (self, &changed, error);
}

/**
 * mls_project_check_unchanged:
 * @self: a project
 * @error: %MLS_STORE_ERROR_STALE, or another #MLS_STORE_ERROR
 *
 * A plan of a state that is past is judged by what is no longer there, even where its own faces are the
 * same.
 *
 * Returns: whether the file is as it was last seen
 */
gboolean
mls_project_check_unchanged (MlsProject *self, GError **error)
{
  gboolean changed;

  if (!notice (self, &changed, error))
    return FALSE;

  if (changed)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE,
                         _("Another program has changed the project meanwhile"));
  return !changed;
}

/**
 * mls_project_facts_of:
 * @self: a project with an author
 * @plan: a plan
 * @scale: denominator of the scale it was drawn at, or 0
 *
 * Returns: what the edit says of itself, as long as both stay
 */
MlsOperationFacts
mls_project_facts_of (MlsProject *self, const MlsPlan *plan, double scale)
{
  if (plan->verb == MLS_VERB_ADOPT)
    return mls_project_facts_of_theirs (self, plan);

  return (MlsOperationFacts){
    .author = self->author,
    .verb = mls_verb_name (plan->verb),
    .kind = plan->intent.correction ? "correction" : "change",
    .vintages = mls_intent_vintages (&plan->intent),
    .dimension = mls_dimension_name (plan->intent.dimension),
    .scale = scale,
  };
}

/* The exceptions that lapse with @plan. */
static GArray *
find_lapsed (MlsProject *self, const MlsPlan *plan, GError **error)
{
  MlsBox changed = mls_delta_box (plan->delta);
  MlsBox near = mls_box_grown (&changed, MLS_LAPSE_REACH);
  g_autoptr (GArray) exceptions = mls_store_exceptions_in (self->store, &near, error);

  return exceptions != NULL ? mls_lapses_of_plan (plan, &self->rules, exceptions, error) : NULL;
}

/**
 * mls_project_write_plan:
 * @self: a project open for writing, with an author
 * @plan: a plan of this state of the project
 * @facts: what the edit says of itself; what lapses with it is added
 * @operation: (out): the operation it has become
 * @error: as mls_project_commit()
 *
 * Returns: (transfer full) (nullable): what was written, with final ids
 */
MlsDelta *
mls_project_write_plan (MlsProject        *self,
            const MlsPlan     *plan,
            MlsOperationFacts *facts,
            gint64            *operation,
            GError           **error)
{
  g_autoptr (GArray) lapsed = NULL;
  MlsDelta *applied;

  if (!mls_project_check_unchanged (self, error) || (lapsed = find_lapsed (self, plan, error)) == NULL)
    return NULL;

  facts->lapsed = (const gint64 *) (gpointer) lapsed->data;
  facts->n_lapsed = lapsed->len;
  applied = mls_store_apply (self->store, plan->delta, facts, operation, error);
  if (applied != NULL)
    mls_project_emit_changed (self, applied);

  return applied;
}

/**
 * mls_project_commit:
 * @self: a project open for writing, with an author
 * @plan: a plan of this state of the project that rules allow
 * @scale: denominator of the scale it was drawn at, or 0
 * @operation: (out): the operation it has become
 * @error: %MLS_STORE_ERROR_STALE if the file has changed since, or another #MLS_STORE_ERROR
 *
 * Writes the edit: it is durable when this returns.
 *
 * Returns: (transfer full) (nullable): what was written, with final ids
 */
MlsDelta *
mls_project_commit (MlsProject    *self,
                    const MlsPlan *plan,
                    double         scale,
                    gint64        *operation,
                    GError       **error)
{
  MlsOperationFacts facts = mls_project_facts_of (self, plan, scale);

  g_return_val_if_fail (plan->delta != NULL, NULL);

  return mls_project_check_author (self, error) ? mls_project_write_plan (self, plan, &facts, operation, error) : NULL;
}
