"""The database that planners edit (docs/postgis.md): tables from the catalogue, a private server, a QGIS project."""
