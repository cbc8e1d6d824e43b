"""Small cases in memory: a few texts are read as the engine reads sources, and held against each other."""

from dataclasses import replace

from loupe.engine.reasoned.conflicts import impossible_among
from loupe.engine.reasoned.facts import sentences_of
from loupe.engine.settings import parse_settings
from loupe.engine.understood.people import gather
from loupe.engine.understood.understanding import setting_of, stretches_of
from loupe.language import entities_of, find_parser, understand
from loupe.model import Locator, Passage, Source
from loupe.model.locators import ParagraphPlace, Segment

SETTINGS = parse_settings("")


def source(name, **more):
    plain = Source(
        id=f"s-{name}", sha256=name, name=name, format="txt", size=1, text_sha256=name, passages=1, kind="article"
    )
    return replace(plain, **more)


def passages_of(source_id, text):
    found, at = [], 0
    for number, words in enumerate(text.split("\n\n")):
        locator = Locator((Segment(at, at + len(words), ParagraphPlace(number + 1)),))
        found.append(Passage(f"p-{source_id}-{number}", source_id, number, "paragraph", None, locator, words))
        at += len(words) + 2
    return found


def held(texts, **described):
    """The facts of these texts, by name, and what cannot all be so; ``described`` are more words on a source."""
    parser = find_parser()
    sources, sentences, entities = [], [], []
    for name, text in texts.items():
        one = source(name, **described.get(name, {}))
        passages = passages_of(one.id, text)
        setting = setting_of(one, "en", SETTINGS)
        understood = understand(list(stretches_of(passages, text)), setting, parser, source_id=one.id)
        sources.append(one)
        sentences += sentences_of(one, passages, text, understood)
        entities += entities_of(one.id, [(text, [m for u in understood for m in u.mentions if m.how != "pronoun"])])
    return impossible_among(sentences, gather(entities, (), ()), sources)


def strength_of(*texts, **described):
    """How two or more texts stand together: conflict, tension or None."""
    _, found = held({f"{n}.txt": text for n, text in enumerate(texts)}, **described)
    strengths = [s.strength for g in found.groups for s in g.sets]
    return min(strengths) if strengths else None
