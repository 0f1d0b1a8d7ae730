"""What stands last, in small type: the way to a new plan, laws and news, what the figures mean, sources, notices."""

from collections.abc import Callable, Iterator

from content.documents.blocks import Block, Meaning, Section, said, table, table_or
from content.documents.knowledge_base.chapters import Chapter, definitions
from content.figures import developments
from content.figures import sources as about_sources
from content.plan import adoptions, decisions, laws, next_plan

WHERE_LAWS_STAND = "Hva hver av dem sier, og planens egne ord om lovene, står på siden Min kommune."


def progress(ask: Callable) -> Iterator[Block]:
    """Milestones, and for which years the present plan's adoption counts in each municipality."""
    milestones = next_plan.milestones_table(ask(next_plan.MILESTONES))
    yield Section("Milepæler fram mot ny plan", [table_or(milestones, "Milepæler", "Ingen milepæler er lagt inn.")])
    yield Section("Vedtak av planen i kommunene", _adoptions(ask))


def _adoptions(ask: Callable) -> Iterator[Block]:
    rows = ask(adoptions.ADOPTIONS)
    adopted = adoptions.table(rows)
    if len(adopted):
        yield table(adopted, "Vedtak av planen")
    yield from small(adoptions.sentences(rows, ask(decisions.DATES)))


def background(ask: Callable, version: str, told: list[Chapter], about: dict[str, str]) -> Iterator[Block]:
    """All that a reader looks up; `about` is what the document is made of."""
    yield Section(laws.TOUCHING, _laws(ask))
    news = developments.sentences(ask(developments.DEVELOPMENTS))
    yield Section("Nytt siden planen ble laget", small(news or [developments.NONE]))
    yield Section("Hva figurene viser", definitions(told))
    plan = about_sources.printed_in(version)
    described = [about_sources.described(source, plan) for source in ask(about_sources.EVERY_SOURCE).itertuples()]
    yield Section("Kilder", small(described or [f"Ingen kilder er lagt inn. {decisions.TO_BE_ADDED}"]))
    notices = list(ask(about_sources.NOTICES)["detail"])
    yield Section("Merknader til tallene", small(notices or ["Kontrollene av dataene har ingen merknader."]))
    yield Section("Om dokumentet", small(f"{name}: {text}" for name, text in about.items()))


def _laws(ask: Callable) -> Iterator[Block]:
    found = ask(laws.LAWS)
    if found.empty:
        yield said(laws.EMPTY)
        return
    yield said(
        f"Om loven krever et tiltak, er ikke vurdert her. {laws.checked(found)} {WHERE_LAWS_STAND}", Meaning.NOTE
    )
    yield said(laws.in_short(found), Meaning.NOTE)


def small(sentences) -> Iterator[Block]:
    return (said(sentence, Meaning.NOTE) for sentence in sentences)
