"""Disks and users of whom little is granted."""

import contextlib
import os
import resource
import subprocess

import program

# Even for root, so that what may not be read or written is not.
RESPECTFUL = (('setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--')
              if os.geteuid() == 0 else ())


@contextlib.contextmanager
def small(folder, size):
    """A folder on a small disk, and options to run programs with; without the right to mount one, a limit to what a file
    may hold."""
    disk = os.path.join(folder, 'disk')
    os.mkdir(disk)
    mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'tmpfs', disk], stderr=subprocess.DEVNULL,
                             check=False).returncode == 0
    limit = resource.RLIMIT_FSIZE, (size, size)
    try:
        yield disk, {} if mounted else {'preexec_fn': lambda: resource.setrlimit(*limit), 'restore_signals': False}
    finally:
        if mounted:
            subprocess.run(['umount', disk], check=True)


def run_respectfully(*words, script=None):
    return subprocess.run([*RESPECTFUL, *program.command(*words)], input=script, capture_output=True, check=False)
