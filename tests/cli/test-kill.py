"""Kills an edit command again and again between its first and its last result: whatever it has
answered is in the file, and nothing half done."""

import json
import os
import random
import shutil
import subprocess
import threading
import unittest

import geopackage
import gesture
import program
import tap
import world

N_KILLS = 50
LEAST_DISTINCT = 40
N_LINES = 200
SEED = 5


class Script:
    """Lines that are all done, and the state the file is in behind each."""

    def __init__(self, path):
        self.lines = []
        self.states = []
        self.operations = []
        operator = gesture.Operator(world.World(path), random.Random(SEED))
        with program.Session(path) as session:
            while len(self.lines) < N_LINES:
                self.add(operator, session)
            operator.world.database.close()
            session.close()

    def add(self, operator, session):
        name = operator.random.choice(('across', 'island', 'recode', 'move', 'merge', 'undo'))
        before = operator.settings()
        *more, line = [name] if name == 'undo' else getattr(operator, name)()
        before += more
        for setting in before:
            session.tell(setting)
        answer = session.ask(line)
        if answer['ok']:
            operator.world.follow(answer)
            self.lines.append('\n'.join((*before, line)))
            self.states.append(dict(operator.world.faces))
            self.operations.append(answer['operation'])


def edit_until(path, script, n_answers):
    """Feeds the whole script, and kills the program once it has given so many answers. Returns all
    that it gave before it died."""
    process = subprocess.Popen(program.command('edit', path, '--author', 'Camille'),
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    text = ('\n'.join(script.lines) + '\n').encode()
    feeder = threading.Thread(target=feed, args=(process.stdin, text))
    feeder.start()
    answers = [process.stdout.readline() for _ in range(n_answers)]
    process.kill()
    answers += process.stdout.readlines()
    process.wait()
    feeder.join()
    process.stdout.close()
    return [json.loads(answer) for answer in answers if answer.endswith(b'\n')]


def feed(stream, text):
    try:
        stream.write(text)
        stream.close()
    except BrokenPipeError:
        pass


class Kill(unittest.TestCase):
    def test_kill(self):
        chance = random.Random(SEED)
        reached = []
        with program.folder() as directory:
            original = program.demo(os.path.join(directory, 'demo'))
            path = os.path.join(directory, 'killed.gpkg')
            shutil.copy(original, path)
            script = Script(path)
            for n_answers in chance.sample(range(1, N_LINES - 10), N_KILLS):
                shutil.copy(original, path)
                answers = edit_until(path, script, n_answers)
                reached.append(len(answers))
                self.assert_whole(path, script, answers)
        tap.say('lines reached: ' + ' '.join(map(str, reached)))
        tap.say(f'{len(set(reached))} distinct of {len(reached)}')
        self.assertEqual(len(reached), N_KILLS)
        self.assertTrue(all(1 <= n < N_LINES for n in reached))
        self.assertGreaterEqual(len(set(reached)), LEAST_DISTINCT)

    def assert_whole(self, path, script, answers):
        self.assertEqual([answer['operation'] for answer in answers],
                         script.operations[:len(answers)])

        # First who only reads, while the killed one's journal is still there.
        self.assertEqual(program.run('info', path).returncode, program.DONE)
        done = [entry['operation'] for entry in program.json_lines('log', path)
                if entry['operation'] >= script.operations[0]]
        self.assertIn(done, [script.operations[:n] for n in (len(answers), len(answers) + 1)])

        check = program.run('check', path)
        self.assertEqual((check.returncode, check.stderr), (program.DONE, b''))
        self.assertEqual([name for name in os.listdir(os.path.dirname(path)) if 'killed' in name],
                         ['killed.gpkg'])
        database = geopackage.connect(path)
        self.assertTrue(geopackage.faces(database) == script.states[len(done) - 1])
        database.close()


if __name__ == '__main__':
    tap.main()
