#include "quality/check.h"

#include "coverage/region.h"
#include "quality/area-check.h"
#include "quality/rematch.h"
#include "quality/sent-back.h"
#include "rules/judge.h"
#include "store/pass.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/finding.h"
#include "store/proof.h"
#include "store/state.h"

#include <glib/gi18n-lib.h>

/* One reading: this thread follows regions while others prove the partition. */
typedef struct
{
  const MlsRules *rules;
  MlsProof       *proof;  /* (nullable): where it is not asked for */
  MlsLabelCheck  *labels;
  GArray         *flags;  /* (element-type MlsFlag) (nullable): where they are wanted */
} Check;

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  Check *check = user_data;

  if (check->proof != NULL)
    mls_proof_add_edge (check->proof, edge);
  mls_label_check_add_edge (check->labels, edge);

  return TRUE;
}

static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  Check *check = user_data;

  if (check->proof != NULL)
    mls_proof_add_face (check->proof, face);
  mls_label_check_add_face (check->labels, face);

  return TRUE;
}

static MlsFindingRule
rule_of_flaw (MlsFlawKind kind)
{
  switch (kind)
    {
    case MLS_FLAW_FACE:
      return MLS_FINDING_FACE;
    case MLS_FLAW_GAP:
      return MLS_FINDING_GAP;
    case MLS_FLAW_OVERLAP:
      return MLS_FINDING_OVERLAP;
    case MLS_FLAW_DUPLICATE:
      return MLS_FINDING_DUPLICATE;
    case MLS_FLAW_MISSING_NODE:
      return MLS_FINDING_MISSING_NODE;
    case MLS_FLAW_UNMATCHED:
      return MLS_FINDING_UNMATCHED;
    case MLS_FLAW_TERRITORY:
      return MLS_FINDING_TERRITORY;
    case MLS_N_FLAWS:
      break;
    }

  g_assert_not_reached ();
}

static MlsFinding
finding_of_flaw (const MlsFlaw *flaw)
{
  return (MlsFinding){ .rule = rule_of_flaw (flaw->kind),
                       .severity = MLS_SEVERITY_ERROR,
                       .vintage = MLS_NO_VINTAGE,
                       .area2 = mls_area2_from_m2 (flaw->area_m2),
                       .place = flaw->place,
                       .fid = flaw->faces[0],
                       .other_fid = flaw->faces[1] };
}

/* Where the partition is none takes another look, which a sound project is spared. */
static gboolean
add_flaws (GArray *findings, MlsStoreReader *reader, MlsInvariant *invariant, GError **error)
{
  g_autoptr (GArray) flaws = NULL;

  if (mls_invariant_holds (invariant))
    return TRUE;

  flaws = mls_store_reader_check_partition (reader, NULL, NULL, error);
  if (flaws == NULL)
    return FALSE;

  for (guint i = 0; i < flaws->len; i++)
    {
      MlsFinding finding = finding_of_flaw (&g_array_index (flaws, MlsFlaw, i));

      g_array_append_val (findings, finding);
    }

  return TRUE;
}

/* Follows the region and looks at its outline. */
static gboolean
is_narrow (const MlsRules *rules, MlsOverlay *overlay, const MlsFinding *finding)
{
  MlsCell *cell = mls_overlay_cell_at (overlay, finding->place);
  g_autoptr (MlsRegion) region = NULL;
  g_autoptr (MlsShape) outline = mls_shape_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (MlsFinding));
  MlsCase judged = { *finding, FALSE, NULL, outline, 0 };

  if (cell == NULL)
    return FALSE;

  region = mls_region_new (overlay, cell, finding->vintage, finding->dimension, (MlsRegionLimit){ 0 });
  mls_region_outline (overlay, region, outline);
  mls_judge (rules, &judged, MLS_ASPECT_WIDTH, found);

  return found->len > 0;
}

/* What is narrow is known late, and of few regions. */
static gboolean
flag (GArray *flags, MlsPatch *patch, const MlsFinding *finding, GError **error)
{
  return flags == NULL || finding->rule != MLS_FINDING_NARROW || mls_flags_add (flags, patch, finding, error);
}

/* Findings of labels know their face, and their place is inside it. */
static gboolean
put_in_place (MlsFinding *finding, MlsStoreReader *reader, GError **error)
{
  g_autoptr (MlsFace) face = NULL;

  if (mls_finding_is_of_border (finding))
    return TRUE;

  face = mls_store_reader_face (reader, finding->fid, error);
  if (face != NULL)
    finding->place = mls_face_inner_point (face);

  return face != NULL;
}

static gboolean
add_in_place (MlsStoreReader *reader,
              const MlsRules *rules,
              const GArray   *found,
              GArray         *findings,
              GArray         *flags,
              GError        **error)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_reader_source (reader), rules->n_vintages);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (patch);

  for (guint i = 0; i < found->len; i++)
    {
      MlsFinding finding = g_array_index (found, MlsFinding, i);

      if (!put_in_place (&finding, reader, error))
        return FALSE;
      if (finding.rule == MLS_FINDING_NARROW && !is_narrow (rules, overlay, &finding))
        continue;

      g_array_append_val (findings, finding);
      if (!flag (flags, patch, &finding, error))
        return FALSE;
    }

  return mls_sent_back_find (reader, patch, findings, flags, error) && mls_patch_check (patch, error);
}

/**
 * mls_check_add_labels:
 * @reader: a reader between begin and end
 * @rules: what @labels were checked by
 * @labels: a check that was shown what is to be checked
 * @findings: (element-type MlsFinding): to add to
 * @flags: (nullable) (element-type MlsFlag): gets the faces of the regions that something was found of
 * @error: a #MLS_STORE_ERROR
 *
 * Adds what the labels are found to be, and what reviewers have sent back.
 *
 * Returns: whether the coverage could be read
 */
gboolean
mls_check_add_labels (MlsStoreReader *reader,
                      const MlsRules *rules,
                      MlsLabelCheck  *labels,
                      GArray         *findings,
                      GArray         *flags,
                      GError        **error)
{
  g_autoptr (GArray) found = mls_label_check_run (labels);
  g_autoptr (GArray) found_flags = flags != NULL ? mls_label_check_flags (labels) : NULL;

  if (flags != NULL)
    g_array_append_vals (flags, found_flags->data, found_flags->len);

  return add_in_place (reader, rules, found, findings, flags, error);
}

/* What is written of faces is of no region: who only wants labels has no use for it. */
static gboolean
add_areas (GArray *findings, MlsStoreReader *reader, const Check *check, GError **error)
{
  guint first = findings->len;

  if (check->proof == NULL)
    return TRUE;

  if (!mls_area_check_find (reader, mls_label_check_grouping (check->labels), findings, error))
    return FALSE;

  for (guint i = first; i < findings->len; i++)
    if (!put_in_place (&g_array_index (findings, MlsFinding, i), reader, error))
      return FALSE;

  return TRUE;
}

/* What is known from before lives on, or is over; what an import did stays known. */
static gboolean
add_known (GArray *findings, MlsStoreReader *reader, gint64 operation, GError **error)
{
  guint n_vintages;
  g_autoptr (GArray) known = mls_store_reader_list_findings (reader, error);
  g_autoptr (MlsPatch) patch = NULL;

  if (known == NULL)
    return FALSE;

  mls_store_reader_get_vintages (reader, &n_vintages);
  patch = mls_patch_new (mls_store_reader_source (reader), n_vintages);
  if (!mls_rematch (findings, known, patch, operation, error))
    return FALSE;

  for (guint i = 0; i < known->len; i++)
    if (mls_finding_is_repair (&g_array_index (known, MlsFinding, i)))
      g_array_append_val (findings, g_array_index (known, MlsFinding, i));

  return TRUE;
}

static GArray *
find_all (const MlsPass *pass, MlsStoreReader *reader, GError **error)
{
  const Check *check = pass->data;
  g_autoptr (GArray) findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  gboolean read = mls_pass_run (pass, reader, error);
  g_autoptr (MlsInvariant) invariant = check->proof != NULL ? mls_proof_finish (check->proof) : NULL;

  if (!read || (invariant != NULL && !add_flaws (findings, reader, invariant, error)) ||
      !add_areas (findings, reader, check, error) ||
      !mls_check_add_labels (reader, check->rules, check->labels, findings, check->flags, error))
    return NULL;

  return g_steal_pointer (&findings);
}

/* A vintage added meanwhile makes faces that rules know nothing of. */
static gboolean
rules_fit (MlsStoreReader *reader, const MlsRules *rules, GError **error)
{
  guint n_vintages;

  mls_store_reader_get_vintages (reader, &n_vintages);
  if (n_vintages != rules->n_vintages)
    g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_STALE,
                         _("The project’s vintages have changed meanwhile"));

  return n_vintages == rules->n_vintages;
}

/**
 * mls_checked_new:
 * @operation: an operation
 *
 * Returns: (transfer full): nothing found in its state
 */
MlsChecked *
mls_checked_new (gint64 operation)
{
  MlsChecked *self = g_new0 (MlsChecked, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  self->flags = g_array_new (FALSE, FALSE, sizeof (MlsFlag));
  self->operation = operation;

  return self;
}

/**
 * mls_checked_ref:
 * @self: what was found
 *
 * Returns: (transfer full): the same
 */
MlsChecked *
mls_checked_ref (MlsChecked *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mls_checked_unref:
 * @self: (transfer full): what was found
 */
void
mls_checked_unref (MlsChecked *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->findings);
  g_array_unref (self->flags);
  g_free (self);
}

/**
 * mls_check_find:
 * @reader: a reader between begin and end
 * @rules: what the coverage is checked by
 * @operation: the operation whose state that is
 * @func: (scope call) (nullable): told how far the check is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Checks everything that can be told from the whole coverage: that it is a partition, and its
 * labels, region by region. Each face is read once, on the reader's thread, while others help.
 *
 * Returns: (transfer full) (nullable): what was found
 */
MlsChecked *
mls_check_find (MlsStoreReader      *reader,
                const MlsCheckRules *rules,
                gint64               operation,
                MlsStoreProgressFunc func,
                gpointer             user_data,
                GError             **error)
{
  g_autoptr (MlsChecked) checked = mls_checked_new (operation);
  g_autoptr (MlsLabelCheck) labels = NULL;
  g_autoptr (MlsProof) proof = NULL;
  g_autoptr (GArray) findings = NULL;
  Check check;

  if (!rules_fit (reader, rules->rules, error))
    return NULL;

  labels = mls_label_check_new (rules->rules, rules->exceptions);
  proof = mls_proof_new ();
  check = (Check){ rules->rules, proof, labels, checked->flags };
  findings = find_all (&(MlsPass){ take_edge, take_face, &check, func, user_data }, reader, error);
  if (findings == NULL)
    return NULL;

  g_array_append_vals (checked->findings, findings->data, findings->len);

  return g_steal_pointer (&checked);
}

/**
 * mls_check_known:
 * @reader: a reader between begin and end, of the state that @checked is of
 * @checked: what was found in it
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type MlsFinding): what was found, what was known and is over, and what is known
 *   without a check, as mls_finding_compare() orders it, or %NULL
 */
GArray *
mls_check_known (MlsStoreReader *reader, const MlsChecked *checked, GError **error)
{
  g_autoptr (GArray) findings = g_array_copy (checked->findings);

  if (!add_known (findings, reader, checked->operation, error))
    return NULL;

  mls_finding_sort (findings);

  return g_steal_pointer (&findings);
}

/**
 * mls_check_labels:
 * @reader: a reader between begin and end
 * @rules: what the coverage is checked by
 * @flags: (nullable) (element-type MlsFlag): gets the faces of the regions that something was found of
 * @func: (scope call) (nullable): told how far the check is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Checks labels region by region, and not that the coverage is a partition.
 *
 * Returns: (transfer full) (element-type MlsFinding): what was found, in no certain order, or %NULL
 */
GArray *
mls_check_labels (MlsStoreReader      *reader,
                  const MlsCheckRules *rules,
                  GArray              *flags,
                  MlsStoreProgressFunc func,
                  gpointer             user_data,
                  GError             **error)
{
  g_autoptr (MlsLabelCheck) labels = NULL;
  Check check;

  if (!rules_fit (reader, rules->rules, error))
    return NULL;

  labels = mls_label_check_new (rules->rules, rules->exceptions);
  check = (Check){ rules->rules, NULL, labels, flags };

  return find_all (&(MlsPass){ take_edge, take_face, &check, func, user_data }, reader, error);
}

static gboolean
keep (MlsStore *store, const GArray *findings, gint64 operation, GError **error)
{
  return mls_store_get_mode (store) == MLS_STORE_READ_ONLY ||
         mls_store_write_findings (store, findings, operation, error);
}

/**
 * mls_check_project:
 * @store: a project
 * @operation: (out) (optional): whose state was checked
 * @func: (scope call) (nullable): told how far the check is
 * @user_data: for @func
 * @error: a #MLS_STORE_ERROR
 *
 * Checks the project by its own rules, and keeps the findings in it if it is open for writing.
 *
 * Returns: (transfer full) (element-type MlsFinding): what was found, in order; %NULL if the check
 *   could not be made or kept
 */
GArray *
mls_check_project (MlsStore *store, gint64 *operation, MlsStoreProgressFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);
  g_autoptr (GArray) exceptions =
    nomenclature != NULL ? mls_store_list_exceptions (store, error) : NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  g_autoptr (MlsChecked) checked = NULL;
  g_autoptr (GArray) findings = NULL;
  MlsRules rules = { .nomenclature = nomenclature };
  gint64 last;

  if (exceptions != NULL && mls_store_read_limits (store, &rules.limits, error))
    reader = mls_store_reader_of (store, error);
  if (reader == NULL || !mls_store_reader_begin (reader, 0, &last, error))
    return NULL;

  rules.vintages = mls_store_get_vintages (store, &rules.n_vintages);
  checked = mls_check_find (reader, &(MlsCheckRules){ &rules, exceptions }, last, func, user_data, error);
  findings = checked != NULL ? mls_check_known (reader, checked, error) : NULL;
  mls_store_reader_end (reader);

  if (findings == NULL || !keep (store, findings, last, error))
    return NULL;

  if (operation != NULL)
    *operation = last;

  return g_steal_pointer (&findings);
}
