"""What the page Utforsk shows of a view: guard, picture, table, what can not be said, and how it is brought along."""

import html
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from content import wording
from content.charts import Scale
from content.explore import as_figure, guard, status, view
from content.explore.catalogue import NO_NUMBERS, Entry
from content.explore.offer import TOGETHER
from content.explore.view import View
from content.figures.figure import NONE_CHOSEN, Figure, Shown
from content.plan import decisions
from dashboard import choices, figures, markup, parts
from dashboard.explore.choosing import PICTURE, TABLE, write

WORDED = ["Ordlyd", "Ordlyd i planen"]
"""Columns that the table leaves to what is downloaded: what they quote is long, and the table narrow."""


def found(
    entry: Entry, together: Entry | None, heading: str, shown: Shown | None, told: Iterable[str], as_: str
) -> None:
    """Where the entry stands, what shares its picture, what was asked for in vain, and what was found, of whom."""
    place = f"{entry.topic} › {entry.name}{f', sammen med «{together.name}»' if together else ''}"
    sentences = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in told)
    scope = _scope(shown, as_) if shown else ""
    st.html(
        f'<p class="vnr-scope">{html.escape(place)}</p>{sentences}'
        f"<h2>{html.escape(heading.removesuffix('.'))}</h2>{scope}"
    )


def guarded(first: Entry, second: Entry, compared: guard.Compared) -> None:
    """Why two stand apart, before either is drawn."""
    head = "".join(f'<th scope="col">{html.escape(entry.name)}</th>' for entry in (first, second))
    rows = "".join(
        f'<tr><th scope="row">{html.escape(found.name)}</th><td>{html.escape(found.first)}</td>'
        f"<td>{html.escape(found.second)}</td></tr>"
        for found in compared.differing
    )
    alike = f'<p class="vnr-alike"><b>Likt.</b> {html.escape(compared.alike)}</p>' if compared.alike else ""
    st.html(
        f'<div class="vnr-guard"><p><b>{guard.SAID}</b> {guard.WHY}</p><table><caption>Hva som er ulikt</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>{alike}</div>"
    )


def nothing(figure: Figure, of: View) -> str:
    """What is told where no number is shown: that there are none, or none of what is chosen."""
    has_numbers = of.entry.is_indicator and of.entry.scope != NO_NUMBERS
    return NONE_CHOSEN if has_numbers else figure.empty


def drawn(shown: Shown, figure: Figure, of: View, as_: str, scale: Scale | None = None) -> None:
    """The picture, the table or both; in words where there is nothing to draw."""
    if shown.chart is None:
        reason = as_figure.why_nothing(parts.version(), figure, of)
        st.html(f'<p class="vnr-hole">{html.escape(reason)}</p>')
        if of.is_rate and not of.is_together and of.entry.kind == "årsserie":
            label, key = "Vis voksne og barn samlet: da kan raten regnes ut", f"explore_together_{of.entry.key}"
            st.button(label, key=key, on_click=write, args=(view.SPLIT, TOGETHER))
    elif as_ != TABLE:
        figures.chart(shown, figure, scale)
    if as_ != PICTURE or shown.chart is None:
        if table := as_figure.series_table(parts.version(), figure, of):
            st.html(table)
        else:
            markup.table(shown.table.drop(columns=WORDED, errors="ignore"), f"Tallene i figuren: {shown.question}")


def apart(views: tuple[View, View], as_: str) -> list[Shown | None]:
    """Two that may not share an axis: their pictures beside each other, shares to one scale, their tables below."""
    asked = [as_figure.figure_of(parts.version(), of) for of in views]
    shown = [figures.finished(figure) for figure in asked]
    told = list(zip(shown, asked, views, strict=True))
    pictures = [each.chart for each in shown if each and each.chart]
    scale = as_figure.scale(pictures)
    if as_ != TABLE:
        if len(pictures) == len(views) and not scale:
            st.caption(as_figure.OWN_SCALES)
        with st.container(key="explore_apart"):
            for place, (each, figure, of) in zip(st.columns(2, gap="medium"), told, strict=True):
                with place:
                    _named(each, figure, of, PICTURE)
                    if each:
                        drawn(each, figure, of, PICTURE, scale)
    if as_ != PICTURE:
        # What has no picture has said why, and shown its table, in its place.
        below = told if as_ == TABLE else [(each, figure, of) for each, figure, of in told if each and each.chart]
        for each, figure, of in below:
            _named(each, figure, of, TABLE)
            if each:
                drawn(each, figure, of, TABLE)
    return shown


def _named(shown: Shown | None, figure: Figure, of: View, as_: str) -> None:
    st.subheader(of.entry.name, anchor=False)
    if shown:
        st.html(_scope(shown, as_))
    else:
        st.markdown(nothing(figure, of))


def _scope(shown: Shown, as_: str) -> str:
    """What the numbers are about, and where there is a picture, what its marks are."""
    return markup.scope(shown.of_whom if as_ == TABLE or shown.chart is None else shown.scope)


def tasks(of: View) -> None:
    """The status, which is no figure: it changes whenever somebody answers."""
    today, when = wording.today(), dict(of.only).get("round")
    found = status.tasks(parts.version(), when, today)
    if found.empty:
        st.markdown(decisions.NO_MEASURES)
        return
    st.html(status.table(parts.version(), found, of.split, choices.link_to("tiltak", tiltak="")))
    if of.split == "malgruppe":
        st.caption(status.SEVERAL)


def tasks_finding(of: View) -> str:
    when = dict(of.only).get("round")
    found = status.tasks(parts.version(), when, wording.today())
    return of.entry.name if found.empty else status.told(found, status.rounds(parts.version()).get(when, ""))


def tasks_side() -> None:
    st.markdown(
        f"**Kan vi ikke si**\n{markup.bullets(status.CANNOT_SAY)}\n\n"
        f"**Kilde**\n\n{status.SOURCE} [Alt om status]({choices.link_to('tiltak')})"
    )


def side(shown: Shown, other: Shown | None, entry: Entry, second: Entry | None) -> None:
    """What can and can not be said beside the heading, what was counted, and by whom; of two apart, of each."""
    both = [(entry, shown), *([(second, other)] if second and other else [])]
    entries = [of for of in (entry, second) if of]
    measures = dict.fromkeys(measure for _, each in both for measure in each.measures)
    sources = dict.fromkeys(source for _, each in both for source in each.sources)
    linked = [f"[{number}\u00a0{title}]({choices.link_to('tiltak', tiltak=number)})" for number, title in measures]
    can_say = [(of, shown.beside if len(both) == 1 else each.can_say) for of, each in both]
    texts = {
        **_of_each("Kan vi si", "om", can_say, markup.bullets),
        **_of_each("Kan vi ikke si", "om", [(of, each.cannot_say) for of, each in both], markup.bullets),
        **_of_each("Hva som er talt", "i", [(of, [each.definition]) for of, each in both], _paragraph),
        "Kilde": f"\n{' '.join(sources)} [Alle kildene]({choices.link_to('kilder')})",
        **_of_each("Neste oppdatering", "av", [(of, [_coming(of)]) for of in entries], _paragraph),
        "Tiltak det angår": markup.bullets(linked),
    }
    st.markdown("\n\n".join(f"**{name}**\n{text}" for name, text in texts.items() if text))


def _of_each(
    name: str, about: str, told: Sequence[tuple[Entry, Sequence[str]]], written: Callable[[list[str]], str]
) -> dict[str, str]:
    """What is told of all of them, and then what is told of one alone, under its name."""
    alike = [text for text in told[0][1] if all(text in texts for _, texts in told)]
    own = {f"{name} {about} «{of.name}»": [text for text in texts if text not in alike] for of, texts in told}
    return {name: written(texts) for name, texts in ({name: alike} | own).items() if texts}


def _paragraph(texts: list[str]) -> str:
    return f"\n{' '.join(texts)}"


def _coming(entry: Entry) -> str:
    return f"Neste tall ventes {entry.next_expected}." if entry.next_expected else "Kilden sier ikke når."


def take(shown: Shown, slides: list[str]) -> None:
    """Into the presentation, and every other way to bring it along."""
    chosen = [id for id in st.query_params.get(choices.SLIDES, "").split(",") if id]
    with st.container(horizontal=True, key="explore_take", vertical_alignment="center", gap="small"):
        if not {*slides} <= {*chosen}:
            added = ",".join(dict.fromkeys([*chosen, *slides]))
            st.button("Legg i presentasjonen", type="primary", on_click=write, args=(choices.SLIDES, added))
        if chosen:
            st.button("Tøm", on_click=write, args=(choices.SLIDES, None), type="tertiary")
            there = choices.link_to("presentasjon", **{choices.SLIDES: ",".join(chosen)})
            st.markdown(
                f"{wording.counted(len(chosen), 'lysbilde', 'lysbilder')} er lagt til. [Åpne presentasjonen]({there})"
            )
        figures.take_along(shown)
