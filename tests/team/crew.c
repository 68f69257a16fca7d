#include "crew.h"

#include "quilted.h"
#include "remove-tree.h"
#include "sample.h"
#include "store/check.h"
#include "store/undo.h"

const QuiltOptions crew_quilt = { 6, 6, 60000, 4, 3, 2, 1 };

static void
make_project (const char *path)
{
  g_autoptr (MlsNomenclature) nomenclature = quilted_nomenclature (crew_quilt.n_codes);
  const MlsStoreOptions options = { .vintages = sample_vintages, .n_vintages = crew_quilt.n_vintages,
                                    .nomenclature = nomenclature, .author = "tester" };
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_create (path, &options, &error);

  g_assert_no_error (error);
  quilted_fill (store, &crew_quilt);
  crew_recode (store, "tester", "change", 1, 1);
  crew_close (store);
}

void
crew_begin (Crew *crew, const Cluster *cluster, const char *database)
{
  g_autofree char *address = cluster_address (cluster, database, "tester");
  g_autoptr (GError) error = NULL;
  MlsStore *store;

  *crew = (Crew){ .cluster = cluster, .database = g_strdup (database) };
  crew->folder = g_dir_make_tmp ("mls-crew-XXXXXX", &error);
  g_assert_no_error (error);
  crew->first = crew_file (crew, "first.gpkg");
  make_project (crew->first);
  cluster_make (cluster, database);

  store = crew_open (crew->first);
  mls_team_create (store, address, &error);
  g_assert_no_error (error);
  crew_close (store);
}

void
crew_end (Crew *crew)
{
  remove_tree (crew->folder);
  g_free (crew->folder);
  g_free (crew->database);
  g_free (crew->first);
}

char *
crew_file (const Crew *crew, const char *name)
{
  return g_build_filename (crew->folder, name, NULL);
}

char *
crew_clone (const Crew *crew, const char *name, const char *user)
{
  char *path = crew_file (crew, name);
  g_autofree char *address = cluster_address (crew->cluster, crew->database, user);
  g_autoptr (GError) error = NULL;

  mls_team_clone (address, path, &error);
  g_assert_no_error (error);

  return path;
}

MlsStore *
crew_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  MlsStore *store = mls_store_open (path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);

  return store;
}

void
crew_close (MlsStore *store)
{
  g_autoptr (GError) error = NULL;

  mls_store_close (store, &error);
  g_assert_no_error (error);
}

/* Gives a face the codes so many further on, in the first vintage. */
void
crew_recode (MlsStore *store, const char *author, const char *kind, gint64 face, guint further)
{
  const MlsOperationFacts facts = { .author = author, .verb = "recode", .kind = kind, .vintages = MLS_VINTAGE (0) };
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsFace) before = mls_store_face (store, face, &error);
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) applied = NULL;
  MlsLabel labels[2];
  guint code;

  g_assert_no_error (error);
  code = (guint) (g_ascii_digit_value (g_quark_to_string (before->labels[0].field[MLS_FIELD_COVER])[1]) + (int) further);
  code %= crew_quilt.n_codes;
  labels[0] = (MlsLabel){ { quilt_code ('c', code), quilt_code ('u', code) } };
  labels[1] = before->labels[1];
  mls_delta_add (delta, mls_face_ref (before), mls_face_with (before, face, 0, labels, 2));
  applied = mls_store_apply (store, delta, &facts, NULL, &error);
  g_assert_no_error (error);
}

MlsTeamPush
crew_push (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  MlsTeamPush outcome;

  mls_team_push (store, NULL, &outcome, &error);
  g_assert_no_error (error);

  return outcome;
}

MlsCatchUp
crew_pull (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  MlsCatchUp outcome;

  mls_team_pull (store, NULL, &outcome, &error);
  g_assert_no_error (error);

  return outcome;
}

/* That it is a partition. */
void
crew_check (MlsStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) flaws = mls_store_check_partition (store, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (flaws->len, ==, 0);
}

static void
same_operations (MlsStore *one, MlsStore *other)
{
  g_autoptr (GPtrArray) a = mls_store_operations (one, 0, NULL);
  g_autoptr (GPtrArray) b = mls_store_operations (other, 0, NULL);

  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const MlsOperation *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      g_assert_cmpint (x->id, ==, y->id);
      g_assert_cmpstr (x->at, ==, y->at);
      g_assert_cmpstr (x->author, ==, y->author);
      g_assert_cmpstr (x->verb, ==, y->verb);
      g_assert_cmpstr (x->kind, ==, y->kind);
      g_assert_cmpuint (x->vintages, ==, y->vintages);
      g_assert_cmpstr (x->summary, ==, y->summary);
      g_assert_cmpint (x->undoes, ==, y->undoes);
      g_assert_cmpint (x->box.min_x, ==, y->box.min_x);
      g_assert_cmpint (x->box.max_y, ==, y->box.max_y);
    }
}

/* The same operations, and the same faces under the same numbers, down to the operation that wrote each. */
void
crew_same (MlsStore *one, MlsStore *other)
{
  g_autoptr (GPtrArray) a = sample_faces (one);
  g_autoptr (GPtrArray) b = sample_faces (other);

  same_operations (one, other);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const MlsFace *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      g_assert_cmpint (x->id, ==, y->id);
      g_assert_cmpint (x->since, ==, y->since);
      g_assert_true (mls_face_same_rings (x, y));
      g_assert_true (mls_face_same_labels (x, y));
    }
}
