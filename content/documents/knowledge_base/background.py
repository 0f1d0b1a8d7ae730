"""The parts that all municipalities share: the way to a new plan, laws and news, sources and notices."""

from collections.abc import Callable, Iterator

from content.documents.blocks import Block, Section, bullets, said, table, table_or
from content.figures import developments
from content.figures import sources as about_sources
from content.plan import adoptions, decisions, laws, next_plan


def progress(ask: Callable) -> Iterator[Block]:
    """Milestones, and for which years the present plan's adoption counts in each municipality."""
    milestones = next_plan.milestones_table(ask(next_plan.MILESTONES))
    none = "Ingen milepæler er lagt inn."
    yield Section("Milepæler fram mot ny plan", [table_or(milestones, "Milepæler", none)])
    yield Section("Vedtak av planen i kommunene", _adoptions(ask))


def _adoptions(ask: Callable) -> Iterator[Block]:
    rows = ask(adoptions.ADOPTIONS)
    adopted = adoptions.table(rows)
    if len(adopted):
        yield table(adopted, "Vedtak av planen")
    yield from bullets(adoptions.sentences(rows, ask(decisions.DATES)))


def laws_and_news(ask: Callable) -> Iterator[Block]:
    yield Section(laws.TOUCHING, _laws(ask))
    plan_laws = ask(laws.PLAN_LAWS)
    yield Section(laws.plans_own(plan_laws), bullets(laws.plan_sentences(plan_laws) or [laws.EMPTY]))
    news = developments.sentences(ask(developments.DEVELOPMENTS))
    yield Section("Nytt siden planen ble laget", bullets(news or [developments.NONE]))


def _laws(ask: Callable) -> Iterator[Block]:
    found = ask(laws.LAWS)
    if len(found):
        yield said(f"Om loven krever et tiltak, er ikke vurdert her. {laws.checked(found)}")
    yield from bullets(laws.sentences(found) or [laws.EMPTY])


def sources(version: str, ask: Callable) -> Iterator[Block]:
    """What the figures come from, and what the checks of the data found."""
    plan = about_sources.printed_in(version)
    described = [about_sources.described(source, plan) for source in ask(about_sources.EVERY_SOURCE).itertuples()]
    yield Section("Kilder", bullets(described or [f"Ingen kilder er lagt inn. {decisions.TO_BE_ADDED}"]))
    notices = list(ask(about_sources.NOTICES)["detail"])
    yield Section("Merknader til tallene", bullets(notices or ["Kontrollene av dataene har ingen merknader."]))
