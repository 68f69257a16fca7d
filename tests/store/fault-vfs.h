#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk under SQLite that fails when told to: from the nth write on it is full or broken, or from the
 * nth read, sync or truncation on it cannot do that; or the program is killed at the nth operation that
 * changes the disk, half done if it is a write. Everything else passes through. */
typedef enum
{
  FAULT_NONE,
  FAULT_FULL,
  FAULT_WRITE,
  FAULT_READ,
  FAULT_SYNC,
  FAULT_TRUNCATE,
  FAULT_KILL,
} Fault;

void     fault_vfs_register     (void);
void     fault_vfs_share_memory (gboolean shared);
void     fault_vfs_arm          (Fault    fault,
                                 guint    after);
gboolean fault_vfs_struck       (void);
guint    fault_vfs_count        (void);

G_END_DECLS
