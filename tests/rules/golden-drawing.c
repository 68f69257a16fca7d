#include "golden-private.h"

#include <string.h>

static void
do_vintages (Golden *golden, char **words)
{
  golden->n_vintages = g_strv_length (words);
  for (guint v = 0; v < golden->n_vintages; v++)
    {
      g_free (golden->names[v]);
      golden->names[v] = g_strdup (words[v]);
      golden->vintages[v] = (MlsVintage){ golden->names[v], 2000 + (int) golden_read_number (golden, words[v]) };
    }
}

static void
do_scale (Golden *golden, char **words)
{
  golden->scale = golden_read_mm (golden, words[0]);
}

static void
do_origin (Golden *golden, char **words)
{
  golden->origin = (MlsPoint){ golden_read_mm (golden, words[0]), golden_read_mm (golden, words[1]) };
}

static void
do_rules (Golden *golden, char **words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), words[0], NULL);

  golden->nomenclature = mls_nomenclature_load (dir, &error);
  g_assert_no_error (error);
}

static void
do_tolerate (Golden *golden, char **words)
{
  guint v = golden_read_vintage (golden, words[0]);

  mls_nomenclature_tolerate (golden->nomenclature, (MlsPair){ golden_read_code (words[1]), golden_read_code (words[2]) },
                             golden->vintages[v].year);
}

static void
do_change_minimum (Golden *golden, char **words)
{
  golden->limits.change_minimum = mls_area2_from_m2 (golden_read_number (golden, words[0]));
}

static void
do_state (Golden *golden, char **words)
{
  if (!mls_vintage_state_from_name (words[1], &golden->vintages[golden_read_vintage (golden, words[0])].state))
    FAIL (golden, "“%s” is no state", words[1]);
}

static void
do_zone (Golden *golden, char **words)
{
  g_autoptr (GArray) points = golden_read_points (golden, words, NULL);
  const MlsRing ring = { golden_points (points), points->len };

  g_clear_pointer (&golden->zone, mls_zone_free);
  golden->zone = mls_zone_new (&ring, 1);
  g_assert_nonnull (golden->zone);
}

static void
do_before (Golden *golden, char **words)
{
  for (guint letter = 0; letter < GOLDEN_MAX_LETTERS; letter++)
    g_clear_pointer (&golden->rings[letter], g_ptr_array_unref);
  g_clear_pointer (&golden->before, picture_free);
  golden->before = picture_new (golden->origin, golden->scale);
  golden->block = BLOCK_BEFORE;
}

static void
do_labels (Golden *golden, char **words)
{
  golden->block = BLOCK_LABELS;
}

MlsFace *
golden_face_of_rings (gint64 id, const GPtrArray *rings, const MlsLabel *labels, guint n_vintages)
{
  g_autofree MlsRing *list = g_new (MlsRing, rings->len);

  for (guint r = 0; r < rings->len; r++)
    {
      const GArray *points = g_ptr_array_index (rings, r);

      list[r] = (MlsRing){ golden_points (points), points->len };
    }

  return mls_face_new (id, list, rings->len, labels, n_vintages);
}

static void
add_face (Golden *golden, char letter, const GPtrArray *rings)
{
  gint64 id = g_ascii_islower (letter) ? letter - 'a' + 1 : letter - 'A' + 27;
  MlsFace *face = golden_face_of_rings (id, rings, golden->labels[(guint) letter], golden->n_vintages);
  MlsPoint where;

  golden->id_of[(guint) letter] = id;
  if (mls_face_fault (face, &where) != MLS_POLYGON_SIMPLE)
    FAIL (golden, "Face %c %s", letter, mls_polygon_fault_text (mls_face_fault (face, &where)));

  mls_memory_add (golden->memory, face);
}

typedef struct
{
  MlsPoint a;
  MlsPoint b;
} Step;

/* What the faces walk one way only is the territory's edge. */
static GArray *
find_edge_steps (MlsMemory *memory)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  for (guint f = 0; f < faces->len; f++)
    {
      const MlsFace *face = g_ptr_array_index (faces, f);

      for (guint r = 0; r < face->n_rings; r++)
        for (gsize i = 0; i < mls_face_ring (face, r).n_points; i++)
          {
            MlsRing ring = mls_face_ring (face, r);
            Step step = { ring.points[i], ring.points[(i + 1) % ring.n_points] };
            gboolean shared = FALSE;

            for (guint k = 0; k < steps->len && !shared; k++)
              {
                const Step *other = &g_array_index (steps, Step, k);

                if (!mls_point_equal (other->a, step.b) || !mls_point_equal (other->b, step.a))
                  continue;
                g_array_remove_index_fast (steps, k);
                shared = TRUE;
              }
            if (!shared)
              g_array_append_val (steps, step);
          }
    }

  return steps;
}

static void
add_territory (Golden *golden)
{
  g_autoptr (GArray) steps = find_edge_steps (golden->memory);

  for (gint64 id = 1; steps->len > 0; id++)
    {
      g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (MlsPoint));
      Step step = g_array_index (steps, Step, 0);

      g_array_remove_index_fast (steps, 0);
      g_array_append_val (line, step.a);
      g_array_append_val (line, step.b);
      for (guint k = 0; k < steps->len && !mls_point_equal (step.b, golden_points (line)[0]);)
        {
          const Step *next = &g_array_index (steps, Step, k++);

          if (!mls_point_equal (next->a, step.b))
            continue;
          step = *next;
          g_array_append_val (line, step.b);
          g_array_remove_index_fast (steps, k - 1);
          k = 0;
        }
      mls_memory_add_edge (golden->memory, id, golden_points (line), line->len);
    }
}

GPtrArray *
golden_faces (Golden *golden)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (golden->memory);
  GPtrArray *held = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_face_unref);

  for (guint i = 0; i < faces->len; i++)
    g_ptr_array_add (held, mls_face_ref (g_ptr_array_index (faces, i)));

  return held;
}

void
golden_check_partition (Golden *golden)
{
  g_autoptr (GError) error = NULL;

  if (!mls_memory_check (golden->memory, &error))
    FAIL (golden, "%s", error->message);
}

void
golden_build (Golden *golden)
{
  if (golden->memory != NULL)
    return;

  golden->memory = mls_memory_new ();
  for (char letter = 'A'; letter <= 'z'; letter++)
    {
      g_autoptr (GPtrArray) rings = NULL;

      if (golden->rings[(guint) letter] != NULL)
        add_face (golden, letter, golden->rings[(guint) letter]);
      else if (golden->before != NULL && g_ascii_isalpha (letter) && picture_count (golden->before, letter) > 0)
        add_face (golden, letter, rings = picture_rings (golden->before, letter));
    }
  add_territory (golden);

  golden_check_partition (golden);
  golden->start = golden_faces (golden);
}


static void
do_ring (Golden *golden, char **words)
{
  guint letter = (guint) golden_read_letter (golden, words[0]);

  if (golden->rings[letter] == NULL)
    golden->rings[letter] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (golden->rings[letter], golden_read_points (golden, words + 1, NULL));
}

const GoldenWord golden_drawing_words[] = {
  { "vintages", do_vintages }, { "scale", do_scale },       { "origin", do_origin },
  { "rules", do_rules },       { "tolerate", do_tolerate }, { "change-minimum", do_change_minimum },
  { "zone", do_zone },         { "state", do_state },
  { "before", do_before },     { "labels", do_labels },     { "ring", do_ring },
  { NULL },
};
