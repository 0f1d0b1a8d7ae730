"""Homicides of several periods are not taken for those of one."""

import pandas as pd

from content.figures.homicides import prepare, scope

ROWS = pd.DataFrame(
    {"relation": ["Partner", "Kjæreste"], "victims": [73, 10], "year_from": [2011, 2011], "year_to": [2021, 2021]}
)


def test_one_period_is_told_once():
    assert scope(ROWS).startswith("Hele landet. Antall personer drept 2011–2021, etter relasjonen")
    assert prepare(ROWS)["name"].tolist() == ["Partner", "Kjæreste"]


def test_of_several_periods_each_bar_says_its_own():
    later = pd.concat([ROWS, ROWS.head(1).assign(victims=9, year_from=2022, year_to=2022)])
    assert scope(later).startswith("Hele landet. Antall personer drept, etter relasjonen")
    assert prepare(later)["name"].tolist() == ["Partner, 2011–2021", "Kjæreste, 2011–2021", "Partner, 2022"]
