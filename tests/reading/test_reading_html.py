"""Web pages: what is stored, what is a passage, what is never there."""

# ruff: noqa: E501 - whole files are written out in one line each

from __future__ import annotations

import pytest

from loupe.model.errors import FileDamaged, NoText, OverBudget

ARTICLE = """<!DOCTYPE html>
<html><head><title>The Heist | Daily News</title>
<meta property="og:title" content="The Heist of the Century">
<meta name="author" content="By Ann Writer">
<meta property="article:published_time" content="2003-02-18T09:00:00+01:00">
<style>.x { color: red }</style><script>var secret = "script words";</script></head>
<body>
<div class="cookie-banner"><p>We use cookies to make this site work. Accept all cookies?</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news</a></li></ul></nav></header>
<main><article>
<h1>The Heist of the Century</h1>
<p>Thieves broke into the vault of the Antwerp Diamond Centre over the weekend of 15 February 2003,
   police said on <b>Tuesday</b> morning.</p>
<p>They opened 109 of the 189 safe deposit boxes and left without a trace, according to investigators who spoke
   to this newspaper.</p>
<h2>How they did it</h2>
<p>The door of the vault weighed three tonnes and had a lock with one hundred million combinations.<br>
   It was not forced, the detectives found later in the week.</p>
<ul><li>They blocked the magnetic field with a plate made of aluminium.</li>
<li>They covered the light sensor with tape, and the heat sensor with spray.</li></ul>
<table><tr><th>Year</th><th>Boxes opened in the vault</th></tr><tr><td>2003</td><td>109 of 189 boxes</td></tr></table>
<p hidden>This paragraph is hidden from every reader.</p>
<p style="display: none">So is this one, by its style.</p>
</article></main>
<aside><h3>Related</h3><p><a href="/x">Ten more heists that you will not believe happened</a></p></aside>
<footer><p>Copyright 2003 Daily News. All rights reserved. Contact us at the address below.</p></footer>
</body></html>"""


def test_the_article_is_passages_and_the_rest_only_stored(read, said):
    reading = read(ARTICLE, "page.html")
    assert [(kind, words) for kind, _, words in said(reading)] == [
        ("heading", "The Heist of the Century"),
        ("paragraph", "Thieves broke into the vault of the Antwerp Diamond Centre over the weekend of 15 February 2003, "
         "police said on Tuesday morning."),
        ("paragraph", "They opened 109 of the 189 safe deposit boxes and left without a trace, according to "
         "investigators who spoke to this newspaper."),
        ("heading", "How they did it"),
        ("paragraph", "The door of the vault weighed three tonnes and had a lock with one hundred million "
         "combinations.\nIt was not forced, the detectives found later in the week."),
        ("list-item", "They blocked the magnetic field with a plate made of aluminium."),
        ("list-item", "They covered the light sensor with tape, and the heat sensor with spray."),
        ("table-row", "Year\tBoxes opened in the vault"),
        ("table-row", "2003\t109 of 189 boxes"),
    ]  # fmt: skip
    for stored in ("We use cookies", "All the news", "Ten more heists", "All rights reserved"):
        assert stored in reading.text
    for absent in ("script words", "color: red", "hidden from every", "by its style"):
        assert absent not in reading.text


def test_what_the_page_says_about_itself(read):
    reading = read(ARTICLE, "page.html")
    assert (reading.title, reading.maker, reading.published, reading.kind) == (
        "The Heist of the Century",
        "Ann Writer",
        "2003-02-18",
        "article",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H", "datePublished": "2003-02-18T00:00Z", "author": [{"name": "A. B."}, {"name": "C. D."}]}]}</script>', ("H", "A. B., C. D.", "2003-02-18"), id="json-ld"),
        pytest.param("<title>  T\n x </title><time datetime='2003-02-18'>today</time>", ("T x", None, "2003-02-18"), id="title and time"),
        pytest.param('<script type="application/ld+json">{broken</script><title>T</title><meta name=date content=soon>', ("T", None, None), id="broken data"),
    ],
)  # fmt: skip
def test_other_ways_to_tell(read, head, expected):
    reading = read(f"<html><head>{head}</head><body><p>Words stand here.</p></body></html>", "p.html")
    assert (reading.title, reading.maker, reading.published) == expected


def test_a_small_page_keeps_all_but_its_margins(read, said):
    reading = read("<html><body><nav>Menu</nav><p>One.</p><p>Two<br><br>Three</p></body></html>", "p.html")
    assert [words for _, _, words in said(reading)][-3:] == ["One.", "Two", "Three"]


def test_a_page_that_is_all_menu_is_still_read(read):
    assert read("<html><body><nav>Only a menu</nav></body></html>", "p.html").text == "Only a menu"


def test_declared_encoding(read):
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Köstlich – “gut”</p></body></html>'
    assert "Köstlich – “gut”" in read(page.encode("cp1252"), "p.html").text


def test_layout_tables_are_not_rows(read, said):
    page = "<html><body><table><tr><td><h2>Left</h2><p>One.</p></td><td><p>Two.</p></td></tr></table></body></html>"
    assert [kind for kind, _, _ in said(read(page, "p.html"))] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize("name", ["p.html", "p.xhtml", "p.htm"])
@pytest.mark.parametrize(
    "entity",
    [
        pytest.param('<!ENTITY x SYSTEM "file:///etc/passwd">', id="external"),
        pytest.param('<!ENTITY a "lol"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">', id="billion laughs"),
        pytest.param('<!ENTITY % y SYSTEM "http://127.0.0.1:9/x.dtd"> %y; <!ENTITY x "">', id="parameter"),
    ],
)
def test_entities_are_refused(read, name, entity):
    page = f'<?xml version="1.0"?><!DOCTYPE html [{entity}]><html><body><p>&x; words</p></body></html>'
    with pytest.raises(FileDamaged, match="entities"):
        read(page, name)


def test_undeclared_entities_stay_as_they_are(read):
    assert read("<html><body><p>a &xxe; b &nbsp; &eacute;</p></body></html>", "p.html").text == "a &xxe; b é"


def test_a_page_without_words(read):
    with pytest.raises(NoText):
        read("<html><body><script>x()</script><img src=x></body></html>", "p.html")


def test_nesting_that_would_lose_text_is_refused(read):
    with pytest.raises(OverBudget, match="nested"):
        read("<html><body><p>Seen.</p>" + "<div>" * 3000 + "lost" + "</div>" * 3000, "p.html")


SAVED = "<!-- saved from url=(0030)https://example.org/news/heist -->"
SINGLE = "<!--\n Page saved with SingleFile \n url: https://example.org/news/heist \n saved date: Mon Feb 17 2003\n-->"
CANONICAL = '<link rel="canonical" href="https://example.org/news/heist">'


@pytest.mark.parametrize(
    ("above", "inside", "address"),
    [
        pytest.param("", "", None, id="a page that does not say"),
        pytest.param("", CANONICAL, "https://example.org/news/heist", id="the page's own word"),
        pytest.param(SAVED, "", "https://example.org/news/heist", id="a browser's mark"),
        pytest.param(SINGLE, "", "https://example.org/news/heist", id="SingleFile's mark"),
        pytest.param(SAVED, CANONICAL.replace("heist", "other"), "https://example.org/news/heist", id="the mark first"),
        pytest.param("<!-- saved from url=(0014)about:internet -->", CANONICAL, "https://example.org/news/heist",
                     id="a mark without an address"),
        pytest.param("", CANONICAL.replace("https://example.org", ""), None, id="an address that is not whole"),
        pytest.param("", CANONICAL.replace("https:", "javascript:"), None, id="no address of the web"),
    ],
)  # fmt: skip
def test_a_page_tells_where_it_stands_on_the_web(read, above, inside, address):
    head, body = ARTICLE.split("<style>", 1)
    assert (
        read(head.replace("<html>", f"\n{above}<html>", 1) + inside + "<style>" + body, "page.html").address == address
    )
