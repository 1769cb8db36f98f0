"""What changed since a released version of the data, over HTTP: /api/changes?since=VERSION."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geodata.store import releases
from geodata.store.store import load
from pages._http.responses import content, digest, missing


def _listed(changes: releases.Changes) -> dict[str, object]:
    tables = {
        id: {
            "added": [{"id": row, **names} for row, names in found.added.items()],
            "removed": [{"id": row, **names} for row, names in found.removed.items()],
            "changed": [
                {
                    "id": row.id,
                    **row.name,
                    "cells": {name: {"before": a or None, "after": b or None} for name, (a, b) in row.cells.items()},
                }
                for row in found.changed
            ],
            "columns_added": list(found.columns_added),
            "columns_removed": list(found.columns_removed),
        }
        for id, found in changes.tables.items()
    }
    return {
        "since": {"version": changes.since.version, "date": changes.since.date},
        "until": {"version": changes.until.version, "date": changes.until.date},
        "headlines": {name: {"before": a, "after": b} for name, (a, b) in changes.headlines.items()},
        "tables": tables,
    }


def changes(request: Request) -> Response:
    """Tell which rows, cells and headline numbers changed since a version; without one, which versions are known."""
    store, known = load(), releases.known()
    since = request.query_params.get("since", "")
    if not since:
        listed = [{"version": one.version, "date": one.date} for one in known.values()]
        body = bytes(JSONResponse({"data_version": store.version, "releases": listed}).body)
        return content(request, body, "application/json", digest(body))
    if since not in known:
        there = ", ".join(known)
        return missing(
            f"没有保存数据版本“{since}”，已保存：{there}", f"data version “{since}” is not kept; there are: {there}"
        )
    body = bytes(JSONResponse(_listed(releases.compare(known[since], releases.now(store)))).body)
    return content(request, body, "application/json", digest(body))
