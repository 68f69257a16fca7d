"""The guide: valid pages, both languages whole, and true of the program: its keys, its words, its menus.

test-guide.py SOURCE_TREE PRINT_KEYS LOCALE_DIR
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import tap

SOURCE, PRINT_KEYS, LOCALE_DIR = sys.argv[1:4]

HELP = Path(SOURCE) / 'help'
MALLARD = '{http://projectmallard.org/1.0/}'
LANGUAGES = ('en', 'fr')

# A picture is for a page, not to be studied.
MOST_BYTES = 150_000


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)


def read_catalogue(path):
    """A catalogue as {text: translation}."""
    catalogue = {}
    told = run('msgcat', '--no-wrap', '--no-location', path, check=True).stdout
    for block in told.split('\n\n'):
        parts = {}
        for line in block.splitlines():
            match = re.match(r'(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])? ?"(.*)"$', line)
            if match:
                part = match.group(1) or part
                parts[part] = parts.get(part, '') + match.group(2).replace('\\"', '"')
        if parts.get('msgid'):
            catalogue[parts['msgid']] = parts.get('msgstr', parts.get('msgstr[0]', ''))
    return catalogue


def make_french(folder):
    run('msgfmt', '-o', folder / 'fr.mo', HELP / 'fr/fr.po', check=True)
    run('itstool', '-m', folder / 'fr.mo', '--lang', 'fr', '-o', folder, *sorted((HELP / 'C').glob('*.page')), check=True)
    return sorted(folder.glob('*.page'))


SCRATCH = tempfile.TemporaryDirectory()
PAGES = {'en': sorted((HELP / 'C').glob('*.page')), 'fr': make_french(Path(SCRATCH.name))}
WORDS = {text.replace('_', ''): translation.replace('_', '')
         for text, translation in read_catalogue(Path(SOURCE) / 'po/fr.po').items()}


def each(language, tag):
    """The texts of all elements of that name, with their pages."""
    for page in PAGES[language]:
        for element in ElementTree.parse(page).iter(MALLARD + tag):
            yield page.name, ' '.join(''.join(element.itertext()).split())


def label_of(element):
    return next((attribute.text for attribute in element.findall('attribute') if attribute.get('name') == 'label'), None)


def window_menu():
    return ElementTree.parse(Path(SOURCE) / 'ui/window.ui').getroot().find('menu')


def read_menu():
    """The labels on the way to each item of the window's menu, to each submenu and to each section with a title."""
    def walk(element, way):
        for child in element:
            label = label_of(child) and label_of(child).replace('_', '')
            here = way if label is None else (*way, label)
            if label is not None:
                yield here
            yield from walk(child, here if child.tag == 'submenu' else way)
    return list(walk(window_menu(), ()))


def menus():
    """The labels of each menu as they are written, with that of the submenu itself, by whose letter one leaves it."""
    def labels(element):
        for child in element:
            if child.tag == 'section':
                yield from labels(child)
            elif child.tag in ('item', 'submenu'):
                yield label_of(child)

    menu = window_menu()
    return [list(labels(menu))] + [[label_of(submenu), *labels(submenu)] for submenu in menu.iter('submenu')]


def ways_of(language):
    for page in PAGES[language]:
        for sequence in ElementTree.parse(page).iter(MALLARD + 'guiseq'):
            way = tuple(' '.join(''.join(step.itertext()).split()) for step in sequence.iter(MALLARD + 'gui'))
            if way[0] == 'Menu':
                yield page.name, way


def read_labels(language):
    environment = dict(os.environ, LC_ALL='fr_FR.UTF-8', LANGUAGE=language, MLS_LOCALE_DIR=LOCALE_DIR)
    return run(PRINT_KEYS, '--labels', env=environment, check=True).stdout.splitlines()


def in_order(key):
    """Whichever modifier comes first."""
    *modifiers, last = re.split(r'(?<=.)\+(?=.)', key)
    return tuple(sorted(modifiers)) + (last,)


def key_of(sequence):
    return '+'.join(key.text for key in sequence.iter(MALLARD + 'key'))


def keys_of(language):
    """Each key that is named, with its page: one in a sequence is named by that."""
    for page in PAGES[language]:
        tree = ElementTree.parse(page)
        within = {id(key) for sequence in tree.iter(MALLARD + 'keyseq') for key in sequence.iter(MALLARD + 'key')}
        for sequence in tree.iter(MALLARD + 'keyseq'):
            yield page.name, key_of(sequence)
        for key in tree.iter(MALLARD + 'key'):
            if id(key) not in within:
                yield page.name, key.text


class TestGuide(unittest.TestCase):
    def test_valid(self):
        for language in LANGUAGES:
            for check in ('validate', 'links', 'orphans'):
                told = run('yelp-check', check, *PAGES[language])
                self.assertEqual((told.returncode, told.stdout, told.stderr), (0, '', ''))

    def test_translated(self):
        told = run('msgfmt', '--check', '--statistics', '-o', '/dev/null', HELP / 'fr/fr.po', env=dict(os.environ, LC_ALL='C'))
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertRegex(told.stderr, r'^\d+ translated messages\.\n$')

    def test_keys(self):
        for language in LANGUAGES:
            labels = read_labels(language)
            known = {in_order(label) for label in labels}
            # What a gesture is made of: "Shift" of "Shift and click".
            known |= {(word,) for label in labels for word in re.split(r'[ ,]+', label)}
            named = set(keys_of(language))
            self.assertGreater(len(named), 100)
            for page, key in sorted(named):
                self.assertIn(in_order(key), known, f'{page} ({language}): there is no key {key}')

    def test_words(self):
        """What the guide calls a button or a menu item is what stands on it, in either language."""
        for page, text in each('en', 'gui'):
            self.assertIn(text, WORDS, f'{page}: nothing in the program is called “{text}”')
        french = set(WORDS.values())
        for page, text in each('fr', 'gui'):
            self.assertIn(text, french, f'{page} (fr): nothing in the program is called « {text} »')

    def test_menus(self):
        """Whoever meets an item of the menu, or a tool, finds it in the guide."""
        named = {text for _, text in each('en', 'gui')} | {text for _, text in each('en', 'title')}
        labels = [label for path in read_menu() for label in path]
        self.assertGreater(len(labels), 30)
        for label in labels:
            self.assertIn(label, named, f'no page tells of “{label}”')

    def test_ways(self):
        """What the guide says to choose in the menu is where it says."""
        paths = [('Menu', *path) for path in read_menu()]
        for language in LANGUAGES:
            known = paths if language == 'en' else [tuple(WORDS[label] for label in path) for path in paths]
            ways = list(ways_of(language))
            self.assertGreater(len(ways), 20)
            for page, way in ways:
                self.assertIn(way, known, f'{page} ({language}): nothing in the menu is at {" > ".join(way)}')

    def test_letters(self):
        """A letter chooses one item of a menu, in either language."""
        french = read_catalogue(Path(SOURCE) / 'po/fr.po')
        for menu in menus():
            for labels in (menu, [french[label] for label in menu]):
                letters = [label[label.index('_') + 1].lower() for label in labels]
                self.assertEqual(len(letters), len(set(letters)), labels)

    def test_actions(self):
        """What a key does is found in the table of keys, which is the program's own."""
        titles = {text for page, text in each('en', 'td') if page == 'keys.page'}
        source = (Path(SOURCE) / 'src/ui/keys.c').read_text()
        for title in re.findall(r'N_\("([^"]*)"\)\),?$', source, re.M):
            self.assertIn(title, titles, f'keys.page does not tell “{title}”')

    def test_pictures(self):
        pictures = {language: {path.name for path in (HELP / folder / 'figures').iterdir()}
                    for language, folder in (('en', 'C'), ('fr', 'fr'))}
        self.assertEqual(pictures['en'], pictures['fr'])
        shown = set()
        for page in PAGES['en']:
            shown |= {Path(media.get('src')).name for media in ElementTree.parse(page).iter(MALLARD + 'media')}
        self.assertEqual(shown, pictures['en'])
        for path in HELP.glob('*/figures/*'):
            self.assertLess(path.stat().st_size, MOST_BYTES, path)


if __name__ == '__main__':
    tap.main()
