#!/usr/bin/env python3
"""compare-with-qgis.py BENCH PROJECT PHOTO: draws the same windows of the same files here and in QGIS.

BENCH is bench-view-canvas of a build, PROJECT a file of Millésime's, PHOTO a raster under it. Each scale is
looked at in the middle of the territory, then after a step of 20 % of the window. Both read the files once
before they are timed, Millésime first, so that what is in the machine's memory is to the good of QGIS. Where
QGIS is not installed (Debian: python3-qgis), only what Millésime takes is told.
"""

import os
import pathlib
import re
import resource
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, HEIGHT = 1920, 1080
INCHES_PER_METRE = 39.37
VIEW = re.compile(r'1:(\d+).*complete after +([\d.]+) ms, a step of 20 % after +([\d.]+); (\d+) MB')
OPENED = re.compile(r'opened, first view complete after ([\d.]+) ms')


def look_here(bench, project, photo):
    """The first view, and ms of a fresh view, ms of a step and MB at each scale, in order."""
    environment = {**os.environ, 'SCREEN': f'{WIDTH}x{HEIGHT}'}
    display = HERE.parent / 'window' / 'with-display'
    done = subprocess.run([display, bench, project, photo], env=environment, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True)
    said = re.sub(r'(\d),(\d)', r'\1.\2', done.stdout)
    views = {int(scale): (float(fresh), float(step), int(memory)) for scale, fresh, step, memory in VIEW.findall(said)}
    return float(OPENED.search(said)[1]), views


class Qgis:
    """The coverage by its cover over the photo, as a project of QGIS would show it."""

    def __init__(self, core, project, photo):
        self.core = core
        self.application = core.QgsApplication([], False)
        self.application.initQgis()
        self.faces = core.QgsVectorLayer(f'{project}|layername=coverage', 'coverage', 'ogr')
        self.photo = core.QgsRasterLayer(photo, 'photo')
        assert self.faces.isValid() and self.photo.isValid()
        self.colour()

    def colour(self):
        cover = [field.name() for field in self.faces.fields() if field.name().startswith('cs')][-1]
        index = self.faces.fields().indexOf(cover)
        categories = []
        for number, code in enumerate(sorted(self.faces.uniqueValues(index), key=str)):
            colour = f'{37 * number % 256},{91 * number % 256},{151 * number % 256},90'
            symbol = self.core.QgsFillSymbol.createSimple(
                {'color': colour, 'outline_color': 'white', 'outline_width': '0.26'})
            categories.append(self.core.QgsRendererCategory(code, symbol, str(code)))
        self.faces.setRenderer(self.core.QgsCategorizedSymbolRenderer(cover, categories))

    def draw(self, scale, shift):
        """ms to draw a window whose middle lies so many widths east of the territory's."""
        metres = scale / (96 * INCHES_PER_METRE)
        middle = self.faces.extent().center()
        east = middle.x() + shift * WIDTH * metres
        settings = self.core.QgsMapSettings()
        settings.setLayers([self.faces, self.photo])
        settings.setDestinationCrs(self.faces.crs())
        settings.setOutputSize(self.core.QSize(WIDTH, HEIGHT))
        settings.setOutputDpi(96)
        settings.setExtent(self.core.QgsRectangle(
            east - WIDTH * metres / 2, middle.y() - HEIGHT * metres / 2,
            east + WIDTH * metres / 2, middle.y() + HEIGHT * metres / 2))
        start = time.monotonic()
        job = self.core.QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        return (time.monotonic() - start) * 1000


def look_in_qgis(project, photo, scales):
    """The same; None where there is no QGIS."""
    os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')
    try:
        import qgis.core as core
        from qgis.PyQt.QtCore import QSize
    except ImportError:
        return None
    core.QSize = QSize

    start = time.monotonic()
    qgis = Qgis(core, project, photo)
    qgis.draw(2500, 0)
    opened = (time.monotonic() - start) * 1000
    views = {scale: (qgis.draw(scale, 0), qgis.draw(scale, 0.2), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
             for scale in scales}
    return opened, views


def times(theirs, ours):
    return f'{theirs:8.0f} ms  ×{theirs / max(ours, 0.1):<6.1f}'


def main(bench, project, photo):
    opened, views = look_here(bench, project, photo)
    other = look_in_qgis(project, photo, views)
    print('ms until a view is complete, and how many times as long QGIS takes')
    for name, ours, theirs in [('open, 1:2500', opened, other and other[0])] + [
            (f'1:{scale}{what}', view[i], other and other[1][scale][i])
            for scale, view in views.items() for i, what in ((0, ''), (1, ' a step'))]:
        print(f'{name:18} {ours:8.1f} ms', times(theirs, ours) if other else '')
    for what, found in (('here', views), ('in QGIS', other and other[1])):
        if found:
            print(f'at most {max(view[2] for view in found.values())} MB {what}')
    if other is None:
        print('QGIS is not installed: nothing to compare with')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
