"""Tells what unittest finds in the Test Anything Protocol, for meson."""

import sys
import traceback
import unittest


class Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.n_told = 0
        self.word = self.comment = ''

    def startTest(self, test):
        super().startTest(test)
        self.word, self.comment = 'ok', ''

    def stopTest(self, test):
        super().stopTest(test)
        self.n_told += 1
        name = test.id().removeprefix('__main__.')
        print(f'{self.word} {self.n_told} {name}{self.comment}', flush=True)

    def fail(self, test, err):
        say(f'{test}\n' + ''.join(traceback.format_exception(*err)))
        self.word = 'not ok'

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.fail(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.fail(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.fail(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.comment = f' # SKIP {reason}'


def say(text):
    """A remark for whoever reads the log."""
    for line in text.splitlines():
        print(f'# {line}', flush=True)


def main():
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__'])
    print(f'1..{tests.countTestCases()}')
    result = Result()
    tests.run(result)
    sys.exit(not result.wasSuccessful())
