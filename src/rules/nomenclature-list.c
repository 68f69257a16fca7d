#include "rules/nomenclature-list.h"

#include "rules/nomenclature-path.h"

/**
 * mls_nomenclature_entry_free:
 * @entry: (transfer full): an entry
 */
void
mls_nomenclature_entry_free (MlsNomenclatureEntry *entry)
{
  g_clear_pointer (&entry->nomenclature, mls_nomenclature_unref);
  g_free (entry->name);
  g_free (entry->path);
  g_free (entry->problem);
  g_free (entry);
}

static gboolean
is_listed (const GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((const MlsNomenclatureEntry *) g_ptr_array_index (entries, i))->name, name))
      return TRUE;

  return FALSE;
}

/* A folder of anything else is none; one that says something of itself is one, be it broken. */
static void
list_one (GPtrArray *entries, const char *folder, const char *name, gboolean own)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *about = g_build_filename (path, "about.csv", NULL);
  g_autoptr (GError) error = NULL;
  MlsNomenclatureEntry *entry;

  if (is_listed (entries, name) || !g_file_test (about, G_FILE_TEST_EXISTS))
    return;

  entry = g_new0 (MlsNomenclatureEntry, 1);
  entry->name = g_strdup (name);
  entry->own = own;
  entry->nomenclature = mls_nomenclature_load (path, &error);
  entry->problem = error != NULL ? g_strdup (error->message) : NULL;
  entry->path = g_steal_pointer (&path);
  g_ptr_array_add (entries, entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const MlsNomenclatureEntry *first = *(MlsNomenclatureEntry *const *) a;
  const MlsNomenclatureEntry *second = *(MlsNomenclatureEntry *const *) b;
  gboolean first_is_usual = g_str_equal (first->name, MLS_NOMENCLATURE_DEFAULT);

  if (first_is_usual != g_str_equal (second->name, MLS_NOMENCLATURE_DEFAULT))
    return first_is_usual ? -1 : 1;
  if (first->own != second->own)
    return first->own ? 1 : -1;

  return g_utf8_collate (first->name, second->name);
}

/**
 * mls_nomenclature_list:
 *
 * Reads all that can be chosen, which takes milliseconds each. Any thread.
 *
 * Returns: (transfer full) (element-type MlsNomenclatureEntry): the usual one first, then what else comes with the program,
 *   then the user's own; a user's own one hides one of its name
 */
GPtrArray *
mls_nomenclature_list (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_nomenclature_entry_free);
  g_auto (GStrv) folders = mls_nomenclature_folders ();
  g_autofree char *own = mls_nomenclature_dup_own_folder ();

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        list_one (entries, folders[i], name, g_str_equal (folders[i], own));
    }
  g_ptr_array_sort (entries, compare_entries);

  return entries;
}

/**
 * mls_nomenclature_title:
 * @nomenclature: a nomenclature
 * @language: the language wanted
 *
 * Returns: its title in that language, or in another, or its name; "" if it has none
 */
const char *
mls_nomenclature_title (const MlsNomenclature *nomenclature, MlsLanguage language)
{
  static const char *const keys[MLS_N_LANGUAGES] = { [MLS_LANGUAGE_FRENCH] = "title_fr", [MLS_LANGUAGE_ENGLISH] = "title_en" };
  const char *title = mls_nomenclature_about (nomenclature, keys[language]);

  for (int i = 0; i < MLS_N_LANGUAGES && (title == NULL || *title == '\0'); i++)
    title = mls_nomenclature_about (nomenclature, keys[i]);
  if (title == NULL || *title == '\0')
    title = mls_nomenclature_about (nomenclature, "name");

  return title != NULL ? title : "";
}

static gboolean
has_labels (const MlsNomenclature *nomenclature, MlsLanguage language)
{
  for (int d = MLS_DIMENSION_COVER; d <= MLS_DIMENSION_USE; d++)
    {
      guint n;
      const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, (MlsDimension) d, &n);

      for (guint i = 0; i < n; i++)
        if (*classes[i]->label[language] == '\0' && classes[i]->state == MLS_CODE_VALID)
          return FALSE;
    }

  return TRUE;
}

/**
 * mls_nomenclature_dup_languages:
 * @nomenclature: a nomenclature
 *
 * Returns: (transfer full): the languages in which all its classes have a label, as "fr, en"; "" without any
 */
char *
mls_nomenclature_dup_languages (const MlsNomenclature *nomenclature)
{
  static const char *const names[MLS_N_LANGUAGES] = { [MLS_LANGUAGE_FRENCH] = "fr", [MLS_LANGUAGE_ENGLISH] = "en" };
  GString *languages = g_string_new (NULL);

  for (int i = 0; i < MLS_N_LANGUAGES; i++)
    if (has_labels (nomenclature, (MlsLanguage) i))
      g_string_append_printf (languages, "%s%s", languages->len > 0 ? ", " : "", names[i]);

  return g_string_free (languages, FALSE);
}
