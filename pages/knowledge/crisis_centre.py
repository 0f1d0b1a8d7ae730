"""Krisesenteret: who uses the centre, and how?"""

from dashboard import prose, themes

PAGE = "krisesenteret"

told = themes.told(PAGE)
prose.show(prose.title("Krisesenteret: hvem bruker det, og hvordan?"), told.found)
themes.show_figures(PAGE, told)
