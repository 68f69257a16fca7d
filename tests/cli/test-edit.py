"""What edit answers, word for word: see golden/*.golden.

    test-edit.py [--update]    writes the answers anew, to be read before they are kept
"""

import os
import pathlib
import sys
import unittest

import board
import program
import tap

GOLDEN = pathlib.Path(__file__).with_name('golden')


def is_input(line):
    return line.startswith(('#', '>')) or not line


def script_of(lines):
    return ''.join(line[2:] + '\n' for line in lines if line.startswith('> '))


def answered(lines):
    """The same lines with the answers that the program gives now."""
    with program.folder() as directory:
        path = board.make(os.path.join(directory, 'board.gpkg'))
        done = program.run('edit', path, '--author', 'Camille', script=script_of(lines),
                           env={**os.environ, 'LC_ALL': 'C.UTF-8'})
    answers = {}
    for answer in done.stdout.decode().splitlines():
        answers[int(answer.split(':')[1].split(',')[0])] = answer
    told, number = [], 0
    for line in filter(is_input, lines):
        told.append(line)
        number += line.startswith('> ')
        if line.startswith('> ') and number in answers:
            told.append(answers.pop(number))
    assert not answers, answers
    return told + [f'exit {done.returncode}']


def read(path):
    return path.read_text(encoding='utf-8').splitlines()


class Edit(unittest.TestCase):
    maxDiff = None

    def judge(self, path):
        self.assertEqual('\n'.join(answered(read(path))), '\n'.join(read(path)))


for golden in sorted(GOLDEN.glob('*.golden')):
    setattr(Edit, f'test_{golden.stem}', lambda self, path=golden: self.judge(path))

if __name__ == '__main__':
    if '--update' in sys.argv:
        for golden in GOLDEN.glob('*.golden'):
            golden.write_text('\n'.join(answered(read(golden))) + '\n', encoding='utf-8')
    else:
        tap.main()
