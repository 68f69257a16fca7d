"""A project in QGIS itself: what its users see of one, what they may do to it, and what comes of that here."""

import contextlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import time

import geopackage
import program
import qgis_world
from qgis_world import core, layer_of, sip
import tap


SEED = 22  # of when QGIS ends


def tell(*words, expected=program.DONE):
    done = program.run(*words, '--json')
    assert done.returncode == expected, (done.returncode, done.stderr)
    return json.loads(done.stdout)


class RoundTrip(qgis_world.Case):
    def setUp(self):
        self.project = program.demo(self.folder, 1000)

    def query(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            return database.execute(sql, values).fetchall()

    def operations(self):
        return [line for line in program.json_lines('log', self.project) if line['verb'] == 'foreign']

    def test_seen(self):
        """The map, its edge and the remarks are its layers; the internals are none."""
        with layer_of(self.project, 'coverage') as layer:
            ((n, ), ) = self.query('SELECT count (*) FROM coverage')
            self.assertEqual((layer.featureCount(), layer.crs().authid()), (n, 'EPSG:2154'))
        shown = {'coverage', 'territory', 'remark', 'cover', 'use', 'pair', 'operation', 'exception', 'decision'}
        file = core.QgsVectorLayer(self.project, 'file', 'ogr')
        parts = {part.split(core.QgsDataProvider.sublayerSeparator())[1] for part in file.dataProvider().subLayers()}
        connection = core.QgsProviderRegistry.instance().providerMetadata('ogr').createConnection(self.project, {})
        self.assertEqual(parts, shown)
        self.assertEqual({table.tableName() for table in connection.tables()}, shown | {'layer_styles'})
        del connection
        sip.delete(file)

    def test_styles(self):
        """It opens with the newest covers; other dates and uses are styles to be chosen, each class in its colour."""
        colours = {name: dict(self.query(f'SELECT code, colour FROM {name}')) for name in ('cover', 'use')}
        with layer_of(self.project, 'coverage') as layer:
            self.assertEqual(layer.renderer().classAttribute(), 'cs24')
            fields = layer.fields()
            self.assertEqual(layer.attributeAlias(fields.indexOf('cs24')), '2024 · cover')
            widget = layer.editorWidgetSetup(fields.indexOf('us21'))
            self.assertEqual(widget.type(), 'ValueMap')
            self.assertIn({'US1.1.1 Meadows': 'US1.1.1'}, widget.config()['map'])
            self.assertTrue(layer.editFormConfig().readOnly(fields.indexOf('surf_m2')))

            n_own, ids, names, _, said = layer.listStylesInDatabase()
            self.assertEqual((n_own, said), (4, ''))
            self.assertEqual(names[:4] and sorted(names[:4]), ['2021 · cover', '2021 · use', '2024 · cover', '2024 · use'])
            for style, name in zip(ids[:4], names[:4]):
                text, said = layer.getStyleFromDatabase(style)
                self.assertEqual(said, '')
                document = qgis_world.QtXml.QDomDocument()
                document.setContent(text)
                good, said = layer.importNamedStyle(document)
                self.assertTrue(good, said)
                year, dimension = name.split(' · ')
                column = ('cs' if dimension == 'cover' else 'us') + year[2:]
                self.assertEqual(layer.renderer().classAttribute(), column)
                found = {category.value(): category.symbol().color().name() for category in layer.renderer().categories()}
                self.assertEqual(found.pop(''), '#d9d9d9')
                self.assertEqual(found, {code: colours[dimension][code] for code in found})
                self.assertEqual({row[column] for row in layer.getFeatures()} - {None} - set(found), set())

    def test_labels(self):
        """Codes given in QGIS are one operation of another program, which is checked and can be taken back."""
        with layer_of(self.project, 'coverage') as layer:
            rows = [row.id() for row in layer.getFeatures() if row['cs24'] == 'CS6.3.0' and row['us24'] == 'US1.1.3'][:3]
            qgis_world.edit(layer, {row: {'cs24': 'CS1.1.1', 'comment24': 'vu à l’été'} for row in rows})
        (operation, ) = self.operations()
        self.assertEqual(operation['author'], '')
        found = program.json_lines('check', self.project)
        self.assertEqual(self.query(f'SELECT DISTINCT cs24, comment24 FROM coverage WHERE fid IN ({", ".join(map(str, rows))})'),
                         [('CS1.1.1', 'vu à l’été')])
        self.assertTrue(any(line.get('vintage') == '24' for line in found))
        self.assertEqual(program.run('undo', self.project, '--author', 'Léa').returncode, program.DONE)
        self.assertEqual(self.query('SELECT count (*) FROM coverage WHERE comment24 = ?', 'vu à l’été'), [(0, )])

    def split(self, row):
        """Divides it here, from west to east."""
        box, centre = row.geometry().boundingBox(), row.geometry().pointOnSurface().asPoint()
        line = f'line {box.xMinimum() - 5} {centre.y()} {box.xMaximum() + 5} {centre.y()}'
        return program.edit(self.project, f'vintage 24\npair CS1.1.1 US1.1.3\n{line}\n')

    def fields(self, layer):
        return [row for row in layer.getFeatures() if row['cs24'] == 'CS6.3.0' and 3000 < row.geometry().area() < 30000]

    def test_held(self):
        """An edit that QGIS holds keeps nobody here from editing; what it saves later is in the history after that, and neither
        undoes the other."""
        with layer_of(self.project, 'coverage') as layer:
            split, untouched = self.fields(layer)[:2]
            comment = layer.fields().indexOf('comment24')
            assert layer.startEditing()
            for row in (split, untouched):
                assert layer.changeAttributeValue(row.id(), comment, 'vu')
            ((answer, ), _) = self.split(split)
            self.assertTrue(answer['ok'], answer)
            assert layer.commitChanges(), layer.commitErrors()
        self.assertEqual([line['verb'] for line in program.json_lines('log', self.project)][-2:], ['split', 'foreign'])
        ids = f'({split.id()}, {untouched.id()}, {answer["created"][0]})'
        self.assertEqual(dict(self.query(f'SELECT fid, comment24 FROM coverage WHERE fid IN {ids}')),
                         {split.id(): 'vu', untouched.id(): 'vu', answer['created'][0]: None})
        self.assertEqual(program.run('check', self.project, '--file').returncode, program.DONE)
        for _ in range(2):
            self.assertEqual(program.run('undo', self.project, '--author', 'Léa').returncode, program.DONE)
        self.assertEqual(self.query(f'SELECT count (*), count (comment24) FROM coverage WHERE fid IN {ids}'), [(2, 0)])

    def test_transaction(self):
        """Where QGIS holds the file itself, nothing is written here, and that is said; what it wrote is there once it saves."""
        layer = core.QgsVectorLayer(f'{self.project}|layername=coverage', 'coverage', 'ogr')
        row = self.fields(layer)[0]
        world = core.QgsProject.instance()
        world.setAutoTransaction(True)
        world.addMapLayer(layer)
        try:
            assert layer.startEditing()
            assert layer.changeAttributeValue(row.id(), layer.fields().indexOf('comment24'), 'vu')
            refused = program.run('undo', self.project, '--author', 'Léa')
            self.assertEqual((refused.returncode, refused.stderr.decode().splitlines()),
                             (program.INPUT, ['millesime-cli undo: “demo.gpkg” is being written by another program']))
            assert layer.commitChanges(), layer.commitErrors()
        finally:
            world.removeAllMapLayers()
            world.setAutoTransaction(False)
        self.assertEqual(self.query('SELECT fid FROM coverage WHERE comment24 = ?', 'vu'), [(row.id(), )])
        self.assertEqual(program.run('undo', self.project, '--author', 'Léa').returncode, program.DONE)

    def kill_while_saving(self, journal, share):
        """Ends QGIS after that share of the time that saving takes. Returns the last number that it had said, and what is left."""
        words = [sys.executable, os.path.join(os.path.dirname(__file__), 'qgis_save.py'), self.project, journal]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            process.stdout.readline()
            start = time.monotonic()
            process.stdout.readline()
            time.sleep(share * (time.monotonic() - start))
            process.kill()
            said = [2, *map(int, process.stdout.read().split())][-1]
        return said, sorted(name for name in os.listdir(self.folder) if name.startswith('demo.gpkg-'))

    def test_killed(self):
        """QGIS ends while it saves: what was saved is there whole and nothing of the rest, whatever it left beside the file."""
        chance = random.Random(SEED)
        for journal in ('wal', 'journal'):
            for _ in range(2):
                said, left = self.kill_while_saving(journal, chance.uniform(0.3, 0.95))
                self.assertEqual(program.edit(self.project, ''), ([], program.DONE))
                ((n, number), ) = self.query('SELECT count (DISTINCT comment24), max (comment24) FROM coverage')
                self.assertEqual((n, int(number) - said in (0, 1)), (1, True), (journal, left, said, number))
                self.assertEqual(program.run('check', self.project, '--file').returncode, program.DONE)
                self.assertEqual([name for name in os.listdir(self.folder) if name.startswith('demo.gpkg-')], [])

    def test_refused(self):
        """An outline, a face more or less, and a code that there is not, are refused with a reason; nothing is saved."""
        before = geopackage.faces(geopackage.connect(self.project))
        with layer_of(self.project, 'coverage') as layer:
            row = next(layer.getFeatures())
            square = core.QgsGeometry.fromRect(core.QgsRectangle(0, 0, 1, 1))
            edits = {'geometry is edited in Millésime': [lambda: layer.changeGeometry(row.id(), square),
                                                         lambda: layer.deleteFeature(row.id()),
                                                         lambda: layer.addFeature(core.QgsFeature(row))],
                     'no cover code': [lambda: layer.changeAttributeValue(row.id(), layer.fields().indexOf('cs24'), 'CS9')]}
            for reason, tries in edits.items():
                for change in tries:
                    layer.startEditing()
                    self.assertTrue(change())
                    self.assertFalse(layer.commitChanges())
                    self.assertIn(reason, ' '.join(layer.commitErrors()))
                    layer.rollBack()
        self.assertEqual(geopackage.faces(geopackage.connect(self.project)), before)
        self.assertEqual(self.operations(), [])
        self.assertEqual(program.run('check', self.project, '--file').returncode, program.DONE)

    def drop_guards(self):
        """As a program does that writes a layer anew."""
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            for (name, ) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'coverage' AND "
                                             "name NOT LIKE 'rtree%' AND name NOT LIKE 'trigger%'").fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            database.commit()

    def faces(self):
        return dict(self.query('SELECT fid, geom FROM coverage'))

    def edit(self, layer, *changes):
        assert layer.startEditing()
        for change in changes:
            assert change()
        assert layer.commitChanges(), layer.commitErrors()

    def square_in(self, layer, side):
        """A square on the border between two fields and one of these, which it lies in for the most part."""
        for row in layer.getFeatures():
            centre = row.geometry().pointOnSurface().asPoint()
            square = core.QgsGeometry.fromRect(core.QgsRectangle(centre.x() - side, centre.y() - side, centre.x() + side, centre.y() + side))
            if row.geometry().contains(square) and row['cs24']:
                return row, square
        raise AssertionError('no such field')

    def test_redrawn(self):
        """Once nothing refuses it: a hole that was cut, a face that got it, and one that was taken away, all by QGIS."""
        before = self.faces()
        with layer_of(self.project, 'coverage') as layer:
            row, square = self.square_in(layer, 5)
            taken = next(other.id() for other in layer.getFeatures() if not other.geometry().intersects(row.geometry()))
        self.drop_guards()
        with layer_of(self.project, 'coverage') as layer:
            new = core.QgsFeature(row)
            new['fid'] = None
            new['cs24'], new['us24'] = ('CS1.1.1', 'US2') if row['cs24'] != 'CS1.1.1' else ('CS6.3.0', 'US1.1.3')
            new.setGeometry(square)
            self.edit(layer, lambda: layer.changeGeometry(row.id(), row.geometry().difference(square)),
                      lambda: layer.addFeature(new), lambda: layer.deleteFeature(taken))

        refused = program.run('undo', self.project, '--author', 'Léa')
        self.assertNotEqual(refused.returncode, program.DONE)
        self.assertIn(b'coverage_', refused.stderr)
        mended = program.run('mend', self.project, '--author', 'Léa')
        self.assertEqual(mended.returncode, program.FINDINGS, mended.stderr)
        self.assertIn(b'1 piece of ground has no code any more', mended.stdout)
        self.assertEqual(program.run('check', self.project, '--file').returncode, program.DONE)

        (operation, ) = self.operations()
        self.assertEqual(operation['author'], '')
        after = self.faces()
        self.assertEqual({fid for fid in before if after.get(fid) != before[fid]} - {row.id(), taken}, set())
        ((n, area), ) = self.query('SELECT count (*), sum (surf_m2) FROM coverage WHERE since = ? AND cs24 = ?', operation['operation'], new['cs24'])
        self.assertEqual((n, round(area, 3)), (1, 100))
        self.assertEqual({line['rule'] for line in program.json_lines('check', self.project) if line.get('rule', '').startswith('foreign')},
                         {'foreign-lost'})
        self.assertEqual(program.run('undo', self.project, '--author', 'Léa').returncode, program.DONE)
        self.assertEqual({fid for fid, geometry in self.faces().items() if before.get(fid) != geometry} - {max(self.faces())}, set())

    def test_taken_back(self):
        """What was drawn may be left out as well: the file is as it was."""
        before = self.faces()
        self.drop_guards()
        with layer_of(self.project, 'coverage') as layer:
            row, square = self.square_in(layer, 3)
            self.edit(layer, lambda: layer.changeGeometry(row.id(), square))
        self.assertNotEqual(self.faces(), before)
        self.assertEqual(program.run('mend', self.project, '--take-back', '--author', 'Léa').returncode, program.DONE)
        self.assertEqual(self.faces(), before)
        self.assertEqual(self.operations(), [])

    def add(self, layer, point, **values):
        """What is said of it; nothing, if it is saved."""
        feature = core.QgsFeature(layer.fields())
        feature.setGeometry(core.QgsGeometry.fromPointXY(point))
        for name, value in values.items():
            feature[name] = value
        assert layer.startEditing()
        assert layer.addFeature(feature)
        if layer.commitChanges():
            return ''
        said = ' '.join(layer.commitErrors())
        layer.rollBack()
        return said

    def test_remarks(self):
        """A point that is added there comes into the queue of corrections here, once, and says so there."""
        with layer_of(self.project, 'coverage') as coverage:
            place = next(row for row in coverage.getFeatures() if row['cs24'] == 'CS6.3.0').geometry().pointOnSurface().asPoint()
        with layer_of(self.project, 'remark') as layer:
            self.assertEqual(layer.renderer().classAttribute(), 'state')
            self.assertEqual(layer.editorWidgetSetup(layer.fields().indexOf('cover')).type(), 'ValueMap')
            self.assertEqual(self.add(layer, place, vintage='24', cover='CS2.1.1', comment='une rue', author='Noé'), '')
            self.assertIn('no cover code', self.add(layer, place, cover='CS9'))
            self.assertEqual(self.add(layer, core.QgsPointXY(0, 0), comment='nulle part'), '')

        taken = tell('maintenance', self.project, '--author', 'Léa', expected=program.FINDINGS)
        self.assertEqual((taken['sent_back'], taken['known'], taken['left_out']), (1, 0, 1))
        self.assertEqual(tell('maintenance', self.project, '--author', 'Léa')['sent_back'], 0)
        ((remark, draft), ) = self.query('SELECT remark, draft FROM decision')
        self.assertEqual(remark, 'CS6.3.0 → CS2.1.1 · une rue · Noé')
        self.assertIn('CS2.1.1', draft)

        with layer_of(self.project, 'remark') as layer:
            rows = {row['comment']: row for row in layer.getFeatures()}
            self.assertEqual({comment: row['state'] for comment, row in rows.items()}, {'une rue': 'queued', 'nulle part': 'left'})
            self.assertEqual(rows['nulle part']['answer'], 'It lies outside the territory')
            layer.startEditing()
            layer.changeAttributeValue(rows['une rue'].id(), layer.fields().indexOf('comment'), 'autre chose')
            self.assertFalse(layer.commitChanges())
            self.assertIn('add another one', ' '.join(layer.commitErrors()))
            layer.rollBack()

    def test_alone(self):
        """Whoever has looked leaves one file."""
        with layer_of(self.project, 'coverage') as layer:
            qgis_world.picture(layer)
        self.assertEqual(program.run('info', self.project).returncode, program.DONE)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(('-wal', '-shm', '-journal'))], [])


if __name__ == '__main__':
    tap.main()
