#include "fault-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real;      /* behind this */
  gboolean      is_others; /* what PROJ reads, and what nobody but SQLite knows of, does not fail */
} File;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs fault_vfs;
static Fault armed;
static guint left;
static guint n_met;
static gboolean struck;
static gboolean shares_memory = TRUE;

#define REAL(file) (((File *) (file))->real)

/* Whether this is the operation that fails, of a file or of none; all after it fail too. */
static gboolean
strikes (sqlite3_file *file, Fault fault)
{
  if (armed != fault || (file != NULL && ((File *) file)->is_others))
    return FALSE;

  n_met++;
  if (left > 0)
    {
      left--;
      return FALSE;
    }

  struck = TRUE;
  return TRUE;
}

/* What ends the program comes between two operations that change the disk. */
static void
die_if_told (sqlite3_file *file)
{
  if (strikes (file, FAULT_KILL))
    raise (SIGKILL);
}

static int
file_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
file_read (sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset)
{
  if (strikes (file, FAULT_READ))
    return SQLITE_IOERR_READ;

  return REAL (file)->pMethods->xRead (REAL (file), buffer, amount, offset);
}

static int
file_write (sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset)
{
  if (strikes (file, FAULT_FULL))
    return SQLITE_FULL;

  /* What breaks in the middle of a write leaves a half of it behind. */
  if (strikes (file, FAULT_WRITE))
    {
      REAL (file)->pMethods->xWrite (REAL (file), buffer, amount / 2, offset);
      return SQLITE_IOERR_WRITE;
    }

  if (strikes (file, FAULT_KILL))
    {
      REAL (file)->pMethods->xWrite (REAL (file), buffer, amount / 2, offset);
      raise (SIGKILL);
    }

  return REAL (file)->pMethods->xWrite (REAL (file), buffer, amount, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  if (strikes (file, FAULT_TRUNCATE))
    return SQLITE_IOERR_TRUNCATE;
  die_if_told (file);

  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  if (strikes (file, FAULT_SYNC))
    return SQLITE_IOERR_FSYNC;
  die_if_told (file);

  /* Nobody pulls the plug of a test. */
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xLock (REAL (file), lock);
}

static int
file_unlock (sqlite3_file *file, int lock)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), lock);
}

static int
file_check_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
file_shm_unmap (sqlite3_file *file, int delete)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), delete);
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  die_if_told (NULL);

  return real_vfs->xDelete (real_vfs, name, sync);
}

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  static const sqlite3_io_methods remote = {
    1, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock,
    file_check_lock, file_control, file_sector_size, file_characteristics,
  };
  static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock,
    file_check_lock, file_control, file_sector_size, file_characteristics, file_shm_map, file_shm_lock,
    file_shm_barrier, file_shm_unmap,
  };
  File *self = (File *) file;
  int code;

  self->real = (sqlite3_file *) (gpointer) (self + 1);
  self->is_others = name == NULL || g_str_has_suffix (name, "/proj.db");
  code = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);
  self->base.pMethods = self->real->pMethods == NULL ? NULL : shares_memory ? &methods : &remote;

  return code;
}

/* Makes the disk that can fail SQLite's usual one. */
void
fault_vfs_register (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  fault_vfs = *real_vfs;
  fault_vfs.zName = "fault";
  fault_vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  fault_vfs.pNext = NULL;
  fault_vfs.xOpen = vfs_open;
  fault_vfs.xDelete = vfs_delete;
  sqlite3_vfs_register (&fault_vfs, 1);
}

/* Whether those who have a file open share memory, as they do not across a network; of files opened
 * from now on. */
void
fault_vfs_share_memory (gboolean shared)
{
  shares_memory = shared;
}

/* Lets the disk fail from the operation after so many on. */
void
fault_vfs_arm (Fault fault, guint after)
{
  armed = fault;
  left = after;
  n_met = 0;
  struck = FALSE;
}

/* Whether it did since it was armed. */
gboolean
fault_vfs_struck (void)
{
  return struck;
}

/* How many operations there were since then at which it could have failed so. */
guint
fault_vfs_count (void)
{
  return n_met;
}
