"""Edits a project in QGIS without end: qgis_save.py PROJECT wal|journal. Each time all comments of its newest date become the next
number, which is told once it is saved."""

import itertools
import sys

import qgis_world


def save(path):
    with qgis_world.layer_of(path, 'coverage') as layer:
        rows = [row.id() for row in layer.getFeatures()]
        for number in itertools.count(1):
            qgis_world.edit(layer, {row: {'comment24': str(number)} for row in rows})
            print(number, flush=True)


if __name__ == '__main__':
    with qgis_world.profile():
        qgis_world.core.QgsSettings().setValue('/qgis/walForSqlite3', sys.argv[2] == 'wal')
        save(sys.argv[1])
