"""The manual pages: without a fault, and with every command and option that the programs tell.

test-man.py MAN_FOLDER MILLESIME_CLI [MILLESIME]
"""

import os
import re
import subprocess
import sys
import unittest

import tap

FOLDER, CLI, *EDITOR = sys.argv[1:]
LANGUAGES = {'en': 'man1', 'fr': 'fr/man1'}
ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def read(language, name):
    """A page as it is read, without the width of a screen."""
    path = f'{FOLDER}/{LANGUAGES[language]}/{name}.1'
    told = run('man', '--warnings', '-E', 'UTF-8', '-l', path, env=dict(ENVIRONMENT, MANWIDTH='400', MANROFFOPT='-rHY=0'))
    return re.sub('.\b', '', told.stdout), told.stderr


def options_of(*command):
    return re.findall(r'^ *(?:-\w, )?(--[a-z][a-z-]*)', run(*command, '--help', env=ENVIRONMENT, check=True).stdout, re.M)


class TestMan(unittest.TestCase):
    def pages(self):
        return ['millesime-cli'] + (['millesime'] if EDITOR else [])

    def test_sound(self):
        for language in LANGUAGES:
            for name in self.pages():
                text, warnings = read(language, name)
                self.assertEqual(warnings, '', f'{name} ({language})')
                self.assertGreater(len(text.split()), 100)
                self.assertNotIn('@', text)

    def test_commands(self):
        commands = re.findall(r'^  ([a-z]\S*) ', run(CLI, '--help', env=ENVIRONMENT, check=True).stdout, re.M)
        self.assertGreater(len(commands), 30)
        for language in LANGUAGES:
            text, _ = read(language, 'millesime-cli')
            for command in commands:
                section = re.search(rf'^   {command}( .*)?\n((?:\n|     .*\n)*)', text, re.M)
                self.assertIsNotNone(section, f'{command} ({language})')
                for option in set(options_of(CLI, command)) - {'--help'}:
                    self.assertIn(option, section.group(2), f'{command} ({language})')

    @unittest.skipUnless(EDITOR, 'there is no editor')
    def test_options(self):
        told = set(options_of(*EDITOR))
        self.assertIn('--author', told)
        for language in LANGUAGES:
            text, _ = read(language, 'millesime')
            for option in told - {'--help', '--help-all', '--help-gapplication', '--help-gtk', '--gapplication-service'}:
                self.assertIn(option, text, language)


if __name__ == '__main__':
    tap.main()
