"""Control from drawing to figures, by a controller who reads the demo's truth: each figure is reckoned again from the rows of
the form, in fractions, and limits are to enclose what is so of all regions as often as they claim."""

import collections
import contextlib
import fractions
import json
import math
import os
import sqlite3
import unittest

from osgeo import ogr

import program
import tap

ogr.UseExceptions()

Fraction = fractions.Fraction

N_SEEDS = 100
TAIL = Fraction(1, 40)  # beyond either of the limits that enclose 95 of 100


def read(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def faults(path):
    """Where the map of 2024 is not what is there, how, and what cover is."""
    source = ogr.Open(path)
    return [(row.GetGeometryRef().Clone(), row['kind'], row['cs24'])
            for row in source.GetLayerByName('fault') if '24' in row['vintage'].split(',')]


def find_error(outline, cover, planted):
    """What a controller puts into the form for a region, or nothing if it is right."""
    for place, kind, there in planted:
        if not outline.Contains(place):
            continue
        if kind == 'border':
            return {'erreur_geom': 1}
        if kind == 'omission' and there != cover:
            return {'omission': 1}
        if there != cover:
            return {'code_remplac': there}
    return None


def tail(least, n, rate):
    """The chance of at least so many right ones of @n."""
    return math.fsum(math.comb(n, k) * rate**k * (1 - rate)**(n - k) for k in range(least, n + 1))


class Control(unittest.TestCase):
    def run(self, result=None):
        with program.folder() as self.folder:
            super().run(result)

    def path(self, name):
        return os.path.join(self.folder, name)

    def setUp(self):
        self.project = program.demo(self.folder, 3000)
        self.planted = faults(self.path('truth.gpkg'))
        self.known = {}

    def draw(self, name, seed, *words):
        done = program.run('sample', self.project, '-o', self.path(name), '--dimension', 'cover', '--vintage', '24',
                           '--largest-ha', 0, '--seed', seed, *words)
        self.assertEqual(done.returncode, program.DONE, done.stderr)
        return self.path(name)

    def error_of(self, outline, cover):
        """Each region is looked at once, whichever samples it is in."""
        key = bytes(outline.ExportToWkb())
        if key not in self.known:
            self.known[key] = find_error(outline, cover, self.planted)
        return self.known[key]

    def judge(self, path, is_skipped=lambda unit: False, is_unsure=lambda unit: False):
        source = ogr.Open(path, 1)
        layer = source.GetLayerByName('controle')
        layer.StartTransaction()
        for row in list(layer):
            error = self.error_of(row.GetGeometryRef(), row['cs'])
            if is_skipped(row['unite']):
                continue
            row['controleur'] = 'Noé'
            row['etat_cqp'] = 'nsp' if is_unsure(row['unite']) else 'ok' if error is None else 'erreur'
            for column, value in (error or {}).items() if row['etat_cqp'] == 'erreur' else ():
                row[column] = value
            layer.SetFeature(row)
        layer.CommitTransaction()

    def figures(self, path):
        """By measure, class and what is there."""
        told, = (json.loads(line) for line in program.run('accuracy', path, '--json').stdout.splitlines())
        return {(figure['measure'], figure.get('class'), figure.get('reference')): figure for figure in told['figures']}

    def assert_near(self, figure, value, error=None):
        self.assertAlmostEqual(figure['value'], float(value), delta=1e-9)
        if error is not None:
            self.assertAlmostEqual(figure['error'] ** 2, float(error), delta=1e-12)

    def assert_exact_limits(self, figure, right, n):
        """What was seen is as improbable at either limit as they claim."""
        if right > 0:
            self.assertAlmostEqual(tail(right, n, figure['low']), float(TAIL), delta=1e-9)
        if right < n:
            self.assertAlmostEqual(1 - tail(right + 1, n, figure['high']), float(TAIL), delta=1e-9)

    def test_figures(self):
        """Rates, limits, matrix, Olofsson's estimates and kappa, all from the rows of the form and the table of strata."""
        path = self.draw('a.gpkg', 1, '--share', 12)
        self.judge(path, lambda unit: unit % 40 == 7, lambda unit: unit % 30 == 4)
        told = self.figures(path)

        cells = collections.Counter()
        for cover, state, there in read(path, 'SELECT cs, etat_cqp, code_remplac FROM controle'):
            if state in ('ok', 'erreur'):
                cells[cover, cover if state == 'ok' else there or '?'] += 1
        strata = {code: (n, area) for code, n, area in read(path, 'SELECT code, n_regions, area2 FROM stratum')}
        rows = collections.Counter()
        columns = collections.Counter()
        for (cover, there), n in cells.items():
            rows[cover] += n
            columns[there] += n
            self.assertEqual(told['matrix-count', cover, there]['value'], n)
        self.assertEqual(sum(key[0] == 'matrix-count' for key in told), len(cells))
        self.assertGreater(len(rows), 8)
        self.assertTrue(all(n > 1 or strata[cover][0] == 1 for cover, n in rows.items()), rows)

        n = sum(rows.values())
        right = sum(cells[cover, cover] for cover in rows)
        self.assert_near(told['right-rate', None, None], Fraction(right, n))
        self.assert_exact_limits(told['right-rate', None, None], right, n)
        self.assert_near(told['misclassification-rate', None, None], Fraction(n - right, n))
        chance = sum(rows[cover] * columns[cover] for cover in rows)
        self.assert_near(told['kappa', None, None], Fraction(n * right - chance, n * n - chance))

        ground = sum(strata[cover][1] for cover in rows)
        share = {cover: Fraction(strata[cover][1], ground) for cover in rows}
        unseen = {cover: 1 - Fraction(rows[cover], strata[cover][0]) for cover in rows}
        users = {cover: Fraction(cells[cover, cover], rows[cover]) for cover in rows}
        self.assert_near(told['overall-accuracy', None, None], sum(share[cover] * users[cover] for cover in rows),
                         sum(unseen[cover] * share[cover]**2 * users[cover] * (1 - users[cover]) / max(rows[cover] - 1, 1)
                             for cover in rows))
        for cover in rows:
            part = {row: Fraction(cells[row, cover], rows[row]) for row in rows}
            there = sum(share[row] * part[row] for row in rows)
            variance = sum(unseen[row] * (share[row]**2 * part[row] - (share[row] * part[row])**2) / max(rows[row] - 1, 1)
                           for row in rows)
            self.assert_near(told['users-accuracy', cover, None], users[cover],
                             unseen[cover] * users[cover] * (1 - users[cover]) / max(rows[cover] - 1, 1))
            self.assert_near(told['area-share', cover, None], there, variance)
            self.assert_near(told['mapped-area-share', cover, None], share[cover], 0)
            if there > 0:
                self.assert_near(told['producers-accuracy', cover, None], share[cover] * users[cover] / there)
            if unseen[cover] > 0:
                self.assert_exact_limits(told['right-rate', cover, None], cells[cover, cover], rows[cover])
            else:
                self.assertEqual(told['right-rate', cover, None]['low'], told['right-rate', cover, None]['high'])

    def test_coverage(self):
        """What limits enclose, in a hundred samples: the share of all regions that is right."""
        every = self.draw('all.gpkg', 1, '--share', 100)
        source = ogr.Open(every)
        wrong = [self.error_of(row.GetGeometryRef(), row['cs']) is not None for row in source.GetLayerByName('controle')]
        truth = 1 - sum(wrong) / len(wrong)
        self.assertGreater(truth, 0.5)
        self.assertLess(truth, 1)
        n_covered = 0
        for seed in range(1, N_SEEDS + 1):
            path = self.draw(f'{seed}.gpkg', seed, '--share', 5)
            self.judge(path)
            rate = self.figures(path)['right-rate-of-all-regions', None, None]
            n_covered += rate['low'] <= truth <= rate['high']
            os.unlink(path)
        print(f'# {len(wrong)} regions, {100 * (1 - truth):.2f} % wrong: {n_covered} of {N_SEEDS} samples enclose that', flush=True)
        self.assertGreaterEqual(n_covered, 90)


if __name__ == '__main__':
    tap.main()
