"""Æresrelatert vold: what do people seek advice on?"""

from functools import partial

from content import warehouse
from content.texts import text
from dashboard import parts, prose, themes

PAGE = "aeresrelatert-vold"

told = themes.told(PAGE)
intro = text(partial(warehouse.query, parts.version()), "honour")
prose.show(prose.title("Æresrelatert vold: hva søker folk råd om?"), prose.words(intro), told.found)
themes.show_figures(PAGE, told)
