"""Arbeidsgruppa: who is appointed, by role; what the plan asks of them; and what is told takes its question away."""

from reporting import opened, told

PAGE = "pages/working_group/group.py"


def test_x(local_register):
    page = opened(PAGE)
    print(told(page))
    for m in page.markdown:
        print("MD", m.value)
    print(page.code[0].value)
    print([b.label for b in page.selectbox])
    assert 0
