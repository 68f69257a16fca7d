"""Tells how QGIS itself shows a table of a database when it is opened: qgis_table.py HOST PORT DATABASE SCHEMA TABLE."""

import sys

import qgis_world

SKIP = 77  # QGIS is not installed


def tell(host, port, database, schema, table):
    uri = qgis_world.core.QgsDataSourceUri()
    uri.setConnection(host, port, database, 'tester', '')
    uri.setDataSource(schema, table, 'geom', '', 'fid')
    layer = qgis_world.core.QgsVectorLayer(uri.uri(False), table, 'postgres')
    renderer = layer.renderer()
    print(layer.featureCount(), renderer.type(), renderer.classAttribute().strip('"'))
    qgis_world.sip.delete(layer)


if __name__ == '__main__':
    if qgis_world.core is None:
        sys.exit(SKIP)
    with qgis_world.profile():
        tell(*sys.argv[1:])
