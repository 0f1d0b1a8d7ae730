"""What those who are asked make of the measures, and what the working group concludes: selects, tables, sentences."""

import hashlib
import html

import pandas as pd

from content import wording
from register.validation.rules import CHOICES, EVALUATION, FIELDS

EVALUATIONS = "select * from marts.measure_evaluations order by measure_no"
ANSWERS = "select * from marts.evaluation_answers"
TASK_EVALUATIONS = """
select *
from marts.task_evaluations
where measure_no = $measure_no
order by is_joint desc, area collate nb
"""
CHOSEN = ("done_as_meant", "should_continue")
"""The two questions that have answers to choose among."""
OWN_WORDS = (
    "Svarene er kommunenes og de andre ansvarliges egne. De viser ikke hva som er årsak til noe, og den som ikke har "
    "svart, har ikke sagt nei."
)
ASKED_WHERE = (
    "Kommunene og den som har en felles oppgave, svarer på fire spørsmål i det samme skjemaet og arket som status."
)
NOBODY = "Ingen har evaluert noen av tiltakene ennå."
GROUND_GONE = "Færre enn halvparten har svart nå."
NEW_ANSWERS = "Det er kommet nye svar etter at siden ble vist. Se over dem, og trykk på knappen igjen."
BOX = "■"


def who(task) -> str:
    """«Vik», or «Felles: Krisesenterets leder»; a row of TASK_EVALUATIONS."""
    return f"Felles: {task.owner}" if task.is_joint else task.area


def fingerprint(tasks: pd.DataFrame) -> str:
    """The same for as long as all have answered the same about a measure, and none of their words; TASK_EVALUATIONS."""
    answers = tasks[["area_code", *EVALUATION]].fillna("").sort_values("area_code")
    return hashlib.sha256(repr(answers.to_numpy().tolist()).encode("utf-8", "replace")).hexdigest()


def answered_sentence(evaluation) -> str:
    """«6 av 10 som er spurt, har evaluert tiltaket.»; a row of EVALUATIONS."""
    answered, asked = evaluation.answered, evaluation.asked
    if asked == 1:
        return f"Den ene som har oppgaven, har {'evaluert tiltaket' if answered else 'ikke evaluert tiltaket ennå'}."
    if answered == 0:
        return f"Ingen av de {asked} som blir spurt, har evaluert tiltaket ennå."
    of_all = f"Alle de {asked}" if answered == asked else f"{answered} av {asked}"
    return f"{of_all} som er spurt, har evaluert tiltaket."


def unanswered_sentences(tasks: pd.DataFrame) -> list[str]:
    """Who has not evaluated, by name; nothing where that is everybody, or nobody. From TASK_EVALUATIONS."""
    if not tasks["is_begun"].any():
        return []
    silent = [who(row) for row in tasks.itertuples() if not row.is_begun]
    halfway = [who(row) for row in tasks.itertuples() if row.is_begun and not row.is_evaluated]
    told = [f"Har ikke evaluert: {wording.listed(silent)}."] if silent else []
    both = " og ".join(f"«{FIELDS[name]}»" for name in CHOSEN)
    return told + (
        [f"Har ikke svart på både {both}, og er ikke talt med: {wording.listed(halfway)}."] if halfway else []
    )


def counts(answers: pd.DataFrame, measure_no: int, question: str) -> dict[str, int]:
    """How many gave each answer there is to choose, in that order; from ANSWERS."""
    of_question = answers[(answers["measure_no"] == measure_no) & (answers["question"] == question)]
    given = dict(zip(of_question["answer"], of_question["answers"], strict=True))
    return {choice: int(given.get(choice, 0)) for choice in CHOICES[question]}


def tally(question: str, given: dict[str, int]) -> str:
    """A box for each who gave an answer, and their number, as a table of HTML."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(choice)}</th>'
        f'<td><span aria-hidden="true">{BOX * count}</span> {count}</td></tr>'
        for choice, count in given.items()
    )
    return f'<table class="tally"><caption>{html.escape(FIELDS[question])}</caption><tbody>{rows}</tbody></table>'


def answers_table(tasks: pd.DataFrame) -> pd.DataFrame:
    """What each has answered, side by side; from TASK_EVALUATIONS."""
    begun = tasks[tasks["is_begun"]]
    answers = {FIELDS[name].rstrip("?"): begun[name].fillna("") for name in EVALUATION}
    return pd.DataFrame({"Hvem": [who(row) for row in begun.itertuples()]} | answers)


def may_conclude_sentence(evaluation) -> str:
    """That it is too early, and when it is not; empty when enough have answered. A row of EVALUATIONS."""
    if evaluation.may_conclude:
        return ""
    what = "endres" if is_written(evaluation) else "skrives"
    if evaluation.asked == 1:
        return f"Konklusjonen kan {what} når den ene som har oppgaven, har evaluert tiltaket."
    needed = f"Konklusjonen kan {what} når minst {(evaluation.asked + 1) // 2} av {evaluation.asked} har svart."
    return f"{needed} {evaluation.answered or 'Ingen'} har svart."


def built_on(evaluation) -> str:
    """«Bygger på svar fra 6 av 10. Etter det er 2 svar nye, endret eller trukket tilbake.»; a row of EVALUATIONS.

    And where the ground is gone, that fewer than half have answered now.
    """
    told = f"Bygger på svar fra {evaluation.answered_then:.0f} av {evaluation.asked_then:.0f}."
    if evaluation.changed_since:
        changed = wording.counted(evaluation.changed_since, "svar nytt", "svar nye")
        told += f" Etter det er {changed}, endret eller trukket tilbake."
    return told if evaluation.is_concluded else f"{told} {GROUND_GONE}"


def is_written(evaluation) -> bool:
    """Whether there is a conclusion, also one whose ground is gone."""
    return isinstance(evaluation.conclusion, str)


def is_any(evaluations: pd.DataFrame) -> bool:
    """Whether anything is said of any measure; from EVALUATIONS."""
    return bool(evaluations["begun"].any() or evaluations["conclusion"].notna().any())


def summary_sentence(evaluations: pd.DataFrame) -> str:
    """How many measures enough have evaluated, and how many the group has concluded on; from EVALUATIONS."""
    enough, concluded = int(evaluations["may_conclude"].sum()), int(evaluations["conclusion"].notna().sum())
    of_all = f"{enough or 'Ingen'} av {len(evaluations)} tiltak er evaluert av minst halvparten av dem som er spurt."
    return f"{of_all} Arbeidsgruppa har konkludert om {concluded or 'ingen'} tiltak."


def summary_table(evaluations: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """A line a measure: how many have evaluated it, and how many gave each answer; from EVALUATIONS and ANSWERS."""
    return pd.DataFrame(
        {
            "Tiltak": f"{row.measure_no}\u00a0{row.working_title}",
            "Har evaluert": f"{row.answered} av {row.asked}",
            **{FIELDS[name].rstrip("?"): _in_words(counts(answers, row.measure_no, name)) for name in CHOSEN},
        }
        for row in evaluations.itertuples()
    )


def _in_words(given: dict[str, int]) -> str:
    told = [f"{choice}: {count}" for choice, count in given.items() if count]
    return ", ".join(answer.replace(" ", wording.NO_BREAK_SPACE) for answer in told)


def open_sentences(evaluations: pd.DataFrame) -> list[str]:
    """Of which measures nothing is concluded yet, and why; from EVALUATIONS."""
    waiting = evaluations[evaluations["conclusion"].isna()]
    early, ready = waiting[~waiting["may_conclude"]], waiting[waiting["may_conclude"]]
    told = []
    if len(early):
        why = "Konklusjonen kan ikke trekkes ennå for {}: færre enn halvparten av dem som er spurt, har evaluert."
        told.append(why.format(_measures(early)))
    if len(ready):
        told.append(f"Konklusjonen kan skrives, men er ikke skrevet, for {_measures(ready)}.")
    return told


def _measures(evaluations: pd.DataFrame) -> str:
    return f"tiltak {wording.listed([str(number) for number in evaluations['measure_no']])}"
