"""QGIS itself, without a window, for the tests that ask what its users see. `core` is None where it is not installed."""

import contextlib
import os
import unittest

import program

os.environ['QT_QPA_PLATFORM'] = 'offscreen'

try:
    from qgis import core
    from qgis.PyQt import QtCore, QtGui, QtXml, sip
except ImportError:
    core = QtCore = QtGui = QtXml = sip = None

SIDE = 400  # pixels of a picture


@contextlib.contextmanager
def profile():
    """It keeps what it knows of its user in a folder that goes."""
    with program.folder() as folder:
        os.environ['QGIS_CUSTOM_CONFIG_PATH'] = os.environ['XDG_RUNTIME_DIR'] = folder
        application = core.QgsApplication([], False)
        application.initQgis()
        yield
        application.exitQgis()
        sip.delete(application)


@unittest.skipIf(core is None, 'python3-qgis is not installed')
class Case(unittest.TestCase):
    """One QGIS for all tests of a class, since a process can have it only once; a folder for each."""

    @classmethod
    def setUpClass(cls):
        cls.enterClassContext(profile())

    def run(self, result=None):
        with program.folder() as self.folder:
            super().run(result)

    def path(self, name):
        return os.path.join(self.folder, name)


@contextlib.contextmanager
def layer_of(path, name):
    """A layer of a file, as it opens when the file is drawn onto QGIS's map."""
    layer = core.QgsVectorLayer(f'{path}|layername={name}', name, 'ogr')
    assert layer.isValid(), path
    try:
        yield layer
    finally:
        sip.delete(layer)


def edit(layer, values):
    """Changes attributes through the buffer of edits, as a form does, and saves: {id: {column: value}}."""
    assert layer.startEditing()
    for row, columns in values.items():
        for column, value in columns.items():
            assert layer.changeAttributeValue(row, layer.fields().indexOf(column), value), column
    assert layer.commitChanges(), layer.commitErrors()


def picture(layer, extent=None, side=SIDE, mm=None):
    """An image of a layer on black; `mm` is how wide it is on paper, which tells how large a millimetre is."""
    settings = core.QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(extent or layer.extent())
    settings.setOutputSize(QtCore.QSize(side, side))
    settings.setBackgroundColor(QtGui.QColor('black'))
    if mm is not None:
        settings.setOutputDpi(side / mm * 25.4)
    job = core.QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colours(image):
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
