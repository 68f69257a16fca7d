"""Styles in QGIS itself: read without a word of complaint, and each feature as it is meant to look."""

import csv
import math
import os
import subprocess
import xml.etree.ElementTree as ElementTree

import qgis_world
from qgis_world import core
import tap

FOLDER = os.path.join(os.environ['MLS_NOMENCLATURE'], 'ocs2d')
OTHERS = '#d9d9d9'
OTHERS_LABEL = 'Sans code, ou autre code'
SHAPES = {'hatch': 'LinePatternFill', 'circle': 'PointPatternFill', 'square': 'PointPatternFill', 'triangle': 'PointPatternFill',
          'dash': 'PointPatternFill', 'cross': 'PointPatternFill', 'saltire': 'PointPatternFill', 'thick-cross': 'PointPatternFill',
          'rim': 'SimpleLine'}
MARKERS = {'circle': 'Circle', 'square': 'Square', 'triangle': 'Triangle', 'dash': 'Line', 'cross': 'Cross', 'saltire': 'Cross2',
           'thick-cross': 'CrossFill'}
SIDE_M = 100


def table(name):
    with open(os.path.join(FOLDER, name), encoding='utf-8') as file:
        return list(csv.DictReader(file))


def leaves(name):
    """The classes without others below them: {code: (label, colour)}."""
    rows = table(name)
    parents = {row['parent'] for row in rows}
    return {row['code']: (row['label_fr'], row['colour']) for row in rows if row['code'] not in parents}


def is_dark(image, x, y):
    return image.pixelColor(int(x), int(y)).lightness() < 64


class Style(qgis_world.Case):
    def write(self, kind, name, column='code', level=None):
        words = [os.environ['MLS_WRITE_STYLE'], kind, name, column, *([str(level)] if level else [])]
        path = self.path(f'{name}.{kind[:3]}')
        with open(path, 'wb') as file:
            subprocess.run(words, stdout=file, check=True)
        return path

    def squares(self, codes, column='code'):
        """A row of squares with these codes, the first at the origin."""
        layer = core.QgsVectorLayer(f'Polygon?crs=EPSG:2154&field={column}:string', 'x', 'memory')
        for i, code in enumerate(codes):
            feature = core.QgsFeature(layer.fields())
            feature.setGeometry(core.QgsGeometry.fromRect(core.QgsRectangle(i * SIDE_M, 0, (i + 1) * SIDE_M, SIDE_M)))
            feature.setAttributes([code])
            layer.dataProvider().addFeature(feature)
        layer.updateExtents()
        return layer

    def load(self, layer, kind, name, **options):
        path = self.write(kind, name, **options)
        said, good = layer.loadNamedStyle(path) if kind == 'qml' else layer.loadSldStyle(path)
        self.assertTrue(good, said)
        return layer.renderer()

    def symbols(self, layer):
        """A copy of the symbol of each feature, by code."""
        context = core.QgsRenderContext()
        context.setExpressionContext(core.QgsExpressionContext(core.QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
        renderer = layer.renderer().clone()
        renderer.startRender(context, layer.fields())
        found = {}
        for row in layer.getFeatures():
            context.expressionContext().setFeature(row)
            (symbol,) = renderer.symbolsForFeature(row, context)
            found[row.attributes()[0] or None] = symbol.clone()
        renderer.stopRender(context)
        return found

    def check_colours(self, kind, name, wanted, **options):
        layer = self.squares([*wanted, None, 'ZZ9'])
        renderer = self.load(layer, kind, name, **options)
        found = {code: symbol.symbolLayer(0).fillColor().name() for code, symbol in self.symbols(layer).items()}
        self.assertEqual(found, {**wanted, None: OTHERS, 'ZZ9': OTHERS})
        return {item.label() for item in renderer.legendSymbolItems()}

    def test_dimensions(self):
        """Each code of covers and of uses has its label and its colour, in any of the three."""
        for kind in ('qml', 'sld-1.0', 'sld-1.1'):
            for name in ('cover', 'use'):
                classes = leaves(f'{name}.csv')
                with self.subTest(kind=kind, name=name):
                    labels = self.check_colours(kind, name, {code: colour for code, (_, colour) in classes.items()})
                    self.assertEqual(labels, {f'{code} {label}' for code, (label, _) in classes.items()} | {OTHERS_LABEL})

    def test_levels(self):
        """A coarser class has the codes of all that is below it, and its own."""
        rows = {row['code']: row for row in table('cover.csv')}
        for level in (1, 2):
            wanted = {}
            for code, row in rows.items():
                while int(row['level']) > level:
                    row = rows[row['parent']]
                if int(row['level']) == level:
                    wanted[code] = row['colour']
            for kind in ('qml', 'sld-1.0', 'sld-1.1'):
                with self.subTest(kind=kind, level=level):
                    self.check_colours(kind, 'cover', wanted, level=level)

    def test_indicators(self):
        for name in ('post4', 'post21', 'enaf'):
            wanted = {row['code']: row['colour'] for row in table('indicator.csv') if row['indicator'] == name and row['code']}
            for kind in ('qml', 'sld-1.0', 'sld-1.1'):
                with self.subTest(kind=kind, name=name):
                    self.check_colours(kind, name, wanted)

    def test_symbols(self):
        """Whatever is drawn over a fill is what QGIS has for it, with codes and labels that need escaping."""
        codes = {f'<{shape}> & "c\'est"': shape for shape in SHAPES}
        layer = self.squares([*codes, 'é\ufffd \n'])
        renderer = self.load(layer, 'qml', 'strange')
        symbols = self.symbols(layer)
        self.assertEqual({category.label() for category in renderer.categories()}, {*codes, 'œ <]]>', OTHERS_LABEL})
        self.assertEqual(symbols.pop('é\ufffd \n').color().name(), '#0000ff')
        for code, symbol in symbols.items():
            layers = [symbol.symbolLayer(i) for i in range(symbol.symbolLayerCount())]
            shape = codes[code]
            self.assertEqual([one.layerType() for one in layers], ['SimpleFill', SHAPES[shape]])
            self.assertEqual((layers[0].strokeWidth(), layers[0].strokeColor().name()), (0.1, '#6e6e6e'))
            if shape in MARKERS:
                marker = layers[1].subSymbol().symbolLayer(0)
                self.assertEqual((marker.shape(), marker.size(), marker.angle()),
                                 (getattr(core.QgsSimpleMarkerSymbolLayerBase, MARKERS[shape]), 0.6, -30))
                self.assertEqual((layers[1].distanceX(), layers[1].distanceY()), (3, 4))

    def test_drawn(self):
        """Hatches and dashes lean to where they are meant to, and rims lie inside."""
        layer = self.squares([f'<{shape}> & "c\'est"' for shape in SHAPES])
        self.load(layer, 'qml', 'strange')
        shapes = list(SHAPES)

        def draw(shape):
            left = shapes.index(shape) * SIDE_M
            extent = core.QgsRectangle(left + 10, 10, left + 90, 90) if shape != 'rim' else core.QgsRectangle(left, 0, left + SIDE_M, SIDE_M)
            return qgis_world.picture(layer, extent, mm=20)

        hatch = draw('hatch')
        dark = [(x, y) for x in range(100, 300) for y in range(100, 300) if is_dark(hatch, x, y)]
        along = sum(is_dark(hatch, x + 50 * math.cos(math.radians(30)), y - 50 * math.sin(math.radians(30))) for x, y in dark)
        other = sum(is_dark(hatch, x + 50 * math.cos(math.radians(30)), y + 50 * math.sin(math.radians(30))) for x, y in dark)
        self.assertGreater(along, 0.8 * len(dark))
        self.assertLess(other, 0.5 * len(dark))

        # Upright, and turned by 30 degrees to the left.
        dash = draw('dash')
        dark = {(x, y) for x in range(400) for y in range(400) if is_dark(dash, x, y)}
        self.assertGreater(sum((x - 2, y - 4) in dark for x, y in dark), 1.5 * sum((x + 2, y - 4) in dark for x, y in dark))

        rim = draw('rim')
        self.assertEqual([is_dark(rim, x, 200) for x in (5, 30, 200, 370, 394)], [True, False, False, False, True])

    def test_outlines(self):
        """Lines alone, and a form that offers what there is."""
        layer = core.QgsVectorLayer('Polygon?crs=EPSG:2154&field=state:string&field=hidden:string&field=tick:boolean&field=fixed:string',
                                    'x', 'memory')
        renderer = self.load(layer, 'qml', 'outlines', column='state')
        (category,) = renderer.categories()
        self.assertEqual([category.symbol().symbolLayer(i).layerType() for i in range(category.symbol().symbolLayerCount())],
                         ['SimpleLine'])
        self.assertEqual((category.symbol().color().name(), category.symbol().symbolLayer(0).width()), ('#ff0000', 0.6))
        widgets = [layer.editorWidgetSetup(i) for i in range(4)]
        self.assertEqual([widget.type() for widget in widgets], ['ValueMap', 'Hidden', 'CheckBox', 'TextEdit'])
        self.assertEqual(widgets[0].config()['map'], [{'le premier': 'a'}, {'l’autre & dernier': '<b>'}])
        self.assertEqual([layer.attributeAlias(i) for i in range(4)], ['État', '', '', 'Fixé'])
        self.assertEqual([layer.editFormConfig().readOnly(i) for i in range(4)], [False, False, False, True])

    def test_points(self):
        for kind in ('qml', 'sld-1.0', 'sld-1.1'):
            with self.subTest(kind=kind):
                layer = core.QgsVectorLayer('Point?crs=EPSG:2154&field=code:string', 'x', 'memory')
                feature = core.QgsFeature(layer.fields())
                feature.setGeometry(core.QgsGeometry.fromPointXY(core.QgsPointXY(0, 0)))
                feature.setAttributes(['a'])
                layer.dataProvider().addFeature(feature)
                self.load(layer, kind, 'points')
                symbols = self.symbols(layer)
                marker = symbols['a'].symbolLayer(0)
                self.assertEqual((marker.layerType(), marker.fillColor().name(), marker.strokeColor().name()),
                                 ('SimpleMarker', '#ff0000', '#ffffff'))
                self.assertAlmostEqual(marker.size(), 3 if kind == 'qml' else 3 / 0.28, delta=0.01)

    def test_structure(self):
        """What the standard has in an order is in that order; what a rule is called is what it shows."""
        spaces = {'sld-1.0': '{http://www.opengis.net/sld}', 'sld-1.1': '{http://www.opengis.net/se}'}
        for kind, space in spaces.items():
            root = ElementTree.parse(self.write(kind, 'strange')).getroot()
            self.assertEqual(root.tag, '{http://www.opengis.net/sld}StyledLayerDescriptor')
            self.assertEqual(root.get('version'), kind[4:] + '.0')
            rules = list(root.iter(space + 'Rule'))
            self.assertEqual(len(rules), len(SHAPES) + 2)
            title = 'Title' if kind == 'sld-1.0' else 'Description'
            for rule in rules:
                tags = [child.tag.removeprefix(space) for child in rule]
                self.assertEqual(tags[:3], ['Name', title, '{http://www.opengis.net/ogc}Filter'])
                self.assertEqual(set(tags[3:]), {'PolygonSymbolizer'})
            for graphic in root.iter(space + 'Graphic'):
                self.assertEqual([child.tag.removeprefix(space) for child in graphic], ['Mark', 'Size', 'Rotation'])
            parameter = space + ('CssParameter' if kind == 'sld-1.0' else 'SvgParameter')
            self.assertEqual({child.tag for fill in root.iter(space + 'Stroke') for child in fill}, {parameter})


if __name__ == '__main__':
    tap.main()
