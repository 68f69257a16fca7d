"""Random edits, undo and redo through the script of one edit command, on the demo territory.

The file is read by a reader of its own after each answer: the faces are a partition of the
territory, by the whole number of square millimetres, and what was written is what the answer says.
That is kept up from what each operation wrote; now and then, and at the end, it is compared with
the whole file. Undo and redo are compared with two plain stacks all along, and at the end all is
undone.

    test-random.py [--edits N] [--seed S]
"""

import argparse
import collections
import os
import random
import sys
import time
import unittest

import board
import geopackage
import gesture
import program
import tap
import world

# Gestures, with how often each is made.
GOOD = {'across': 18, 'bulge': 14, 'island': 8, 'kept': 8, 'merge': 9, 'absorb': 2, 'recode': 22, 'note': 10, 'move': 10,
        'insert': 13, 'remove': 8, 'cure': 8, 'exception': 1,
        'shift': 6, 'thin': 6, 'redraw': 22, 'outline': 14, 'strip': 7}
BAD = {'outside': .5, 'edge': .5, 'far': 1, 'fine': 1, 'speck': 1, 'distant': .5, 'nowhere': .5,
       'stub': .5, 'bridge': 1, 'same': .5, 'unfit': .5, 'unknown': .5, 'too_small': 1, 'empty': .5, 'sound': .5}
GESTURES = {**GOOD, **BAD}

# Gestures that take long, made once in so many edits.
RARE = {1500: 'scribble'}

VERBS = ('split', 'reshape', 'island', 'complete', 'strip', 'merge', 'recode', 'move-vertex', 'insert-vertex',
         'remove-vertex', 'move-vertices', 'remove-vertices', 'straighten', 'simplify', 'smooth',
         'cure', 'note')
KINDS = ('change', 'correction', 'named')

# Every rule a script can break there. "no-pair" is none of them: a line without a pair has no
# effect, and all other words are given theirs. "too-large" takes more faces, see test_too_large().
RULES = ('no-effect', 'nothing-to-cut', 'outside', 'edge', 'crosses', 'too-fine', 'not-adjacent',
         'no-vertex', 'no-way', 'missing-label', 'mmu', 'pair', 'code', 'not-flagged')

# And one that it breaks by chance, which golden cases try.
CHANCE = {'impossible-change'}

# How often undo and redo come, and how far they go.
PAUSE = 0.02
LONGEST_RUN = 25

# How often the whole file is compared, in edits.
INTERVAL = 1000


class Stacks:
    """Undo and redo as everybody knows them: what was done, and what was undone since."""

    def __init__(self):
        self.done = []   # the operation that did it last, and its steps
        self.undone = []

    def do(self, operation, steps):
        self.done.append((operation, steps))
        self.undone.clear()

    @staticmethod
    def reverse(steps):
        return tuple({key: (after, before) for key, (before, after) in part.items()}
                     for part in steps)

    def back(self, source, target, answer, steps, undoes):
        """The answer to undo or redo takes back just what is on top."""
        operation, expected = source.pop()
        assert undoes == operation, answer
        assert steps == self.reverse(expected), answer
        target.append((answer['operation'], steps))


def make_loose_ends(path):
    """What another program did before: ground without codes, and regions too small."""
    database = geopackage.connect_to_write(path)
    areas = database.execute('SELECT fid, surf_m2 FROM coverage ORDER BY fid').fetchall()
    small = [(fid,) for fid, area in areas if 60 <= area <= 280]
    bare = [(fid,) for fid, area in areas if area > 2000][:8]
    update = 'UPDATE coverage SET cs24 = %s, us24 = %s WHERE fid = ?'
    database.executemany(update % ("'CS4.3.2'", "'US7.0.0'"), small)
    database.executemany(update % ('NULL', 'NULL'), bare)
    database.close()
    return [fid for fid, in small], [fid for fid, in bare]


class Trial:
    def __init__(self, path, session, options):
        self.random = random.Random(options.seed)
        self.session = session
        self.options = options
        self.world = world.World(path)
        self.start = dict(self.world.faces), dict(self.world.lines)
        self.operator = gesture.Operator(self.world, self.random)
        self.stacks = Stacks()
        self.accepted = collections.Counter() # by verb and kind
        self.refused = collections.Counter()  # by what was tried and rule
        self.n_backs = collections.Counter()

    def choose(self):
        n_made = self.accepted.total() + self.refused.total()
        for interval, name in RARE.items():
            if n_made % interval == interval - 1:
                return name
        return self.random.choices(list(GESTURES), GESTURES.values())[0]

    def edit(self):
        operator = self.operator
        if operator.vintage is None or self.random.random() < 0.4:
            for line in operator.settings():
                self.session.tell(line)
        name = self.choose()
        *before, line = getattr(operator, name)()
        for setting in before:
            self.session.tell(setting)
            if setting.startswith(('vintage', 'kind', 'dimension')):
                operator.vintage = None # it is to say again what it means
        self.take(name, line, self.session.ask(line))

    def take(self, name, line, answer):
        if not answer['ok']:
            assert answer['rule'] != 'usage', (line, answer)
            self.refused[name, answer['rule']] += 1
            return
        self.stacks.do(answer['operation'], self.world.follow(answer))
        self.accepted[answer['verb'], self.operator.kind] += 1

    def go(self, word):
        """One step back or forth, if there is one."""
        stacks = self.stacks
        ways = {'undo': (stacks.done, stacks.undone), 'redo': (stacks.undone, stacks.done)}
        source, target = ways[word]
        answer = self.session.ask(word)
        self.n_backs[word, answer['ok']] += 1
        assert answer['ok'] == bool(source), answer
        if answer['ok']:
            stacks.back(source, target, answer, self.world.follow(answer), self.undone_by(answer))
        else:
            assert answer['rule'] == 'nothing', answer

    def undone_by(self, answer):
        sql = 'SELECT undoes FROM operation WHERE id = ?'
        return self.world.database.execute(sql, (answer['operation'],)).fetchone()[0]

    def wander(self):
        """A run of undo, and maybe some of redo."""
        n = self.random.randint(1, LONGEST_RUN)
        for _ in range(min(n, len(self.stacks.done))):
            self.go('undo')
        for _ in range(self.random.choice((0, self.random.randint(1, n), n, n + 1))):
            self.go('redo')

    def run(self):
        for i in range(self.options.edits):
            self.edit()
            if self.random.random() < PAUSE:
                self.wander()
            if i % INTERVAL == 0:
                self.world.compare()
        self.world.compare()

    def undo_all(self):
        while self.stacks.done:
            self.go('undo')
        self.world.compare()
        assert (self.world.faces, self.world.lines) == self.start

    # What came of it.

    def print_table(self):
        total = self.accepted.total()
        tap.say(f'{"accepted":15}' + ''.join(f'{kind:>12}' for kind in KINDS) + f'{"":>12}')
        for verb in (*VERBS, 'except'):
            counts = [self.accepted[verb, kind] for kind in KINDS]
            tap.say(f'{verb:15}' + ''.join(f'{n:12}' for n in counts)
                    + f'{sum(counts):7} {sum(counts) / total:4.1%}')
        counts = [sum(n for (_, k), n in self.accepted.items() if k == kind) for kind in KINDS]
        tap.say(f'{"":15}' + ''.join(f'{n:6} {n / total:5.1%}' for n in counts) + f'{total:7}')
        self.print_refusals()
        tap.say(', '.join(f'{n} × {word}' + ('' if ok else ' with nothing to do')
                          for (word, ok), n in sorted(self.n_backs.items())))

    def print_refusals(self):
        """By gesture, as a verb is only known of what is done."""
        rules = sorted({rule for _, rule in self.refused})
        for name in (*GESTURES, *RARE.values()):
            counts = {rule: self.refused[name, rule] for rule in rules if self.refused[name, rule]}
            tap.say(f'refused {name:12}' + ', '.join(f'{n} {rule}' for rule, n in counts.items()))
        totals = {rule: sum(self.refused[name, rule] for name in (*GESTURES, *RARE.values()))
                  for rule in rules}
        tap.say('refused: ' + ', '.join(f'{n} {rule}' for rule, n in totals.items()))


class RandomEdits(unittest.TestCase):
    options = argparse.Namespace(edits=5000, seed=1)

    def judge(self, trial):
        """Enough of everything was met."""
        total = trial.accepted.total()
        self.assertGreaterEqual(total, 0.6 * self.options.edits)
        for verb in VERBS:
            n = sum(trial.accepted[verb, kind] for kind in KINDS)
            self.assertGreaterEqual(n, 0.03 * total, verb)
        for kind in KINDS:
            n = sum(trial.accepted[verb, kind] for verb in VERBS)
            self.assertGreaterEqual(n, 0.03 * total, kind)
        self.assertEqual({rule for _, rule in trial.refused} - CHANCE, set(RULES))

    def test_edits(self):
        tap.say(f'{self.options.edits} edits, seed {self.options.seed}')
        with program.folder() as directory:
            path = program.demo(directory)
            small, bare = make_loose_ends(path)
            started = time.monotonic()
            with program.Session(path) as session:
                trial = Trial(path, session, self.options)
                trial.world.bare = bare
                trial.operator.small = [trial.operator.within(fid) for fid in small]
                trial.run()
                tap.say(f'{time.monotonic() - started:.1f} s')
                trial.print_table()
                trial.undo_all()
                trial.world.database.close()
                session.close()
            tap.say(f'{time.monotonic() - started:.1f} s with all undone')
            self.judge(trial)
            check = program.run('check', path)
            self.assertIn(check.returncode, (program.DONE, program.FINDINGS))
            self.assertNotIn(b'gap', check.stdout)

    def test_too_large(self):
        """The one rule that the demo has too few faces for."""
        with program.folder() as directory:
            path = board.make(os.path.join(directory, 'wide.gpkg'), 260)
            west, south, east, north = 700_010, 6_600_010, 725_990, 6_625_990
            answers, code = program.edit(
                path, 'pair CS2.1.1 US7.0.0\n'
                f'polygon {west} {south} {east} {south} {east} {north} {west} {north}\n')
            self.assertEqual((answers[0]['rule'], code), ('too-large', program.FINDINGS))


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--edits', type=int, default=RandomEdits.options.edits)
    parser.add_argument('--seed', type=int, default=RandomEdits.options.seed)
    RandomEdits.options = parser.parse_args()
    sys.argv[1:] = []
    tap.main()
