#include "cli/facts.h"

#include "base/format.h"
#include "base/json.h"
#include "cli/result.h"
#include "coverage/face.h"
#include "geometry/crs.h"
#include "store/finding.h"
#include "store/room.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

struct _MlsFacts
{
  MlsStore *store; /* borrowed */
  MlsCrs   *crs;
  char     *nomenclature;
  guint     n_faces;
  guint64   n_points;
  MlsArea2  area2;
  MlsBox    box;
  gint64    operation;
  gint64    checked_operation;
  guint     n_findings[MLS_N_SEVERITIES];
  MlsRoom   room;
};

static gboolean
count_face (const MlsFace *face, gpointer user_data)
{
  MlsFacts *self = user_data;

  self->n_faces++;
  self->n_points += face->n_points;
  self->area2 += mls_face_area2 (face);
  self->box = mls_box_union (&self->box, &face->box);

  return TRUE;
}

static gboolean
read_system (MlsFacts *self, GError **error)
{
  g_autofree char *wkt = mls_store_dup_crs (self->store, error);

  if (wkt == NULL)
    return FALSE;

  self->crs = mls_crs_new (wkt, error);
  if (self->crs == NULL)
    g_prefix_error (error, "“%s”: ", mls_store_get_path (self->store));

  return self->crs != NULL;
}

static gboolean
read_nomenclature (MlsFacts *self, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (self->store, error);

  if (nomenclature == NULL)
    return FALSE;

  self->nomenclature = g_strdup (mls_nomenclature_about (nomenclature, "name"));

  return TRUE;
}

static gboolean
count_findings (MlsFacts *self, GError **error)
{
  g_autoptr (GArray) findings = mls_store_list_findings (self->store, &self->checked_operation, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    if (!mls_finding_is_over (&g_array_index (findings, MlsFinding, i)))
      self->n_findings[g_array_index (findings, MlsFinding, i).severity]++;

  return findings != NULL;
}

/**
 * mls_facts_read:
 * @store: a project; must outlive the facts
 * @error: a #MLS_STORE_ERROR or #MLS_GEOMETRY_ERROR
 *
 * Returns: (transfer full): what it holds, or %NULL
 */
MlsFacts *
mls_facts_read (MlsStore *store, GError **error)
{
  g_autoptr (MlsFacts) self = g_new0 (MlsFacts, 1);

  self->store = store;
  self->box = MLS_BOX_EMPTY;
  self->operation = mls_store_last_operation (store, error);
  if (self->operation == 0 || !read_system (self, error) || !read_nomenclature (self, error) ||
      !mls_store_each_face (store, count_face, self, error) || !count_findings (self, error) ||
      !mls_store_measure_room (store, &self->room, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mls_facts_free:
 * @self: (transfer full): facts
 */
void
mls_facts_free (MlsFacts *self)
{
  g_clear_pointer (&self->crs, mls_crs_free);
  g_free (self->nomenclature);
  g_free (self);
}

static void
print_number (const char *title, double value, const char *unit)
{
  g_autofree char *text = mls_format_ascii (value);

  printf ("%s: %s%s\n", title, text, unit);
}

static void
print_size (const char *title, gint64 bytes)
{
  g_autofree char *text = g_format_size ((guint64) bytes);

  printf ("%s: %s\n", title, text);
}

static void
print_room (const MlsFacts *self)
{
  print_number (_("Operations in the history"), (double) self->room.n_operations, "");
  if (self->room.n_folded > 0)
    print_number (_("Operations that compactions made fewer"), (double) self->room.n_folded, "");
  print_size (_("Size of the file"), self->room.file);
  print_size (_("Size of the history in it"), self->room.history);
  print_size (_("Free in it"), self->room.free);
}

/**
 * mls_facts_print:
 * @self: facts
 *
 * Prints them for a person.
 */
void
mls_facts_print (const MlsFacts *self)
{
  g_autofree char *authority = mls_crs_dup_authority (self->crs);
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n_vintages);

  printf ("%s: %s\n", _("Project"), mls_store_get_path (self->store));
  printf ("%s: %s (%s)\n", _("Coordinates"), mls_crs_get_name (self->crs), authority != NULL ? authority : "–");
  printf ("%s: %s\n", _("Nomenclature"), self->nomenclature != NULL ? self->nomenclature : "–");
  printf ("%s:", _("Vintages"));
  for (guint i = 0; i < n_vintages; i++)
    printf (" %s (%s)", vintages[i].code, vintages[i].title);
  putchar ('\n');
  print_number (_("Faces"), self->n_faces, "");
  print_number (_("Vertices"), (double) self->n_points, "");
  print_number (_("Area"), mls_area2_to_m2 (self->area2), " m²");
  print_number (_("Last operation"), (double) self->operation, "");
  print_room (self);

  if (self->checked_operation == 0)
    printf ("%s\n", _("Never checked"));
  else
    printf (_("Checked after operation %d: %u errors, %u warnings, %u notes, %u exceptions\n"),
            (int) self->checked_operation, self->n_findings[MLS_SEVERITY_ERROR],
            self->n_findings[MLS_SEVERITY_WARNING], self->n_findings[MLS_SEVERITY_NOTE],
            self->n_findings[MLS_SEVERITY_EXCEPTION]);
}

static void
write_vintages (MlsJson *json, const MlsFacts *self)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n_vintages);

  mls_json_array (json, "vintages");
  for (guint i = 0; i < n_vintages; i++)
    {
      mls_json_object (json, NULL);
      mls_json_string (json, "code", vintages[i].code);
      mls_json_integer (json, "year", vintages[i].year);
      mls_json_string (json, "title", vintages[i].title);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
write_check (MlsJson *json, const MlsFacts *self)
{
  if (self->checked_operation == 0)
    return;

  mls_json_object (json, "check");
  mls_json_integer (json, "operation", self->checked_operation);
  for (int i = 0; i < MLS_N_SEVERITIES; i++)
    mls_json_integer (json, mls_severity_name ((MlsSeverity) i), self->n_findings[i]);
  mls_json_end (json);
}

static void
write_room (MlsJson *json, const MlsFacts *self)
{
  mls_json_object (json, "room");
  mls_json_integer (json, "operations", self->room.n_operations);
  mls_json_integer (json, "folded", self->room.n_folded);
  mls_json_integer (json, "file", self->room.file);
  mls_json_integer (json, "history", self->room.history);
  mls_json_integer (json, "free", self->room.free);
  mls_json_end (json);
}

/**
 * mls_facts_print_json:
 * @self: facts
 *
 * Prints them for a program, as one line.
 */
void
mls_facts_print_json (const MlsFacts *self)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  g_autofree char *authority = mls_crs_dup_authority (self->crs);

  mls_json_object (json, NULL);
  mls_json_string (json, "project", mls_store_get_path (self->store));
  mls_json_string (json, "crs", authority);
  mls_json_string (json, "crs_name", mls_crs_get_name (self->crs));
  mls_json_string (json, "nomenclature", self->nomenclature);
  write_vintages (json, self);
  mls_json_integer (json, "faces", self->n_faces);
  mls_json_integer (json, "vertices", (gint64) self->n_points);
  mls_json_number (json, "area_m2", mls_area2_to_m2 (self->area2));
  mls_result_box (json, &self->box);
  mls_json_integer (json, "operation", self->operation);
  write_room (json, self);
  write_check (json, self);
  mls_json_end (json);

  puts (mls_json_text (json));
}
