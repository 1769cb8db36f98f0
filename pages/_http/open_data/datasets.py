"""Open data over HTTP: /health, /api/datasets and every dataset in every format."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geodata import VERSION
from geodata.boundaries.vintage import Vintage
from geodata.export import datasets as export
from geodata.store import live
from geodata.store.facts import unknown
from geodata.store.kept import per_store
from geodata.store.store import Store, load
from geodata.text import days
from pages._http.base_path import base_path, served
from pages._http.open_data import ranges
from pages._http.page_cache import kept
from pages._http.responses import content, digest, disposition, missing


def _dataset(store: Store, id: str) -> dict[str, object]:
    """One dataset as the list describes it."""
    dataset, table = store.catalog.datasets[id], store.get(id)
    return {
        "id": id,
        "title": dataset.title._asdict(),
        "domain": dataset.domain.id,
        "kind": dataset.kind,
        "derived": dataset.derived,
        "rows": len(table),
        "as_of": dataset.as_of,
        "hash": store.hash(id),
        "licence": {"id": dataset.licence.id, **dataset.licence.title._asdict(), "url": dataset.licence.url},
        "provenance": {
            "producer": dataset.producer._asdict(),
            "method": dataset.method._asdict(),
            "weaknesses": dataset.weakness._asdict(),
        },
        "columns": [
            {"name": column.name, "type": column.type, "label": column.label._asdict(), "unit": column.unit}
            for column in dataset.all_columns.values()
        ],
        "formats": {format: served(export.address(id, format)) for format in export.formats(table)},
    }


def _source(now: live.Status) -> dict[str, object]:
    """How what is served stands to the live source it comes from."""
    return {
        "name": now.source._asdict(),
        "as_of": now.as_of.isoformat(timespec="seconds") if now.as_of else None,  # None: the shipped tables are served
        "trouble": {"zh": now.say("zh"), "en": now.say("en")} if now.trouble else None,
        "problems": [{"zh": problem.say("zh"), "en": problem.say("en")} for problem in now.problems],
    }


def health(_request: Request) -> JSONResponse:
    """Tell that the server answers, with which version and which data, and what time it takes it to be."""
    store = load()
    datasets = {id: {"rows": len(store.get(id)), "hash": store.hash(id)} for id in store.catalog.datasets}
    body: dict[str, object] = {
        "status": "ok",
        "version": VERSION,
        "data_version": store.version,
        "time": days.now().isoformat(timespec="seconds"),  # of the zone that is set: what the product takes for today
        "datasets": datasets,
    }
    if now := live.status():
        body["source"] = _source(now)
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


def datasets(request: Request) -> Response:
    """List all datasets."""
    store = load()
    body = bytes(JSONResponse([_dataset(store, id) for id in store.catalog.datasets]).body)
    return content(request, body, "application/json", digest(body))


@per_store(kept(40_000_000))  # bytes: every format of every dataset in both vintages is about 64 MB
def _file(store: Store, id: str, format: str, vintage: Vintage, base: str) -> bytes:
    """A file; made twice, on this or another server, both are the same, so that pieces fit together."""
    return export.dataset_file(store, id, format, store.get(id, vintage), base)


def dataset(request: Request) -> Response:
    """Serve one dataset in one format, or a piece of it; ``?asof=2021`` takes the boundaries of 2021."""
    store, name = load(), request.path_params["name"]
    id, _, format = name.rpartition(".")
    if id not in store.catalog.datasets:
        return missing(*unknown(id or name))
    known = export.formats(store.get(id))
    if format not in known:
        listed = ", ".join(known)
        return missing(
            f"“{id}”没有 {format} 格式，可用：{listed}", f"“{id}” has no format {format}; there are: {listed}"
        )
    asked = request.query_params.get("asof", Vintage.TODAY.value)
    if asked not in set(Vintage):
        return missing("asof 只能是 today 或 2021", "asof must be today or 2021")
    vintage = Vintage(asked)
    body = _file(store, id, format, vintage, base_path())
    answer = content(request, body, export.FORMATS[format].media, digest(body))
    named = export.filename(store, id, format, vintage)
    answer.headers["Content-Disposition"] = disposition(f"{id}.{format}", named, kept=export.FORMATS[format].kept)
    return ranges.part(request, answer)
