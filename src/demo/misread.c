#include "demo/dissolve.h"
#include "demo/survey.h"

#include <stdlib.h>

/* How often, of all faces of the truth, or of those that changed. */
#define CODE_SHARE         0.020
#define OMISSION_SHARE     0.010
#define FALSE_CHANGE_SHARE 0.004
#define MISSED_SHARE       0.18

/* What is overlooked is small, m². */
#define LARGEST_OMISSION 2500

/* A face of the truth: faces of the mesh that are alike. */
typedef struct
{
  guint    first;   /* index of its first face in the list of members */
  guint    n_faces;
  MlsArea2 area;
  guint    fault;   /* index of its fault + 1, or 0 */
  gboolean is_fixed;
} Object;

typedef struct
{
  MlsSurvey *survey;
  guint      *groups;  /* the object of each face */
  guint      *members; /* faces, object by object */
  Object     *objects;
  guint       n_objects;
  GArray     *owners;  /* (element-type guint): the object of each fault */
  guint       wanted[MLS_N_FAULTS];
} Misreader;

static void
list_members (Misreader *self)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  guint at = 0;

  for (guint face = 0; face < mesh->faces->len; face++)
    {
      Object *object = &self->objects[self->groups[face]];

      object->n_faces++;
      object->area += self->survey->truth->areas[face];
      object->is_fixed |= mls_mesh_parcel (mesh, face)->group == MLS_GROUP_SHOWCASE;
    }

  for (guint o = 0; o < self->n_objects; o++)
    {
      self->objects[o].first = at;
      at += self->objects[o].n_faces;
      self->objects[o].n_faces = 0;
    }

  for (guint face = 0; face < mesh->faces->len; face++)
    {
      Object *object = &self->objects[self->groups[face]];

      self->members[object->first + object->n_faces++] = face;
    }
}

static void
begin (Misreader *self, MlsSurvey *survey)
{
  const MlsSheet *truth = survey->truth;
  guint n_faces = truth->mesh->faces->len;
  g_autofree guint64 *keys = g_new (guint64, n_faces);
  guint n_changed = 0;

  *self = (Misreader){ .survey = survey };
  for (guint face = 0; face < n_faces; face++)
    keys[face] = (guint64) truth->lands[0][face] << 8 | truth->lands[1][face];

  self->groups = mls_dissolve_groups (truth->mesh, keys, &self->n_objects);
  self->objects = g_new0 (Object, self->n_objects);
  self->members = g_new (guint, n_faces);
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  list_members (self);

  for (guint o = 0; o < self->n_objects; o++)
    {
      guint face = self->members[self->objects[o].first];

      n_changed += truth->lands[0][face] != truth->lands[1][face];
    }

  self->wanted[MLS_FAULT_CODE] = (guint) (CODE_SHARE * self->n_objects + 0.5);
  self->wanted[MLS_FAULT_OMISSION] = (guint) (OMISSION_SHARE * self->n_objects + 0.5);
  self->wanted[MLS_FAULT_FALSE_CHANGE] = (guint) (FALSE_CHANGE_SHARE * self->n_objects + 0.5);
  self->wanted[MLS_FAULT_MISSED_CHANGE] = (guint) (MISSED_SHARE * n_changed + 0.5);
}

static void
end (Misreader *self)
{
  g_free (self->groups);
  g_free (self->objects);
  g_free (self->members);
  g_array_unref (self->owners);
}

static guint
face_of (const Misreader *self, guint object)
{
  return self->members[self->objects[object].first];
}

/* Takes @object for @lands in the map. */
static void
paint (Misreader *self, guint object, const guint8 lands[MLS_DEMO_N_DATES])
{
  const Object *o = &self->objects[object];

  for (guint i = o->first; i < o->first + o->n_faces; i++)
    for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
      self->survey->sheet->lands[date][self->members[i]] = lands[date];
}

static gboolean
is_beside (const Misreader *self, guint object, guint8 land)
{
  const MlsMesh *mesh = self->survey->truth->mesh;

  for (guint i = 0; i < self->objects[object].n_faces; i++)
    {
      guint first = mls_mesh_face (mesh, self->members[self->objects[object].first + i])->edge;
      guint e = first;

      do
        {
          guint across = mls_mesh_across (mesh, e);

          if (across != MLS_MESH_NONE && self->survey->sheet->lands[1][across] == land)
            return TRUE;
          e = mls_mesh_edge (mesh, e)->next;
        }
      while (e != first);
    }

  return FALSE;
}

/* What an object is lost in: the neighbour it borders on longest. Neither a road, nor anything that
 * is misread itself. */
static guint
surrounding (const Misreader *self, guint object)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint first = mls_mesh_face (mesh, face_of (self, object))->edge;
  guint e = first;
  guint best = MLS_MESH_NONE;
  guint best_count = 0;

  do
    {
      guint across = mls_mesh_across (mesh, e);
      guint other = across != MLS_MESH_NONE ? self->groups[across] : object;
      guint count;

      e = mls_mesh_edge (mesh, e)->next;
      if (other == object || self->objects[other].fault > 0 || self->objects[other].is_fixed ||
          mls_land_is_road ((MlsLand) self->survey->truth->lands[1][across]))
        continue;

      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (other))) + 1;
      g_hash_table_insert (counts, GUINT_TO_POINTER (other), GUINT_TO_POINTER (count));
      if (count > best_count)
        {
          best = other;
          best_count = count;
        }
    }
  while (e != first);

  return best;
}

/* What @object is taken for in a fault of @kind; @host is the object it is lost in, if it is. */
static gboolean
misread_as (const Misreader *self, guint object, MlsFaultKind kind, guint8 lands[2], guint *host)
{
  const MlsSheet *truth = self->survey->truth;
  guint face = face_of (self, object);
  guint8 mistaken = (guint8) mls_land_codes ((MlsLand) truth->lands[1][face])->mistaken;
  gboolean changed = truth->lands[0][face] != truth->lands[1][face];

  *host = MLS_MESH_NONE;
  lands[0] = truth->lands[0][face];

  switch (kind)
    {
    case MLS_FAULT_CODE:
      lands[0] = lands[1] = mistaken;
      return !changed && mistaken != MLS_LAND_NONE && !is_beside (self, object, mistaken);
    case MLS_FAULT_FALSE_CHANGE:
      lands[1] = mistaken;
      return !changed && mistaken != MLS_LAND_NONE;
    case MLS_FAULT_MISSED_CHANGE:
      lands[1] = lands[0];
      return changed;
    case MLS_FAULT_OMISSION:
      if (self->objects[object].area > mls_area2_from_m2 (LARGEST_OMISSION) ||
          mls_land_is_road ((MlsLand) truth->lands[1][face]))
        return FALSE;
      *host = surrounding (self, object);
      if (*host == MLS_MESH_NONE)
        return FALSE;
      lands[0] = truth->lands[0][face_of (self, *host)];
      lands[1] = truth->lands[1][face_of (self, *host)];
      return TRUE;
    case MLS_FAULT_BORDER:
    case MLS_N_FAULTS:
      break;
    }

  g_assert_not_reached ();
}

static void
commit (Misreader *self, guint object, MlsFaultKind kind, const guint8 lands[2])
{
  const MlsSheet *truth = self->survey->truth;
  guint face = face_of (self, object);
  MlsDemoFault fault = { .kind = kind };

  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      fault.right[date] = (MlsLand) truth->lands[date][face];
      if (lands[date] != truth->lands[date][face])
        fault.dates |= 1 << date;
    }

  paint (self, object, lands);
  g_array_append_val (self->survey->faults, fault);
  g_array_append_val (self->owners, object);
  self->objects[object].fault = self->survey->faults->len;
}

static void
try_to_misread (Misreader *self, guint object)
{
  static const MlsFaultKind kinds[] = { MLS_FAULT_MISSED_CHANGE, MLS_FAULT_OMISSION, MLS_FAULT_CODE,
                                        MLS_FAULT_FALSE_CHANGE };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      guint8 lands[MLS_DEMO_N_DATES];
      guint host;

      if (self->wanted[kinds[k]] == 0 || !misread_as (self, object, kinds[k], lands, &host))
        continue;

      commit (self, object, kinds[k], lands);
      if (host != MLS_MESH_NONE)
        self->objects[host].is_fixed = TRUE;
      self->wanted[kinds[k]]--;
      return;
    }
}

static gboolean
take_back (Misreader *self, guint object)
{
  const MlsSheet *truth = self->survey->truth;
  guint face = face_of (self, object);
  guint8 lands[MLS_DEMO_N_DATES] = { truth->lands[0][face], truth->lands[1][face] };

  if (self->objects[object].fault == 0)
    return FALSE;

  paint (self, object, lands);
  self->wanted[g_array_index (self->survey->faults, MlsDemoFault, self->objects[object].fault - 1)
                   .kind]++;
  self->objects[object].fault = 0;
  self->objects[object].is_fixed = TRUE;

  return TRUE;
}

/* Takes back the faults of all that borders on @face. */
static gboolean
take_back_around (Misreader *self, guint edge)
{
  const MlsMesh *mesh = self->survey->truth->mesh;
  gboolean any = FALSE;
  guint e = edge;

  do
    {
      guint across = mls_mesh_across (mesh, e);

      if (across != MLS_MESH_NONE)
        any |= take_back (self, self->groups[across]);
      e = mls_mesh_edge (mesh, e)->next;
    }
  while (e != edge);

  return any;
}

/* An interpreter keeps to the minima, even in error. What leaves a region too small is taken back,
 * the region's own faults first. */
static void
respect_minima (Misreader *self)
{
  const MlsMesh *mesh = self->survey->truth->mesh;

  for (;;)
    {
      g_autoptr (GArray) shortfalls = mls_sheet_check (self->survey->sheet);

      if (shortfalls->len == 0)
        return;

      for (guint i = 0; i < shortfalls->len; i++)
        {
          guint face = g_array_index (shortfalls, MlsShortfall, i).face;
          guint hole = mls_mesh_face (mesh, face)->hole;

          take_back (self, self->groups[face]);
          take_back_around (self, mls_mesh_face (mesh, face)->edge);
          for (; hole != MLS_MESH_NONE; hole = g_array_index (mesh->holes, MlsMeshHole, hole).next)
            take_back_around (self, g_array_index (mesh->holes, MlsMeshHole, hole).edge);
        }
    }
}

/* The part of the showcase that became a meadow is still arable in the map. */
static void
miss_showcase (Misreader *self)
{
  const MlsSheet *truth = self->survey->truth;

  for (guint o = 0; o < self->n_objects; o++)
    {
      guint face = face_of (self, o);
      guint8 lands[MLS_DEMO_N_DATES] = { truth->lands[0][face], truth->lands[0][face] };

      if (self->objects[o].is_fixed && truth->lands[0][face] != truth->lands[1][face] &&
          truth->lands[1][face] == MLS_LAND_MEADOW)
        commit (self, o, MLS_FAULT_MISSED_CHANGE, lands);
    }
}

/* Drops the faults that were taken back and tells of the others where they are. */
static void
settle_faults (Misreader *self)
{
  GArray *faults = self->survey->faults;
  guint n = 0;

  for (guint i = 0; i < faults->len; i++)
    {
      guint object = g_array_index (self->owners, guint, i);
      MlsDemoFault *fault = &g_array_index (faults, MlsDemoFault, i);

      if (self->objects[object].fault != i + 1)
        continue;

      fault->where = mls_mesh_inner_point (self->survey->truth->mesh, face_of (self, object));
      g_array_index (faults, MlsDemoFault, n++) = *fault;
    }

  g_array_set_size (faults, n);
}

/**
 * mls_survey_misread:
 * @survey: a survey without faults
 * @random: what decides
 *
 * Takes some objects for what they are not, overlooks some, misses some changes and sees others
 * where there are none. All pairs stay valid and all minima kept.
 */
void
mls_survey_misread (MlsSurvey *survey, MlsRandom *random)
{
  Misreader self;
  g_autofree guint *order = NULL;

  begin (&self, survey);
  miss_showcase (&self);

  order = g_new (guint, self.n_objects);
  for (guint o = 0; o < self.n_objects; o++)
    {
      guint other = mls_random_index (random, o + 1);

      order[o] = order[other];
      order[other] = o;
    }

  for (guint i = 0; i < self.n_objects;)
    {
      guint stop = MIN (i + self.n_objects / 3 + 1, self.n_objects);

      for (; i < stop; i++)
        if (!self.objects[order[i]].is_fixed)
          try_to_misread (&self, order[i]);
      respect_minima (&self);
    }

  settle_faults (&self);
  end (&self);
}
