/* A project on a network's disk, worked on in a copy: whatever happens to either of both meanwhile, nobody's work is lost
 * or overwritten. That a disk is a network's is not asked for here, but for a real one, if there is FUSE. */

#include "sample.h"

#include "remove-tree.h"
#include "store/check.h"
#include "store/disk.h"
#include "store/error.h"
#include "store/image-link.h"
#include "store/reader.h"
#include "store/working-copy.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static const Board board = { 8, 4, 20, 2, 0 };

/* A machine, and the disk that it shares with others. */
typedef struct
{
  Sample          sample; /* no store is open */
  char           *folder; /* of copies */
  MlsWorkingCopy *copy;
} Desk;

static void
desk_begin (Desk *desk, gconstpointer data)
{
  g_autofree char *home = g_dir_make_tmp ("mls-copies-XXXXXX", NULL);

  sample_begin (&desk->sample, &board);
  mls_store_close (g_steal_pointer (&desk->sample.store), NULL);
  desk->folder = g_build_filename (home, "copies", NULL);
}

static void
desk_end (Desk *desk, gconstpointer data)
{
  g_autofree char *home = g_path_get_dirname (desk->folder);

  g_clear_pointer (&desk->copy, mls_working_copy_free);
  remove_tree (home);
  g_free (desk->folder);
  sample_end (&desk->sample);
}

static void
take (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->copy = mls_working_copy_take (desk->folder, desk->sample.path, "Anna", NULL, NULL, &error);
  g_assert_no_error (error);
  mls_working_copy_stand_in (desk->copy);
}

/* Another run of the program. */
static void
come_again (Desk *desk)
{
  g_clear_pointer (&desk->copy, mls_working_copy_free);
  desk->copy = mls_working_copy_find (desk->folder, desk->sample.path);
  g_assert_nonnull (desk->copy);
  mls_working_copy_stand_in (desk->copy);
}

static void
recode_in (MlsStore *store, gint64 id, const char *cover)
{
  g_autoptr (MlsFace) face = mls_store_face (store, id, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

  sample_apply (store, delta);
}

/* By the name of the project, in whatever that is now. */
static void
recode (Desk *desk, gint64 id, const char *cover)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  recode_in (store, id, cover);
}

/* As somebody does who knows nothing of copies. */
static void
recode_original (Desk *desk, gint64 id, const char *cover)
{
  g_autofree char *mark = g_strconcat (desk->sample.path, "-taken", NULL);
  g_autofree char *away = g_strconcat (desk->sample.path, "-away", NULL);

  mls_working_copy_stand_down (desk->copy);
  g_rename (mark, away);
  recode (desk, id, cover);
  g_rename (away, mark);
  mls_working_copy_stand_in (desk->copy);
}

static gboolean
has (const char *path, gint64 id, const char *cover)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM coverage WHERE fid = %" G_GINT64_FORMAT " AND cs24 = '%s'", id, cover);

  return sample_query (path, sql) == 1;
}

static void
bring_back (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  mls_working_copy_bring_back (desk->copy, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
expect_not_back (Desk *desk, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean has_work = FALSE;

  g_assert_false (mls_working_copy_bring_back (desk->copy, NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, "board.gpkg"));
  g_assert_true (mls_working_copy_has_work (desk->copy, &has_work, NULL));
  g_assert_true (has_work);
  g_assert_false (mls_working_copy_end (desk->copy, NULL));
}

static void
end (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  mls_working_copy_end (desk->copy, &error);
  g_assert_no_error (error);
  g_clear_pointer (&desk->copy, mls_working_copy_free);
}

static void
expect_clean (Desk *desk)
{
  g_autoptr (GDir) copies = g_dir_open (desk->folder, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_autoptr (GArray) flaws = NULL;

  g_assert_no_error (error);
  flaws = mls_store_check_partition (store, NULL, NULL, NULL);
  g_assert_cmpuint (flaws->len, ==, 0);
  g_clear_pointer (&store, mls_store_free);
  g_assert_null (g_dir_read_name (copies));
  g_assert_cmpuint (sample_count_files (&desk->sample), ==, 1);
}

static void
test_there_and_back (Desk *desk, gconstpointer data)
{
  g_autofree char *before = sample_fingerprint (desk->sample.path);
  g_autofree char *meanwhile = NULL;
  g_autoptr (MlsStoreReader) reader = NULL;
  GStatBuf status;

  g_chmod (desk->sample.path, 0640);
  take (desk);
  recode (desk, 1, "CS2.1.0");
  meanwhile = sample_fingerprint (desk->sample.path);
  g_assert_cmpstr (meanwhile, ==, before);
  g_assert_true (has (mls_working_copy_get_file (desk->copy), 1, "CS2.1.0"));
  reader = mls_store_reader_new (desk->sample.path, NULL);
  g_assert_nonnull (reader);
  g_clear_pointer (&reader, mls_store_reader_free);

  bring_back (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0"));
  end (desk);
  expect_clean (desk);
  g_assert_cmpint (g_stat (desk->sample.path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
}

/* Who only looked has written nothing. */
static void
test_looked_at (Desk *desk, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (MlsStore) store = NULL;
  gsize length;

  g_file_get_contents (desk->sample.path, &before, &length, NULL);
  take (desk);
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  mls_store_close (g_steal_pointer (&store), NULL);
  bring_back (desk);
  end (desk);
  g_file_get_contents (desk->sample.path, &after, NULL, NULL);
  g_assert_cmpint (memcmp (before, after, length), ==, 0);
  expect_clean (desk);
}

/* What is no edit is work as well. */
static void
test_words (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsStore) store = NULL;

  take (desk);
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  g_assert_true (mls_store_set_rule (store, "mmu", "250", NULL));
  mls_store_close (g_steal_pointer (&store), NULL);
  g_assert_false (mls_working_copy_end (desk->copy, NULL));
  bring_back (desk);
  end (desk);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count (*) FROM rule WHERE name = 'mmu' AND value = '250'"), ==, 1);
  expect_clean (desk);
}

/* Photos lie beside the original, not beside the copy. */
static void
test_links (Desk *desk, gconstpointer data)
{
  g_autofree char *photo = g_build_filename (desk->sample.folder, "photo.tif", NULL);
  const MlsImageLink link = { .source = photo, .title = (char *) "photo" };
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (GPtrArray) links = NULL;
  gint64 id;

  take (desk);
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  g_assert_true (mls_store_add_image_link (store, &link, &id, NULL));
  links = mls_store_list_image_links (store, NULL);
  g_assert_cmpstr (((MlsImageLink *) g_ptr_array_index (links, 0))->source, ==, photo);
  g_assert_cmpstr (mls_store_get_path (store), ==, desk->sample.path);
  mls_store_close (g_steal_pointer (&store), NULL);
  bring_back (desk);
  end (desk);
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count (*) FROM imagery WHERE uri = 'photo.tif'"), ==, 1);
}

/* The work goes on after it was brought back, with the project open all the while. */
static void
test_now (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsStore) store = NULL;

  take (desk);
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  recode_in (store, 1, "CS2.1.0");
  bring_back (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0"));
  recode_in (store, 2, "CS2.1.0");
  g_assert_false (has (desk->sample.path, 2, "CS2.1.0"));
  bring_back (desk);
  g_assert_true (has (desk->sample.path, 2, "CS2.1.0"));
  mls_store_close (g_steal_pointer (&store), NULL);
  end (desk);
  expect_clean (desk);
}

/* A program that ended leaves its copy to the next one, with all that was done in it. */
static void
test_left (Desk *desk, gconstpointer data)
{
  take (desk);
  recode (desk, 1, "CS2.1.0");
  come_again (desk);
  g_assert_true (has (mls_working_copy_get_file (desk->copy), 1, "CS2.1.0"));
  recode (desk, 2, "CS2.1.0");
  bring_back (desk);
  end (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0") && has (desk->sample.path, 2, "CS2.1.0"));
  expect_clean (desk);
}

/* It ended right after the original was replaced, before it could remember that. */
static void
test_ended_between (Desk *desk, gconstpointer data)
{
  g_autoptr (GKeyFile) facts = g_key_file_new ();
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;
  g_autofree char *stamp = NULL;
  g_autofree char *text = NULL;

  take (desk);
  recode (desk, 1, "CS2.1.0");
  folder = g_path_get_dirname (mls_working_copy_get_file (desk->copy));
  name = g_build_filename (folder, "origin.ini", NULL);
  g_file_get_contents (name, &before, NULL, NULL);
  bring_back (desk);
  g_key_file_load_from_file (facts, name, G_KEY_FILE_NONE, NULL);
  stamp = g_key_file_get_string (facts, "copy", "stamp", NULL);
  g_key_file_load_from_data (facts, before, (gsize) -1, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string (facts, "copy", "bringing", stamp);
  g_key_file_save_to_file (facts, name, NULL);

  come_again (desk);
  recode (desk, 2, "CS2.1.0");
  bring_back (desk);
  end (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0") && has (desk->sample.path, 2, "CS2.1.0"));
  expect_clean (desk);
}

/* The network is away: the work stays here, and is brought back once it is there. */
static void
test_away (Desk *desk, gconstpointer data)
{
  g_autofree char *away = g_strconcat (desk->sample.folder, "-away", NULL);

  take (desk);
  recode (desk, 1, "CS2.1.0");
  g_assert_cmpint (g_rename (desk->sample.folder, away), ==, 0);
  expect_not_back (desk, MLS_STORE_ERROR_MISSING);
  come_again (desk);
  recode (desk, 2, "CS2.1.0");
  expect_not_back (desk, MLS_STORE_ERROR_MISSING);
  g_assert_cmpint (g_rename (away, desk->sample.folder), ==, 0);
  bring_back (desk);
  end (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0") && has (desk->sample.path, 2, "CS2.1.0"));
  expect_clean (desk);
}

static void
merge (Desk *desk, guint n_new, guint n_aside, char **kept)
{
  g_autoptr (GError) error = NULL;
  MlsCheckIn outcome;

  mls_working_copy_merge (desk->copy, NULL, NULL, &outcome, kept, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_as_is + outcome.n_made_anew, ==, n_new);
  g_assert_cmpuint (outcome.n_set_aside, ==, n_aside);
}

/* What others have done meanwhile stays; what was done here is done again beside it, or set aside. */
static void
test_changed (Desk *desk, gconstpointer data)
{
  g_autofree char *kept = NULL;

  take (desk);
  recode (desk, 1, "CS2.1.0");
  recode (desk, 5, "CS2.1.0");
  recode_original (desk, 5, "CS5.0.0");
  recode_original (desk, 20, "CS2.1.0");
  expect_not_back (desk, MLS_STORE_ERROR_STALE);
  g_assert_true (has (desk->sample.path, 5, "CS5.0.0"));
  g_assert_false (has (desk->sample.path, 1, "CS2.1.0"));

  merge (desk, 1, 1, &kept);
  g_assert_null (kept);
  come_again (desk);
  recode (desk, 2, "CS2.1.0");
  bring_back (desk);
  end (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0") && has (desk->sample.path, 2, "CS2.1.0") &&
                 has (desk->sample.path, 5, "CS5.0.0") && has (desk->sample.path, 20, "CS2.1.0"));
  g_assert_cmpint (sample_query (desk->sample.path, "SELECT count (*) FROM set_aside WHERE state = 'open'"), ==, 1);
  expect_clean (desk);
}

/* Where one looked, and with which tool, is no work: it stands in nobody's way, and no file is kept for it. */
static void
test_looked_around (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsStore) store = NULL;
  g_autofree char *kept = NULL;
  gboolean has_work = TRUE;

  take (desk);
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  g_assert_true (mls_store_set_setting (store, "workspace", "elsewhere", NULL));
  mls_store_close (g_steal_pointer (&store), NULL);
  g_assert_true (mls_working_copy_has_work (desk->copy, &has_work, NULL));
  g_assert_false (has_work);

  recode (desk, 1, "CS2.1.0");
  recode_original (desk, 20, "CS2.1.0");
  expect_not_back (desk, MLS_STORE_ERROR_STALE);
  merge (desk, 1, 0, &kept);
  g_assert_null (kept);
  bring_back (desk);
  end (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0") && has (desk->sample.path, 20, "CS2.1.0"));
  expect_clean (desk);
}

/* What is no edit cannot be done again: the file that says it is kept. */
static void
test_changed_words (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsStore) store = NULL;
  g_autofree char *kept = NULL;

  take (desk);
  recode (desk, 1, "CS2.1.0");
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  g_assert_true (mls_store_set_rule (store, "mmu", "250", NULL));
  mls_store_close (g_steal_pointer (&store), NULL);
  recode_original (desk, 20, "CS2.1.0");
  expect_not_back (desk, MLS_STORE_ERROR_STALE);
  merge (desk, 1, 0, &kept);
  g_assert_nonnull (kept);
  bring_back (desk);
  end (desk);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0") && has (desk->sample.path, 20, "CS2.1.0"));
  g_assert_cmpint (sample_query (kept, "SELECT count (*) FROM rule WHERE name = 'mmu' AND value = '250'"), ==, 1);
  g_assert_true (has (kept, 1, "CS2.1.0"));
}

/* Another project of that name is nobody's to be merged with. */
static void
test_replaced (Desk *desk, gconstpointer data)
{
  Sample other;
  MlsCheckIn outcome;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  take (desk);
  recode (desk, 1, "CS2.1.0");
  g_usleep (2000); /* projects made at different times have different beginnings */
  sample_begin (&other, &board);
  mls_store_close (g_steal_pointer (&other.store), NULL);
  g_assert_cmpint (g_rename (other.path, desk->sample.path), ==, 0);
  sample_end (&other);
  before = sample_fingerprint (desk->sample.path);

  expect_not_back (desk, MLS_STORE_ERROR_STALE);
  g_assert_false (mls_working_copy_merge (desk->copy, NULL, NULL, &outcome, &kept, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_FOREIGN);
  g_assert_true (has (mls_working_copy_get_file (desk->copy), 1, "CS2.1.0"));
  after = sample_fingerprint (desk->sample.path);
  g_assert_cmpstr (before, ==, after);
  expect_not_back (desk, MLS_STORE_ERROR_STALE);
}

static void
expect_taken (Desk *desk, const char *who)
{
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (MlsWorkingCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, who));
  g_clear_error (&error);
  copy = mls_working_copy_take (desk->folder, desk->sample.path, "Bob", NULL, NULL, &error);
  g_assert_null (copy);
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, who));
  store = mls_store_open (desk->sample.path, MLS_STORE_READ_ONLY, NULL);
  g_assert_nonnull (store);
}

/* Who comes second is told who has it, and may read. */
static void
test_taken (Desk *desk, gconstpointer data)
{
  g_autofree char *mark = g_strconcat (desk->sample.path, "-taken", NULL);

  take (desk);
  mls_working_copy_stand_down (desk->copy);
  expect_taken (desk, "Anna in a copy on this computer");
  end (desk);

  g_assert_true (g_file_set_contents (mark, "5f\nClaire\nclaire\npc-12\n2026-05-01T10:00:00Z\n", -1, NULL));
  expect_taken (desk, "Claire in a copy on pc-12 since 2026-05-01");
  g_assert_true (g_file_set_contents (mark, "\xff", -1, NULL));
  expect_taken (desk, "somebody");
}

/* Somebody works in place. */
static void
test_locked (Desk *desk, gconstpointer data)
{
  g_autoptr (MlsStore) store = mls_store_open (desk->sample.path, MLS_STORE_READ_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mls_working_copy_take (desk->folder, desk->sample.path, "Anna", NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_LOCKED);
}

static gboolean
give_up (double fraction, gpointer user_data)
{
  return FALSE;
}

/* Given up, or ended half-way: the project is everybody's as before. */
static void
test_given_up (Desk *desk, gconstpointer data)
{
  static const Board large = { 40, 40, 20, 20, 0 };
  g_autofree char *mark = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  sample_end (&desk->sample);
  sample_begin (&desk->sample, &large);
  mls_store_close (g_steal_pointer (&desk->sample.store), NULL);
  g_assert_null (mls_working_copy_take (desk->folder, desk->sample.path, "Anna", give_up, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  expect_clean (desk);

  mark = g_strconcat (desk->sample.path, "-taken", NULL);
  text = g_strdup_printf ("5f\nAnna\n%s\n%s\n2026-05-01T10:00:00Z\n", g_get_user_name (), g_get_host_name ());
  g_assert_true (g_file_set_contents (mark, text, -1, NULL));
  take (desk);
  recode (desk, 1, "CS2.1.0");
  g_clear_error (&error);
  g_assert_false (mls_working_copy_bring_back (desk->copy, give_up, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_CANCELLED);
  g_assert_cmpuint (sample_count_files (&desk->sample), ==, 2);
  bring_back (desk);
  end (desk);
  expect_clean (desk);
}

/* A disk outlives its test, should that fail: it must not hold what the test writes to. */
#define QUIETLY (G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL)

/* Returns whether a folder is given out as another one by a program. */
static gboolean
mount_fuse (const char *folder, const char *at)
{
  const char *const words[] = { "bindfs", "--no-allow-other", folder, at, NULL };
  int status;

  return g_spawn_sync (NULL, (char **) words, NULL, QUIETLY, NULL, NULL, NULL, NULL, &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

static void
unmount_fuse (const char *at)
{
  const char *const words[] = { "fusermount3", "-u", "-z", at, NULL };

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* A disk that another program gives out, taken away while it is worked on. */
static void
test_fuse (Desk *desk, gconstpointer data)
{
  g_autofree char *at = g_dir_make_tmp ("mls-fuse-XXXXXX", NULL);
  g_autofree char *path = g_strdup (desk->sample.path);

  if (!mount_fuse (desk->sample.folder, at))
    {
      g_rmdir (at);
      g_test_skip ("There is no bindfs, or no FUSE");
      return;
    }

  g_free (desk->sample.path);
  desk->sample.path = g_build_filename (at, "board.gpkg", NULL);
  g_assert_false (mls_disk_is_remote (path));
  g_assert_true (mls_disk_is_remote (desk->sample.path));
  take (desk);
  recode (desk, 1, "CS2.1.0");
  unmount_fuse (at);
  expect_not_back (desk, MLS_STORE_ERROR_MISSING);
  g_assert_true (mount_fuse (desk->sample.folder, at));
  come_again (desk);
  bring_back (desk);
  end (desk);
  unmount_fuse (at);
  g_rmdir (at);
  g_free (desk->sample.path);
  desk->sample.path = g_steal_pointer (&path);
  g_assert_true (has (desk->sample.path, 1, "CS2.1.0"));
  expect_clean (desk);
}

#define ADD(name, func) g_test_add ("/store/working-copy/" name, Desk, NULL, desk_begin, func, desk_end)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("there-and-back", test_there_and_back);
  ADD ("looked-at", test_looked_at);
  ADD ("looked-around", test_looked_around);
  ADD ("words", test_words);
  ADD ("links", test_links);
  ADD ("now", test_now);
  ADD ("left", test_left);
  ADD ("ended-between", test_ended_between);
  ADD ("away", test_away);
  ADD ("changed", test_changed);
  ADD ("changed-words", test_changed_words);
  ADD ("replaced", test_replaced);
  ADD ("taken", test_taken);
  ADD ("locked", test_locked);
  ADD ("given-up", test_given_up);
  ADD ("fuse", test_fuse);

  return g_test_run ();
}
