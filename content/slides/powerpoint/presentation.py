"""Slides as a PowerPoint file: charts and tables that can be edited, every sentence in the notes."""

import io
from datetime import UTC, date, datetime

from lxml import etree
from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from content import progress, wording
from content.figures.credits import EXAMPLE
from content.look.palette import LIGHT
from content.slides.items import HEIGHT, WIDTH, Text
from content.slides.letters import plain
from content.slides.powerpoint.drawn import draw, write
from content.slides.powerpoint.shapes import HEADING_FONT, LANGUAGE, TEXT_FONT, A, place, px, set_name
from content.slides.slide import NUMBER, SOURCE_SIZES, Slide, arranged

NAME = "Vold i nære relasjoner: tall og tiltak"
MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
THEME = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.ground,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.grid,
    "accent1": LIGHT.first,
    "accent2": LIGHT.second,
    "accent3": LIGHT.context,
    "accent4": LIGHT.done,
    "accent5": LIGHT.partly,
    "accent6": LIGHT.under_way,
    "hlink": LIGHT.first,
    "folHlink": LIGHT.muted,
}
# «Title Only», the one layout in use.
TITLE_ONLY = 5


def pptx(slides: list[Slide], tell: progress.Tell = progress.unheard) -> bytes:
    """The slides in their order, 16:9."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = px(WIDTH), px(HEIGHT)
    _master(deck)
    for number, slide in enumerate(progress.each(slides, "lysbilde", "lysbilder", tell), start=1):
        _add(deck, slide, number)
    _about(deck, slides)
    for part in deck.part.package.iter_parts():
        if hasattr(part, "_element"):
            _finish(part._element)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def file_name(slides: list[Slide], today: date, plan: str = "") -> str:
    """«eksempeldata-vold-i-naere-relasjoner-tidligere-plan-fra-2023-2026-11-27.pptx»."""
    example = ["Eksempeldata"] if any(slide.is_example for slide in slides) else []
    return f"{wording.slug(' '.join([*example, 'vold i nære relasjoner', plan, str(today)]))}.pptx"


def _master(deck) -> None:
    """Colours, fonts and the one layout, as wide as the slide."""
    layouts = list(deck.slide_layouts)
    for layout in layouts:
        if layout is not layouts[TITLE_ONLY]:
            deck.slide_layouts.remove(layout)
    layouts[TITLE_ONLY].name = "Tittel"
    for shape in [*deck.slide_master.placeholders, *layouts[TITLE_ONLY].placeholders]:
        shape.left, shape.width, shape.top, shape.height = (
            round(shape.left * 4 / 3),
            round(shape.width * 4 / 3),
            shape.top,
            shape.height,
        )
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", NAME)
    for name, colour in THEME.items():
        [scheme] = theme.iter(f"{{{A}}}{name}")
        scheme[:] = [etree.Element(f"{{{A}}}srgbClr", val=colour.strip("#").upper())]
    for name, font in (("majorFont", HEADING_FONT), ("minorFont", TEXT_FONT)):
        [fonts] = theme.iter(f"{{{A}}}{name}")
        fonts.find(f"{{{A}}}latin").set("typeface", font)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _about(deck, slides: list[Slide]) -> None:
    about = deck.core_properties
    is_example = any(slide.is_example for slide in slides)
    about.title = f"{EXAMPLE} {NAME}" if is_example else NAME
    about.author = about.last_modified_by = NAME
    about.subject, about.keywords, about.comments = "Tall og tiltak", "", ""
    # As the version of the data is named, which is by the moment it was published.
    about.version = " ".join(sorted({f"{slide.published_at:%Y%m%dT%H%M%S%f}" for slide in slides}))
    about.language = LANGUAGE
    about.revision = 1
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    # The library's own picture of an empty slide.
    package = deck.part.package
    for id in [id for id, relation in package._rels.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.drop_rel(id)


def _finish(element) -> None:
    """Every text is Norwegian, and every shape that tells something has an alternative text."""
    for run in element.iter(f"{{{A}}}r"):
        run.get_or_add_rPr()
    for kind in ("rPr", "defRPr", "endParaRPr"):
        for properties in element.iter(f"{{{A}}}{kind}"):
            properties.set("lang", LANGUAGE)
    for shape in element.iter(qn("p:cNvPr")):
        if not shape.get("descr") and shape.find(qn("a:extLst")) is None:
            shape.set("descr", shape.get("name") or "Lysbilde")


def _add(deck, slide: Slide, number: int) -> None:
    """In the order it is read: title, what it is about, body, band, source, number."""
    made, at = deck.slides.add_slide(deck.slide_layouts[0]), arranged(slide)
    title = made.shapes.title
    set_name(title, at.title.name)
    title.left, title.top, title.width, title.height = place(at.title.area)
    write(title.text_frame, at.title)
    for item in [*at.before, *at.body, *at.after]:
        draw(made.shapes, item)
    _number(made, number)
    _notes(made, slide, at.scope)


def _number(made, number: int) -> None:
    shape = made.shapes.add_textbox(*place(NUMBER))
    set_name(shape, "Nummer på lysbildet")
    write(shape.text_frame, Text("", NUMBER, SOURCE_SIZES[0], colour="muted"))
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph._p.append(
        parse_xml(
            f'<a:fld xmlns:a="{A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr sz="{round(SOURCE_SIZES[0] * 75)}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
            f"<a:t>{number}</a:t></a:fld>"
        )
    )


def _notes(made, slide: Slide, scope: str) -> None:
    """All that can be said of it, also what the slide had no room for."""
    said = [slide.name, slide.title, scope, slide.mark]
    for heading, sentences in (
        ("Dette kan vi si:", slide.can_say),
        ("Dette kan vi ikke si:", slide.cannot_say),
        ("Mangler:", (slide.missing,) if slide.missing else ()),
        ("Tegnet på lysbildet:", slide.body.words),
    ):
        if sentences and sentences != slide.can_say or heading == "Dette kan vi si:":
            said += ["", heading, *(f"– {sentence}" for sentence in sentences)]
    made.notes_slide.notes_text_frame.text = "\n".join(plain(text) for text in [*said, "", slide.credit])
