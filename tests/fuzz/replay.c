/* replay FOLDER N: feeds a fuzzing target with what is known to be hostile: each file of the folder, then N
 * times one of them with some of its bytes changed at random. */

#include "fuzz.h"

#include <locale.h>
#include <string.h>

static guint n_changed;

typedef struct
{
  char   *name;
  guint8 *data;
  gsize   size;
} Input;

static void
clear_input (gpointer data)
{
  Input *input = data;

  g_free (input->name);
  g_free (input->data);
}

static int
compare_inputs (gconstpointer left, gconstpointer right)
{
  return strcmp (((const Input *) left)->name, ((const Input *) right)->name);
}

static GArray *
read_folder (const char *folder)
{
  GArray *inputs = g_array_new (FALSE, FALSE, sizeof (Input));
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_array_set_clear_func (inputs, clear_input);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      Input input = { .name = g_strdup (name) };

      g_file_get_contents (path, (char **) &input.data, &input.size, &error);
      g_assert_no_error (error);
      g_array_append_val (inputs, input);
    }
  g_array_sort (inputs, compare_inputs);

  return inputs;
}

static void
test_file (gconstpointer data)
{
  const Input *input = data;

  LLVMFuzzerTestOneInput (input->data, input->size);
}

static gsize
place_in (const GByteArray *bytes)
{
  return bytes->len > 0 ? (gsize) g_test_rand_int_range (0, (gint32) bytes->len) : 0;
}

static void
change_once (GByteArray *bytes)
{
  gsize at = place_in (bytes);
  guint left = bytes->len - (guint) at;
  guint length = (guint) g_test_rand_int_range (1, 9);

  length = MIN (length, left);
  if (length == 0)
    return;

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      bytes->data[at] = (guint8) g_test_rand_int_range (0, 256);
      break;
    case 1:
      bytes->data[at] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      break;
    case 2:
      memmove (bytes->data + place_in (bytes) % (bytes->len - length + 1), bytes->data + at, length);
      break;
    default:
      g_byte_array_remove_range (bytes, (guint) at, length);
    }
}

/* The seed that the test prints makes the same changes again. */
static void
test_changed (gconstpointer data)
{
  const GArray *inputs = data;

  for (guint i = 0; i < n_changed; i++)
    {
      const Input *input = &g_array_index (inputs, Input, g_test_rand_int_range (0, (gint32) inputs->len));
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, input->data, (guint) input->size);
      for (gint32 n = g_test_rand_int_range (1, 9); n > 0; n--)
        change_once (bytes);
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) inputs = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  inputs = read_folder (argv[1]);
  n_changed = (guint) g_ascii_strtoull (argv[2], NULL, 10);

  for (guint i = 0; i < inputs->len; i++)
    {
      const Input *input = &g_array_index (inputs, Input, i);
      g_autofree char *path = g_strconcat ("/fuzz/", input->name, NULL);

      g_test_add_data_func (path, input, test_file);
    }
  g_test_add_data_func ("/fuzz/changed", inputs, test_changed);

  return g_test_run ();
}
