#include "fields.h"

#include <string.h>

static MlsLabel
label (const char *cover)
{
  return (MlsLabel){ { g_quark_from_string (cover), g_quark_from_string ("u") } };
}

static MlsFace *
rectangle (gint64 id, gint64 left, gint64 right, const char *cover)
{
  const MlsPoint corners[] = { { M (left), 0 }, { M (right), 0 }, { M (right), M (100) }, { M (left), M (100) } };
  const MlsLabel labels[] = { label (cover), label (cover) };
  MlsRing ring = { corners, G_N_ELEMENTS (corners) };

  return mls_face_new (id, &ring, 1, labels, G_N_ELEMENTS (labels));
}

MlsMemory *
fields_new (void)
{
  const MlsPoint edge[] = { { 0, 0 }, { M (100), 0 }, { M (200), 0 }, { M (200), M (100) }, { M (100), M (100) },
                            { 0, M (100) }, { 0, 0 } };
  MlsMemory *memory = mls_memory_new ();

  mls_memory_add (memory, rectangle (1, 0, 100, "wheat"));
  mls_memory_add (memory, rectangle (2, 100, 200, "wood"));
  mls_memory_add_edge (memory, 1, edge, G_N_ELEMENTS (edge));

  return memory;
}

MlsMemory *
fields_new_wheat (void)
{
  const MlsPoint edge[] = { { 0, 0 }, { M (100), 0 }, { M (100), M (100) }, { 0, M (100) }, { 0, 0 } };
  MlsMemory *memory = mls_memory_new ();

  mls_memory_add (memory, rectangle (1, 0, 100, "wheat"));
  mls_memory_add_edge (memory, 7, edge, G_N_ELEMENTS (edge));

  return memory;
}

MlsIntent
fields_intent (guint vintage, const char *cover)
{
  return (MlsIntent){ .vintage = vintage,
                      .dimension = MLS_DIMENSION_COVER,
                      .pair = { g_quark_from_string (cover), g_quark_from_string ("u") } };
}

MlsDelta *
fields_plan (MlsMemory *memory, FieldsPlan func)
{
  g_autoptr (MlsPatch) patch = mls_patch_new (mls_memory_source (memory), 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsPlan) plan = func (patch, &error);

  g_assert_no_error (error);

  return mls_delta_ref (plan->delta);
}

MlsPlan *
fields_recode (MlsPatch *patch, guint vintage, const char *cover, GError **error)
{
  const MlsIntent intent = fields_intent (vintage, cover);
  const MlsPoint at = { M (50), M (50) };

  return mls_plan_recode (patch, &at, 1, &intent, error);
}

MlsPlan *
fields_split (MlsPatch *patch, MlsPoint from, MlsPoint to, const char *cover, GError **error)
{
  const MlsIntent intent = fields_intent (0, cover);
  const MlsPoint line[] = { from, to };

  return mls_plan_line (patch, line, 2, &intent, error);
}

MlsPlan *
fields_rye_first (MlsPatch *patch, GError **error)
{
  return fields_recode (patch, 0, "rye", error);
}

MlsPlan *
fields_oats_first (MlsPatch *patch, GError **error)
{
  return fields_recode (patch, 0, "oats", error);
}

MlsPlan *
fields_split_north (MlsPatch *patch, GError **error)
{
  return fields_split (patch, (MlsPoint){ -M (1), M (80) }, (MlsPoint){ M (101), M (80) }, "rye", error);
}

MlsPlan *
fields_split_across (MlsPatch *patch, GError **error)
{
  return fields_split (patch, (MlsPoint){ M (40), -M (1) }, (MlsPoint){ M (40), M (101) }, "oats", error);
}

MlsPlan *
fields_split_wood (MlsPatch *patch, GError **error)
{
  return fields_split (patch, (MlsPoint){ M (99), M (60) }, (MlsPoint){ M (201), M (60) }, "heath", error);
}

void
fields_apply (MlsMemory *memory, const MlsDelta *delta)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsDelta) applied = mls_memory_apply (memory, delta, &error);

  g_assert_no_error (error);
  mls_memory_check (memory, &error);
  g_assert_no_error (error);
}

static int
compare_texts (gconstpointer left, gconstpointer right)
{
  return strcmp (*(char *const *) left, *(char *const *) right);
}

/* "wheat rye: 0,0 100,0 …" of each face: its covers and its outline in metres. */
char *
fields_describe (MlsMemory *memory)
{
  g_autoptr (GPtrArray) faces = mls_memory_faces (memory);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < faces->len; i++)
    {
      const MlsFace *face = g_ptr_array_index (faces, i);
      GString *text = g_string_new (NULL);

      g_string_printf (text, "%s %s:", g_quark_to_string (face->labels[0].field[0]),
                       g_quark_to_string (face->labels[1].field[0]));
      for (guint k = 0; k < face->n_points; k++)
        g_string_append_printf (text, " %d,%d", (int) (face->points[k].x / MLS_MM_PER_M),
                                (int) (face->points[k].y / MLS_MM_PER_M));
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }

  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);

  return g_strjoinv ("; ", (char **) texts->pdata);
}
