#include "delivery/naming.h"

#include "delivery/error.h"
#include "rules/csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What no file of some system may be called with. */
#define NOT_IN_FILES "/\\:*?\"<>|"

/* Longer names of files are refused by some. */
#define FILE_ROOM 100

/* What is longer than this many bytes is no name. */
#define NAME_ROOM 200

struct _MlsNaming
{
  GHashTable *theirs; /* by ours */
};

/**
 * mls_naming_new:
 *
 * Returns: (transfer full): all are called as we do
 */
MlsNaming *
mls_naming_new (void)
{
  MlsNaming *self = g_new0 (MlsNaming, 1);

  self->theirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * mls_naming_free:
 * @self: (transfer full): names
 */
void
mls_naming_free (MlsNaming *self)
{
  g_hash_table_unref (self->theirs);
  g_free (self);
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ARGUMENT, text);

  return FALSE;
}

static gboolean
is_one_line (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;

  return TRUE;
}

static gboolean
take_row (MlsNaming *self, const char *ours, const char *theirs, GError **error)
{
  g_autofree char *key = g_strstrip (g_strdup (ours));
  g_autofree char *name = g_strstrip (g_strdup (theirs));

  if (*key == '\0' || *name == '\0')
    return fail (error, _("The mapping gives “%s” no name"), *key != '\0' ? key : name);
  if (MAX (strlen (key), strlen (name)) > NAME_ROOM || !is_one_line (key) || !is_one_line (name))
    return fail (error, _("A name in the mapping is longer than %u bytes, or not on one line"), NAME_ROOM);
  if (g_hash_table_contains (self->theirs, key))
    return fail (error, _("The mapping names “%s” twice"), key);

  g_hash_table_insert (self->theirs, g_steal_pointer (&key), g_steal_pointer (&name));
  return TRUE;
}

/**
 * mls_naming_load:
 * @path: a table, comma-separated
 * @error: %MLS_DELIVERY_ERROR_ARGUMENT, or that it cannot be read
 *
 * Returns: (transfer full): what it calls layers and columns, or %NULL
 */
MlsNaming *
mls_naming_load (const char *path, GError **error)
{
  g_autoptr (MlsCsv) csv = mls_csv_load (path, error);
  g_autoptr (MlsNaming) self = mls_naming_new ();
  guint ours, theirs;

  if (csv == NULL || !mls_csv_column (csv, "ours", &ours, error) || !mls_csv_column (csv, "theirs", &theirs, error))
    return NULL;

  for (guint i = 0; i < mls_csv_n_rows (csv); i++)
    if (!take_row (self, mls_csv_get (csv, i, ours), mls_csv_get (csv, i, theirs), error))
      return NULL;

  return g_steal_pointer (&self);
}

static gboolean
is_known (const GPtrArray *products, const char *name)
{
  for (guint i = 0; i < products->len; i++)
    {
      const MlsProduct *product = g_ptr_array_index (products, i);

      if (g_str_equal (product->name, name))
        return TRUE;
      for (guint k = 0; k < product->columns->len; k++)
        if (g_str_equal (((MlsColumn *) g_ptr_array_index (product->columns, k))->name, name))
          return TRUE;
    }

  return FALSE;
}

/* The first in the alphabet, so that the same is said each time. */
static const char *
find_unknown (const MlsNaming *self, const GPtrArray *products)
{
  GHashTableIter iter;
  gpointer name;
  const char *found = NULL;

  g_hash_table_iter_init (&iter, self->theirs);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!is_known (products, name) && (found == NULL || strcmp (name, found) < 0))
      found = name;

  return found;
}

static const char *
look_up (const MlsNaming *self, const char *ours)
{
  const char *theirs = g_hash_table_lookup (self->theirs, ours);

  return theirs != NULL ? theirs : ours;
}

static gboolean
add_wanted (GHashTable *wanted, const char *name, GError **error)
{
  return g_hash_table_add (wanted, g_utf8_casefold (name, -1)) ||
         fail (error, _("Two columns or layers would be called “%s”"), name);
}

static GHashTable *
set_of_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
fits (const char *name, guint room)
{
  return room == 0 || strlen (name) <= room;
}

static gboolean
is_of_format (const char *name, const char *const *its, gboolean whole)
{
  for (; its != NULL && *its != NULL; its++)
    if (g_ascii_strncasecmp (name, *its, strlen (*its)) == 0 && (!whole || name[strlen (*its)] == '\0'))
      return TRUE;

  return FALSE;
}

static gboolean
check_free_of (const char *name, const char *const *its, gboolean whole, GError **error)
{
  return !is_of_format (name, its, whole) || fail (error, _("“%s” is a name that the format has for itself"), name);
}

/* Names that fit as they are come first, so that none of them is given to one that has to be cut. */
static gboolean
name_columns (const MlsNaming *self, GPtrArray *columns, const MlsFormat *format, GError **error)
{
  guint room = format->name_room;
  g_autoptr (GHashTable) wanted = set_of_names ();
  g_autoptr (GHashTable) taken = set_of_names ();

  for (guint i = 0; i < columns->len; i++)
    {
      const char *name = look_up (self, ((MlsColumn *) g_ptr_array_index (columns, i))->name);

      if (!add_wanted (wanted, name, error) || !check_free_of (name, format->its_columns, TRUE, error))
        return FALSE;
    }

  for (gboolean cut = FALSE; cut <= TRUE; cut++)
    for (guint i = 0; i < columns->len; i++)
      {
        MlsColumn *column = g_ptr_array_index (columns, i);
        const char *name = look_up (self, column->name);

        if (fits (name, room) == cut)
          continue;

        g_free (column->given);
        column->given = mls_name_fit (name, room, taken);
        column->cut = cut;
      }

  return TRUE;
}

/**
 * mls_naming_apply:
 * @self: names
 * @products: (element-type MlsProduct): get them, and their columns
 * @format: what they are to be written as: what is too long for it is cut, in the order of columns
 * @error: %MLS_DELIVERY_ERROR_ARGUMENT if a name is given to what is not there, or to two, or is the format's own
 *
 * Layers whose files would be called the same are two of one name, whatever the format: styles are files.
 *
 * Returns: whether all have one
 */
gboolean
mls_naming_apply (const MlsNaming *self, GPtrArray *products, const MlsFormat *format, GError **error)
{
  g_autoptr (GHashTable) wanted = set_of_names ();
  const char *unknown = find_unknown (self, products);

  if (unknown != NULL)
    return fail (error, _("The mapping names “%s”, which is no column or layer of this delivery"), unknown);

  for (guint i = 0; i < products->len; i++)
    {
      MlsProduct *product = g_ptr_array_index (products, i);
      const char *name = look_up (self, product->name);
      g_autofree char *file = mls_name_of_file (name);

      if (!add_wanted (wanted, file, error) || !check_free_of (name, format->its_layers, FALSE, error) ||
          !name_columns (self, product->columns, format, error))
        return FALSE;

      g_free (product->given);
      product->given = format->ending != NULL && !format->several ? g_steal_pointer (&file) : g_strdup (name);
    }

  return TRUE;
}

/* Not in the middle of a letter. */
static char *
shorten (const char *name, guint room)
{
  gsize length = MIN (strlen (name), room);

  while (length > 0 && length < strlen (name) && (name[length] & 0xc0) == 0x80)
    length--;

  return g_strndup (name, length);
}

/**
 * mls_name_fit:
 * @name: what something is to be called
 * @room: how many bytes it may have; 0 for any number
 * @taken: (element-type utf8): what others are called, case folded; gets this one
 *
 * Returns: (transfer full): @name, cut where it is too long, and with a number in place of its end where another one
 *   is called so already
 */
char *
mls_name_fit (const char *name, guint room, GHashTable *taken)
{
  g_autofree char *fitting = room > 0 ? shorten (name, room) : g_strdup (name);

  for (guint n = 2; !g_hash_table_add (taken, g_utf8_casefold (fitting, -1)); n++)
    {
      g_autofree char *number = g_strdup_printf ("_%u", n);
      g_autofree char *stem = room > 0 ? shorten (name, room - (guint) strlen (number)) : g_strdup (name);

      g_free (fitting);
      fitting = g_strconcat (stem, number, NULL);
    }

  return g_steal_pointer (&fitting);
}

/**
 * mls_name_of_file:
 * @name: what something is called
 *
 * Returns: (transfer full): the same without what some system has no file called with, of a length that all of them take
 */
char *
mls_name_of_file (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *short_name = shorten (valid, FILE_ROOM);
  char *end;

  for (char *c = short_name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || strchr (NOT_IN_FILES, *c) != NULL)
      *c = '_';
  g_strstrip (short_name);

  /* A file that begins with a dot is hidden, and Windows takes a dot off an end. */
  if (*short_name == '.')
    *short_name = '_';
  for (end = short_name + strlen (short_name); end > short_name && end[-1] == '.'; end--)
    end[-1] = '_';

  return *short_name != '\0' ? g_steal_pointer (&short_name) : g_strdup ("_");
}
