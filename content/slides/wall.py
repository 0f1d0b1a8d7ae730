"""A slide as it stands on a wall: its chart drawn wide, and all of it as HTML."""

import base64
import html
from functools import lru_cache

from content.charts import Chart, drawing
from content.charts.style import NARROWEST, fixed
from content.figures.credits import EXAMPLE
from content.look.palette import LIGHT
from content.slides.fit import MARGIN, TABLE_SIZE, WIDTH, Box, Slide, bullet_size, column_widths, placed, plain
from content.slides.wide_chart import wide


def view(slide: Slide, number: int, of: int) -> str:
    """The slide as HTML for a whole screen, in the classes of wall.html."""
    at = placed(slide)
    size = TABLE_SIZE if slide.table is not None else bullet_size(slide.bullets, at.body.height)
    mark = f'<p class="mark">{EXAMPLE}</p>' if slide.is_example else ""
    texts = "".join(
        f'<p class="{name}" style="--size:{box.size}">{html.escape(box.text)}</p>'
        for name, box in (("scope", at.scope), ("finding", at.finding))
        if box.text
    )
    return (
        f'<article class="slide"><div>{mark}<h1 style="--size:{at.title.size}">{html.escape(at.title.text)}</h1>{texts}'
        f'<div class="body" style="--size:{size}">{_body(slide, at.body)}</div>'
        f'<p class="foot"><span>{html.escape(at.foot.text)}</span> <span class="number">{number} av {of}</span></p>'
        "</div></article>"
    )


def _body(slide: Slide, body: Box) -> str:
    if slide.table is not None:
        widths = [f'<col style="width:{width / (WIDTH - 2 * MARGIN):.2%}">' for width in column_widths(slide.table)]
        head = "".join(f'<th scope="col">{html.escape(plain(name))}</th>' for name in slide.table.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(plain(cell))}</td>" for cell in row) + "</tr>"
            for row in slide.table.itertuples(index=False)
        )
        columns = f"<colgroup>{''.join(widths)}</colgroup>"
        return f"<table>{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    if slide.shown is None:
        return "<ul>" + "".join(f"<li>{html.escape(text)}</li>" for text in slide.bullets) + "</ul>"
    return "".join(
        f'<img class="{name}" alt="{html.escape(slide.alt)}" src="data:image/svg+xml;base64,{svg}">'
        for name, svg in _pictures(slide.shown.chart, body.height).items()
    )


@lru_cache(maxsize=64)
def _pictures(chart: Chart, height: float) -> dict[str, str]:
    """Drawn once for all who look, wide for a wall and narrow for a phone: class → SVG."""
    specs = {
        "wide": wide(chart, WIDTH - 2 * MARGIN, height),
        "narrow": fixed(chart.drawn(LIGHT), NARROWEST, padding=4),
    }
    return {name: base64.b64encode(drawing.svg(spec)).decode() for name, spec in specs.items()}
