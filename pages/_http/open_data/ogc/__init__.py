"""OGC API - Features at /ogc/: every dataset as a collection, for QGIS, GDAL and whatever else speaks that standard.

Only ``views`` knows of HTTP; all else (coordinate systems, filters, parameters, schemas, links, documents, features,
pages) can be asked without a server. Standards: OGC 17-069r4 (Part 1), 18-058r1 (Part 2), 19-079r2 (Part 3, of which
the queryables only).
"""
