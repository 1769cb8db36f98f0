"""``python -m geodata.flows``: sum records of flows for the app, or make demonstration records (docs/flows.md)."""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from geodata.boundaries.vintage import Vintage
from geodata.configuration import configuration
from geodata.flows import demo, kept, summing
from geodata.flows.cells import REASONS
from geodata.flows.engines import DUCKDB
from geodata.flows.records import DEMO_MARK, FlowsError
from geodata.flows.summing import Done, Order
from geodata.store.store import load
from geodata.text import number

OUT = "flows.parquet"
UNSAID = ("未注明来源", "source not stated")


def _spent(since: float) -> str:
    """Seconds since a moment, and the most memory this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return f"{number.said(time.monotonic() - since, 1)} 秒 s · {number.said(most)} MB"


def _reading(since: float, part: float) -> None:
    done = f"{number.share(part)} " if 0 <= part <= 1 else ""
    print(f"读取 reading {done}· {_spent(since)}", flush=True)


def _order(given: argparse.Namespace) -> Order:
    below = configuration().flows.suppress_below if given.below is None else given.below
    if below < 1:
        raise FlowsError("--below 不得小于 1", "--below must be at least 1")
    source = given.source_zh or given.source_en
    zh, en = (given.source_zh or source, given.source_en or source) if source else UNSAID
    return Order(tuple(given.inputs), given.engine, Vintage(given.vintage), below, zh, en)


def _told(done: Done, out: Path, since: float) -> str:
    about, checked = done.flows.about, done.checked
    lines = [
        f"{done.records:,} 条记录 records → {len(checked.cells):,} 项 sums · {_spent(since)}",
        *(f"未计 left out: {REASONS[name].zh} {REASONS[name].en}: {n:,}" for name, n in checked.left_out.items()),
        f"旧代码已换成今日代码 old codes mapped: {checked.moved:,}" if checked.moved else "",
        f"不足 {about.below} 人次，已隐藏 fewer than {about.below} persons, hidden: {done.hidden:,}",
        f"{' '.join(DEMO_MARK)}" if about.demo else "",
        f"→ {out}",
    ]
    return "\n".join(line for line in lines if line)


def _sum(given: argparse.Namespace) -> None:
    since, order = time.monotonic(), _order(given)
    marked = True in summing.is_demo(order.inputs)
    usual = f"flows-{DEMO_MARK.zh}.parquet" if marked else configuration().flows.sums or OUT
    out = Path(given.out or usual)
    before, version = kept.about(out) if out.is_file() else None, summing.version(order)
    if before and version and before.version == version and not given.again:
        print(f"{out}：记录没有变化，不再汇总（--again 重新汇总） unchanged records, not summed again")
        return
    if not out.parent.is_dir():
        raise FlowsError(f"没有这个文件夹：{out.parent}", f"There is no such folder: {out.parent}")
    done = summing.sum_up(order, load().at(order.vintage), partial(_reading, since))
    if before and not before.demo and done.flows.about.demo:
        raise FlowsError(
            f"{out} 是真实数据的汇总，不以演示数据覆盖", f"{out} holds sums of facts; no demonstration data over it"
        )
    kept.write(out, done.flows)
    print(_told(done, out, since))


def _demo(given: argparse.Namespace) -> None:
    since, folder = time.monotonic(), Path(given.out)
    if any(folder.rglob("*.parquet")):
        raise FlowsError(f"{folder} 里已有文件，请先删除", f"{folder} holds files: remove them first")
    place = folder if DEMO_MARK.zh in folder.name else folder / DEMO_MARK.zh
    counties = load().at(Vintage.TODAY).get("counties")
    demo.write(place, given.number, counties, lambda n: print(f"{n:,} · {_spent(since)}", flush=True))
    print(f"{' '.join(DEMO_MARK)} → {place}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata.flows", description=__doc__)
    tasks = parser.add_subparsers(required=True)
    to_sum = tasks.add_parser("sum", help="汇总记录 sum records")
    to_sum.add_argument("inputs", nargs="+", metavar="INPUT", help="Parquet 或 CSV 文件、文件夹 files or folders")
    to_sum.add_argument("--out", help="写到哪个文件 the file to write")
    to_sum.add_argument("--engine", default=DUCKDB, help="duckdb 或 or sc://host:port")
    to_sum.add_argument(
        "--vintage", choices=list(Vintage), default=Vintage.TODAY.value, help="区划年份 counties of when"
    )
    to_sum.add_argument("--below", type=int, help="少于此数的隐藏 hide sums of fewer persons")
    to_sum.add_argument("--source-zh", help="数据来源（中文） whose data, in Chinese")
    to_sum.add_argument("--source-en", help="数据来源（英文） whose data, in English")
    to_sum.add_argument("--again", action="store_true", help="没有变化也重新汇总 also where nothing changed")
    to_sum.set_defaults(do=_sum)
    to_show = tasks.add_parser("demo", help="生成演示记录 make demonstration records")
    to_show.add_argument("number", type=int, metavar="N", help="条数 how many")
    to_show.add_argument("--out", default=f"build/flows/{DEMO_MARK.zh}", help="写到哪个文件夹 the folder to write into")
    to_show.set_defaults(do=_demo)
    return parser


def main(given: Sequence[str] | None = None) -> int:
    """Run one task; tell in both languages what is wrong, if anything is."""
    asked = _parser().parse_args(given)
    try:
        asked.do(asked)
    except FlowsError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"写不了文件：{error}\nA file cannot be written: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
