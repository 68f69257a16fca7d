#include "quality/sample-order.h"

#include "../store/sample.h"
#include "store/error.h"
#include "rules/rule.h"

#include <locale.h>

static const Board board = { 5, 4, 100, 1, 0 };

static void
fill (const Sample *sample, const char *name, MlsAgreed agreed)
{
  g_autofree char *path = g_build_filename (sample->folder, name, NULL);
  const MlsSampleOrder order = {
    .project = sample->path,
    .query = { .vintage = 1, .dimension = MLS_DIMENSION_USE, .sampling = { .share = 1, .n_sets = 1, .seed = 1 } },
    .facts = { .agreed = agreed },
    .paths = (const char *const[]){ path, NULL },
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_sample_order_fill (&order, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_agreed (const Sample *sample, const char *name, double limit, double class_limit)
{
  g_autofree char *path = g_build_filename (sample->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsSampleFile) file = mls_sample_file_open (path, MLS_STORE_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (mls_sample_file_get_sample (file)->agreed.limit == limit);
  g_assert_true (mls_sample_file_get_sample (file)->agreed.class_limit == class_limit);
}

static void
agree (Sample *sample, const char *limit, const char *class_limit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mls_store_set_rule (sample->store, MLS_RULE_ACCURACY, limit, &error));
  g_assert_true (mls_store_set_rule (sample->store, MLS_RULE_CLASS_ACCURACY, class_limit, &error));
}

/* What a sample has to reach is what the project asked for when it was drawn, or what was asked of it alone; whatever the
 * project asks for afterwards. */
static void
test_agreed (void)
{
  Sample sample;

  sample_begin (&sample, &board);
  fill (&sample, "usual.gpkg", (MlsAgreed) MLS_AGREED_UNSAID);
  agree (&sample, "95", "87.5");
  fill (&sample, "agreed.gpkg", (MlsAgreed) MLS_AGREED_UNSAID);
  fill (&sample, "own.gpkg", (MlsAgreed){ 99, 0 });
  fill (&sample, "half.gpkg", (MlsAgreed){ NAN, 60 });
  agree (&sample, "50", "50");

  assert_agreed (&sample, "usual.gpkg", 90, 85);
  assert_agreed (&sample, "agreed.gpkg", 95, 87.5);
  assert_agreed (&sample, "own.gpkg", 99, 0);
  assert_agreed (&sample, "half.gpkg", 95, 60);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quality/sample-order/agreed", test_agreed);

  return g_test_run ();
}
