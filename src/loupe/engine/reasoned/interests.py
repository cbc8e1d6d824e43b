"""Who has a stake in how the story is told: groups that people write into a small file of the case."""

from __future__ import annotations

import tomllib
from pathlib import Path

from loupe.model.errors import PolicyInvalid

__all__ = ["read_interests"]

_INTERESTS = "interests.toml"
_HINT = 'Write for each group: [[interest]], name = "the insurers", members = ["Jane Doe", "report.pdf"].'


def read_interests(folder: Path) -> dict[str, tuple[str, ...]]:
    """The groups with a stake that people wrote into ``interests.toml`` of a case: name to members; none without it.

    Raises PolicyInvalid that names what is wrong.
    """
    try:
        raw = tomllib.loads((folder / _INTERESTS).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyInvalid(f"{_INTERESTS} of the case cannot be read.", hint=_HINT) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyInvalid(f"{_INTERESTS} is not valid TOML: {error}.", hint=_HINT) from error
    listed = raw.pop("interest", [])
    if raw:
        raise PolicyInvalid(f"{_INTERESTS} has an unknown key “{min(raw)}”; known is [[interest]].", hint=_HINT)
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise PolicyInvalid(f"{_INTERESTS}: each group begins with [[interest]].", hint=_HINT)
    groups: dict[str, tuple[str, ...]] = {}
    for one in listed:
        name, members = one.get("name"), one.get("members")
        unknown = sorted(set(one) - {"name", "members", "why"})
        if unknown:
            raise PolicyInvalid(f"{_INTERESTS}: a group has no key “{unknown[0]}”.", hint=_HINT)
        if not isinstance(name, str) or not name.strip() or name in groups:
            raise PolicyInvalid(f"{_INTERESTS}: each group needs a name of its own, in quotation marks.", hint=_HINT)
        if not isinstance(members, list) or not members or not all(isinstance(m, str) and m.strip() for m in members):
            raise PolicyInvalid(f"{_INTERESTS}: “{name}” needs a list of members in quotation marks.", hint=_HINT)
        groups[name] = tuple(members)
    return groups
