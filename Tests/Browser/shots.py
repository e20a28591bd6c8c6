"""Takes screenshots of pages of the built site, to look at.

    python shots.py OUT stages/sendco.html index.html

Each page gives OUT/<page>-<width>-<scheme>.png, full length, at 360, 768 and 1280 px, light and
dark, and OUT/<page>-print.pdf with OUT/<page>-print-<n>.png for each sheet of A4.

Options: --widths 360,1280 and --schemes light narrow the screenshots, --no-print leaves the print out,
--print-only takes nothing else. WAYMARK_SITE names another built site than site/.
"""

import argparse
import sys
from pathlib import Path

from browser import launched_chromium, site_folder


def main() -> int:
    parser = argparse.ArgumentParser(description="Takes screenshots of pages of the built site.")
    parser.add_argument("out", type=Path, help="the folder to write to")
    parser.add_argument("pages", nargs="+", help="pages, as paths within the site, such as stages/sendco.html")
    parser.add_argument("--widths", default="360,768,1280")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--no-print", action="store_true")
    parser.add_argument("--print-only", action="store_true")
    options = parser.parse_args()

    try:
        site = site_folder()
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 1
    missing = [page for page in options.pages if not (site / page).is_file()]
    if missing:
        print(f"not in {site}: {', '.join(missing)}", file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)

    with launched_chromium() as chromium:
        tab = chromium.new_page()
        for page in options.pages:
            tab.goto((site / page).as_uri())
            stem = page.removesuffix(".html").replace("/", "-")
            if not options.print_only:
                for width in options.widths.split(","):
                    for scheme in options.schemes.split(","):
                        tab.set_viewport_size({"width": int(width), "height": 900})
                        tab.emulate_media(color_scheme=scheme)
                        shot = options.out / f"{stem}-{width}-{scheme}.png"
                        tab.screenshot(path=shot, full_page=True)
                        print(shot)
            if not options.no_print:
                tab.emulate_media(color_scheme="light")
                pdf = options.out / f"{stem}-print.pdf"
                tab.pdf(path=pdf, format="A4", prefer_css_page_size=True, print_background=False)
                print(pdf)
                print_sheets(pdf)
    return 0


def print_sheets(pdf: Path) -> None:
    """Turns each sheet of a PDF into a PNG beside it."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for number, sheet in enumerate(document, start=1):
            png = pdf.with_name(f"{pdf.stem}-{number}.png")
            sheet.render(scale=1.3).to_pil().save(png)
            print(png)


if __name__ == "__main__":
    sys.exit(main())
