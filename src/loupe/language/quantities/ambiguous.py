"""Names and signs of units that are something else too, and the words beside them that settle it."""

from __future__ import annotations

from loupe.language.quantities.line import Line
from loupe.language.quantities.units import Unit, is_guarded, unit_named

__all__ = ["by_context", "measuring"]

_BOMBS = "bomb bombs warhead warheads nuclear yield explosion explosive tnt detonated blast"
_LOADS = "co2 carbon emissions emitted coal steel ore crude methane greenhouse cement annum"
_BARNS = "scattering collider luminosity femtobarns picobarns"
_GENES = "dna genome genomes gene genes chromosome chromosomes rna plasmid bp"
_CURRENTS = "current currents ampere amperes tokamak plasma lightning"
_SETTLED: dict[str, tuple[tuple[frozenset[str], str], ...]] = {
    sign: tuple((frozenset(words.split()), name) for words, name in readings)
    for sign, readings in {
        "C": (("charge charged charges coulomb coulombs electrons", "coulomb"),),
        "F": (("capacitor capacitors capacitance supercapacitor", "farad"),),
        "c": (("light relativistic lorentz", "speed of light"),),
        "au": (("orbit orbits orbiting sun star planet planets astronomical comet asteroid disk",
            "astronomical unit"),),
        "g": (("acceleration accelerations accelerating deceleration decelerations", "standard gravity"),),
        **dict.fromkeys(("gs", "Gs", "gee"),
                        (("acceleration accelerations deceleration pilot pilots pulled pulling", "standard gravity"),)),
        "Gal": (("acceleration accelerations gravity gravimetric", "galileo"),),
        "Cal": (("food foods diet diets meal serving protein fat nutrition", "kilocalorie"),),
        "ML": (("dam dams reservoir irrigation water sewage wastewater catchment", "megalitre"),),
        "GL": (("dam dams reservoir irrigation water sewage wastewater catchment", "gigalitre"),),
        "PS": (("horsepower engine engines diesel turbocharged hp kw petrol", "metric horsepower"),),
        "fps": (("video frame frames camera cameras footage game games gaming gpu display", "frame per second"),),
        "mb": (("pressure hurricane cyclone typhoon barometric barometer depression", "millibar"), (_BARNS,
            "millibarn")),
        "kb": ((_GENES, "kilobase pair"),),
        "Mb": ((_GENES, "megabase pair"),),
        "Gb": ((_GENES, "gigabase pair"),),
        "pb": ((_BARNS, "picobarn"),),
        "nb": ((_BARNS, "nanobarn"),),
        "fb": ((_BARNS, "femtobarn"),),
        "MA": ((_CURRENTS, "megaampere"),),
        "TA": ((_CURRENTS, "teraampere"),),
        **dict.fromkeys(("T", "Tesla", "Teslas", "tesla", "teslas"),
                        (("magnetic magnet magnets mri scanner electromagnet solenoid", "tesla"),)),
        "G": (("magnetic magnet magnets magnetism", "gauss"),),
        "H": (("inductor inductors inductance", "henry"),),
        "S": (("conductance conductivity", "siemens"),),
        "moles": (("gas gases atoms methane glucose nacl reaction reactants ethanol helium nitrogen compound",
            "mole"),),
        "NM": (("nautical aircraft airport runway flight pilot ship ships vessel coast offshore sea",
            "nautical mile"),),
        "rad": (("radiation dose doses absorbed gray grays", "rads"),),
        "quads": (("energy", "quad"),),
        "M": (("solution solutions molar concentration buffer acid hydrochloric sulfuric sodium", "molar"),),
        "P": (("viscosity viscous", "poise"),),
        "St": (("viscosity viscous", "stokes"),),
        "u": (("atomic isotope isotopes nucleus proton", "atomic mass unit"),),
        "pt": (("milk beer ale cider water cream blood stock cup cups gallon", "pint"),),
        "gr": (("bullet bullets powder cartridge aspirin", "grain"),),
        "kt": ((f"{_BOMBS} {_LOADS}", "kiloton"),),
        "Mt": ((f"{_BOMBS} {_LOADS}", "megaton"),),
        "Gt": (("gigatonnes " + _LOADS, "gigaton"),),
        "A": (("current currents amp amps ampere amperes fuse circuit battery charger wire voltage volts",
               "ampere"),),
    }.items()
}  # fmt: skip


_STROKES = {"'": 1, "’": 1, "′": 1, '"': 2, "”": 2, "″": 2}
_ACROSS = frozenset("tall high long wide deep thick x × by".split())


def _stroke(line: Line, i: int) -> Unit | None:
    """Minutes and seconds of arc behind degrees (30° 15' 20"); feet before inches or a word of length (6' tall)."""
    if not line.glued(i) or len(line.word[i - 1]) > 3:
        return None
    strokes = _STROKES[line.word[i]]
    if "°" in line.word[max(i - 5, 0) : i]:
        return unit_named("arcminute" if strokes == 1 else "arcsecond")
    inches = line.is_figure(i + 1) and line.word[i + 2] in _STROKES and line.glued(i + 2)
    return unit_named("foot") if strokes == 1 and (inches or line.low[i + 1] in _ACROSS) else None


def by_context(line: Line, i: int) -> Unit | None:
    """The unit that the sign at word ``i`` has where the text speaks of its subject: "3 C" of charge."""
    if line.word[i] in _STROKES:
        return _stroke(line, i)
    if line.word[i] in ("Mt", "Gt") and line.low[i + 1] == "/":
        return unit_named("megaton" if line.word[i] == "Mt" else "gigaton")
    if line.word[i] in ("C", "F") and line.low[i + 1] == "/" and line.word[i + 2] in ("kg", "m", "m²", "cm"):
        return unit_named("coulomb" if line.word[i] == "C" else "farad")
    if line.glued(i + 1) and line.word[i + 1] not in _ENDS:
        return None
    for words, name in _SETTLED.get(line.word[i], ()):
        if not words.isdisjoint(line.low):
            return unit_named(name)
    return None


_ENDS = frozenset(".,;:!?)")


_MEASURING = frozenset(
    "unit units equal equals equivalent measure measures measured measuring weigh weighs weighed weighing mass weight "
    "magnetic magnet magnets flux inductance inductor inductors coil coils capacitor capacitance conductance "
    "conductivity viscosity radiation dose doses exposure absorbed radioactive scattering neutron neutrons mri "
    "luminance luminous concentration solution molecules acid hydrogen oxygen carbon sodium chloride hydroxide "
    "voltage current resistance pressure physics chemistry torque density surveyor surveyors surveyed".split()
)
_LENGTHS = frozenset("long wide high deep tall thick apart away distant length distance width depth height".split())


def measuring(line: Line, i: int, unit: Unit) -> bool:
    """Whether other words of the text speak of measuring, so that a "chain" is one of 66 feet."""
    if line.word[i][:1].isupper() and len(line.word[i]) > 1 and line.word[i] != "Da":
        return False  # "two Henrys"
    if len(line.word[i]) < 3 and line.glued(i):
        return False  # "5G"
    if unit.dimension == "length" and line.low[i + 1] in _LENGTHS:
        return True
    return any(j != i and (line.low[j] in _MEASURING or (j > 0 and _is_like(line, j, unit))) for j in range(line.count))


def _is_like(line: Line, j: int, unit: Unit) -> bool:
    """Whether word ``j`` is a unit of the same dimension that is no everyday word."""
    other = unit_named(line.low[j]) if len(line.low[j]) > 3 and not is_guarded(line, j) else None
    return other is not None and other.dimension == unit.dimension != "duration"
