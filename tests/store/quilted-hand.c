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

/* Whatever comes to a hand on a project whose coverage is a quilt, now and then an undo; whether that came to an operation. */
gboolean
quilted_edit (MlsStore *store, const QuiltOptions *options, const char *author)
{
  MlsOperationFacts facts = { .author = author, .verb = "edit", .kind = "change", .vintages = MLS_VINTAGE (0) };
  HandFaces faces = { pick_face, store, MLS_BOX_EMPTY };
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_store_source (store), options->n_vintages);
  g_autoptr (MlsPlan) plan = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  HandMove move;

  if (g_test_rand_int_range (0, 8) == 0)
    {
      applied = mls_store_undo (store, author, NULL, NULL);
      return applied != NULL;
    }

  mls_store_each_face (store, widen, &faces.box, NULL);
  hand_draw (&move, &faces, options);
  plan = hand_plan (&move, patch, NULL);
  if (plan != NULL && !plan->pending)
    applied = mls_store_apply (store, plan->delta, &facts, NULL, NULL);

  return applied != NULL;
}
