"""What each command says and leaves with, as its help promises."""

import contextlib
import csv
import json
import os
import time
import shutil
import pathlib
import sqlite3
import unittest

from osgeo import ogr

import board
import geopackage
import program
import tap

COMMANDS = ('demo', 'new', 'import', 'export', 'info', 'check', 'list', 'matrix', 'report', 'cure', 'rule', 'imagery', 'reference', 'zone', 'prepare',
            'edit', 'log', 'diff', 'undo', 'redo', 'revert', 'restore', 'version', 'verify', 'compact', 'backup', 'package')

SPLIT = 'pair CS6.3.0 US1.1.3\nline 700095 6600150 700205 6600150\n'


class Commands(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.path = board.make(os.path.join(self.folder, 'board.gpkg'))

    def assert_left(self, done, code):
        """Either it answers or it tells in one line why not."""
        self.assertEqual(done.returncode, code, done)
        self.assertLessEqual(done.stderr.count(b'\n'), 1, done)
        self.assertEqual(bool(done.stderr), code != program.DONE and not done.stdout, done)

    def assert_json(self, words, expected):
        self.assertEqual(program.json_lines(*words), expected)

    def test_help(self):
        listed = program.run('--help')
        self.assert_left(listed, program.DONE)
        for name in COMMANDS:
            self.assertIn(f'  {name} ', listed.stdout.decode())
            told = program.run(name, '--help')
            self.assert_left(told, program.DONE)
            self.assertIn(f'millesime-cli {name}', told.stdout.decode())

    def test_help_of_scripts(self):
        """It tells every word that the golden scripts use."""
        told = program.run('edit', '--help').stdout.decode()
        golden = pathlib.Path(__file__).with_name('golden')
        for name in ('verbs', 'kinds', 'review'):
            for line in golden.joinpath(f'{name}.golden').read_text(encoding='utf-8').splitlines():
                if line.startswith('> '):
                    self.assertIn(line.split()[1], told)

    def test_report(self):
        """A PDF of maps, photos and tables; of a zone as of all; what is not there is told, and nothing is written."""
        report = os.path.join(self.folder, 'report.pdf')
        for words in ([], ['--zone', '700050,6600050,700150,6600050,700150,6600150'], ['--from', '21', '--to', '24', '--title', 'Essai']):
            with self.subTest(words):
                done = program.run('report', self.path, report, *words)
                self.assert_left(done, program.DONE)
                self.assertEqual(done.stdout.decode(), report + '\n')
                with open(report, 'rb') as file:
                    self.assertEqual(file.read(5), b'%PDF-')
                os.unlink(report)
        for words, code in ((['--zone', '1000,2000,3000,2000,3000,5000'], program.USAGE), (['--zone', 'nobody'], program.USAGE),
                            (['--to', '99'], program.USAGE)):
            with self.subTest(words):
                self.assert_left(program.run('report', self.path, report, *words), code)
                self.assertFalse(os.path.exists(report))
        self.assert_left(program.run('report', self.path, os.path.join(self.folder, 'none', 'report.pdf')), program.INPUT)

    def test_version(self):
        self.assertRegex(program.run('--version').stdout.decode(), r'^Millésime \d+\.\d+\.\d+\n$')

    def test_misuse(self):
        self.assertEqual(program.run().returncode, program.USAGE)
        for call in ('bogus', 'info', 'info {path} {path}', 'info --bogus {path}',
                     'list findings {path}', 'list {path}', 'list roads {path}',
                     'list faces {path} --vintage 99', 'list faces {path} --below much',
                     'list changes {path} --from 99', 'list regions {path} --dimension area',
                     'export {path}', 'export {path} {folder}/a.odt', 'export {path} {path}',
                     'export {path} {folder}/a.shp --vintage 24',
                     'export {path} {folder}/a.shp --dimension use',
                     'export {path} {folder}/a.shp --vintage 24 --dimension area',
                     'export {path} {folder}/a.shp --vintage 99 --dimension use',
                     'log {path} --after x', 'edit', 'edit {path}', 'edit {path} --author=',
                     'edit {path} --author root', 'undo {path}', 'version {path} first',
                     'version {path} --author C --message x first second', 'demo', 'new',
                     'demo {folder} --faces 3', 'demo {folder} --faces 99999999999',
                     'demo {folder} --seed x', 'new {path} --author C'):
            with self.subTest(call):
                words = call.format(path=self.path, folder=self.folder).split(' ')
                self.assert_left(program.run(*words), program.USAGE)

    def test_review(self):
        """What was decided is told with each change, and asked for by words; what was sent back is found by a check."""
        script = ('set 700250 6600150 CS4.1.2 US7.0.0\nset 700150 6600150 CS6.3.0 US1.1.3\n'
                  'accept 700250 6600150\nsend-back 700150 6600150 "no trees"\n')
        answers, code = program.edit(self.path, script)
        self.assertEqual((code, [answer['ok'] for answer in answers]), (program.DONE, [True] * 4))
        changes = program.json_lines('list', 'changes', self.path)
        self.assertEqual([(each['review'], each.get('remark'), each['reviewer']) for each in changes],
                         [('accepted', None, 'Camille'), ('sent-back', 'no trees', 'Camille')])
        for words, n in (('reviewed', 2), ('accepted', 1), ('sent-back', 1), ('!reviewed', 0), ('corrected', 0),
                         ('reviewer=camille', 2), ('from=CS6.3.0 accepted', 1), ('renvoyé', 1)):
            with self.subTest(words):
                self.assertEqual(len(program.json_lines('list', 'changes', self.path, words)), n)
        plain = program.run('list', 'changes', self.path, '--order', 'transition').stdout.decode()
        self.assertEqual([line.split('\t')[-1] for line in plain.splitlines()], ['sent-back: no trees', 'accepted'])

        found = [each for each in program.json_lines('check', self.path) if each.get('rule') == 'sent-back']
        self.assertEqual([(each['severity'], each['remark']) for each in found], [('warning', 'no trees')])
        self.assert_left(program.run('check', self.path, '--strict'), program.FINDINGS)
        self.assertEqual(len(program.json_lines('list', 'regions', self.path, 'finding=sent-back')), 1)
        program.edit(self.path, 'set 700150 6600150 CS6.1.1 US1.1.1\n')
        found = [each for each in program.json_lines('check', self.path) if each.get('rule') == 'corrected']
        self.assertEqual([(each['severity'], each['remark']) for each in found], [('note', 'no trees')])
        self.assertEqual(len(program.json_lines('list', 'findings', self.path, '--rule', 'corrected')), 1)

        for call in (('list', 'changes', self.path, 'nonsense'), ('list', 'regions', self.path, 'accepted'),
                     ('list', 'changes', self.path, '--order', 'random'), ('list', 'faces', self.path, 'accepted')):
            with self.subTest(call):
                self.assert_left(program.run(*call), program.USAGE)

    def test_story(self):
        """What a place is at each date, and who has made it that; a border moved beside it changes nothing of that."""
        program.edit(self.path, 'set 700250 6600150 CS4.1.2 US7.0.0\nmove 700100 6600125 to 700101 6600126\n')
        told = program.json_lines('story', self.path, 700250, 6600150)
        self.assertEqual([(each['vintage'], each['cover'], each['area_m2'], each['verb']) for each in told],
                         [('21', 'CS6.3.0', 20000, 'import'), ('24', 'CS4.1.2', 20000, 'recode')])
        self.assertEqual(told[1]['author'], 'Camille')
        beside = program.json_lines('story', self.path, 700150, 6600150)
        self.assertEqual([each['verb'] for each in beside], ['import', 'import'])
        whole, = {each['area_m2'] for each in program.json_lines('story', self.path, 700250, 6600150, '--dimension', 'use')}
        self.assertEqual(whole, 20000)
        self.assert_left(program.run('story', self.path, 0, 0), program.FINDINGS)
        for words in ((700250,), (700250, 'x'), (700250, 6600150, 1), (700250, 6600150, '--dimension', 'sound')):
            with self.subTest(words):
                self.assert_left(program.run('story', self.path, *words), program.USAGE)

    def test_new(self):
        path = os.path.join(self.folder, 'new.gpkg')
        call = 'new', path, '--author', 'Camille'
        for options in ('--crs EPSG:4326', '--crs nonsense', '--nomenclature none', '--vintage x',
                        '--vintage 2', '--vintage 21 --vintage 2021', '--vintage 9999999999'):
            with self.subTest(options):
                self.assert_left(program.run(*call, *options.split(' ')), program.USAGE)
                self.assertFalse(os.path.exists(path))
        options = '--crs', 'EPSG:3035', '--vintage', '1998'
        self.assert_left(program.run(*call, *options), program.DONE)
        info, = program.json_lines('info', path)
        self.assertEqual((info['crs'], info['vintages']),
                         ('EPSG:3035', [{'code': '98', 'year': 1998, 'title': '1998'}]))
        self.assert_left(program.run(*call), program.USAGE)

    def test_nomenclatures(self):
        """What a project can be made with, whoever made it; another one in the project, and its rules."""
        lines = [line.split('\t') for line in program.run('nomenclature').stdout.decode().splitlines()]
        self.assertEqual([line[:2] for line in lines][:2], [['ocs2d', 'fr, en'], ['clc', 'fr, en']])
        path = os.path.join(self.folder, 'new.gpkg')
        self.assert_left(program.run('new', path, '--author', 'Camille', '--nomenclature', 'clc'), program.DONE)
        info, = program.json_lines('info', path)
        self.assertEqual(info['nomenclature'], 'CLC')
        self.assertTrue(program.run('rule', path, 'change-minimum').stdout.decode().startswith('change-minimum\t50000\t'))
        other = os.path.join(self.folder, 'other.gpkg')
        self.assert_left(program.run('new', other, '--author', 'Camille', '--nomenclature', lines[1][3]), program.DONE)
        info, = program.json_lines('info', other)
        self.assertEqual(info['nomenclature'], 'CLC')

    def test_rules_of_indicators(self):
        rules = dict(line.split('\t')[:2] for line in program.run('rule', self.path).stdout.decode().splitlines())
        self.assertEqual({name: value for name, value in rules.items() if name.startswith(('near.', 'follow.', 'column.'))},
                         {'near.post4': '20 post4:1', 'near.post21': '20 post4:1', 'near.enaf': '50 post4:1 enaf',
                          'follow.post4': '–', 'follow.post21': '–', 'follow.enaf': 'post4',
                          'column.post4': 'p4', 'column.post21': 'p21', 'column.enaf': '–'})
        self.assert_left(program.run('rule', self.path, 'near.enaf', '100 post4:1'), program.DONE)
        self.assertTrue(program.run('rule', self.path, 'near.enaf').stdout.decode().startswith('near.enaf\t100 post4:1\t'))
        for name, value in (('near.enaf', '100 post4:9'), ('near.roads', '1 post4:1'), ('follow.enaf', 'enaf'), ('column.enaf', 'p4'), ('column.enaf', 'a b')):
            with self.subTest(name):
                self.assert_left(program.run('rule', self.path, name, value), program.INPUT)

    def test_info(self):
        info, = program.json_lines('info', self.path)
        room = info.pop('room')
        self.assertEqual((room['operations'], room['folded'], room['file']), (2, 0, os.path.getsize(self.path)))
        self.assertGreater(room['history'], 0)
        self.assertEqual(info, {
            'project': self.path,
            'crs': 'EPSG:2154', 'crs_name': 'RGF93 v1 / Lambert-93',
            'nomenclature': 'OCS2D',
            'vintages': [{'code': '21', 'year': 2021, 'title': '2021'},
                         {'code': '24', 'year': 2024, 'title': '2024'}],
            'faces': 9, 'vertices': 144, 'area_m2': 90000,
            'box': [700000, 6600000, 700300, 6600300],
            'operation': 2})

    def test_check(self):
        """Warnings leave with 0 but for those who are strict."""
        self.assert_left(program.run('check', self.path), program.DONE)
        self.assert_left(program.run('check', self.path, '--strict'), program.FINDINGS)
        identical = {'severity': 'warning', 'rule': 'identical', 'area_m2': 20000, 'state': 'open', 'found': 2,
                     'message': 'Neighbours with the same labels at every date'}
        self.assert_json(['check', self.path], [
            {**identical, 'x': 700050, 'y': 6600212.5, 'fid': 7, 'other_fid': 8},
            {**identical, 'x': 700250, 'y': 6600012.5, 'fid': 3, 'other_fid': 6},
            {'errors': 0, 'warnings': 2, 'notes': 0, 'exceptions': 0, 'corrected': 0}])
        self.assertEqual(program.json_lines('info', self.path)[0]['check'],
                         {'operation': 2, 'error': 0, 'warning': 2, 'note': 0, 'exception': 0})
        self.assertEqual(len(program.json_lines('list', 'findings', self.path)), 2)
        self.assertEqual(len(program.json_lines('list', 'findings', self.path, '--rule', 'mmu')), 0)

    def test_life(self):
        """What is found no more is corrected, until somebody verifies that; what comes back is what it was."""
        def life(*more):
            self.assert_left(program.run('check', self.path), program.DONE)
            return [{k: each.get(k) for k in ('state', 'found', 'gone', 'again')} for each in
                    program.json_lines('list', 'findings', self.path, '--rule', 'doubt', *more)]

        program.edit(self.path, 'note 700050 6600050 doubt=1\n')
        self.assertEqual(life(), [{'state': 'open', 'found': 3, 'gone': None, 'again': None}])
        doubt, = program.json_lines('list', 'findings', self.path, '--rule', 'doubt')
        verify = f'verify {doubt["x"]} {doubt["y"]} doubt\n'
        self.assertEqual([each['ok'] for each in program.edit(self.path, verify)[0]], [False])

        program.edit(self.path, 'note 700050 6600050 doubt=\n')
        corrected = {'state': 'corrected', 'found': 3, 'gone': 4, 'again': None}
        self.assertEqual(life(), [corrected])
        self.assertEqual(life(), [corrected])
        self.assertEqual(program.json_lines('check', self.path)[-1]['corrected'], 1)
        self.assertIn('corrected, to be verified', program.run('check', self.path).stdout.decode())

        self.assertEqual([each['ok'] for each in program.edit(self.path, verify)[0]], [True])
        self.assertEqual(life(), [])
        self.assertEqual(life('--state', 'verified'), [{**corrected, 'state': 'verified'}])

        program.edit(self.path, 'note 700050 6600050 doubt=1\n')
        self.assertEqual(life(), [{'state': 'open', 'found': 3, 'gone': 4, 'again': 6}])
        self.assert_left(program.run('list', 'findings', self.path, '--state', 'lost'), program.USAGE)

    def test_export_findings(self):
        """Findings as others read them: a map of places and of regions, and a table of the same."""
        program.edit(self.path, 'note 700050 6600050 doubt=1\nnote 700150 6600150 doubt=1\n')
        program.run('check', self.path)
        program.edit(self.path, 'note 700150 6600150 doubt=\n')
        there, table = (os.path.join(self.folder, name) for name in ('findings.gpkg', 'findings.csv'))
        self.assert_left(program.run('check', self.path, '--export', there), program.DONE)
        self.assert_left(program.run('check', self.path, '--export', there), program.USAGE)
        self.assert_left(program.run('check', self.path, '--export', os.path.join(self.folder, 'findings.txt')), program.USAGE)
        self.assert_left(program.run('check', self.path, '--export', table), program.DONE)
        with open(table, encoding='utf8', newline='') as file:
            rows = list(csv.DictReader(file))

        opened = ogr.Open(there)
        self.assertEqual([opened.GetLayer(i).GetName() for i in range(opened.GetLayerCount())], ['findings', 'regions'])
        self.assertEqual([feature['rule'] for feature in opened.GetLayer(0)], [row['rule'] for row in rows])
        doubts = [feature for feature in opened.GetLayer(0) if feature['rule'] == 'doubt']
        self.assertEqual([(feature['state'], feature['found'], feature['gone']) for feature in doubts],
                         [('open', 4, None), ('corrected, to be verified', 4, 5)])
        place = doubts[0].GetGeometryRef()
        self.assertEqual((place.GetX(), place.GetY()), (doubts[0]['x'], doubts[0]['y']))
        region, = opened.GetLayer(1)
        self.assertEqual((region['rule'], region['area_m2'], region.GetGeometryRef().Area()), ('doubt', 10000, 10000))
        self.assertEqual([(row['rule'], row['vintage'], row['area_m2'], row['gone']) for row in rows if row['rule'] == 'doubt'],
                         [('doubt', '24', '10000', ''), ('doubt', '24', '10000', '5')])

    def test_list(self):
        program.edit(self.path, SPLIT)
        faces = program.json_lines('list', 'faces', self.path)
        self.assertEqual([face['fid'] for face in faces], list(range(1, 11)))
        self.assertEqual(program.json_lines('list', 'faces', self.path, '--below', '6000')[0], {
            'fid': 5, 'since': 3, 'area_m2': 5000, 'vertices': 9,
            'labels': {'21': {'cover': 'CS1.1.1', 'use': 'US5.1.1'},
                       '24': {'cover': 'CS1.1.1', 'use': 'US5.1.1'}},
            'x': 700150, 'y': 6600106.25, 'box': [700100, 6600100, 700200, 6600150]})
        self.assert_json(['list', 'changes', self.path], [{
            'from': 'CS1.1.1 US5.1.1', 'to': 'CS6.3.0 US1.1.3',
            'area_m2': 5000, 'faces': 1, 'fid': 10,
            'x': 700150, 'y': 6600156.25, 'box': [700100, 6600150, 700200, 6600200]}])
        self.assert_json(['list', 'changes', self.path, '--from', '24', '--to', '24'], [])
        self.assertEqual([region['area_m2'] for region in
                          program.json_lines('list', 'regions', self.path, '--dimension', 'cover')],
                         [5000, 10000, 10000, 10000, 10000, 45000])
        self.assert_json(['list', 'exceptions', self.path], [])

    def test_export(self):
        """Two of the nine fields in the north are arable, and two in the east; imported again they
        are one face each."""
        out = os.path.join(self.folder, 'out.gpkg')
        self.assert_json(['export', self.path, out, '--json'],
                         [{'file': out, 'faces': 9, 'polygons': 7}])
        again = os.path.join(self.folder, 'again.gpkg')
        program.run('new', again, '--vintage', '21', '--vintage', '24', '--author', 'Camille')
        self.assert_left(program.run('import', again, out, '--author', 'Camille'), program.DONE)
        info, = program.json_lines('info', again)
        self.assertEqual((info['faces'], info['area_m2']), (7, 90000))
        view = '--vintage', '24', '--dimension'
        for dimension, polygons in (('cover', 7), ('use', 7), ('pair', 7)):
            out = os.path.join(self.folder, f'{dimension}.fgb')
            self.assert_json(['export', self.path, out, *view, dimension, '--json'],
                             [{'file': out, 'faces': 9, 'polygons': polygons}])
            self.assert_left(program.run('export', self.path, out, *view, dimension), program.USAGE)

    def test_history(self):
        answers, code = program.edit(self.path, SPLIT)
        self.assertEqual(code, program.DONE)
        author = '--author', 'Noa'
        self.assert_json(['undo', self.path, *author], [{
            'ok': True, 'verb': 'undo', 'operation': 4,
            'created': [], 'changed': [5], 'removed': [10]}])
        self.assert_left(program.run('undo', self.path, *author), program.FINDINGS)
        self.assert_json(['redo', self.path, *author], [{
            'ok': True, 'verb': 'redo', 'operation': 5,
            'created': [10], 'changed': [5], 'removed': []}])
        self.assert_left(program.run('redo', self.path, *author), program.FINDINGS)
        log = program.json_lines('log', self.path, '--after', '2')
        for entry in log:
            self.assertRegex(entry.pop('at'), r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$')
        split = {'verb': 'split', 'kind': 'change', 'vintages': ['24'], 'dimension': 'pair',
                 'box': [700100, 6600100, 700200, 6600200]}
        self.assertEqual(log, [
            {'operation': 3, 'author': 'Camille', **split, 'undone_by': 4},
            {'operation': 4, 'author': 'Noa', **split, 'verb': 'undo', 'undoes': 3, 'undone_by': 5},
            {'operation': 5, 'author': 'Noa', **split, 'verb': 'redo', 'undoes': 4}])

    def test_diff(self):
        """Between versions or operations, either way; what lies behind another date cannot be told."""
        program.run('version', self.path, 'start', '--author', 'Noa')
        answers, code = program.edit(self.path, SPLIT + 'set 700050 6600050 CS6.3.0 US1.1.3 comment=seen\n')
        self.assertEqual(code, program.DONE, answers)
        woods, houses, arable = (' '.join(pair) for pair in (board.WOODS, board.HOUSES, board.ARABLE))
        kinds = {'created': 0, 'removed': 0, 'outline': 1, 'labels': 1, 'both': 0}
        there = {'from': 2, 'to': 4, 'created': [10], 'changed': [1, 5], 'removed': [], 'kinds': {**kinds, 'created': 1},
                 'changed_m2': 15000,
                 'flows': [{'vintage': '24', 'from': woods, 'to': arable, 'area_m2': 10000},
                           {'vintage': '24', 'from': houses, 'to': arable, 'area_m2': 5000}]}
        self.assert_json(['diff', self.path, 'start', '--json'], [there])
        back = os.path.join(self.folder, 'back.geojson')
        self.assert_json(['diff', self.path, '4', 'start', '--export', back, '--json'], [
            {'from': 4, 'to': 2, 'created': [], 'changed': [1, 5], 'removed': [10], 'kinds': {**kinds, 'removed': 1},
             'changed_m2': 15000,
             'flows': [{'vintage': '24', 'from': arable, 'to': woods, 'area_m2': 10000},
                       {'vintage': '24', 'from': arable, 'to': houses, 'area_m2': 5000}],
             'file': back}])
        with open(back, encoding='utf-8') as file:
            told = [feature['properties'] for feature in json.load(file)['features']]
        self.assertEqual(sorted((p['face'], p['state'], p['kind'], p['cs24'], p['comment24'], p['surf_m2']) for p in told), [
            (1, 'after', 'labels', 'CS4.1.2', None, 10000), (1, 'before', 'labels', 'CS6.3.0', 'seen', 10000),
            (5, 'after', 'outline', 'CS1.1.1', None, 10000), (5, 'before', 'outline', 'CS1.1.1', None, 5000),
            (10, 'before', 'removed', 'CS6.3.0', None, 5000)])
        self.assert_left(program.run('diff', self.path, 'start', '--export', back), program.USAGE)
        self.assert_left(program.run('diff', self.path, 'start', 'end'), program.FINDINGS)
        self.assert_left(program.run('diff', self.path), program.USAGE)
        wall = program.run('diff', self.path, '1', '3')
        self.assert_left(wall, program.FINDINGS)
        self.assertIn('operation 2 in between', wall.stderr.decode())
        self.assert_left(program.run('vintage', self.path, 'add', '2027', '--copy', '24', '--author', 'Noa'), program.DONE)
        self.assert_left(program.run('diff', self.path, 'start'), program.FINDINGS)
        self.assert_json(['diff', self.path, 'start', '4', '--json'], [there])

    def test_revert(self):
        """An edit in the midst of others, and the state of a version, in a zone or everywhere."""
        author = '--author', 'Noa'
        program.run('version', self.path, 'start', *author)
        recode = ('set 700050 6600050 CS6.3.0 US1.1.3\nset 700250 6600050 CS1.1.1 US5.1.1\n'
                  'set 700050 6600050 CS6.3.0 US1.1.3 comment=seen\n')
        answers, code = program.edit(self.path, SPLIT + recode)
        self.assertEqual(code, program.DONE, answers)
        self.assert_json(['revert', self.path, '5', *author], [{
            'ok': True, 'verb': 'revert', 'operation': 7, 'created': [6, 8, 10], 'changed': [3, 5, 7], 'removed': []}])
        refused = program.run('revert', self.path, '1', *author)
        self.assert_left(refused, program.FINDINGS)
        self.assert_left(program.run('revert', self.path, '99', *author), program.FINDINGS)
        self.assert_left(program.run('revert', self.path, 'one', *author), program.USAGE)
        self.assert_json(['revert', self.path, '4', '6', *author], [{
            'ok': True, 'verb': 'revert', 'operation': 8, 'created': [], 'changed': [1], 'removed': []}])
        self.assert_json(['restore', self.path, '6', '--zone', '700010 6600010 700020 6600020', *author], [{
            'ok': True, 'verb': 'restore', 'operation': 9, 'created': [], 'changed': [1], 'removed': []}])
        self.assert_json(['restore', self.path, 'start', *author], [{
            'ok': True, 'verb': 'restore', 'operation': 10, 'created': [], 'changed': [1, 5], 'removed': [10]}])
        self.assert_left(program.run('restore', self.path, 'start', *author), program.FINDINGS)
        self.assert_left(program.run('restore', self.path, 'end', *author), program.FINDINGS)
        self.assert_left(program.run('restore', self.path, 'start', '--zone', 'here', *author), program.USAGE)
        self.assertEqual(program.json_lines('undo', self.path, *author)[0]['operation'], 11)

    def test_cure_areas(self):
        """What the file says of areas is put right, one by a script, the others at once."""
        def areas():
            database = geopackage.connect_to_write(self.path)
            try:
                return database.execute('SELECT fid, surf_m2 FROM coverage ORDER BY fid').fetchall()
            finally:
                database.close()

        right = areas()
        database = geopackage.connect_to_write(self.path)
        for sql in ('UPDATE writer SET operation = (SELECT max (id) FROM operation)', 'UPDATE coverage SET surf_m2 = 1.5',
                    'UPDATE writer SET operation = NULL'):
            database.execute(sql)
        database.commit()
        database.close()
        found = [line for line in program.json_lines('check', self.path) if line.get('rule') == 'area']
        self.assertEqual(len(found), len(right))
        answers, _ = program.edit(self.path, f'cure {found[0]["x"]} {found[0]["y"]} area\ncure 0 0 area\n')
        self.assertEqual([each['ok'] for each in answers], [True, False], answers)
        self.assertEqual(len(set(right) & set(areas())), 1)
        self.assertEqual(program.json_lines('cure', self.path, '--author', 'Noa')[-1],
                         {'cured': 0, 'left': 0, 'measured': len(right) - 1})
        self.assertEqual(areas(), right)

    def test_packages(self):
        """Two work on the west and the east at once, a third one in the project; what meets comes together or is set aside."""
        west, east, copy = (os.path.join(self.folder, name) for name in ('west.gpkg', 'east.gpkg', 'copy.gpkg'))
        for path, author, zone in ((west, 'Anna', '700000,6600000,700150,6600300'),
                                   (east, 'Bob', '700150,6600000,700300,6600300')):
            self.assert_left(program.run('package', self.path, 'out', path, author, zone), program.DONE)
        self.assertEqual([(one['author'], one['state'], one['base']) for one in program.json_lines('package', self.path)],
                         [('Anna', 'out', 2), ('Bob', 'out', 2)])
        self.assert_left(program.run('package', self.path, 'out', west, 'Eve', '0,0,1,1'), program.USAGE)
        self.assert_left(program.run('package', self.path, 'out', copy, 'Eve', '0,0,1,1'), program.FINDINGS)
        self.assert_left(program.run('package', west, 'out', copy, 'Eve', '700000,6600000,700150,6600300'), program.FINDINGS)
        self.assert_left(program.run('vintage', self.path, 'add', '27', '--author', 'Anna'), program.FINDINGS)

        # Both split the middle, one from the west and one from the east; the project takes the north of it.
        self.assertEqual(program.edit(west, 'pair CS6.3.0 US1.1.3\nline 700095 6600130 700205 6600130\n', author='Anna')[1],
                         program.DONE)
        self.assertEqual(program.edit(east, 'pair CS6.3.0 US1.1.3\nline 700095 6600170 700205 6600170\n'
                                            'set 700150 6600150 CS5.0.0 US1.4.0\n', author='Bob')[0][0]['ok'], True)
        shutil.copy(west, copy)
        came = program.json_lines('package', self.path, 'in', west, '--json')
        self.assertEqual([(one['as_is'], one['made_anew'], one['set_aside'], one['known']) for one in came], [(1, 0, 0, 0)])
        last = program.json_lines('log', self.path)[-1]
        first = program.json_lines('log', west)[-1]
        self.assertEqual((last['author'], last['at'], last['verb']), ('Anna', first['at'], 'split'))

        back = program.run('package', self.path, 'in', east, '--json')
        self.assertIn(back.returncode, (program.DONE, program.FINDINGS))
        came = json.loads(back.stdout)
        n_edits = len(program.json_lines('log', east)) - 2
        self.assertEqual(came['as_is'] + came['made_anew'] + came['set_aside'], n_edits)
        self.assertEqual(len(program.json_lines('package', self.path, 'aside', '--json')), came['set_aside'])
        self.assertEqual(program.json_lines('info', self.path)[0]['area_m2'], 90000)
        self.assert_json(['package', self.path, 'in', west, '--json'],
                         [{'as_is': 0, 'made_anew': 0, 'set_aside': 0, 'known': 1, 'errors': 0}])
        self.assertEqual([one['state'] for one in program.json_lines('package', self.path)], ['back', 'back'])

        # A copy that went its own way, a package of another project, and a file that is none.
        program.run('undo', west, '--author', 'Anna')
        program.run('package', self.path, 'in', west)
        time.sleep(0.01)
        program.run('undo', copy, '--author', 'Anna')
        self.assert_left(program.run('package', self.path, 'in', copy), program.FINDINGS)
        other = board.make(os.path.join(self.folder, 'other.gpkg'))
        self.assert_left(program.run('package', other, 'in', east), program.INPUT)
        self.assert_left(program.run('package', self.path, 'in', other), program.USAGE)
        self.assert_left(program.run('package', self.path, 'drop', '99', '--author', 'Zoe'), program.FINDINGS)

    def cover_at(self, x, y):
        """Of the face around a place, at the later date."""
        return program.json_lines('story', self.path, str(x), str(y))[-1]['cover']

    def test_settling(self):
        """What is set aside is taken, kept or dropped, by somebody; each of that can be undone."""
        package = os.path.join(self.folder, 'package.gpkg')
        self.assert_left(program.run('package', self.path, 'out', package, 'Anna', '700000,6600000,700300,6600300'),
                         program.DONE)
        # Anna cuts the middle to and fro, and gives all of it another code; here it is cut across, and has a third one.
        answers, _ = program.edit(package, 'pair CS6.3.0 US1.1.3\nline 700095 6600130 700205 6600130\n'
                                           'set 700150 6600170 CS6.1.1 US1.1.1\n', author='Anna')
        self.assertEqual([each['ok'] for each in answers], [True, True], answers)
        answers, _ = program.edit(self.path, 'pair CS4.1.2 US7.0.0\nset 700150 6600170 CS4.1.2 US7.0.0\n', author='Zoe')
        self.assertEqual([each['ok'] for each in answers], [True], answers)
        came = program.run('package', self.path, 'in', package, '--json')
        self.assert_left(came, program.FINDINGS)
        self.assertEqual(json.loads(came.stdout)['set_aside'], 2)
        first, second = program.json_lines('package', self.path, 'aside', '--json')
        self.assertEqual((first['state'], first['verb'], second['verb']), ('open', 'split', 'recode'))

        # Taken with its author and time; undo opens it again, redo takes it again.
        n = str(first['number'])
        self.assert_left(program.run('package', self.path, 'take', n, '--author', 'root'), program.USAGE)
        done = program.json_lines('package', self.path, 'take', n, '--author', 'Zoe', '--json')
        self.assertEqual([one['verb'] for one in done], ['adopt'])
        last = program.json_lines('log', self.path)[-1]
        self.assertEqual((last['author'], last['at'], last['verb']), ('Anna', first['at'], 'split'))
        self.assertEqual(self.cover_at(700150, 6600110), 'CS6.3.0')
        self.assertEqual(self.cover_at(700150, 6600170), 'CS4.1.2')
        taken = program.json_lines('package', self.path, 'aside', '--all', '--json')[0]
        self.assertEqual((taken['state'], taken['settled_by']), ('taken', 'Zoe'))
        program.run('undo', self.path, '--author', 'Zoe')
        self.assertEqual(len(program.json_lines('package', self.path, 'aside', '--json')), 2)
        self.assertEqual(self.cover_at(700150, 6600110), 'CS4.1.2')
        program.run('redo', self.path, '--author', 'Zoe')
        self.assertEqual(len(program.json_lines('package', self.path, 'aside', '--json')), 1)
        self.assert_left(program.run('package', self.path, 'keep', n, '--author', 'Zoe'), program.FINDINGS)

        # What is known is known, taken or not; the map stays where it is kept.
        self.assertEqual(program.json_lines('package', self.path, 'in', package, '--json')[0]['known'], 2)
        m = str(second['number'])
        self.assertEqual([one['verb'] for one in program.json_lines('package', self.path, 'keep', m, '--author', 'Zoe',
                                                                    '--json')], ['settle'])
        self.assertEqual(program.json_lines('package', self.path, 'aside', '--json'), [])
        self.assertEqual(self.cover_at(700150, 6600170), 'CS4.1.2')
        program.run('undo', self.path, '--author', 'Zoe')
        self.assert_left(program.run('package', self.path, 'drop', m, '--author', 'Zoe'), program.DONE)
        self.assertEqual([(one['state'], one['settled_by']) for one in
                          program.json_lines('package', self.path, 'aside', '--all', '--json')],
                         [('taken', 'Zoe'), ('dropped', 'Zoe')])
        self.assertEqual(program.json_lines('info', self.path)[0]['area_m2'], 90000)
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 0)

    def test_merge_against_rules(self):
        """Two edits that keep the rules each, and break both minima of a piece together: that is told, and found."""
        package = os.path.join(self.folder, 'package.gpkg')
        # Woods of 500 m² lose their west to the one and their east to the other; 100 m² are left.
        answers, _ = program.edit(self.path, 'pair CS4.1.2 US7.0.0\n'
                                  'polygon 700020 6600220 700045 6600220 700070 6600220 700070 6600230 700045 6600230 700020 6600230\n', author='Zoe')
        self.assertTrue(answers[0]['ok'], answers)
        self.assert_left(program.run('package', self.path, 'out', package, 'Anna', '700000,6600000,700300,6600300'),
                         program.DONE)
        pair = 'pair CS6.3.0 US1.1.3\n'
        answers, _ = program.edit(package, pair + 'polygon 700015 6600215 700040 6600215 700040 6600235 700015 6600235\n',
                                  author='Anna')
        self.assertTrue(answers[0]['ok'], answers)
        answers, _ = program.edit(self.path, pair + 'polygon 700050 6600215 700075 6600215 700075 6600235 700050 6600235\n',
                                  author='Zoe')
        self.assertTrue(answers[0]['ok'], answers)
        came = program.run('package', self.path, 'in', package, '--json')
        self.assert_left(came, program.FINDINGS)
        told = json.loads(came.stdout)
        self.assertEqual((told['set_aside'], told['errors']), (0, 2), told)
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 2)

    def test_taking_against_rules(self):
        """What is taken is judged: a piece that is too small needs a reason."""
        package = os.path.join(self.folder, 'package.gpkg')
        self.assert_left(program.run('package', self.path, 'out', package, 'Anna', '700000,6600000,700300,6600300'),
                         program.DONE)
        answers, _ = program.edit(package, 'pair CS6.3.0 US1.1.3\nline 700095 6600130 700205 6600130\n', author='Anna')
        self.assertTrue(answers[0]['ok'], answers)
        answers, _ = program.edit(self.path, 'pair CS4.1.2 US7.0.0\nline 700095 6600131 700205 6600131\n', author='Zoe')
        self.assertTrue(answers[0]['ok'], answers)
        self.assert_left(program.run('package', self.path, 'in', package), program.FINDINGS)

        refused = program.run('package', self.path, 'take', '1', '--author', 'Zoe')
        self.assert_left(refused, program.FINDINGS)
        self.assertIn('100\u00a0m²', refused.stderr.decode())
        self.assertEqual(self.cover_at(700150, 6600110), 'CS4.1.2')
        self.assert_left(program.run('package', self.path, 'take', '1', '--author', 'Zoe', '--because', 'hedge'), program.DONE)
        self.assertEqual(self.cover_at(700150, 6600110), 'CS6.3.0')
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 0)

    def test_cure(self):
        """What is too small goes to its neighbours, but for what has leave to stay; each can be undone."""
        script = ''.join(f'because "seen"\npolygon {x} 6600205 {x} 6600215 {x + 10} 6600215 {x + 10} 6600205\n'
                         for x in (700110, 700130, 700150))
        answers, _ = program.edit(self.path, 'pair CS4.1.2 US7.0.0\n' + script)
        self.assertEqual([each['ok'] for each in answers], [True] * 3, answers)
        database = geopackage.connect_to_write(self.path)
        database.execute('UPDATE exception SET until = since WHERE x < 700145')
        database.commit()
        database.close()
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 4)

        done = program.json_lines('cure', self.path, '--author', 'Noa', '--dimension', 'cover')
        self.assertEqual(done[-1], {'cured': 2, 'left': 0})
        self.assertEqual([(each['from'], each['area_m2'], each['vintage']) for each in done[:-1]],
                         [('CS4.1.2', 100, '24')] * 2)
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 0)
        self.assertEqual(program.json_lines('cure', self.path, '--author', 'Noa'), [{'cured': 0, 'left': 0}])
        self.assertEqual(program.json_lines('check', self.path)[-1]['exceptions'], 2)

        program.run('undo', self.path, '--author', 'Noa')
        self.assertGreater(program.json_lines('check', self.path)[-1]['errors'], 0)
        self.assert_left(program.run('cure', self.path, '--author', 'Noa', '--dimension', 'pair'), program.USAGE)

    def test_corrections(self):
        """Of one date, carried over to the one where the same was; and kept to those who may."""
        script = ('kind correction 24\nset 700150 6600050 CS6.2.0 US7.0.0\ncarry-over\ncarry-over\n')
        answers, _ = program.edit(self.path, script)
        self.assertEqual([each.get('carry_over') for each in answers], [['21'], None, None])
        self.assertEqual([each['ok'] for each in answers], [True, True, False])
        self.assertEqual(answers[2]['rule'], 'no-effect')
        faces = program.json_lines('list', 'faces', self.path)
        self.assertEqual({(face['labels']['21']['cover'], face['labels']['24']['cover']) for face in faces
                          if face['x'] == 700150 and face['y'] < 6600100}, {('CS6.2.0', 'CS6.2.0')})

        # The houses get a strip of the arable land beside them, which at the other date is as wide then.
        script = 'kind correction 24\nline 700190 6600120 700240 6600120 700240 6600180 700190 6600180\ncarry-over\n'
        answers, _ = program.edit(self.path, script)
        self.assertEqual([each['verb'] for each in answers], ['reshape', 'carry-over'])
        self.assertEqual(answers[0]['carry_over'], ['21'])
        for vintage in ('21', '24'):
            regions = program.json_lines('list', 'regions', self.path, '--vintage', vintage, '--code', 'CS1.1.1')
            self.assertEqual([each['area_m2'] for each in regions], [12400])
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 0)

        self.assert_left(program.run('rule', self.path, 'correctors', 'Anna, Noa'), program.DONE)
        answers, _ = program.edit(self.path, 'kind correction\nset 700050 6600150 CS6.3.0 US1.1.3\n')
        self.assertEqual(answers[0]['note'], 'Corrections are for Anna, Noa here: this is a change')
        self.assertEqual(program.json_lines('log', self.path)[-1]['kind'], 'change')
        self.assert_left(program.run('rule', self.path, 'correctors', 'Camille'), program.DONE)
        answers, _ = program.edit(self.path, 'kind correction\nset 700050 6600150 CS6.1.1 US1.1.1\n')
        self.assertNotIn('note', answers[0])

    def test_zones(self):
        """Who has a zone edits nothing outside of it, but takes back whatever is theirs; who has none edits anywhere."""
        west = 'POLYGON ((700000 6600000, 700090 6600000, 700090 6600300, 700000 6600000))'
        outside = 'set 700250 6600050 CS6.1.1 US1.1.1\n'
        self.assertTrue(program.edit(self.path, outside, author='Anna')[0][0]['ok'])
        self.assert_left(program.run('zone', self.path, 'set', 'Anna', west), program.DONE)
        self.assert_left(program.run('zone', self.path, 'set', 'Noa', '700200,6600300,700300,6600000'), program.DONE)
        self.assertEqual(program.run('zone', self.path).stdout.decode(),
                         f'Anna\t0 % done\t0 % checked\t{west}\n'
                         'Noa\t0 % done\t0 % checked\t700200,6600000,700300,6600300\n')
        self.assert_json(['zone', self.path, 'list', '--json'],
                         [{'author': 'Anna', 'done': 0, 'checked': 0, 'zone': west},
                          {'author': 'Noa', 'done': 0, 'checked': 0, 'zone': '700200,6600000,700300,6600300'}])

        answer = program.edit(self.path, 'set 700250 6600050 CS6.3.0 US1.1.3\n', author='Anna')[0][0]
        self.assertEqual((answer['ok'], answer['rule'], answer['message']),
                         (False, 'zone', 'This is outside of the zone of Anna'))
        self.assertNotIn('cure', answer)
        because = 'because "all the same"\nset 700250 6600050 CS6.3.0 US1.1.3\n'
        self.assertEqual(program.edit(self.path, because, author='Anna')[0][-1]['rule'], 'zone')
        self.assertTrue(program.edit(self.path, 'undo\n', author='Anna')[0][0]['ok'])
        for author in ('Noa', 'Camille'):
            self.assertTrue(program.edit(self.path, outside + 'undo\n', author=author)[0][0]['ok'], author)

        with contextlib.closing(sqlite3.connect(self.path)) as database, database:
            database.execute("INSERT INTO setting VALUES ('zone-cell:1750:16500:Noa', 'done')")
        self.assertIn('\nNoa\t100 % done\t0 % checked\t', program.run('zone', self.path).stdout.decode())

        self.assert_left(program.run('zone', self.path, 'remove', 'Léo'), program.INPUT)
        self.assert_left(program.run('zone', self.path, 'remove', 'Anna', 'Noa'), program.DONE)
        self.assert_json(['zone', self.path, '--json'], [])
        self.assertTrue(program.edit(self.path, outside, author='Anna')[0][0]['ok'])

    def write_areas(self, *areas):
        """A file of squares of ten metres, each with a name and where it is."""
        path = os.path.join(self.folder, 'zones.geojson')
        features = [{'type': 'Feature', 'properties': {'name': name}, 'geometry': {'type': 'Polygon', 'coordinates': [
            [[x, 6600000], [x + 10, 6600000], [x + 10, 6600010], [x, 6600010], [x, 6600000]]]}} for name, x in areas]
        pathlib.Path(path).write_text(json.dumps({'type': 'FeatureCollection', 'features': features, 'crs': {
            'type': 'name', 'properties': {'name': 'urn:ogc:def:crs:EPSG::2154'}}}), encoding='utf-8')
        return path

    def test_zones_of_files(self):
        """The only area of a file, or the one of the author's name."""
        path = self.write_areas(('somewhere', 700000))
        self.assert_left(program.run('zone', self.path, 'set', 'Anna', path), program.DONE)
        path = self.write_areas(('Noa', 700100), ('Léo', 700200), ('Léo', 700300))
        self.assert_left(program.run('zone', self.path, 'set', 'Noa', path, '--name', 'name'), program.DONE)
        self.assertEqual(program.run('zone', self.path).stdout.decode(),
                         'Anna\t0 % done\t0 % checked\t700000,6600000,700010,6600010\n'
                         'Noa\t0 % done\t0 % checked\t700100,6600000,700110,6600010\n')
        for author in ('Léo', 'Anna'):
            self.assert_left(program.run('zone', self.path, 'set', author, path), program.INPUT)
        self.assert_left(program.run('zone', self.path, 'set', 'Anna', path + 'x'), program.INPUT)
        for words in (('set', 'Anna'), ('set', '', '0,0,1,1'), ('set', 'Anna', '0,0,1,1', '2,2'), ('remove',), ('paint',)):
            self.assert_left(program.run('zone', self.path, *words), program.USAGE)

    def test_rules(self):
        """A change that is smaller than changes are to be is told when it is made, and found."""
        self.assert_left(program.run('rule', self.path, 'taste', '1'), program.USAGE)
        self.assert_left(program.run('rule', self.path, 'change-minimum', 'small'), program.USAGE)
        self.assert_left(program.run('rule', self.path, 'change-minimum', '6000'), program.DONE)
        self.assertTrue(program.run('rule', self.path).stdout.startswith(b'change-minimum\t6000\t'))
        warning = {'severity': 'warning', 'rule': 'small-change', 'vintage': '24', 'dimension': 'pair',
                   'code': 'CS6.3.0 US1.1.3', 'from_vintage': '21', 'from': 'CS1.1.1 US5.1.1',
                   'area_m2': 5000, 'minimum_m2': 6000, 'x': 700150, 'y': 6600156.25}
        told = [each for answer in program.edit(self.path, SPLIT)[0] for each in answer['warnings']]
        self.assertIn(warning, [{k: each[k] for k in each if k != 'message'} for each in told])
        program.run('check', self.path)
        found = program.json_lines('list', 'findings', self.path, '--rule', 'small-change')
        self.assertEqual([{k: each[k] for k in each if k not in ('message', 'fid', 'state', 'found')} for each in found],
                         [warning])

        answers, _ = program.edit(self.path, f'except {warning["x"]} {warning["y"]} "a garden" small-change\n')
        self.assertEqual([each['ok'] for each in answers], [True])
        program.run('check', self.path)
        excepted, = program.json_lines('list', 'findings', self.path, '--rule', 'small-change')
        self.assertEqual((excepted['severity'], excepted['reason'], excepted['author']), ('exception', 'a garden', 'Camille'))

        table = os.path.join(self.folder, 'transitions.csv')
        text = 'dimension,from,to,transition\ncover,CS1,agricultural,impossible\n'
        with open(table, 'w', encoding='utf8') as file:
            file.write(text)
        self.assert_left(program.run('rule', self.path, 'transitions', table), program.DONE)
        self.assertEqual(program.run('rule', self.path, 'transitions').stdout.decode(), text)
        program.run('check', self.path)
        self.assertEqual([each['area_m2'] for each in program.json_lines(
            'list', 'findings', self.path, '--rule', 'impossible-change')], [5000])

    def test_impossible(self):
        """What cannot have become of the land is refused, unless there is a reason."""
        table = os.path.join(self.folder, 'transitions.csv')
        with open(table, 'w', encoding='utf8') as file:
            file.write('dimension,from,to,transition\ncover,CS1,agricultural,impossible\n')
        program.run('rule', self.path, 'transitions', table)
        answers, _ = program.edit(self.path, SPLIT)
        self.assertEqual([each['rule'] for each in answers if not each['ok']], ['impossible-change'])
        answers, _ = program.edit(self.path, SPLIT.replace('line', 'because "pulled down"\nline'))
        self.assertTrue(all(each['ok'] for each in answers))
        self.assertEqual(program.json_lines('check', self.path)[-1]['errors'], 0)
        found = program.json_lines('list', 'findings', self.path, '--rule', 'impossible-change')
        self.assertEqual([each['severity'] for each in found], ['exception'])

        # It lapses with the code it was given for.
        program.edit(self.path, f"kind correction 24\nset {found[0]['x']} {found[0]['y']} CS6.1.1 US1.1.1\n")
        found = program.json_lines('check', self.path)
        self.assertEqual(found[-1]['errors'], 1)

    def test_width(self):
        """Nothing is too narrow unless a rule says so; then what has no room for a disc so wide."""
        def narrow():
            program.run('check', self.path)
            return program.json_lines('list', 'findings', self.path, '--rule', 'narrow')

        strip = ('polygon 700130 6600110 700138 6600110 700138 6600190 700130 6600190\n')
        program.edit(self.path, 'pair CS4.1.2 US7.0.0\n' + strip)
        self.assertEqual(narrow(), [])
        for width, n in (('7.99', 0), ('8.01', 2)):
            program.run('rule', self.path, 'minimum-width', width)
            self.assertEqual([(each['dimension'], each['area_m2']) for each in narrow()],
                             [('cover', 640), ('use', 640)][:n])
        answers, _ = program.edit(self.path, 'undo\npair CS4.1.2 US7.0.0\n' + strip)
        self.assertEqual([each['rule'] for each in answers[1]['warnings']].count('narrow'), 2)

    def test_versions(self):
        name = ['version', self.path, 'first', '--author', 'Noa', '--message', 'to be read']
        self.assert_left(program.run(*name), program.DONE)
        self.assert_left(program.run(*name), program.USAGE)
        second, = program.json_lines('version', self.path, 'second', '--author', 'Noa')
        self.assertEqual(program.json_lines('version', self.path)[1], second)
        self.assertEqual(second['name'], 'second')
        version, _ = program.json_lines('version', self.path)
        version.pop('at')
        self.assertEqual(version, {'name': 'first', 'author': 'Noa', 'message': 'to be read',
                                   'operation': 2, 'fingerprint': None})

    def test_answer_is_on_disk(self):
        """As soon as it is read, while the program waits for more; and once it is killed."""
        with program.Session(self.path) as session:
            session.tell('pair CS6.3.0 US1.1.3')
            answer = session.ask('line 700095 6600150 700205 6600150')
            database = geopackage.connect(self.path)
            self.assertEqual(set(geopackage.faces(database)), set(range(1, 11)))
            database.close()
            session.process.kill()
        self.assertEqual(program.json_lines('log', self.path)[-1]['operation'], answer['operation'])

    def test_one_file(self):
        """There is nothing beside the project before, and nothing after."""
        for name, *options in (['info'], ['check'], ['log'], ['undo', '--author', 'C'],
                               ['edit', '--author', 'C']):
            program.run(name, self.path, *options, script='undo\n')
            self.assertEqual(os.listdir(self.folder), ['board.gpkg'])

    def test_french(self):
        """What is said to people is French; numbers are those of every JSON reader."""
        french = {**os.environ, 'LC_ALL': 'fr_FR.UTF-8', 'LANGUAGE': 'fr',
                  'MLS_LOCALE_DIR': os.environ['MLS_TRANSLATIONS']}
        answers, _ = program.edit(self.path, 'bogus\npair CS4.1.2 US7.0.0\n'
                                  'line 700095 6600198.5 700205 6600199\n'
                                  'line 700095 6600150.5 700205 6600150\n', env=french)
        self.assertEqual(answers[0]['message'], 'Aucune ligne ne commence par «\u00a0bogus\u00a0»')
        self.assertIn('ferait 125', answers[1]['message'])
        self.assertEqual(answers[2]['regions'][0]['area_m2'], 4975)
        self.assertIn('Utilisation', program.run('info', '--help', env=french).stdout.decode())


if __name__ == '__main__':
    tap.main()
