from honest_results.documents.page_text import visible_text


def test_text_without_whitespace_scripts_and_attributes():
    html = (
        "<html><head><title>T</title><style>p{}</style></head><body><p title='x'>Figure&nbsp;1:\n"
        "<img alt='a'> b<br></p><script>if (1 < 2) {}</script></body></html>"
    )
    assert visible_text(html) == "Figure1:b"


def test_what_the_engines_say_differently_is_left_out():
    html = (
        '<p>By <a class="fact" href="#card-colophon.engine">Quarto <i>1</i></a>.</p>'
        '<div id="card-colophon.engine"><p>Quarto</p><ul><li>x</ul></div><p>End</p>'
    )
    assert visible_text(html) == "By.End"
    assert visible_text(html, without=()) == "ByQuarto1.QuartoxEnd"
