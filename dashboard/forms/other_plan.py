"""What was typed about a plan that is not in force any more: it can not be saved, but is not lost in silence."""

import streamlit as st

from content import warehouse
from dashboard import markup, parts
from dashboard.forms.drafts import DRAFTS, Owner

LEFT = (
    "En annen plan gjelder nå. Det du hadde skrevet om planen før den, er ikke lagret, og kan ikke lagres lenger. Her "
    "står det, så du kan kopiere det du trenger. Det blir borte et døgn etter at du skrev det."
)


def tell(owner: Owner) -> None:
    """Where the plan in force is shown."""
    kept = DRAFTS.about_other_plans(owner) if warehouse.is_in_force(parts.version()) else {}
    drafts = [draft for drafts in kept.values() for draft in drafts]
    texts = [value for draft in drafts for value in draft.fields.values() if isinstance(value, str) and value]
    if texts:
        st.warning(LEFT)
        markup.to_copy("teksten", *texts)
