"""Random events, print shops and an identity for a random project."""

from __future__ import annotations

from hypothesis import strategies as st

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.events import (
    Aim,
    AimKind,
    DocumentKind,
    Event,
    Flip,
    FlyerDesign,
    FlyerFormat,
    InkColours,
    KitDocument,
    OwnWords,
    PrintShop,
    Public,
    Route,
    SheetLayout,
    Task,
)
from offerdesigner.model.identity import FontPair, Identity, Strength, StrengthKind, Tone
from offerdesigner.model.project import Project
from tests.price_strategies import ids, lines, one_of, texts


@st.composite
def with_events(draw: st.DrawFn, project: Project) -> Project:
    """`project` with events and their kits, who prints them, and what the structure says of itself."""
    shops = tuple(_shop(draw, name) for name in _ids(draw))
    names = tuple(shop.id for shop in shops)
    ranges = tuple(one.id for one in project.ranges)
    return evolve(
        project,
        identity=_identity(draw),
        print_shops=shops,
        events=tuple(_event(draw, name, ranges, names) for name in _ids(draw)),
    )


def _ids(draw: st.DrawFn) -> tuple[Id, ...]:
    return tuple(draw(st.lists(ids(), max_size=2, unique=True)))


def _identity(draw: st.DrawFn) -> Identity:
    return Identity(
        ground=draw(st.none() | st.sampled_from(("#FFFFFF", "#FFFF00", "#102030"))),
        fonts=draw(st.sampled_from(FontPair)),
        tone=draw(st.sampled_from(Tone)),
        promise=draw(texts()),
        proof=draw(texts()),
        action=draw(lines()),
        strengths=tuple(
            Strength(id=name, kind=draw(st.sampled_from(StrengthKind)), title=draw(lines()), text=draw(texts()))
            for name in _ids(draw)
        ),
    )


def _shop(draw: st.DrawFn, name: Id) -> PrintShop:
    return PrintShop(
        id=name,
        name=draw(lines()),
        bleed=draw(st.sampled_from((0, 2, 3, 5))),
        has_marks=draw(st.booleans()),
        colours=draw(st.sampled_from(InkColours)),
    )


def _event(draw: st.DrawFn, name: Id, ranges: tuple[Id, ...], shops: tuple[Id, ...]) -> Event:
    day = draw(st.none() | st.dates())
    return Event(
        id=name,
        name=draw(lines()),
        publics=tuple(draw(st.lists(st.sampled_from(Public), max_size=3, unique=True))),
        range=one_of(draw, ranges),
        starts=day,
        ends=day,
        hours=draw(lines()),
        place=draw(lines()),
        stand=draw(lines()),
        address=draw(lines()),
        visitors=draw(st.none() | st.integers(0, 1000)),
        aims=tuple(
            Aim(id=one, kind=draw(st.sampled_from(AimKind)), label=draw(lines()), wanted=draw(st.integers(0, 99)))
            for one in _ids(draw)
        ),
        documents=tuple(_document(draw, one, shops) for one in _ids(draw)),
        tasks=tuple(Task(id=one, text=draw(lines()), is_done=draw(st.booleans())) for one in _ids(draw)),
        flip=draw(st.sampled_from(Flip)),
        learnt=draw(texts()),
    )


def _document(draw: st.DrawFn, name: Id, shops: tuple[Id, ...]) -> KitDocument:
    places = draw(st.lists(st.sampled_from(("title", "lead", "question", "action")), max_size=2, unique=True))
    return KitDocument(
        id=name,
        kind=draw(st.sampled_from(DocumentKind)),
        is_wanted=draw(st.booleans()),
        design=draw(st.sampled_from(FlyerDesign)),
        format=draw(st.sampled_from(FlyerFormat)),
        is_two_sided=draw(st.booleans()),
        has_large_type=draw(st.booleans()),
        saves_ink=draw(st.booleans()),
        copies=draw(st.integers(0, 500)),
        route=draw(st.sampled_from(Route)),
        sheet=draw(st.sampled_from(SheetLayout)),
        shop=one_of(draw, shops),
        words=tuple(OwnWords(id=place, place=place, text=draw(texts())) for place in places),
    )
