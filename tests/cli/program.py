"""Runs millesime-cli, the program that MLS_CLI names, as another program would."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile

DONE, FINDINGS, USAGE, INPUT = range(4)

# No command of these tests works longer than that on a slow machine with a checking build.
PATIENCE_S = 300


def command(*words):
    return [os.environ['MLS_CLI'], *map(str, words)]


def run(*words, script=None, **options):
    """Runs one command to its end. @script is what its standard input holds, text or bytes."""
    data = script.encode() if isinstance(script, str) else script
    if data is None and 'stdin' not in options:
        options['stdin'] = subprocess.DEVNULL
    options.setdefault('timeout', PATIENCE_S)
    return subprocess.run(command(*words), input=data, capture_output=True, check=False, **options)


def edit(project, script, author='Camille', **options):
    """Does what @script says; returns the results and what the program left with."""
    done = run('edit', project, '--author', author, script=script, **options)
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def json_lines(*words):
    done = run(*words, '--json')
    return [json.loads(line) for line in done.stdout.splitlines()]


class Session:
    """An edit command fed line by line: it answers before it gets the next line."""

    def __init__(self, project):
        self.process = subprocess.Popen(command('edit', project, '--author', 'Camille'),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def tell(self, line):
        """Says a line that has no result when all is well."""
        self.process.stdin.write(f'{line}\n'.encode())

    def ask(self, line):
        self.tell(line)
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer.endswith(b'\n'), f'no answer to "{line}", left with {self.process.wait(PATIENCE_S)}'
        return json.loads(answer)

    def close(self):
        """Lets the program end. Returns what it left with."""
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(PATIENCE_S)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate()


@contextlib.contextmanager
def folder():
    """A scratch folder that anybody may enter."""
    path = tempfile.mkdtemp(prefix='mls-cli-')
    os.chmod(path, 0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def demo(directory, n_faces=2000):
    """The coverage of the demo territory, without its photos."""
    done = run('demo', directory, '--faces', n_faces, '--no-photos')
    assert done.returncode == DONE, done.stderr
    return os.path.join(directory, 'demo.gpkg')
