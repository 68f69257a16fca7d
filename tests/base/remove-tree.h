#pragma once

/* Removes what a test has left, a file or a folder with all below it. No link is followed. */
void remove_tree (const char *path);
