"""The results as tables for people and as a plot of time against stages."""

import math
from pathlib import Path

BEGIN, END = "<!-- benchmark -->", "<!-- /benchmark -->"

NAMES = {
    "waymark": "Waymark", "waymark again": "Waymark, nothing changed", "everything": "Waymark, every feature on",
    "hugo": "Hugo", "floor": "The floor: read, cmark, write (C)", "camden": "Waymark, the Camden site",
    "camden again": "Waymark, the Camden site, nothing changed",
}


def update_readme(readme: Path, results: dict) -> None:
    """Puts the short table between the marks; a README without them stays as it is."""
    text = readme.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if begin and end and (rows := found(results, "waymark")):
        readme.write_text(f"{before}{begin}\n{summary(results, rows)}{end}{after}")


def summary(results: dict, rows: list[dict]) -> str:
    table = [["Stages", "Waymark", "Hugo", "Times as fast", "Floor", "Memory", "Hugo's"]]
    for own in rows:
        hugo, floor = (one(results, case, own["stages"]) for case in ("hugo", "floor"))
        table.append([
            f"{own['stages']:,}", seconds(own["wall"]), seconds(hugo["wall"]), f"{hugo['wall'] / own['wall']:.1f}",
            seconds(floor["wall"]), size(own["peak"]), size(hugo["peak"]),
        ])
    machine = results["machine"]
    note = f"Measured on {results['date']} with {described(machine)}, Hugo {machine['hugo']}, files in memory."
    camden = one(results, "camden", 30)
    if camden:
        note += f" The Camden site, {camden['pages']} pages, took {seconds(camden['wall'])}."
    return f"{markdown(table)}\n{note}\n"


def tables(results: dict) -> str:
    machine = results["machine"]
    parts = [
        "# What Waymark takes\n",
        f"Written by `make bench` on {results['date']}. {described(machine)}; {machine['swift']}; Hugo {machine['hugo']}; "
        f"cmark {machine['cmark']}; Waymark {machine['commit']}. Files on {results['memory_file_system']}, each program in turn "
        f"into an empty folder; medians. The load was {machine['load_at_start']} at the start.\n",
        "Waymark, Hugo and the floor do the same work: home, one page with all stages, a page a stage. Time is the whole "
        "process's, cores are time of all of them together, memory is the peak.\n",
        builds(results), schools(results), reader(results),
    ]
    return "\n".join(part for part in parts if part)


def builds(results: dict) -> str:
    table = [["Stages", "Program", "Time", "Fastest to slowest", "Cores", "Memory", "Files", "Bytes", "Against Hugo", "Against the floor"]]
    for row in results["builds"]:
        hugo, floor = (one(results, case, row["stages"]) for case in ("hugo", "floor"))
        table.append([
            f"{row['stages']:,}", NAMES[row["case"]], seconds(row["wall"]),
            f"{seconds(row['wall_min'])} to {seconds(row['wall_max'])}, {row['rounds']} rounds", seconds(row["cpu"]),
            size(row["peak"]), f"{row['files']:,}", size(row["size"]),
            f"{hugo['wall'] / row['wall']:.1f} times as fast" if hugo and hugo is not row else "",
            f"{row['wall'] / floor['wall']:.1f} times" if floor and floor is not row else "",
        ])
    return f"## Builds\n\n{markdown(table)}" if len(table) > 1 else ""


def saves(row: dict) -> str:
    if "skipped" in row:
        return f"not measured, {row['skipped']}"
    many = row["stages"]
    return (
        f"{row['camden']['median_ms']:.0f} ms on the Camden content ({row['camden']['worst_ms']:.0f} ms at most of "
        f"{row['camden']['saves']} saves), {many['median_ms']:.0f} ms with {many['stages']:,} stages ({many['worst_ms']:.0f} ms at most)"
    )


def schools(results: dict) -> str:
    row = results.get("schools")
    reload = f"From a save to the browser's reload: {saves(results['reload'])}.\n"
    if not row:
        return ""
    if "skipped" in row:
        return f"## Schools' copies and the preview\n\nSchools' copies: not measured, {row['skipped']}.\n\n{reload}"
    return (
        f"## Schools' copies and the preview\n\n{row['schools']:,} copies of the Camden site: {seconds(row['wall'])}, "
        f"{row['pages']:,} pages, {row['pages_a_second']:,.0f} pages a second, {row['files']:,} files, {size(row['size'])}, "
        f"{size(row['peak'])} of memory.\n\n{reload}"
    )


def reader(results: dict) -> str:
    result = results.get("reader")
    if not result:
        return ""
    if "skipped" in result:
        return f"## The reader's side\n\nNot measured: {result['skipped']}.\n"
    table = [["Page", "Longest of its kind", "Requests", "Bytes", "With gzip", "First paint", "Loaded"]]
    for page in result["pages"]:
        table.append([
            page["kind"], f"`{page['page']}`", str(page["requests"]), size(page["bytes"]), size(page["compressed"]),
            f"{page['first_paint_ms']:,} ms", f"{page['loaded_ms']:,} ms",
        ])
    search = result["search"]
    answer = (
        f"Search: not measured, {search['skipped']}." if "skipped" in search
        else f"Search: results {search['median_ms']} ms after a key, {search['slowest_ms']} ms at worst."
    )
    return (
        f"## The reader's side\n\nChromium, empty cache, {result['network']}, processor slowed {result['processor_slowed']} times.\n\n"
        f"{markdown(table)}\n{answer}\n"
    )


def described(machine: dict) -> str:
    return f"{machine['cores']} cores of {machine['cpu']}, {machine['memory_gib']} GB, {machine['kernel']}"


def found(results: dict, case: str) -> list[dict]:
    return [row for row in results["builds"] if row["case"] == case]


def one(results: dict, case: str, stages: int) -> dict | None:
    return next((row for row in found(results, case) if row["stages"] == stages), None)


def markdown(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def seconds(time: float) -> str:
    return f"{time * 1000:.1f} ms" if time < 0.1 else f"{time * 1000:.0f} ms" if time < 1 else f"{time:.2f} s" if time < 10 else f"{time:.0f} s"


def size(count: float) -> str:
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= factor:
            return f"{count / factor:.3g} {unit}" if count < factor * 100 else f"{count / factor:.0f} {unit}"
    return f"{count} B"


# The plot: both axes grow by tens, so that twice as slow is the same distance everywhere.

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 460, 70, 190, 40, 56
LINES = {"hugo": "Hugo", "everything": "Waymark, all on", "waymark": "Waymark", "floor": "Floor (C)"}
STYLE = """
  svg { background: #fff; color: #1f2328; font: 14px system-ui, sans-serif; }
  text { fill: currentColor; } .grid { stroke: #d1d9e0; } .line { fill: none; stroke-width: 2.5; }
  .hugo { stroke: #a3275c; fill: #a3275c; } .everything { stroke: #8a5300; fill: #8a5300; stroke-dasharray: 7 4; }
  .waymark { stroke: #0b5fa5; fill: #0b5fa5; } .floor { stroke: #59636e; fill: #59636e; stroke-dasharray: 2 4; }
  .line { fill: none; } circle { stroke: none; } text.label { stroke: #fff; stroke-width: 5; stroke-dasharray: none; paint-order: stroke; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; color: #f0f6fc; } .grid { stroke: #3d444d; }
    .hugo { stroke: #f778ba; fill: #f778ba; } .everything { stroke: #e3b341; fill: #e3b341; }
    .waymark { stroke: #6cb6ff; fill: #6cb6ff; } .floor { stroke: #9198a1; fill: #9198a1; } .line { fill: none; } text.label { stroke: #0d1117; }
  }
"""


def plot(results: dict) -> str:
    points = {case: [(row["stages"], row["wall"]) for row in found(results, case)] for case in LINES}
    points = {case: sorted(row) for case, row in points.items() if row}
    stages = [x for row in points.values() for x, _ in row] or [1]
    times = [y for row in points.values() for _, y in row] or [1]
    x_range = math.floor(math.log10(min(stages))), max(math.ceil(math.log10(max(stages))), math.floor(math.log10(min(stages))) + 1)
    y_range = math.floor(math.log10(min(times))), max(math.ceil(math.log10(max(times))), math.floor(math.log10(min(times))) + 1)

    def x(value: float) -> float:
        return LEFT + (math.log10(value) - x_range[0]) / (x_range[1] - x_range[0]) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - y_range[0]) / (y_range[1] - y_range[0]) * (HEIGHT - TOP - BOTTOM)

    parts = []
    for power in range(x_range[0], x_range[1] + 1):
        at = x(10**power)
        parts.append(f'<line class="grid" x1="{at:.1f}" y1="{TOP}" x2="{at:.1f}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>')
    for power in range(y_range[0], y_range[1] + 1):
        at = y(10**power)
        words = f"{10**power:,} s" if power >= 0 else f"{10 ** (power + 3):g} ms"
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 5:.1f}" text-anchor="end">{words}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 12}" text-anchor="middle">stages</text>')
    parts.append(f'<text x="{LEFT}" y="{TOP - 16}" text-anchor="middle">time</text>')
    labels, label = [], -math.inf
    for case, row in sorted(points.items(), key=lambda item: y(item[1][-1][1])):
        path = " ".join(f"{'M' if i == 0 else 'L'}{x(a):.1f} {y(b):.1f}" for i, (a, b) in enumerate(row))
        parts.append(f'<path class="line {case}" d="{path}"/>')
        parts += [f'<circle class="{case}" cx="{x(a):.1f}" cy="{y(b):.1f}" r="4"/>' for a, b in row]
        last, time = row[-1]
        if last == max(stages):  # these labels stand below one another
            label = max(y(time) + 5, label + 20)
            place = f'x="{x(last) + 12:.1f}" y="{label:.1f}"'
        else:
            place = f'x="{x(last) - 12:.1f}" y="{y(time) - 4:.1f}" text-anchor="end"'
        labels.append(f'<text class="label {case}" {place}>{LINES[case]}, {seconds(time)}</text>')
    parts += labels
    told = "; ".join(f"{LINES[case]}: " + ", ".join(f"{seconds(b)} for {a:,}" for a, b in row) for case, row in points.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">Time to build a site, by its number of stages</title>\n<desc id="desc">{told}.</desc>\n'
        f"<style>{STYLE}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )
