"""The room's public face: it cannot grow or shrink by accident, and it needs nothing but Python itself."""

import dataclasses
import subprocess
import sys
from types import ModuleType

import loupe.model as model

VALUES = (
    "Claim",
    "Evidence",
    "Finding",
    "Origin",
    "Search",
    "Verdict",
    "Locator",
    "Segment",
    "Source",
    "Passage",
    "Problem",
)


def test_the_face_is_what_it_lists():
    public = {name for name, value in vars(model).items() if name[0] != "_" and not isinstance(value, ModuleType)}
    assert sorted(model.__all__) == sorted(public)


def test_values_are_frozen_and_slotted():
    for name in VALUES:
        cls = getattr(model, name)
        assert dataclasses.is_dataclass(cls), name
        assert cls.__dataclass_params__.frozen, name
        assert "__slots__" in vars(cls), name


def test_the_verdicts_stand_in_the_order_in_which_a_person_is_needed():
    assert model.VERDICTS == ("contradicted", "contested", "uncorroborated", "corroborated", "not checkable")
    assert model.GRADES == ("A", "B", "C", "D", "E", "F")


def test_it_loads_with_the_standard_library_alone():
    program = (
        "import sys; before = set(sys.modules); import loupe.model, loupe.model.errors, loupe.model.quantities,"
        " loupe.model.times; new = {m.split('.')[0] for m in set(sys.modules) - before} - {'loupe'};"
        " sys.exit(', '.join(sorted(new - set(sys.stdlib_module_names))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
