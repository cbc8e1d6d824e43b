"""The workbench: a local web application over one case. Imported by ``loupe open`` alone."""

from loupe.web.app import make_app
from loupe.web.guard import Guard, Keys
from loupe.web.serving import Serving, serve

__all__ = ["Guard", "Keys", "Serving", "make_app", "serve"]
