#include "quilted.h"

#include "store/bulk.h"

/* The codes of the hand, all of which go together. */
MlsNomenclature *
quilted_nomenclature (guint n_codes)
{
  MlsNomenclature *nomenclature = mls_nomenclature_new ();

  for (guint i = 0; i < n_codes; i++)
    for (int dimension = MLS_DIMENSION_COVER; dimension <= MLS_DIMENSION_USE; dimension++)
      {
        const MlsClass klass = { .dimension = (MlsDimension) dimension,
                                 .code = quilt_code (dimension == MLS_DIMENSION_COVER ? 'c' : 'u', i),
                                 .level = 1,
                                 .label = { "a", "a" } };

        g_assert_true (mls_nomenclature_add_class (nomenclature, &klass, NULL));
      }

  for (guint i = 0; i < n_codes; i++)
    for (guint k = 0; k < n_codes; k++)
      g_assert_true (mls_nomenclature_add_pair (
        nomenclature, &(MlsPairRule){ .pair = { quilt_code ('c', i), quilt_code ('u', k) } }, NULL));

  return nomenclature;
}

static gboolean
add_edge (const MlsEdge *edge, gpointer bulk)
{
  g_autoptr (GError) error = NULL;

  mls_bulk_add_edge (bulk, edge, &error);
  g_assert_no_error (error);

  return TRUE;
}

void
quilted_fill (MlsStore *store, const QuiltOptions *options)
{
  const MlsOperationFacts facts = { .author = "tester", .verb = MLS_VERB_IMPORT };
  const MlsBox everywhere = { -MLS_GRID_LIMIT, -MLS_GRID_LIMIT, MLS_GRID_LIMIT, MLS_GRID_LIMIT };
  g_autoptr (MlsMemory) memory = quilt_new (options);
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  MlsSource source = mls_memory_source (memory);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsBulk) bulk = mls_bulk_begin (store, &facts, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faces->len; i++)
    mls_bulk_add_face (bulk, g_ptr_array_index (faces, i), &error);
  g_assert_no_error (error);
  source.funcs->edges (source.self, &everywhere, add_edge, bulk, &error);
  mls_bulk_commit (bulk, NULL, &error);
  g_assert_no_error (error);
}
