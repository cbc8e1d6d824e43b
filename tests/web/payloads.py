"""Forty ways in which text from outside tries to become script; whoever shows such text shows it with these.

Each would call ``taken()`` or set the title to "taken" if it ran.
"""

from __future__ import annotations

__all__ = ["PAYLOADS"]

PAYLOADS: tuple[str, ...] = (
    "<script>taken()</script>",
    "<SCRIPT SRC=data:text/javascript,taken()></SCRIPT>",
    "<img src=x onerror=taken()>",
    "<img src=x onerror='document.title=\"taken\"'>",
    "<svg onload=taken()>",
    "<svg><script>taken()</script></svg>",
    "<svg><animate onbegin=taken() attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:taken()'><text>a</text></a></svg>",
    "<math><mtext><img src=x onerror=taken()></mtext></math>",
    "<body onload=taken()>",
    "<input autofocus onfocus=taken()>",
    "<details open ontoggle=taken()>",
    "<video><source onerror=taken()></video>",
    "<audio src=x onerror=taken()></audio>",
    "<iframe src=javascript:taken()></iframe>",
    "<iframe srcdoc='<script>parent.taken()</script>'></iframe>",
    "<object data=javascript:taken()></object>",
    "<embed src=javascript:taken()>",
    "<a href=javascript:taken()>a</a>",
    "<form action=javascript:taken()><button autofocus>a</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:taken()'>",
    "<base href='javascript:taken()//'>",
    "<link rel=stylesheet href='data:text/css,*{content:url(javascript:taken())}'>",
    "<style>@import 'javascript:taken()';</style>",
    "<div style='background:url(javascript:taken())' onmouseover=taken()>a</div>",
    "<template><script>taken()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=taken()>'>",
    "</title><script>taken()</script>",
    "</textarea><script>taken()</script>",
    "</style><script>taken()</script>",
    "</script><script>taken()</script>",
    "--><script>taken()</script>",
    "]]><script>taken()</script>",
    '"><script>taken()</script>',
    "'><script>taken()</script>",
    '" onfocus=taken() autofocus x="',
    "' onmouseover=taken() x='",
    "javascript:taken()",
    "{{ ''.__class__ }}${taken()}{% raw %}`${taken()}`",
    "\u202e<script>taken()</script>\u2066&#60;script&#62;taken()&lt;/script&gt;",
)
assert len(PAYLOADS) == len(set(PAYLOADS)) == 40
