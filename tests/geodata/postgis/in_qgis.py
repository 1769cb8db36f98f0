"""What a planner does in QGIS, by its Python (Debian's): opens the project, draws it, looks at forms, edits a site.

Run as ``/usr/bin/python3 in_qgis.py PROJECT PICTURE``; prints what it found as JSON.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QSize

SITE = "elder-dazu-wangu-disabled-care"
ROWS = 15  # of each table whose forms are opened


def picture(layers, path):
    """The middle of the circle, as the canvas draws it."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsProject.instance().crs())
    settings.setTransformContext(QgsProject.instance().transformContext())
    settings.setExtent(QgsRectangle(11_500_000, 3_280_000, 12_060_000, 3_680_000))
    settings.setOutputSize(QSize(1400, 1000))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(path)


def changed_by_forms(layer):
    """The cells that a form would change although nobody touched it: none may be there."""
    found = []
    for feature in list(layer.getFeatures())[:ROWS]:
        for n, field in enumerate(layer.fields()):
            wrapper = QgsGui.editorWidgetRegistry().create(layer, n, None, None)
            wrapper.setValues(feature[n], [])
            shown, held = wrapper.value(), feature[n]
            if str(shown).lower() != str(held).lower() and not (str(held) == "NULL" and str(shown) == ""):
                found.append([layer.name(), field.name(), str(held), str(shown)])
    return found


def edit(layer):
    """Move a site, change its beds and clear a text, as one commit."""
    feature = next(layer.getFeatures(f"\"id\" = '{SITE}'"))
    layer.startEditing()
    layer.changeGeometry(feature.id(), QgsGeometry.fromPointXY(QgsPointXY(105.940012345, 29.69)))
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("beds"), 120)
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("category"), "medical_care")
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("cross_border_zh"), "")
    return [layer.commitChanges(), layer.commitErrors()]


def refused(layer):
    """A change that breaks a rule, with what QGIS tells of it."""
    feature = next(layer.getFeatures())
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("opened"), "2024-13")
    done = layer.commitChanges()
    told = layer.commitErrors()
    layer.rollBack()
    return [done, " ".join(told)]


def main(project, path):
    """Do all of it and return what was found."""
    application = QgsApplication([], True)
    application.initQgis()
    QgsGui.editorWidgetRegistry().initEditors()
    opened = QgsProject.instance().read(project)
    root = QgsProject.instance().layerTreeRoot()
    layers = {one.layerId(): one.layer() for one in root.findLayers()}
    tables = {id: one for id, one in layers.items() if one.dataProvider().name() == "postgres"}
    eldercare = tables["chengyu-table-eldercare"]
    picture([one.layer() for one in root.findLayers() if one.isVisible()], path)
    fields = eldercare.fields()
    return {
        "opened": opened,
        "invalid": [id for id, one in layers.items() if not one.isValid()],
        "counts": {id.removeprefix("chengyu-table-"): one.featureCount() for id, one in tables.items()},
        "widgets": {field.name(): fields.field(n).editorWidgetSetup().type() for n, field in enumerate(fields)},
        "aliases": {field.name(): eldercare.attributeAlias(n) for n, field in enumerate(fields)},
        "rules": {
            field.name(): fields.field(n).constraints().constraintDescription() for n, field in enumerate(fields)
        },
        "tabs": [tab.name() for tab in eldercare.editFormConfig().tabs()],
        "changed_by_forms": [cell for one in tables.values() for cell in changed_by_forms(one)],
        "edit": edit(eldercare),
        "refused": refused(eldercare),
    }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:]), ensure_ascii=False))
