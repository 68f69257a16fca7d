"""Random gestures of an operator, good and bad ones, as lines of a script."""

import math

import partition

METRE = 1000


def place(point):
    return f'{point[0] / 1000:.3f} {point[1] / 1000:.3f}'


def course(points):
    return ' '.join(map(place, points))


def middle(a, b):
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


def towards(point, direction, distance):
    """@distance mm from @point; a direction without length leads nowhere."""
    length = math.hypot(*direction) or 1
    return tuple(round(p + d / length * distance) for p, d in zip(point, direction))


def inside(polygon):
    x, y, *_ = partition.as_ogr(polygon).PointOnSurface().GetPoint()
    return round(x), round(y)


class Operator:
    """Somebody at work on @world. What a gesture means by pair, vintage and kind is said first."""

    def __init__(self, world, random):
        self.world = world
        self.random = random
        self.vintage = self.dimension = self.kind = None
        self.small = [] # places where something may be too small

    # What to work on.

    def face(self, n_choices=1):
        """The largest of some random faces: an operator draws more on large ones."""
        partition_ = self.world.partition
        choices = [self.random.choice(self.world.fids) for _ in range(n_choices)]
        return max(choices, key=lambda fid: partition.geopackage.twice_area(partition_.rings[fid]))

    def segment(self, fid):
        ring = self.random.choice(self.world.partition.rings[fid])
        i = self.random.randrange(len(ring))
        return ring[i], ring[(i + 1) % len(ring)]

    def vertex(self):
        return self.segment(self.face())[0]

    def neighbours(self, fid):
        owner = self.world.partition.owner
        return sorted({owner[b, a] for ring in self.world.partition.rings[fid]
                       for a, b in partition.geopackage.segments(ring) if (b, a) in owner} - {fid})

    def within(self, fid):
        return inside(self.world.partition.rings[fid])

    # What to say first.

    def settings(self):
        self.vintage = self.random.choice(self.world.vintages)
        self.dimension = self.random.choice(('cover', 'use', 'pair', 'pair'))
        self.kind = self.random.choice(('change', 'correction', 'named'))
        n_named = self.random.randint(1, len(self.world.vintages))
        named = self.random.sample(self.world.vintages, n_named)
        kind = 'correction ' + ' '.join(named) if self.kind == 'named' else self.kind
        return [f'vintage {self.vintage}', f'kind {kind}', f'dimension {self.dimension}',
                f'side {self.random.choice(("smaller", "smaller", "left", "right"))}']

    def pair_for(self, fid):
        """One that may stand on that face, in the dimension shown."""
        cover, use = self.world.codes(fid, self.vintage)
        pairs = [pair for pair in self.world.pairs
                 if (self.dimension != 'cover' or pair[1] == use)
                 and (self.dimension != 'use' or pair[0] == cover)]
        return ' '.join(self.random.choice(pairs or self.world.pairs))

    # Gestures that may be done.

    def across(self):
        """A line from border to border."""
        fid = self.face(3)
        ring = self.world.partition.rings[fid][0]
        i = self.random.randrange(len(ring))
        j = (i + len(ring) // 2 + self.random.randint(-len(ring) // 6, len(ring) // 6)) % len(ring)
        a, b = middle(ring[i - 1], ring[i]), middle(ring[j - 1], ring[j])
        direction = b[0] - a[0], b[1] - a[1]
        points = [towards(a, direction, -METRE), middle(a, b), towards(b, direction, METRE)]
        points[1] = tuple(mm + self.random.randint(-METRE, METRE) for mm in points[1])
        word = self.random.choice(('line', 'line', 'line', 'line all'))
        return [f'pair {self.pair_for(fid)}', f'{word} {course(points)}']

    def bulge(self):
        """A line that leaves a region and comes back."""
        ring = self.world.partition.rings[self.face(2)][0]
        i = self.random.randrange(len(ring))
        a, b = ring[i], ring[(i + self.random.randint(2, 8)) % len(ring)]
        left = a[1] - b[1], b[0] - a[0]
        depth = self.random.choice((-1, 1)) * self.random.randint(2, 12) * METRE
        back = math.copysign(METRE, -depth)
        points = towards(a, left, back), towards(middle(a, b), left, depth), towards(b, left, back)
        return [f'line {course(points)}']

    def round(self, centre, radius):
        n = self.random.randint(4, 12)
        start = self.random.random()
        angles = [2 * math.pi * (start + i / n) for i in range(n)]
        return [(centre[0] + round(radius * math.cos(angle)),
                 centre[1] + round(radius * math.sin(angle))) for angle in angles]

    def island(self):
        fid = self.face(4)
        points = self.round(self.within(fid), self.random.randint(12, 25) * METRE)
        if self.random.random() < 0.7:
            return [f'pair {self.pair_for(fid)}', f'polygon {course(points)}']
        return [f'pair {self.pair_for(fid)}', f'line {course(points + points[:1])}']

    def outline(self):
        """From a border out to somewhere and back to it, for borders to close."""
        fid = self.face(10)
        ring = self.world.partition.rings[fid][0]
        i = self.random.randrange(len(ring))
        a, b = ring[i], ring[(i + self.random.randint(2, 8)) % len(ring)]
        depth = self.random.choice((-1, 1)) * self.random.randint(12, 40) * METRE
        left = a[1] - b[1], b[0] - a[0]
        points = a, towards(a, left, depth), towards(b, left, depth), b
        return [f'pair {self.pair_for(fid)}', f'complete {course(points)}']

    def strip(self):
        """A road or a hedge between two borders of a face, or out of it."""
        fid = self.face(12)
        ring = self.world.partition.rings[fid][0]
        i = self.random.randrange(len(ring))
        a, b = ring[i], self.within(fid)
        points = [a, b]
        if self.random.random() < 0.6:
            points.append(ring[(i + len(ring) // 2) % len(ring)])
        width = self.random.choice((6, 10, 15, 20))
        return [f'pair {self.pair_for(fid)}', f'strip {width} {course(points)}']

    def kept(self):
        """Something too small, with a reason."""
        fid = self.face(2)
        centre = self.within(fid)
        self.small.append(centre)
        return [f'pair {self.pair_for(fid)}', f'because "a landmark at {place(centre)}"',
                f'polygon {course(self.round(centre, self.random.randint(2, 6) * METRE))}']

    def merge(self):
        fid = self.face()
        own = self.world.codes(fid, self.vintage)
        others = [other for other in self.neighbours(fid)
                  if all(a != b for a, b in zip(own, self.world.codes(other, self.vintage)))]
        other = self.random.choice(others or [fid])
        return [f'merge {place(self.within(fid))} into {place(self.within(other))}']

    def absorb(self):
        return [f'absorb {place(self.within(self.face()))}']

    def recode(self):
        fid = self.face()
        fields = [field for field in ('doubt=1', 'comment="to be seen"', 'source=RPG')
                  if self.random.random() < 0.2]
        return [' '.join(('set', place(self.within(fid)), self.pair_for(fid), *fields))]

    def note(self):
        """Some fields, of which one may be cleared."""
        fields = [self.random.choice(values) for values in
                  (('doubt=1', 'doubt='), ('comment="to be seen"', 'comment='), ('source=RPG', 'source='),
                   ('photovoltaic=1', 'photovoltaic='))]
        n = self.random.randint(1, len(fields))
        return [' '.join(('note', place(self.within(self.face())), *self.random.sample(fields, n)))]

    def move(self):
        vertex = self.vertex()
        target = tuple(round(mm + self.random.gauss(0, 0.8 * METRE)) for mm in vertex)
        return [f'move {place(vertex)} to {place(target)}']

    def insert(self):
        a, b = self.segment(self.face())
        t = self.random.uniform(0.2, 0.8)
        return [f'insert-vertex {place(tuple(round(p + t * (q - p)) for p, q in zip(a, b)))}']

    def remove(self):
        return [f'remove-vertex {place(self.vertex())}']

    def stretch(self):
        """Two vertices of a ring, not far from each other along it."""
        ring = self.random.choice(self.world.partition.rings[self.face(2)])
        i = self.random.randrange(len(ring))
        return ring[i], ring[(i + self.random.randint(1, 6)) % len(ring)]

    def shift(self):
        a, b = self.stretch()
        by = [round(self.random.gauss(0, 0.6 * METRE)) or 1 for _ in range(2)]
        return [f'move-vertices {place(a)} to {place(b)} by {place(by)}']

    def thin(self):
        a, b = self.stretch()
        return [f'remove-vertices {place(a)} to {place(b)}']

    def redraw(self):
        """Straight, or by up to two metres; of all of a border now and then."""
        a, b = self.stretch()
        verb = self.random.choice(('straighten', 'simplify', 'smooth'))
        to = '' if self.random.random() < 0.3 else f' to {place(b)}'
        by = '' if verb == 'straighten' else f' by {self.random.uniform(0.1, 2):.3f}'
        return [f'{verb} {place(a)}{to}{by}']

    def some_small(self):
        """A place that may want a cure: it is taken once."""
        if not self.small:
            return self.within(self.face())
        return self.small.pop(self.random.randrange(len(self.small)))

    def cure(self):
        """Of what is too small, or of whatever breaks a rule there."""
        rules = ('mmu', 'piece', 'pair', 'missing-label', 'small-change', 'identical')
        rule = f' {self.random.choice(rules)}' if self.random.random() < 0.2 else ''
        return [f'cure {place(self.some_small())}{rule}']

    def exception(self):
        return [f'except {place(self.some_small())} "seen on the ground"']

    # Gestures that may not.

    def outside(self):
        east = max(x for (x, _), _ in self.world.partition.edge)
        beyond = east + 50 * METRE, 6900000 * METRE
        return [f'set {place(beyond)} {self.pair_for(self.face())}']

    def edge(self):
        a, _ = self.random.choice(list(self.world.partition.edge))
        return [f'move {place(a)} to {place((a[0] + 3 * METRE, a[1] - 2 * METRE))}']

    def far(self):
        vertex = self.vertex()
        target = tuple(mm + self.random.choice((-1, 1)) * self.random.randint(40, 80) * METRE
                       for mm in vertex)
        return [f'move {place(vertex)} to {place(target)}']

    def fine(self):
        """Within a millimetre or two of what is there."""
        points = [self.vertex() for _ in range(2)]
        near = [tuple(mm + self.random.randint(-1, 1) for mm in point) for point in points]
        return [f'pair {self.pair_for(self.face())}', f'line {course(near)}']

    def scribble(self):
        """More crossings than any line drawn with a purpose has."""
        centre = self.within(self.face())
        reach = 50 * METRE
        points = [tuple(mm + self.random.randint(-reach, reach) for mm in centre)
                  for _ in range(300)]
        return [f'line all {course(points)}']

    def speck(self):
        """A polygon of a few square millimetres, on a vertex."""
        x, y = self.vertex()
        near = [(x + self.random.randint(-2, 2), y + self.random.randint(-2, 2)) for _ in range(3)]
        return [f'pair {self.pair_for(self.face())}', f'polygon {course(near)}']

    def distant(self):
        a, b = self.face(), self.face()
        return [f'merge {place(self.within(a))} into {place(self.within(b))}']

    def nowhere(self):
        x, y = self.within(self.face(5))
        return [f'remove-vertex {place((x, y))}']

    def bridge(self):
        """Along borders that do not meet, or the territory's edge."""
        return [f'straighten {place(self.vertex())} to {place(self.vertex())}']

    def stub(self):
        """A line that reaches no border."""
        x, y = self.within(self.face(5))
        return [f'line {course([(x, y), (x + 300, y + 100)])}']

    def same(self):
        fid = self.face()
        cover, use = self.world.codes(fid, self.vintage)
        codes = f'{cover or "CS4.1.2"} {use or "US7.0.0"}'
        return ['kind change', f'set {place(self.within(fid))} {codes}']

    def unfit(self):
        """Codes that never go together."""
        cover, use = self.random.choice(self.world.strangers)
        return ['dimension pair', f'set {place(self.within(self.face()))} {cover} {use}']

    def unknown(self):
        return [f'set {place(self.within(self.face()))} CS9.9.9 US1.1.3']

    def too_small(self):
        fid = self.face(2)
        points = self.round(self.within(fid), self.random.randint(1, 3) * METRE)
        return [f'pair {self.pair_for(fid)}', f'polygon {course(points)}']

    def empty(self):
        """A region joins one that has no codes."""
        bare = [fid for fid in self.world.bare if fid in self.world.partition.rings]
        fid = self.random.choice(bare or [self.face()])
        other = self.random.choice(self.neighbours(fid))
        return [f'vintage {self.world.vintages[-1]}', 'kind change',
                f'merge {place(self.within(other))} into {place(self.within(fid))}']

    def sound(self):
        return [f'cure {place(self.within(self.face(5)))}']
