#include "quilted-hand.h"

#include "sample.h"
#include "store/undo.h"

static MlsFace *
pick_face (gpointer store)
{
  g_autoptr (GPtrArray) faces = sample_faces (store);

  return mls_face_ref (g_ptr_array_index (faces, (guint) g_test_rand_int_range (0, (gint32) faces->len)));
}

static gboolean
widen (const MlsFace *face, gpointer box)
{
  *(MlsBox *) box = mls_box_union (box, &face->box);

  return TRUE;
}

/* Whatever comes to a hand on a project whose coverage is a quilt, told as @summary; whether that came to an operation. */
gboolean
quilted_edit_as (MlsStore *store, const QuiltOptions *options, const char *author, const char *summary)
{
  MlsOperationFacts facts = { .author = author, .verb = "edit", .summary = summary };
  HandFaces faces = { pick_face, store, MLS_BOX_EMPTY };
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (store), options->n_vintages);
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  HandMove move;

  mls_store_each_face (store, widen, &faces.box, NULL);
  hand_draw (&move, &faces, options);
  plan = hand_plan (&move, patch, NULL);
  if (plan == NULL || plan->pending)
    return FALSE;

  facts.kind = plan->intent.correction ? "correction" : "change";
  facts.vintages = mls_intent_vintages (&plan->intent);
  applied = mls_store_apply (store, plan->delta, &facts, NULL, NULL);

  return applied != NULL;
}

/* The same, and now and then an undo. */
gboolean
quilted_edit (MlsStore *store, const QuiltOptions *options, const char *author)
{
  g_autoptr (MlsDelta) undone = NULL;

  if (g_test_rand_int_range (0, 8) > 0)
    return quilted_edit_as (store, options, author, NULL);

  undone = mls_store_undo (store, author, NULL, NULL);

  return undone != NULL;
}
