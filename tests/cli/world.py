"""What a project should hold after each answer, kept up from the answers alone and compared with
the file."""

import geopackage
import partition

VALID_PAIRS = '''SELECT cover, use FROM pair WHERE state = 'valid' AND until IS NULL
                 AND coalesce (valid_from, 0) <= ?1 AND coalesce (valid_until, 9999) >= ?2'''


class World:
    def __init__(self, path):
        self.database = geopackage.connect(path)
        self.faces = geopackage.faces(self.database)
        self.lines = geopackage.territory(self.database)
        self.partition = partition.of_file(self.database)
        self.partition.prove()
        self.fids = list(self.faces)
        self.read_nomenclature()
        self.bare = []

    def read_nomenclature(self):
        years = dict(self.database.execute('SELECT code, year FROM vintage ORDER BY position'))
        self.vintages = list(years)
        self.columns = geopackage.label_columns(self.database)
        span = min(years.values()), max(years.values())
        self.pairs = self.database.execute(VALID_PAIRS, span).fetchall()
        known = set(self.database.execute('SELECT cover, use FROM pair'))
        self.strangers = [pair for pair in self.database.execute(
            'SELECT cover.code, use.code FROM cover, use WHERE cover.level = 3 AND use.level = 3')
                          if pair not in known]

    def codes(self, fid, vintage):
        row = dict(zip(self.columns, self.faces[fid][1:]))
        return row[f'cs{vintage}'], row[f'us{vintage}']

    def written(self, operation):
        """What the file says an operation wrote: faces and pieces of the edge, by id."""
        columns = ', '.join(self.columns)
        faces = {fid: row for fid, *row in self.database.execute(
            f'SELECT fid, geom, {columns} FROM coverage WHERE since = ?', (operation,))}
        lines = dict(self.database.execute(
            'SELECT id, geom FROM territory WHERE since = ?', (operation,)))
        replaced = {fid for fid, in self.database.execute(
            'SELECT fid FROM coverage_history WHERE until = ?', (operation,))}
        return faces, lines, replaced

    def follow(self, answer):
        """Takes over what an operation did, which must be what its answer says. Returns that:
        before and after of each face and of each piece of the edge."""
        self.database.execute('BEGIN')
        faces, lines, replaced = self.written(answer['operation'])
        self.database.execute('COMMIT')
        created, changed, removed = (set(answer[key]) for key in ('created', 'changed', 'removed'))
        assert set(faces) == created | changed and replaced == changed | removed, answer
        assert not created & set(self.faces), answer

        steps = {fid: (self.faces.get(fid), faces.get(fid)) for fid in created | changed | removed}
        edge_steps = {id_: (self.lines[id_], blob) for id_, blob in lines.items()}
        self.replace(steps, edge_steps)
        return steps, edge_steps

    def replace(self, steps, edge_steps):
        removed = [fid for fid, (before, _) in steps.items() if before is not None]
        added = {fid: after for fid, (_, after) in steps.items() if after is not None}
        for fid in removed:
            del self.faces[fid]
        self.faces.update(added)
        self.fids = list(self.faces)
        self.lines.update({id_: after for id_, (_, after) in edge_steps.items()})
        if edge_steps:
            self.partition.set_edge(self.lines.values())
        self.partition.replace(removed, {fid: geopackage.rings(blob)
                                         for fid, (blob, *_) in added.items()})
        self.partition.prove()

    def compare(self):
        """With all that is in the file."""
        assert geopackage.faces(self.database) == self.faces
        assert geopackage.territory(self.database) == self.lines
