/* What a check has found, kept true by what was done since: regions that meet changed ground are judged anew, all others
 * are what they were. */

#include "quality/recheck.h"

#include "quality/label-check.h"
#include "quality/sent-back.h"

/* More than that is quicker checked as a whole. */
#define MAX_SEEDS  2000
#define MAX_POINTS 400000

/* A region that is small may reach so far beyond the ground that changed, if it is thin; mm. */
#define REACH G_GINT64_CONSTANT (500000)

typedef struct
{
  MlsStoreReader      *reader;
  MlsSource            source;
  const MlsCheckRules *rules;
  const MlsChecked    *last;
  MlsPatch            *patch;
  MlsLabelCheck       *labels;
  GArray              *boxes;    /* (element-type MlsBox) what changed lies within them */
  GHashTable          *seeds;    /* (element-type MlsFace) those whose regions are judged */
  GPtrArray           *queue;    /* (element-type MlsFace) the same, in the order they came */
  GHashTable          *faces;    /* (element-type MlsFace) all that takes */
  GHashTable          *keys;     /* of faces: (element-type MlsFace guint64) */
  GHashTable          *indices;  /* by id: 1 + the number among the faces shown to the check */
  gsize                n_points; /* of faces */
  gboolean             too_much;
} Recheck;

static gboolean
is_changed_at (const Recheck *self, MlsPoint place)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (mls_box_contains_point (&g_array_index (self->boxes, MlsBox, i), place))
      return TRUE;

  return FALSE;
}

static gboolean
is_near (const Recheck *self, MlsPoint place)
{
  for (guint i = 0; i < self->boxes->len; i++)
    {
      MlsBox near = mls_box_grown (&g_array_index (self->boxes, MlsBox, i), REACH);

      if (mls_box_contains_point (&near, place))
        return TRUE;
    }

  return FALSE;
}

static void
take_face (Recheck *self, const MlsFace *face)
{
  if (face != NULL && g_hash_table_add (self->faces, (gpointer) face))
    self->n_points += face->n_points;
  self->too_much = self->too_much || self->n_points > MAX_POINTS;
}

static void
take_seed (Recheck *self, const MlsFace *face)
{
  if (face == NULL || !g_hash_table_add (self->seeds, (gpointer) face))
    return;

  g_ptr_array_add (self->queue, (gpointer) face);
  take_face (self, face);
  self->too_much = self->too_much || self->queue->len > MAX_SEEDS;
}

static gboolean
take_met (const MlsFace *face, gpointer user_data)
{
  Recheck *self = user_data;

  take_seed (self, mls_patch_face_at (self->patch, mls_face_inner_point (face)));

  return !self->too_much;
}

/* FALSE where what was done is not told by places. */
static gboolean
find_boxes (Recheck *self, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (MlsStep));
  static const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };
  gint64 settled;

  if (!mls_store_reader_list_steps (self->reader, self->last->operation, steps, &settled, error))
    return FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const MlsStep *step = &g_array_index (steps, MlsStep, i);
      MlsBox box = mls_box_grown (&step->box, 1);

      self->too_much = self->too_much || step->operation > settled || mls_box_contains (&step->box, &everywhere);
      if (!mls_box_is_empty (&step->box))
        g_array_append_val (self->boxes, box);
    }
  self->too_much = self->too_much || steps->len > MAX_SEEDS;

  return TRUE;
}

/* A partition that is none has findings that one place cannot tell. */
static gboolean
find_seeds (Recheck *self, GError **error)
{
  for (guint i = 0; i < self->boxes->len && !self->too_much; i++)
    if (!self->source.funcs->faces (self->source.self, &g_array_index (self->boxes, MlsBox, i), take_met, self, error))
      return FALSE;

  for (guint i = 0; i < self->last->findings->len && !self->too_much; i++)
    {
      const MlsFinding *finding = &g_array_index (self->last->findings, MlsFinding, i);

      self->too_much = finding->rule <= MLS_FINDING_TERRITORY;
      if (finding->vintage != MLS_NO_VINTAGE && is_near (self, finding->place))
        take_seed (self, mls_patch_face_at (self->patch, finding->place));
    }

  return mls_patch_check (self->patch, error);
}

static const guint64 *
keys_of (Recheck *self, const MlsFace *face)
{
  guint64 *keys = g_hash_table_lookup (self->keys, face);

  if (keys == NULL)
    {
      keys = mls_label_check_keys (self->labels, face->labels);
      g_hash_table_insert (self->keys, (gpointer) face, keys);
    }

  return keys;
}

/* All of the region under a key, or as much as it takes to tell that nothing is to be said of it. */
static void
follow (Recheck *self, const MlsFace *first, guint key, GHashTable *visited)
{
  g_autoptr (GPtrArray) region = g_ptr_array_new ();
  guint64 value = keys_of (self, first)[key];
  MlsArea2 enough = value != 0 ? mls_label_check_enough (self->labels, first->labels, key) : 0;
  MlsArea2 area2 = 0;

  if (value == 0 || !g_hash_table_add (visited, (gpointer) first))
    return;

  g_ptr_array_add (region, (gpointer) first);
  for (guint i = 0; i < region->len && area2 < enough && !self->too_much; i++)
    {
      const MlsFace *face = g_ptr_array_index (region, i);
      const MlsFace *const *across = mls_patch_across (self->patch, face);

      area2 += mls_face_area2 (face);
      take_face (self, face);
      for (gsize k = 0; k < face->n_points; k++)
        if (across[k] != NULL && keys_of (self, across[k])[key] == value && g_hash_table_add (visited, (gpointer) across[k]))
          g_ptr_array_add (region, (gpointer) across[k]);
    }
}

/* One that was followed far enough from elsewhere is not followed again. */
static void
follow_all (Recheck *self)
{
  guint n_keys = mls_label_check_n_keys (self->labels);

  for (guint key = 0; key < n_keys && !self->too_much; key++)
    for (guint i = 0; i < self->queue->len && !self->too_much; i++)
      {
        g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);

        follow (self, g_ptr_array_index (self->queue, i), key, visited);
      }

  for (guint i = 0; i < self->queue->len && !self->too_much; i++)
    {
      const MlsFace *face = g_ptr_array_index (self->queue, i);
      const MlsFace *const *across = mls_patch_across (self->patch, face);

      for (gsize k = 0; k < face->n_points; k++)
        take_face (self, across[k]);
    }
}

static int
compare_ids (gconstpointer left, gconstpointer right)
{
  const MlsFace *a = *(const MlsFace *const *) left;
  const MlsFace *b = *(const MlsFace *const *) right;

  return (a->id > b->id) - (a->id < b->id);
}

static gboolean
take_edge (const MlsEdge *edge, gpointer user_data)
{
  mls_label_check_add_edge (user_data, edge);

  return TRUE;
}

/* In the order in which a check of everything sees them. */
static gboolean
show_faces (Recheck *self, GError **error)
{
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (self->faces, NULL);
  guint n = g_hash_table_size (self->faces);
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < n; i++)
    box = mls_box_union (&box, &((const MlsFace *) keys[i])->box);
  if (n > 0 && !self->source.funcs->edges (self->source.self, &box, take_edge, self->labels, error))
    return FALSE;

  qsort (keys, n, sizeof *keys, compare_ids);
  for (guint i = 0; i < n; i++)
    {
      const MlsFace *face = keys[i];

      mls_label_check_add_face (self->labels, face);
      if (g_hash_table_contains (self->seeds, face))
        mls_label_check_want (self->labels, i);
      g_hash_table_insert (self->indices, (gpointer) &face->id, GUINT_TO_POINTER (i + 1));
    }

  return TRUE;
}

static gboolean
is_seed (const Recheck *self, gint64 fid)
{
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, &fid));

  return index != 0 && mls_label_check_is_wanted (self->labels, index - 1);
}

/* Areas are written with faces: those of faces that are as they were, are as they were. */
static gboolean
has_wrong_area_still (const Recheck *self, const MlsFinding *finding)
{
  const MlsFace *face = mls_patch_face (self->patch, finding->fid);

  return face != NULL ? face->since <= self->last->operation : !is_changed_at (self, finding->place);
}

/* Whether @finding is of ground that was judged anew. */
static gboolean
is_judged (const Recheck *self, const MlsFinding *finding)
{
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, &finding->fid));

  if (mls_finding_is_review (finding))
    return TRUE;
  if (finding->rule == MLS_FINDING_AREA)
    return !has_wrong_area_still (self, finding);
  if (is_changed_at (self, finding->place))
    return TRUE;
  if (finding->vintage == MLS_NO_VINTAGE)
    return is_seed (self, finding->fid) || is_seed (self, finding->other_fid);

  return index != 0 && mls_label_check_has_judged (self->labels, index - 1, finding);
}

static gboolean
is_flag_judged (const Recheck *self, const MlsFlag *flag)
{
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, &flag->fid));
  guint64 reviews = G_GUINT64_CONSTANT (1) << MLS_FINDING_SENT_BACK | G_GUINT64_CONSTANT (1) << MLS_FINDING_CORRECTED;

  return (flag->rules & reviews) != 0 ||
         (index != 0 && mls_label_check_has_judged_in (self->labels, index - 1, flag->vintage, flag->dimension));
}

static gboolean
merge (const Recheck *self, MlsChecked *checked, GError **error)
{
  for (guint i = 0; i < self->last->flags->len; i++)
    if (!is_flag_judged (self, &g_array_index (self->last->flags, MlsFlag, i)))
      g_array_append_val (checked->flags, g_array_index (self->last->flags, MlsFlag, i));
  for (guint i = 0; i < self->last->findings->len; i++)
    if (!is_judged (self, &g_array_index (self->last->findings, MlsFinding, i)))
      g_array_append_val (checked->findings, g_array_index (self->last->findings, MlsFinding, i));

  return mls_check_add_labels (self->reader, self->rules->rules, self->labels, checked->findings, checked->flags, error);
}

static gboolean
run (Recheck *self, gint64 operation, MlsChecked **checked, GError **error)
{
  if (!find_boxes (self, error) || (!self->too_much && !find_seeds (self, error)))
    return FALSE;

  if (!self->too_much)
    follow_all (self);
  if (!mls_patch_check (self->patch, error))
    return FALSE;
  if (self->too_much)
    return TRUE;

  *checked = mls_checked_new (operation);
  if (show_faces (self, error) && merge (self, *checked, error))
    return TRUE;

  g_clear_pointer (checked, mls_checked_unref);
  return FALSE;
}

/**
 * mls_recheck:
 * @reader: a reader between begin and end
 * @rules: what @last was checked by
 * @last: what was found before
 * @operation: the operation whose state is read
 * @checked: (out) (transfer full) (nullable): what is found now, as a check of everything finds it; %NULL where that is to
 *   be made: much has changed, or what is to be judged has no end
 * @error: a #MLS_STORE_ERROR
 *
 * Returns: whether the coverage could be read
 */
gboolean
mls_recheck (MlsStoreReader      *reader,
             const MlsCheckRules *rules,
             const MlsChecked    *last,
             gint64               operation,
             MlsChecked         **checked,
             GError             **error)
{
  MlsSource source = mls_store_reader_source (reader);
  g_autoptr (MlsPatch) patch = mls_patch_new (source, rules->rules->n_vintages);
  g_autoptr (MlsLabelCheck) labels = mls_label_check_new (rules->rules, rules->exceptions);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (MlsBox));
  g_autoptr (GHashTable) seeds = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  g_autoptr (GHashTable) faces = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) indices = g_hash_table_new (g_int64_hash, g_int64_equal);
  Recheck self = { reader, source, rules, last, patch, labels, boxes, seeds, queue, faces, keys, indices, 0, FALSE };

  *checked = NULL;

  return run (&self, operation, checked, error);
}
