"""How the cost grows with the sessions, as a small SVG made of measured figures."""

import json
from html import escape
from pathlib import Path
from typing import Any, Final

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 560, 300, 52, 40, 44, 120
INK, GRID = "#3c342c", "#dcd5c8"
COLORS: Final = ("#b5372b", "#1f4e79", "#5a7d3a", "#8a5a9e")
AIM_S: Final = 1.0
CUT_S: Final = 5.0  # what takes longer is drawn here, with its seconds


def figures(told: dict[str, Any], p95: float, p50: float) -> dict[str, Any]:
    """Return what the picture needs of one measurement."""
    kept = {name: told[name] for name in ("people", "servers", "every")}
    return kept | {"p50": round(p50, 3), "p95": round(p95, 3), "cores": round(told["server_cpu"] / told["seconds"], 3)}


def svg(found: list[dict[str, Any]]) -> str:
    """Return the picture: p95 of a change by the number of sessions, a line for each number of servers and pace."""
    most_x = max(one["people"] for one in found)
    most_y = max(AIM_S * 1.2, *(min(one["p95"], CUT_S) for one in found))

    def at(people: float, seconds: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - RIGHT) * people / most_x
        return x, TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(seconds, most_y) / most_y)

    parts = [_text(8, 18, "Waiting for a change (p95, s) by sessions at once", 13)]
    for seconds in (0.0, 0.5, 1.0, *range(2, int(most_y) + 1)):
        (left, y), (right, _) = at(0, seconds), at(most_x, seconds)
        dash = ' stroke-dasharray="5 4" stroke-width="1.5"' if seconds == AIM_S else ""
        parts.append(f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{INK if dash else GRID}"{dash}/>')
        parts.append(_text(left - 8, y + 4, f"{seconds:g}", 11, "end"))
    for people in sorted({one["people"] for one in found}):
        parts.append(_text(at(people, 0)[0], HEIGHT - BOTTOM + 18, str(people), 11, "middle"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "sessions", 11, "middle"))
    lines = sorted({(one["servers"], one["every"]) for one in found})
    ends: list[float] = []
    for (servers, every), color in zip(lines, COLORS, strict=False):
        own = sorted((one for one in found if (one["servers"], one["every"]) == (servers, every)), key=_people)
        spots = [at(one["people"], one["p95"]) for one in own]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        parts.append(f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{color}"/>' for x, y in spots]
        parts += [
            _text(x - 8, y + 4, f"{one['p95']:.1f} s ↑", 11, "end", color)
            for one, (x, y) in zip(own, spots, strict=True)
            if one["p95"] > most_y
        ]
        x, y = spots[-1]
        y += 0 if own[-1]["people"] == most_x else 16  # clear of a line that goes on
        while any(abs(y - other) < 26 for other in ends):  # labels keep clear of each other
            y += 26
        ends.append(y)
        parts.append(_text(x + 9, y - 2, f"{servers} server{'s' if servers > 1 else ''},", 11, color=color))
        parts.append(_text(x + 9, y + 11, f"a change each {every:g} s", 11, color=color))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    paper = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    return f'{head} font-family="sans-serif">{paper}{"".join(parts)}</svg>\n'


def _people(one: dict[str, Any]) -> int:
    return int(one["people"])


def _text(x: float, y: float, words: str, size: int, anchor: str = "start", color: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{color}">{escape(words)}</text>'
    )


def draw(kept: Path, picture: Path) -> None:
    """Write the picture of a file of figures (JSON lines); of the same people, servers and pace the last counts."""
    told = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
    last = {(one["servers"], one["every"], one["people"]): one for one in told}
    picture.write_text(svg(list(last.values())), encoding="utf-8")
