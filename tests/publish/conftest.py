"""One option: ``pytest tests/publish --regenerate`` writes the golden files anew; read them before committing."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files of the annotated script anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare bytes with a golden file, or write it when asked to."""

    def compare(name: str, data: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--regenerate", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        assert data.decode("utf-8") == path.read_bytes().decode("utf-8"), f"{name} changed"

    return compare
