"""Writes the tables of Tests/ContentReadingTests/Spreadsheets/ anew: one table, as spreadsheets save it.

    python spreadsheets.py

LibreOffice (`soffice`, Debian's libreoffice-calc-nogui) writes its own, from a workbook that openpyxl (PyPI) makes.
Excel's are written as Excel does: its encodings and delimiters by menu entry and by the system's region, CRLF between
rows, LF inside a cell, quotation marks only where they are needed, and the empty columns of the used range.
"""

import csv
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl

FOLDER = Path(__file__).parent.parent / "ContentReadingTests" / "Spreadsheets"
ROWS = [
    ["strand", "opportunity", "id", "themes", "link", "note", "", ""],
    ["individual", "Read Journals/source internet sites", "", "research", "", "", "", ""],
    ["school", "Induction Programme - safeguarding, e-Safety, H&S", "", "safeguarding;training",
     "https://example.org/?a=1,2;b", "He said “yes” – “now”", "", ""],
    ["camden", "Camden Heads' \"Breakfast\" Meetings", "heads", "networks", "",
     "First line\nSecond line, with a comma; and a semicolon", "", ""],
    ["national", "Café: naïve résumé £5 €6", "", "", "", "\u00a0padded\u00a0", "", ""],
    ["school", "   Lead a hub   ", "", "networks", "", "=1+1", "", ""],
    ["", "", "", "", "", "", "", ""],
    ["individual", "After the gap", "", "", "", "no", "", ""],
]

# LibreOffice's "Text - txt - csv (StarCalc)" filter: delimiter, quotation mark, encoding, …, quote every text, …
LIBREOFFICE = {
    "libreoffice-utf-8-commas": "44,34,76,1,,0,false,true,false,false,false,-1",
    "libreoffice-utf-8-semicolons-all-quoted": "59,34,76,1,,0,true,true,false,false,false,-1",
    "libreoffice-windows-1252-semicolons": "59,34,1,1,,0,false,true,false,false,false,-1",
    "libreoffice-utf-16-tabs": "9,34,65535,1,,0,false,true,false,false,false,-1",
}
EXCEL = {
    "excel-csv-utf-8": (",", "utf-8-sig", ""),
    "excel-csv-comma-delimited": (",", "cp1252", ""),
    "excel-csv-german": (";", "cp1252", ""),
    "excel-unicode-text": ("\t", "utf-16", ""),
    "excel-sep-line": (";", "utf-8-sig", "sep=;\r\n"),
}


def write_libreoffice() -> None:
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.active.append([cell or None for cell in row])
    for row in workbook.active.iter_rows():
        for cell in row:
            if cell.value is not None:
                cell.data_type = "s"
    with tempfile.TemporaryDirectory() as folder:
        workbook.save(f"{folder}/table.xlsx")
        for name, options in LIBREOFFICE.items():
            out = Path(folder) / name
            convert = ["soffice", "--headless", "--convert-to", f"csv:Text - txt - csv (StarCalc):{options}"]
            subprocess.run([*convert, "--outdir", out, f"{folder}/table.xlsx"], check=True, capture_output=True)
            shutil.copy(next(out.iterdir()), FOLDER / f"{name}.csv")


def write_excel() -> None:
    for name, (delimiter, encoding, first_line) in EXCEL.items():
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(ROWS)
        (FOLDER / f"{name}.csv").write_bytes((first_line + text.getvalue()).encode(encoding))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r").writerows(ROWS)
    (FOLDER / "excel-csv-macintosh-line-ends.csv").write_bytes(text.getvalue().encode("utf-8"))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    write_libreoffice()
    write_excel()
