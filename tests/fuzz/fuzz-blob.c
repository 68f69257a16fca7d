/* Geometries of a GeoPackage: whatever a blob holds, it is read as what it is, or refused. */

#include "fuzz.h"
#include "store/blob.h"

/* A polygon that is one is written in one way only, which reads as the same face. */
static void
check_face (const MlsFace *face)
{
  g_autoptr (GByteArray) once = g_byte_array_new ();
  g_autoptr (GByteArray) twice = g_byte_array_new ();
  g_autoptr (MlsFace) again = NULL;
  MlsPoint where;

  if (mls_face_fault (face, &where) != MLS_POLYGON_SIMPLE)
    return;

  mls_blob_from_face (face, 2154, once);
  again = mls_blob_to_face (once->data, once->len, face->id, 0, NULL, 0, NULL);
  g_assert_nonnull (again);
  g_assert_true (mls_face_same_rings (face, again));
  mls_blob_from_face (again, 2154, twice);
  g_assert_cmpmem (once->data, once->len, twice->data, twice->len);
}

static void
check_line (const GArray *points)
{
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autoptr (GArray) again = NULL;

  mls_blob_from_line ((const MlsPoint *) (gpointer) points->data, points->len, 2154, blob);
  again = mls_blob_to_line (blob->data, blob->len, NULL);
  g_assert_nonnull (again);
  g_assert_cmpmem (points->data, points->len * sizeof (MlsPoint), again->data, again->len * sizeof (MlsPoint));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) no_face = NULL;
  g_autoptr (GError) no_line = NULL;
  g_autoptr (MlsFace) face = mls_blob_to_face (data, size, 1, 0, NULL, 0, &no_face);
  g_autoptr (GArray) line = mls_blob_to_line (data, size, &no_line);
  double envelope[4];

  g_assert_true ((face == NULL) == (no_face != NULL));
  g_assert_true ((line == NULL) == (no_line != NULL));
  g_assert_true (face == NULL || line == NULL);
  if (face != NULL)
    check_face (face);
  if (line != NULL)
    check_line (line);

  mls_blob_envelope (data, size, envelope);
  mls_blob_is_empty (data, size);

  return 0;
}
