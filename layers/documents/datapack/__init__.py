"""A scene as a data pack for QGIS."""
