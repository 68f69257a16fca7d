/* A controller who knows the truth judges samples of the demo's covers: what is told of all regions is to be right as often
 * as it claims. */

#include "map.h"

#include "quality/accuracy.h"
#include "quality/sampling.h"

#include <locale.h>

#define N_FACES 6000
#define N_SEEDS 100
#define DATE    1 /* 2024 */
#define YEAR    2024

/* Classes of fewer regions are looked at entirely. */
#define FLOOR 12
#define SHARE 0.05

typedef struct
{
  MlsText  code;
  MlsArea2 area2;
  gboolean wrong;
  MlsText  right;  /* what is there, where that is known */
} Region;

typedef struct
{
  MlsDemo *demo;
  Map     *map;
  guint   *roots;    /* of each face, the face that stands for its region */
  Region  *regions;  /* by that face */
  GArray  *ids;      /* (element-type guint) the faces that stand for one */
} Ground;

static gboolean
plant (const MlsDemoFault *fault, gpointer user_data)
{
  Ground *ground = user_data;
  MlsLabel right = mls_land_label (fault->right[DATE]);

  if ((fault->dates >> DATE & 1) == 0)
    return TRUE;

  for (guint f = 0; f < ground->map->faces->len; f++)
    if (mls_face_locate (map_face (ground->map, f), fault->where) == MLS_SIDE_INSIDE)
      {
        Region *region = &ground->regions[ground->roots[f]];
        MlsText there = right.field[MLS_FIELD_COVER];

        if (fault->kind != MLS_FAULT_BORDER && there == region->code)
          return TRUE;
        region->wrong = TRUE;
        region->right = fault->kind == MLS_FAULT_BORDER || fault->kind == MLS_FAULT_OMISSION ? region->right : there;
        return TRUE;
      }

  return TRUE;
}

static void
ground_begin (Ground *ground, gconstpointer data)
{
  const MlsDemoOptions options = { N_FACES, 1 };
  const MlsDemoVisitor visitor = { .fault = plant };
  g_autoptr (GError) error = NULL;

  ground->demo = mls_demo_new (&options, &error);
  g_assert_no_error (error);
  ground->map = map_new (ground->demo, MLS_DEMO_COVERAGE);
  ground->roots = map_regions (ground->map, DATE, MLS_DIMENSION_COVER);
  ground->regions = g_new0 (Region, ground->map->faces->len);
  ground->ids = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint f = 0; f < ground->map->faces->len; f++)
    {
      Region *region = &ground->regions[ground->roots[f]];

      region->code = map_face (ground->map, f)->labels[DATE].field[MLS_FIELD_COVER];
      region->area2 += mls_face_area2 (map_face (ground->map, f));
      if (ground->roots[f] == f)
        g_array_append_val (ground->ids, f);
    }
  g_assert_true (mls_demo_visit (ground->demo, &visitor, ground));
}

static void
ground_end (Ground *ground, gconstpointer data)
{
  g_array_unref (ground->ids);
  g_free (ground->regions);
  g_free (ground->roots);
  map_free (ground->map);
  mls_demo_free (ground->demo);
}

/* What is so of all regions: the share of them that is right, and that of the ground, classes weighed by their area. */
static void
find_truth (const Ground *ground, double *regions, double *area)
{
  g_autoptr (GHashTable) classes = g_hash_table_new (NULL, NULL);
  double right = 0;
  double all_area = 0;

  *area = 0;
  for (guint i = 0; i < ground->ids->len; i++)
    {
      const Region *region = &ground->regions[g_array_index (ground->ids, guint, i)];

      right += !region->wrong;
      g_hash_table_add (classes, GUINT_TO_POINTER (region->code));
    }
  *regions = right / ground->ids->len;

  for (GList *codes = g_hash_table_get_keys (classes); codes != NULL; codes = g_list_delete_link (codes, codes))
    {
      double n = 0;
      double n_right = 0;
      double own_area = 0;

      for (guint i = 0; i < ground->ids->len; i++)
        {
          const Region *region = &ground->regions[g_array_index (ground->ids, guint, i)];

          if (region->code != GPOINTER_TO_UINT (codes->data))
            continue;
          n++;
          n_right += !region->wrong;
          own_area += (double) region->area2;
        }
      *area += own_area * n_right / n;
      all_area += own_area;
    }
  *area /= all_area;
}

static GArray *
list_drawable (const Ground *ground)
{
  GArray *drawables = g_array_new (FALSE, FALSE, sizeof (MlsDrawable));

  for (guint i = 0; i < ground->ids->len; i++)
    {
      guint face = g_array_index (ground->ids, guint, i);
      const Region *region = &ground->regions[face];
      MlsDrawable drawable = { region->code, region->area2, mls_box_centre (&map_face (ground->map, face)->box), FALSE };

      g_array_append_val (drawables, drawable);
    }

  return drawables;
}

static void
free_unit (gpointer unit)
{
  mls_unit_free (unit);
}

static void
judge (const Region *region, double probability, GPtrArray *units, GArray *said)
{
  MlsUnit *unit = mls_unit_new ();
  MlsSaid one = { .unit = units->len + 1 };

  unit->id = one.unit;
  unit->pair.cover = unit->stratum = region->code;
  unit->probability = probability;
  unit->area2 = region->area2;
  one.judgement.judged[MLS_DIMENSION_COVER] = region->wrong ? MLS_JUDGED_WRONG : MLS_JUDGED_RIGHT;
  one.judgement.replacement[MLS_DIMENSION_COVER] = region->right;
  g_ptr_array_add (units, unit);
  g_array_append_val (said, one);
}

static gboolean
covers (MlsEstimate estimate, double truth)
{
  return estimate.low <= truth + 1e-12 && truth <= estimate.high + 1e-12;
}

static void
test_covers (Ground *ground, gconstpointer data)
{
  g_autoptr (GArray) drawables = list_drawable (ground);
  double regions;
  double area;
  guint n_regions = 0;
  guint n_area = 0;
  guint n_units = 0;

  find_truth (ground, &regions, &area);
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      const MlsSample sample = { .dimension = MLS_DIMENSION_COVER, .year = YEAR };
      const MlsSampling sampling = { .share = SHARE, .floor = FLOOR, .n_sets = 1, .seed = seed };
      g_autoptr (GArray) strata = g_array_new (FALSE, FALSE, sizeof (MlsStratum));
      g_autoptr (GArray) drawn = mls_sampling_draw (&sampling, drawables, strata);
      g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (free_unit);
      g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (MlsSaid));
      const MlsAccuracyQuery query = { .sample = &sample, .strata = strata, .units = units, .said = said,
                                       .code = MLS_DIMENSION_COVER, .agreed = { 90, 85 } };
      g_autoptr (MlsAccuracy) accuracy = NULL;

      for (guint i = 0; i < drawn->len; i++)
        {
          const MlsDrawnRegion *one = &g_array_index (drawn, MlsDrawnRegion, i);

          judge (&ground->regions[g_array_index (ground->ids, guint, one->region)], one->probability, units, said);
        }
      accuracy = mls_accuracy_new (&query);
      n_regions += covers (mls_accuracy_total (accuracy)->regions, regions);
      n_area += covers (mls_accuracy_total (accuracy)->ground, area);
      n_units = units->len;
    }

  g_test_message ("%u regions, %.2f %% wrong; samples of %u: %u of %d cover the rate of regions, %u that of the ground (%.2f %%)",
                  ground->ids->len, 100 * (1 - regions), n_units, n_regions, N_SEEDS, n_area, 100 * (1 - area));
  g_assert_cmpuint (n_regions, >=, 90);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/demo/control/covers", Ground, NULL, ground_begin, test_covers, ground_end);

  return g_test_run ();
}
