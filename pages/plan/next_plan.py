"""Ny plan: where does the work stand, and what should the next plan say?"""

from content import wording
from content.plan import adoptions, decisions, next_plan, steps
from dashboard import access, choices, documents, parts, prose
from dashboard.forms import fields
from dashboard.working_group import evaluation, new_plan, plan_forms

today = wording.today()
role, is_locked = access.rights_shown()
may_write = bool(role.is_working_group or role.municipalities)
said = prose.Said()


def progress(told: new_plan.Told) -> None:
    """The dates that can be typed: the councils', the milestones', and when the present plan was adopted."""
    said.add(told.meetings)
    if may_write:
        said.show()
        with plan_forms.folded("Oppgi når kommunestyret behandler den nye planen", "meeting"):
            plan_forms.meeting_form(parts.query(steps.MEETINGS), role, today, is_locked)
    said.add(told.milestones)
    if role.is_working_group:
        said.show()
        with plan_forms.folded("Endre en milepæl", "milestone"):
            plan_forms.milestone_form(parts.query(next_plan.MILESTONES), role, today, is_locked)
    said.add(told.adopted)
    if may_write:
        said.show()
        with plan_forms.folded("Oppgi når planen ble vedtatt", "adoption"):
            plan_forms.adoption_form(parts.query(adoptions.ADOPTIONS), role, today, is_locked)


def assessments(told: new_plan.Told) -> None:
    """One measure at a time, beside its evidence; then all of them."""
    said.add(told.to_assess)
    said.show()
    chosen = int(choices.choose({"tiltak": ("Tiltak", told.measures)})[0])
    evaluation.show(said, chosen, role, today, is_locked)
    if role.is_working_group:
        said.add(prose.subheader("Arbeidsgruppas vurdering"))
        said.show()
        rows = parts.query(next_plan.ASSESSMENTS)
        [row] = rows[rows["measure_no"] == chosen].itertuples()
        plan_forms.assessment_form(row, role, today, is_locked)
    said.add(told.assessments)


def proposals(told: new_plan.Told) -> None:
    said.add(told.proposals)
    if role.is_working_group:
        said.show()
        with plan_forms.folded("Legg inn eller endre et forslag", "proposal"):
            plan_forms.proposal_form(parts.query(next_plan.PROPOSALS), role, today, is_locked)


said.add(prose.title("Ny plan: hvor langt er vi, og hva er neste steg?"))
told = parts.made(new_plan.told, today=today, follows=choices.along())
if told is None:
    said.add(prose.plain(decisions.NO_MEASURES))
    said.show()
else:
    if may_write:
        said.show()
        fields.begin()
        said.add(told.steps, prose.caption(fields.KEPT), prose.plain(access.why_reader()) if is_locked else "")
    else:
        said.add(told.steps)
    progress(told)
    assessments(told)
    proposals(told)
    said.add(told.lacking)
    said.show()
    documents.report_button(today)
    if is_locked or not role.is_working_group:
        prose.show(prose.plain(access.only("arbeidsgruppa", "skrive vurderinger og forslag")))
        access.login_button()
