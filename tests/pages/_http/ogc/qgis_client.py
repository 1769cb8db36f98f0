"""Run by QGIS's own Python: adds collections by its provider OAPIF, counts and draws them, tells of it in JSON.

Usage: python3 qgis_client.py ADDRESS FOLDER COLLECTION…
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def drawn(layer, path):
    """Draw a layer whole; return how many points of the picture are not white."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(240, 240))
    extent = QgsRectangle(layer.extent())
    extent.grow(0.1)
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    picture.save(path)
    white = QColor("white").rgb()
    return sum(picture.pixel(x, y) != white for x in range(240) for y in range(240))


def told(address, folder, id):
    """What QGIS makes of one collection."""
    layer = QgsVectorLayer(f"url='{address}' typename='{id}'", id, "OAPIF")
    if not layer.isValid():
        return {"valid": False, "error": layer.error().message()}
    rows = list(layer.getFeatures())
    box, made = layer.extent(), {"valid": True, "count": len(rows), "drawn": 0}
    if layer.isSpatial() and any(row.hasGeometry() for row in rows):
        made["drawn"] = drawn(layer, f"{folder}/{id}.png")
        bounds = [row.geometry().boundingBox() for row in rows if row.hasGeometry()]
        box = bounds[0]
        for one in bounds[1:]:
            box.combineExtentWith(one)
    extent = [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]
    return {**made, "extent": extent, "fields": [field.name() for field in layer.fields()]}


app = QgsApplication([], False)
app.initQgis()
address, folder, *ids = sys.argv[1:]
print(json.dumps({id: told(address, folder, id) for id in ids}))
sys.stdout.flush()
app.exitQgis()
