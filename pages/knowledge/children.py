"""Barn og unge: what have young people met at home?"""

from dashboard import prose, themes

PAGE = "barn-og-unge"

told = themes.told(PAGE)
prose.show(prose.title("Barn og unge: hva har de møtt hjemme?"), told.found)
themes.show_figures(PAGE, told)
