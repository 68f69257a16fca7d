"""Samples in QGIS itself: what its users see of one, and what their forms come to here."""

import contextlib
import json
import os
import sqlite3

import program
import qgis_world
import tap

WORDS = {'noverif', 'ok', 'erreur', 'nsp'}
COLOURS = {'noverif': '#eceff1', 'ok': '#64dd17', 'erreur': '#ff1744', 'nsp': '#00b8d4'}


def layer_of(path):
    return qgis_world.layer_of(path, 'controle')


def fill(layer, answers):
    """Fills in the form through the buffer of edits, and saves: {unit: {column: value}}."""
    rows = {row['unite']: row.id() for row in layer.getFeatures()}
    qgis_world.edit(layer, {rows[unit]: values for unit, values in answers.items()})


def paint(layer):
    """The colours of a picture of all of it."""
    return qgis_world.colours(qgis_world.picture(layer))


def tell(*words, expected=program.DONE):
    done = program.run(*words, '--json')
    assert done.returncode == expected, (done.returncode, done.stderr)
    return json.loads(done.stdout)


def counts(path):
    """Of all units: what accuracy says became of them."""
    return {figure['measure']: figure['value'] for figure in tell('accuracy', path)['figures'] if 'class' not in figure}


class Qgis(qgis_world.Case):
    def setUp(self):
        self.project = program.demo(self.folder, 3000)
        self.sample = self.path('a.gpkg')
        tell('sample', self.project, '-o', self.sample, '--dimension', 'cover', '--vintage', '24', '--seed', 3)
        with contextlib.closing(sqlite3.connect(self.sample)) as database:
            self.covers = dict(database.execute('SELECT id, cover FROM unit'))

    def hand_out(self, name):
        tell('sample', 'export', self.sample, '-o', self.path(name))
        return self.path(name)

    def another(self, unit):
        return 'CS6.3.0' if self.covers[unit] != 'CS6.3.0' else 'CS2.1.1'

    def answers(self):
        """A fifth each: another code, an outline that is off, no opinion, right, and nothing at all."""
        by = {'controleur': 'Noé'}
        rows = [lambda unit: {**by, 'etat_cqp': 'erreur', 'code_remplac': f' {self.another(unit).lower()}',
                              'com_cqp': 'vu sur place, l’été', 'data_exo': 'BD TOPO'},
                lambda unit: {'controleur': 'Noé ', 'etat_cqp': 'erreur', 'erreur_geom': True},
                lambda unit: {**by, 'etat_cqp': 'nsp'},
                lambda unit: {**by, 'etat_cqp': 'ok'}]
        return {unit: rows[unit % 5](unit) for unit in self.covers if unit % 5 < 4}

    def of(self, rest):
        return sum(unit % 5 == rest for unit in self.covers)

    def test_style(self):
        """The style in the file is the layer's: outlines in the colours in use, and a form with the words there are."""
        with layer_of(self.sample) as layer:
            self.assertEqual(layer.featureCount(), len(self.covers))
            self.assertEqual(layer.crs().authid(), 'EPSG:2154')
            renderer = layer.renderer()
            self.assertEqual(renderer.type(), 'categorizedSymbol')
            self.assertEqual(renderer.classAttribute(), 'etat_cqp')
            self.assertEqual({category.value(): category.symbol().color().name() for category in renderer.categories()}, COLOURS)
            fields = layer.fields()
            widgets = {field.name(): layer.editorWidgetSetup(i) for i, field in enumerate(fields)}
            for name in ('etat_cqp', 'valid_cqe'):
                self.assertEqual(widgets[name].type(), 'ValueMap')
                self.assertEqual({value for pair in widgets[name].config()['map'] for value in pair.values()}, WORDS)
            self.assertEqual({widgets[name].type() for name in ('erreur_geom', 'omission')}, {'CheckBox'})
            self.assertEqual({widgets[name].type() for name in ('etat_code', 'proposition')}, {'Hidden'})
            self.assertEqual([row['unite'] for row in layer.getFeatures() if not row.geometry().isGeosValid()], [])

            # Nothing but lines: the photo stays visible.
            self.assertEqual(paint(layer) & set(COLOURS.values()), {COLOURS['noverif']})
            fill(layer, self.answers())
            painted = paint(layer)
            self.assertEqual(painted & set(COLOURS.values()), set(COLOURS.values()))
            self.assertIn('#000000', painted)

    def test_judge(self):
        """What a controller fills in, and a second one confirms, counts to the unit, also while QGIS has it open."""
        partner = self.hand_out('partner.gpkg')
        n_said = len(self.covers) - self.of(4)
        with layer_of(partner) as layer:
            fill(layer, self.answers())
            told = counts(partner)
            self.assertEqual([told[name] for name in ('units', 'left', 'wrong', 'wrong-code', 'wrong-geometry', 'no-opinion', 'right')],
                             [len(self.covers), self.of(4), self.of(0) + self.of(1), self.of(0), self.of(1), self.of(2), self.of(3)])
            merged = tell('sample', 'merge', self.sample, partner)
            self.assertEqual((merged['added'], merged['left_out'], merged['remarks']), (n_said, 0, []))
        self.assertEqual(counts(self.sample), told)
        self.assertEqual(tell('sample', 'info', partner)['controllers'], [{'name': 'Noé', 'judged': n_said}])
        self.assertEqual({figure['reference'] for figure in tell('accuracy', partner)['figures'] if figure['measure'] == 'matrix-count'}
                         - set(self.covers.values()) - {'CS6.3.0', 'CS2.1.1'}, {'?'})
        self.assertFalse(os.path.exists(partner + '-wal'))
        self.assertEqual(tell('sample', 'merge', self.sample, partner)['same'], n_said)

        # One more look at the partner's, and one judgement that was not what it should have been.
        wrong = [unit for unit in self.covers if unit % 5 == 0]
        with layer_of(partner) as layer:
            fill(layer, {wrong[0]: {'etat_cqp': 'ok', 'code_remplac': None}})
        merged = tell('sample', 'merge', self.sample, partner)
        self.assertEqual((merged['changed'], merged['same'], merged['conflicts']), (1, n_said - 1, 0))

        # The second level confirms the rest of those, and rejects what was said of outlines.
        with layer_of(self.sample) as layer:
            fill(layer, {unit: {'valid_cqe': 'erreur', 'com_cqe': 'oui'} for unit in wrong[1:]})
            fill(layer, {unit: {'valid_cqe': 'ok', 'com_cqe': 'dans la tolérance'} for unit in self.covers if unit % 5 == 1})
        told = counts(self.sample)
        self.assertEqual([told[name] for name in ('confirmed-only', 'unconfirmed', 'wrong', 'wrong-code', 'rejected', 'right')],
                         ['yes', 0, len(wrong) - 1, len(wrong) - 1, self.of(1), self.of(1) + self.of(3) + 1])
        self.assertEqual(told['right-rate'], told['right'] / (told['right'] + told['wrong']))

        sent = tell('sample', 'send-back', self.project, self.sample, '--author', 'Léa')
        self.assertEqual(sent['sent_back'], len(wrong) - 1)
        with contextlib.closing(sqlite3.connect(self.project)) as database:
            remarks = {remark for remark, in database.execute('SELECT remark FROM decision')}
        for word in ('BD TOPO', 'vu sur place, l’été'):
            self.assertTrue(all(word in remark for remark in remarks), remarks)

    def test_both(self):
        """While a form is being filled in, what others said comes into the same file, and neither is lost."""
        other = self.hand_out('other.gpkg')
        units = sorted(self.covers)
        with layer_of(other) as layer:
            fill(layer, {unit: {'controleur': 'Eve', 'etat_cqp': 'nsp'} for unit in units[:5]})
        with layer_of(self.sample) as layer:
            fill(layer, {unit: {'controleur': 'Noé', 'etat_cqp': 'ok'} for unit in units[5:10]})
            self.assertEqual(tell('sample', 'merge', self.sample, other)['added'], 5)
            fill(layer, {unit: {'controleur': 'Noé', 'etat_cqp': 'ok'} for unit in units[10:15]})
        info = tell('sample', 'info', self.sample)
        self.assertEqual(info['controllers'], [{'name': 'Eve', 'judged': 5}, {'name': 'Noé', 'judged': 10}])
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(('-wal', '-shm', '-journal'))], [])

    def test_refused(self):
        """Words that no form has are refused by the file, and nothing of what was filled in with them is saved."""
        with layer_of(self.sample) as layer:
            row = next(layer.getFeatures())
            layer.startEditing()
            layer.changeAttributeValue(row.id(), layer.fields().indexOf('etat_cqp'), 'faux')
            self.assertFalse(layer.commitChanges())
            layer.rollBack()
        self.assertEqual(counts(self.sample)['left'], len(self.covers))


if __name__ == '__main__':
    tap.main()
