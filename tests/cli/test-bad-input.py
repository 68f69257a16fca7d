"""What is missing, foreign, damaged or in the way: each command says in one line what, leaves with
the right code, and leaves nothing half done."""

import contextlib
import glob
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import unittest

from osgeo import ogr

import board
import disk
import geopackage
import program
import tap

AUTHOR = ('--author', 'Camille')

# Every command that takes a project that is there, and what it is fed.
READERS = (['info'], ['list', 'faces'], ['list', 'regions'], ['list', 'changes'],
           ['list', 'findings'], ['list', 'exceptions'], ['log'], ['version'])
WRITERS = (['check'], ['edit', *AUTHOR], ['undo', *AUTHOR], ['redo', *AUTHOR])

SPLIT = 'pair CS6.3.0 US1.1.3\nline 700095 6600150 700205 6600150\n'


# Every command that has to do with a project that is there, with its name and that of a folder to write to.
EVERY = tuple(words.split() for words in (
    'info {path}', 'list faces {path}', 'list regions {path}', 'list changes {path}', 'list exceptions {path}',
    'log {path} code=CS5.0.0', 'version {path}', 'story {path} 700150 6600150', 'matrix {path}', 'diff {path} 2',
    'export {path} {folder}/out.gpkg', 'render {path} {folder}/out.png', 'report {path} {folder}/out.pdf', 'rule {path}',
    'vintage {path}', 'imagery {path}', 'reference {path}', 'zone {path}', 'check {path}', 'check {path} --file',
    'package {path}', 'package {path} aside', 'package {path} out {folder}/out.package Eve 700000,6600000,700200,6600200',
    'sample {path} -o {folder}/out.sample', 'edit {path} --author Eve', 'undo {path} --author Eve', 'redo {path} --author Eve',
    'revert {path} 7 --author Eve', 'restore {path} 2 --author Eve', 'version {path} named --author Eve',
    'cure {path} --author Eve', 'vintage {path} add 27 --author Eve'))


def contents(data):
    """All but what the header counts."""
    return data[:18] + data[20:24] + data[28:92] + data[100:]


def contents_of(path):
    return contents(bytes_of(path))


def on(path, words):
    """The words of a command with the project in their place."""
    n = 2 if words[0] == 'list' else 1
    return [*words[:n], path, *words[n:]]


def call(words, **options):
    """Any call whatever, its output kept unless it goes elsewhere."""
    options.setdefault('stderr', subprocess.PIPE)
    options.setdefault('stdout', subprocess.PIPE)
    return subprocess.run(words, check=False, **options)


def respectfully(*words):
    return disk.run_respectfully(*words, script=b'undo\n')


def bytes_of(path):
    with open(path, 'rb') as file:
        return file.read()


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.enterContext(program.folder())
        self.path = board.make(os.path.join(self.folder, 'board.gpkg'))

    def assert_refused(self, done, code, *names):
        """In one line that names each of @names, and no other word to anybody."""
        self.assertEqual(done.returncode, code, done)
        self.assertEqual(done.stdout, b'', done)
        self.assertRegex(done.stderr.decode(), r'\Amillesime-cli \w+: [^\n]+\n\Z')
        for name in names:
            self.assertIn(name, done.stderr.decode())

    def assert_sound(self, path=None, n_faces=9):
        check = program.run('check', path or self.path)
        self.assertEqual((check.returncode, check.stderr), (program.DONE, b''), check)
        self.assertEqual(program.json_lines('info', path or self.path)[0]['faces'], n_faces)
        self.assertEqual([name for name in os.listdir(os.path.dirname(path or self.path))
                          if name.endswith(('-wal', '-shm', '-journal', '-lock', '.part'))], [])


class Files(Case):
    def refuse_all(self, path, *names, code=program.INPUT):
        """Every command refuses the file, and does not touch it."""
        before = bytes_of(path) if os.path.isfile(path) else None
        around = sorted(os.listdir(self.folder))
        for words in (*READERS, *WRITERS):
            with self.subTest(words=words):
                self.assert_refused(program.run(*on(path, words), script='undo\n'), code, *names)
        self.assertEqual(bytes_of(path) if os.path.isfile(path) else None, before)
        self.assertEqual(sorted(os.listdir(self.folder)), around)

    def make(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(data)
        return path

    def test_missing(self):
        self.refuse_all(os.path.join(self.folder, 'missing.gpkg'), 'missing.gpkg')

    def test_folder(self):
        self.refuse_all(self.folder, os.path.basename(self.folder))

    def test_empty(self):
        self.refuse_all(self.make('empty.gpkg', b''), 'empty.gpkg')

    def test_text(self):
        self.refuse_all(self.make('text.gpkg', b'fid;cs24\n1;CS1.1.1\n' * 1000), 'text.gpkg')

    def test_random_bytes(self):
        self.refuse_all(self.make('noise.gpkg', random.Random(1).randbytes(100_000)), 'noise.gpkg')

    def test_foreign_geopackage(self):
        path = os.path.join(self.folder, 'roads.gpkg')
        source = ogr.GetDriverByName('GPKG').CreateDataSource(path)
        layer = source.CreateLayer('coverage', geom_type=ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn('cs21', ogr.OFTString))
        del layer, source
        self.refuse_all(path, 'roads.gpkg')

    def test_foreign_database(self):
        path = os.path.join(self.folder, 'other.sqlite')
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.executescript('CREATE TABLE coverage (a); CREATE TABLE operation (b)')
        self.refuse_all(path, 'other.sqlite')

    def test_newer(self):
        path = os.path.join(self.folder, 'newer.gpkg')
        shutil.copy(self.path, path)
        with contextlib.closing(sqlite3.connect(path)) as database:
            version, = database.execute('PRAGMA user_version').fetchone()
            database.execute(f'PRAGMA user_version = {version + 1}')
        self.refuse_all(path, 'newer.gpkg', 'newer Millésime')

    def test_truncated(self):
        whole = bytes_of(self.path)
        size = len(whole)
        for n in (1, 16, 99, 100, 512, 4095, 4096, 8192, 5 * 4096 + 7, size // 2,
                  size // 2 // 4096 * 4096, size - 4096, size - 1):
            path = self.make('short.gpkg', whole[:n])
            for words in (*READERS, *WRITERS):
                with self.subTest(n=n, words=words):
                    done = program.run(*on(path, words), script='undo\n')
                    self.assertEqual(done.returncode, program.INPUT, done)
                    self.assertRegex(done.stderr.decode() or done.stdout.decode(), r'short\.gpkg')
                    self.assertLessEqual(done.stderr.count(b'\n'), 1)
            self.assertEqual(bytes_of(path), whole[:n], n)

    def test_damaged_pages(self):
        """Pages full of noise anywhere: whatever is answered, nothing crashes."""
        whole = bytes_of(self.path)
        chance = random.Random(7)
        for _ in range(12):
            at = chance.randrange(1, len(whole) // 4096) * 4096
            path = self.make('torn.gpkg', whole[:at] + chance.randbytes(4096) + whole[at + 4096:])
            for words in (['check', '--file'], *READERS, *WRITERS):
                with self.subTest(at=at, words=words):
                    done = program.run(*on(path, words), script=SPLIT + 'undo\n')
                    self.assertIn(done.returncode, range(4), done)
                    self.assertLessEqual(done.stderr.count(b'\n'), 1, done)

    def test_damaged_tables(self):
        """Noise in a page of the faces, of their history or of what was done: each command answers or says what is wrong in
        one line, and what fails writes nothing. One page each, but all of all with any argument."""
        for _ in range(3):
            program.edit(self.path, SPLIT + 'undo\n')
        whole = bytes_of(self.path)
        with contextlib.closing(sqlite3.connect(self.path)) as database:
            if not database.execute("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'").fetchone():
                self.skipTest('SQLite does not tell which table a page is of')
            pages = {table: database.execute('SELECT min (pageno) FROM dbstat WHERE name = ?', (table,)).fetchone()[0]
                     for table in ('coverage', 'coverage_history', 'operation', 'rtree_coverage_history_node')}
        for n, (table, page) in enumerate(pages.items()):
            at = (page - 1) * 4096
            torn = whole[:at] + random.Random(page).randbytes(4096) + whole[at + 4096:]
            for words in EVERY[n::len(pages)] if len(sys.argv) == 1 else EVERY:
                with self.subTest(table=table, words=words):
                    path = self.make('torn.gpkg', torn)
                    done = program.run(*[word.format(path=path, folder=self.folder) for word in words], script=SPLIT)
                    self.assertIn(done.returncode, range(4), done)
                    self.assertLessEqual(done.stderr.count(b'\n'), 1, done)
                    if done.returncode == program.INPUT:
                        self.assertIn(b'torn.gpkg', done.stderr or done.stdout, done)
                        self.assertEqual(contents_of(path), contents(torn))
                        self.assertEqual(sorted(os.listdir(self.folder)), ['board.gpkg', 'torn.gpkg'])
                    for left in glob.glob(os.path.join(self.folder, 'out.*')):
                        os.unlink(left)

    def test_check_file(self):
        """What is wrong with the file, whatever map it holds."""
        def told(code, *words):
            done = program.run('check', self.path, '--file', *words, '--json')
            self.assertEqual((done.returncode, done.stderr), (code, b''), done)
            return [json.loads(line) for line in done.stdout.splitlines()]

        program.edit(self.path, SPLIT)
        before = bytes_of(self.path)
        self.assertEqual(told(program.DONE), [{'faults': 0}])
        with contextlib.closing(geopackage.connect_to_write(self.path)) as database:
            database.execute('DELETE FROM rtree_coverage_geom WHERE id = 2')
            database.execute('DELETE FROM coverage_history WHERE entry = 1')
        messages = told(program.FINDINGS)
        self.assertEqual(messages.pop(), {'faults': 3})
        self.assertEqual([message['message'] for message in messages[:2]],
                         ['Row 2 of “coverage” is not found where it lies',
                          '“rtree_coverage_history” finds row 1, which is not there'])
        self.assertIn('there was no partition', messages[2]['message'])
        done = program.run('check', self.path, '--file')
        self.assertEqual((done.returncode, done.stdout.decode().splitlines()[-1]), (program.FINDINGS, 'Faults of the file: 3'))
        self.assert_refused(program.run('check', self.path, '--file', '--export', self.path + '.csv'), program.USAGE)

        path = self.make('short.gpkg', before[:len(before) // 2])
        done = program.run('check', path, '--file')
        self.assertIn((done.returncode, b'short.gpkg' in done.stderr + done.stdout), ((program.INPUT, True), (program.FINDINGS, True)))


class Permissions(Case):
    def assert_only_read(self):
        """Whoever may only read the file is told all, and told that it cannot be written."""
        for words in (*READERS, ['check']):
            with self.subTest(words):
                code = program.USAGE if words == ['list', 'findings'] else program.DONE
                self.assertEqual(respectfully(*on(self.path, words)).returncode, code)
        for words in (*WRITERS[1:], ['version', 'first', *AUTHOR]):
            with self.subTest(words):
                done = respectfully(*on(self.path, words))
                self.assert_refused(done, program.INPUT, 'board.gpkg')

    def test_read_only_file(self):
        os.chmod(self.path, 0o444)
        self.assert_only_read()
        self.assertEqual(os.listdir(self.folder), ['board.gpkg'])

    def test_read_only_folder(self):
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        self.assert_only_read()
        new = os.path.join(self.folder, 'new.gpkg')
        self.assert_refused(respectfully('new', new, *AUTHOR), program.INPUT, 'new.gpkg')
        for path in (self.folder, new):
            self.assert_refused(respectfully('demo', path, '--faces', 500), program.INPUT, path)
        self.assertEqual(os.listdir(self.folder), ['board.gpkg'])

    def test_unreadable_file(self):
        os.chmod(self.path, 0)
        for words in (*READERS, *WRITERS):
            with self.subTest(words):
                done = respectfully(*on(self.path, words))
                self.assert_refused(done, program.INPUT, 'board.gpkg')

    def test_no_folder(self):
        for words in (['new', os.path.join(self.folder, 'none', 'new.gpkg'), *AUTHOR],
                      ['demo', os.path.join(self.path, 'demo'), '--faces', '500'],
                      ['demo', self.path, '--faces', '500']):
            with self.subTest(words):
                self.assert_refused(program.run(*words), program.INPUT, os.path.basename(words[1]))
        self.assert_sound()

    def test_second_writer(self):
        """Whoever comes second is told who is first; it may still read."""
        with program.Session(self.path) as session:
            session.tell('pair CS6.3.0 US1.1.3')
            self.assertTrue(session.ask('line 700095 6600150 700205 6600150')['ok'])
            for words in (*WRITERS[1:], ['version', 'second', *AUTHOR]):
                with self.subTest(words):
                    done = program.run(*on(self.path, words), script='undo\n')
                    self.assert_refused(done, program.INPUT, 'board.gpkg',
                                        f'process {session.process.pid}')
            self.assertEqual(program.json_lines('info', self.path)[0]['faces'], 10)
            self.assertEqual(program.run('check', self.path).returncode, program.DONE)
            self.assertTrue(session.ask('undo')['ok'])
            self.assertEqual(session.close(), program.DONE)
        self.assert_sound()

    def test_gone(self):
        """The file is taken away under an edit that goes on: it is told at once, and what was told before is in the file."""
        away = os.path.join(self.folder, 'away.gpkg')
        with program.Session(self.path) as session:
            session.tell('pair CS6.3.0 US1.1.3')
            self.assertTrue(session.ask('line 700095 6600150 700205 6600150')['ok'])
            os.rename(self.path, away)
            answer = session.ask('undo')
            self.assertEqual((answer['ok'], answer['rule']), (False, 'file'))
            self.assertIn('“board.gpkg” was removed or renamed', answer['message'])
            self.assertEqual(session.close(), program.INPUT)
        self.assert_sound(away, 10)
        self.assertEqual([each['verb'] for each in program.json_lines('log', away)][-1], 'split')

    def test_busy(self):
        """Another program writes and does not end: the edit waits a while, then says so."""
        other = geopackage.connect_to_write(self.path)
        with program.Session(self.path) as session, contextlib.closing(other):
            session.ask('bogus') # it is there
            session.tell('pair CS6.3.0 US1.1.3')
            other.execute('BEGIN IMMEDIATE')
            answer = session.ask('line 700095 6600150 700205 6600150')
            self.assertEqual((answer['ok'], answer['rule']), (False, 'file'))
            self.assertIn('board.gpkg', answer['message'])
            other.execute('ROLLBACK')
            self.assertEqual(session.close(), program.INPUT)
        self.assert_sound()


class FullDisk(Case):
    def test_edit(self):
        small, limit = self.enterContext(disk.small(self.folder, 6 * 1024 * 1024))
        path = os.path.join(small, 'demo.gpkg')
        shutil.copy(program.demo(os.path.join(self.folder, 'map')), path)
        database = geopackage.connect(path)
        before = len(geopackage.faces(database))
        edge = geopackage.edge_segments(geopackage.territory(database).values())
        database.close()
        xs, ys = zip(*(a for a, _ in edge))
        west, east = min(xs) / 1000, max(xs) / 1000
        script = 'pair CS6.3.0 US1.1.3\n' + ''.join(
            f'because "it is to be full"\nline all {west} {y / 1000} {east} {y / 1000 + 1}\n'
            for y in range(min(ys), max(ys), 10000))
        answers, code = program.edit(path, script, **limit)
        self.assertEqual(code, program.INPUT)
        self.assertEqual(answers[-1]['rule'], 'file')
        self.assertIn('demo.gpkg', answers[-1]['message'])
        self.assertIn('full', answers[-1]['message'])
        done = [answer['operation'] for answer in answers if answer['ok']]
        self.assertGreater(len(done), 0)
        self.assertEqual(program.json_lines('log', path)[-1]['operation'], done[-1])
        self.assertGreater(program.json_lines('info', path)[0]['faces'], before)

    def test_new_and_demo(self):
        small, limit = self.enterContext(disk.small(self.folder, 100 * 1024))
        path = os.path.join(small, 'new.gpkg')
        self.assert_refused(program.run('new', path, *AUTHOR, **limit), program.INPUT, 'new.gpkg')
        self.assertEqual(os.listdir(small), [])
        for words in (['--no-photos'], []):
            with self.subTest(words):
                done = program.run('demo', small, '--faces', 500, *words, **limit)
                self.assert_refused(done, program.INPUT)
                self.assertEqual(os.listdir(small), [])

    def test_output(self):
        """Nobody is told that all is well when nobody was told."""
        for words in (['info'], ['list', 'faces'], ['log'], ['check'], ['edit', *AUTHOR]):
            with self.subTest(words), open('/dev/full', 'wb') as full:
                command = program.command(*on(self.path, words))
                done = call(command, stdout=full, input=b'bogus\n' * 2)
                self.assertEqual(done.returncode, program.INPUT)
                self.assertEqual(done.stderr.count(b'\n'), 1, done)
        for words in (['--help'], ['info', '--help'], ['--version']):
            with self.subTest(words), open('/dev/full', 'wb') as full:
                done = call(program.command(*words), stdout=full)
                self.assertEqual(done.returncode, program.INPUT)
        self.assert_sound()


class Scripts(Case):
    def ask(self, script, **options):
        answers, code = program.edit(self.path, script, **options)
        return answers, code

    def assert_unread(self, script, n_answers, code=program.FINDINGS):
        answers, left = self.ask(script)
        self.assertEqual((len(answers), left), (n_answers, code))
        self.assertEqual([answer for answer in answers if answer['ok']], [])
        self.assertNotIn('\n', ''.join(answer['message'] for answer in answers))
        self.assert_sound()

    def test_empty(self):
        self.assertEqual(self.ask(''), ([], program.DONE))
        self.assertEqual(self.ask('\n\n   \n# nothing\n'), ([], program.DONE))

    def test_random_bytes(self):
        script = random.Random(11).randbytes(200_000)
        answers, code = self.ask(script)
        self.assertEqual(code, program.FINDINGS)
        self.assertEqual({answer['rule'] for answer in answers}, {'usage'})
        self.assertLessEqual(len(answers), script.count(b'\n') + 1)
        self.assert_sound()

    def test_random_words(self):
        """Words of the language in any order."""
        words = ('vintage 24 kind change correction dimension cover pair CS6.3.0 US1.1.3 side left '
                 'line all polygon move to insert-vertex remove-vertex merge into set note doubt=1 cure '
                 'because except accept send-back remark version "a reason" "" 700050 6600050 700150.5 6600150 -1 1e5 0 '
                 'nan # \\ "').split(' ')
        chance = random.Random(13)
        script = ''.join(' '.join(chance.choices(words, k=chance.randint(1, 9))) + '\n'
                         for _ in range(3000))
        answers, _ = self.ask(script)
        self.assertGreater(len(answers), 2000)
        self.assertEqual(program.run('check', self.path).stderr, b'')

    def test_nul(self):
        self.assert_unread(b'undo\0\nline 1 2\0 3 4\n\0\0\0\n', 3)

    def test_not_utf_8(self):
        self.assert_unread(b'version "caf\xe9"\n\xff\xfe\n', 2)

    def test_windows_lines(self):
        answers, code = self.ask(SPLIT.replace('\n', '\r\n'))
        self.assertEqual((answers[0]['ok'], code), (True, program.DONE))

    def test_long_lines(self):
        """A megabyte of one word, of many, of quotes, of a line's points."""
        self.assert_unread('x' * 2 ** 20 + '\n', 1)
        self.assert_unread('bogus ' * 2 ** 18 + '\n', 1)
        self.assert_unread('version ' + '"' * (2 ** 20 + 1) + '\n', 1)
        zigzag = ' '.join(f'{700010 + i % 280} {6600010 + i * 7 % 280}' for i in range(60_000))
        answers, code = self.ask('pair CS6.3.0 US1.1.3\n' + ''.join(
            f'{word} {zigzag}\n' for word in ('line', 'line all', 'polygon')))
        self.assertEqual((len(answers), code), (3, program.FINDINGS))
        self.assert_sound()

    def test_huge_coordinates(self):
        numbers = ('1e300', '-1e300', '1e15', '9007199254740993', '1e12', '99999999999', '1' * 400)
        lines = ('line {n} {n} 700150 6600150', 'line 700150 6600150 700150 {n}',
                 'polygon {n} 0 0 {n} 700150 6600150', 'move 700100 6600100 to {n} {n}',
                 'set {n} {n} CS6.3.0 US1.1.3', 'merge 700150 6600150 into {n} {n}', 'cure {n} {n}',
                 'except {n} {n} "far"', 'accept {n} {n}', 'send-back {n} {n} "far"', 'insert-vertex {n} {n}', 'remove-vertex {n} {n}')
        answers, code = self.ask('pair CS6.3.0 US1.1.3\n' + ''.join(
            line.format(n=n) + '\n' for n in numbers for line in lines))
        self.assertEqual((len(answers), code), (len(lines) * len(numbers), program.FINDINGS))
        self.assertEqual([answer for answer in answers if answer['ok']], [])
        self.assert_sound()

    def comb(self, n_teeth):
        """Arable land reaches over a strip of wood with so many teeth, and leaves bits between."""
        step = 100 / (2 * n_teeth + 1)
        teeth = ''
        for i in range(n_teeth):
            west, east = 700000 + step * (2 * i + 1), 700000 + step * (2 * i + 2)
            teeth += f'{west} 6600205 {west} 6600185 {east} 6600185 {east} 6600205 '
        answers, _ = self.ask(
            'pair CS4.1.2 US7.0.0\n'
            'polygon 700000 6600190 700100 6600190 700100 6600200 700000 6600200\n'
            'pair CS6.3.0 US1.1.3\n'
            f'polygon {teeth} {700100 - step} 6600210 {700000 + step} 6600210\n'
            'undo\n')
        self.assertEqual([answer['ok'] for answer in answers], [True, False, True])
        return answers[1]

    def test_comb(self):
        """What leaves more bits too small than anybody would have cured has no cure; looking for
        one would take for ever."""
        self.assertIn('cure', self.comb(10))
        self.assertNotIn('cure', self.comb(40))

    def test_ends_in_a_line(self):
        """What is cut off may be half a number: it is not done."""
        answers, code = self.ask(SPLIT + 'merge 700150 6600175 into 700150 66001')
        self.assertEqual([answer['ok'] for answer in answers], [True, False])
        self.assertEqual((answers[1]['rule'], code), ('usage', program.FINDINGS))
        self.assertIn('lacks its line feed', answers[1]['message'])
        self.assert_sound(n_faces=10)

    def test_stdin_closed(self):
        done = call(['sh', '-c', '"$@" <&-', 'sh', *program.command('edit', self.path, *AUTHOR)])
        self.assert_refused(done, program.INPUT, 'Standard input')
        self.assert_sound()

    def test_stdin_is_a_folder(self):
        fd = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, fd)
        done = call(program.command('edit', self.path, *AUTHOR), stdin=fd)
        self.assert_refused(done, program.INPUT, 'Standard input')
        self.assert_sound()

    def test_stdout_closed(self):
        """It stops at an answer that nobody takes, and closes the file all the same."""
        for redirection in ('>&-', '| true'):
            with self.subTest(redirection):
                done = call(['sh', '-c', f'{{ "$@"; echo $? >&2; }} {redirection}', 'sh',
                             *program.command('edit', self.path, *AUTHOR)],
                            input=b'bogus\n' * 50_000)
                self.assertEqual(done.stderr.split()[-1], b'3', done)
                self.assert_sound()

    def test_reader_goes_away(self):
        """As with `millesime-cli list faces … | head -1`."""
        path = program.demo(os.path.join(self.folder, 'map'))
        for words in (['list', 'faces', '--json'], ['list', 'regions'], ['check'], ['log']):
            with self.subTest(words):
                process = subprocess.Popen(program.command(*on(path, words)),
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                process.stdout.readline()
                process.stdout.close()
                stderr = process.stderr.read()
                process.stderr.close()
                self.assertIn(process.wait(), (program.DONE, program.INPUT, -signal.SIGPIPE))
                self.assertEqual(stderr, b'')
        self.assertEqual(sorted(os.listdir(os.path.dirname(path))), ['demo.gpkg', 'truth.gpkg'])


if __name__ == '__main__':
    tap.main()
