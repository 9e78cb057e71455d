"""A dossier as PDF, with fonts of its own so that it looks the same everywhere."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from armsledger.publish.dossier_record import Block, Dossier, Quote

if TYPE_CHECKING:
    from fpdf import FPDF

INK, SOFT, LINK = (28, 30, 33), (95, 92, 84), (27, 79, 122)
LONGEST = 4000
"""Characters of a quote that are printed."""


def dossier_pdf(dossier: Dossier) -> bytes:
    """The bytes of the PDF."""
    pdf = _paper(dossier)
    _write(pdf, dossier.title, 17, bold=True)
    _write(pdf, dossier.lead, 11)
    _write(pdf, dossier.stamp, 8.5, SOFT)
    for section in dossier.sections:
        pdf.ln(4)
        _write(pdf, section.title, 13, bold=True)
        for block in section.blocks:
            _block(pdf, block)
    return bytes(pdf.output())


def _paper(dossier: Dossier) -> FPDF:
    from fpdf import FPDF

    class Paper(FPDF):
        """Pages with their number at the foot."""

        def footer(self) -> None:
            """Writes the number."""
            self.set_y(-14)
            self.set_font("DejaVu", size=8)
            self.set_text_color(*SOFT)
            self.cell(0, 6, f"{_printable(dossier.title)[:90]} · {self.page_no()}", align="R")

    pdf = Paper(format="A4")
    pdf.set_title(_printable(dossier.title))
    pdf.set_creator("armsledger")
    for style, name in (("", "DejaVuSans"), ("B", "DejaVuSans-Bold")):
        with as_file(files("armsledger.publish") / "assets" / "fonts" / f"{name}.ttf") as path:
            pdf.add_font("DejaVu", style, str(path))
    pdf.set_margins(20, 18, 20)
    pdf.set_auto_page_break(True, 18)
    pdf.add_page()
    return pdf


def _block(pdf: FPDF, block: Block) -> None:
    pdf.ln(1.5)
    _write(pdf, block.title, 10, bold=True)
    if block.text:
        _write(pdf, block.text, 9)
    for quote in block.quotes:
        _quote(pdf, quote)


def _quote(pdf: FPDF, quote: Quote) -> None:
    words = quote.words if len(quote.words) <= LONGEST else f"{quote.words[:LONGEST]} …"
    _write(pdf, f"“{words}”", 9.5, indent=5)
    _write(pdf, f"{quote.id} · {quote.source}", 8, SOFT, indent=5)
    if quote.link:
        _write(pdf, quote.link, 8, LINK, indent=5, link=quote.link)


def _write(
    pdf: FPDF,
    text: str,
    size: float,
    colour: tuple[int, int, int] = INK,
    *,
    bold: bool = False,
    indent: float = 0,
    link: str = "",
) -> None:
    from fpdf.enums import WrapMode

    pdf.set_font("DejaVu", "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.set_x(pdf.l_margin + indent)
    wrap = WrapMode.CHAR if link else WrapMode.WORD
    pdf.multi_cell(pdf.epw - indent, size * 0.52, _printable(text), align="L", wrapmode=wrap, link=link,
                   new_x="LMARGIN", new_y="NEXT")  # fmt: skip


def _printable(text: str) -> str:
    """The text without characters that steer direction or paper; such marks are shown as a box."""
    return "".join(c if c.isprintable() or c == " " else "□" for c in " ".join(text.split()))
