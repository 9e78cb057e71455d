"""Fetch the scripts, map and fonts that the site ships, from their npm packages, with licences and hashes.

Needs npm, fonttools and pycountry; run it to take newer versions:  python scripts/vendor_web.py
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).parent.parent / "src" / "armsledger" / "web"
VENDOR = WEB / "static" / "vendor"
TESTS = Path(__file__).parent.parent / "tests" / "web" / "vendor"

# package, version, licence, {file in the package: file here}
PACKAGES = (
    ("htmx.org", "4.0.1", "0BSD", {"dist/htmx.min.js": "htmx.js", "LICENSE": "htmx.LICENSE"}),
    ("d3", "7.9.2", "ISC", {"dist/d3.min.js": "d3.js", "LICENSE": "d3.LICENSE"}),
    ("d3-array", "3.2.5", "ISC", {"dist/d3-array.min.js": "d3-array.js", "LICENSE": "d3-array.LICENSE"}),
    ("d3-geo", "3.1.2", "ISC", {"dist/d3-geo.min.js": "d3-geo.js", "LICENSE": "d3-geo.LICENSE"}),
    (
        "topojson-client",
        "3.1.0",
        "ISC",
        {"dist/topojson-client.min.js": "topojson-client.js", "LICENSE": "topojson-client.LICENSE"},
    ),
    ("world-atlas", "2.0.2", "ISC", {"countries-110m.json": "world.json", "LICENSE": "world.LICENSE"}),
    ("@observablehq/plot", "0.6.17", "ISC", {"dist/plot.umd.min.js": "plot.js", "LICENSE": "plot.LICENSE"}),
    ("sigma", "3.0.3", "MIT", {"dist/sigma.min.js": "sigma.js", "LICENSE.txt": "sigma.LICENSE"}),
    (
        "graphology",
        "0.26.0",
        "MIT",
        {"dist/graphology.umd.min.js": "graphology.js", "LICENSE.txt": "graphology.LICENSE"},
    ),
)
FONTS = ("dejavu-fonts-ttf", "2.37.3", "Bitstream Vera", ("DejaVuSans", "DejaVuSans-Bold"))
AXE = ("axe-core", "4.14.1", "MPL-2.0", {"axe.min.js": "axe.js", "LICENSE": "axe.LICENSE"})
# Latin, Greek, Cyrillic, Hebrew, Arabic, punctuation, currency, arrows, geometric shapes
GLYPHS = "U+0020-052F,U+0590-06FF,U+1E00-1FFF,U+2000-206F,U+20A0-20BF,U+2100-214F,U+2190-21FF,U+2200-22FF,U+25A0-25FF"


def unpacked(package: str, version: str, folder: Path) -> Path:
    """The unpacked package, fetched by npm."""
    command = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(folder)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    target = folder / f"{package.replace('/', '-')}-unpacked"
    with tarfile.open(folder / name) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def copied(
    package: str, version: str, licence: str, names: dict[str, str], folder: Path, to: Path
) -> dict[str, object]:
    """Copy the named files; the package's entry in the list."""
    source = unpacked(package, version, folder)
    hashes = {}
    for inside, here in names.items():
        found = source / inside if (source / inside).exists() else next(source.glob("LICEN*"))
        shutil.copyfile(found, to / here)
        hashes[here] = hashlib.sha256((to / here).read_bytes()).hexdigest()
    return {"package": package, "version": version, "licence": licence, "files": hashes}


def fonts(folder: Path) -> dict[str, object]:
    """The fonts of the PDF dossier, cut down to the glyphs that reports use."""
    package, version, licence, names = FONTS
    source = unpacked(package, version, folder)
    target = WEB.parent / "publish" / "assets" / "fonts"
    target.mkdir(exist_ok=True)
    hashes = {}
    for name in names:
        out = target / f"{name}.ttf"
        tool = [sys.executable, "-m", "fontTools.subset", str(source / "ttf" / f"{name}.ttf")]
        subprocess.run([*tool, f"--unicodes={GLYPHS}", "--layout-features=*", f"--output-file={out}"], check=True)
        hashes[f"../../../publish/assets/fonts/{name}.ttf"] = hashlib.sha256(out.read_bytes()).hexdigest()
    shutil.copyfile(source / "LICENSE", target / "DejaVu.LICENSE")
    return {"package": package, "version": version, "licence": licence, "files": hashes}


def centres(folder: Path) -> None:
    """A point inside each state, the middle of its largest piece: `web/data/centres.csv`."""
    import pycountry

    world = json.loads((unpacked("world-atlas", "2.0.2", folder) / "countries-50m.json").read_text(encoding="utf-8"))
    codes = {c.numeric: c.alpha_3 for c in pycountry.countries} | {"Kosovo": "XKX"}
    rows = []
    for shape in world["objects"]["countries"]["geometries"]:
        code = codes.get(shape.get("id", shape["properties"]["name"]))
        if code and shape["type"]:
            lon, lat = max(_pieces(shape, world), key=lambda piece: piece[0])[1]
            rows.append((code, shape.get("id", ""), f"{lat:.2f}", f"{lon:.2f}"))
    (WEB / "data").mkdir(exist_ok=True)
    with (WEB / "data" / "centres.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("state", "numeric", "lat", "lon"))
        writer.writerows(sorted(rows))


def _pieces(shape: dict, world: dict) -> Iterator[tuple[float, tuple[float, float]]]:
    """Area and centroid of the outer ring of each polygon, in degrees."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        ring = _unwrapped([point for arc in polygon[0] for point in _arc(arc, world)])
        twice = cx = cy = 0.0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = x0 * y1 - x1 * y0
            twice, cx, cy = twice + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
        if twice:
            yield abs(twice), ((cx / (3 * twice) + 180) % 360 - 180, cy / (3 * twice))


def _unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring that goes on beyond 180° where it crosses the antimeridian, so that Russia and Fiji keep their middles."""
    turns, found = 0, ring[:1]
    for (x0, _), (x1, y1) in itertools.pairwise(ring):
        turns += (x0 - x1 > 180) - (x1 - x0 > 180)
        found.append((x1 + 360 * turns, y1))
    return found


def _arc(number: int, world: dict) -> list[tuple[float, float]]:
    """An arc of the topology as points: deltas of a quantised grid, reversed where the number is negative."""
    (kx, ky), (dx, dy) = world["transform"]["scale"], world["transform"]["translate"]
    x = y = 0
    points = []
    for step_x, step_y in world["arcs"][~number if number < 0 else number]:
        x, y = x + step_x, y + step_y
        points.append((x * kx + dx, y * ky + dy))
    return points[::-1] if number < 0 else points


def main() -> None:
    """Everything anew."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    TESTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = [copied(*package, folder, VENDOR) for package in PACKAGES]
        entries.append(fonts(folder))
        axe = copied(*AXE, folder, TESTS)
        centres(folder)
    for place, listed in ((VENDOR, entries), (TESTS, [axe])):
        (place / "vendored.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
