"""Where large cities lie, so that two of them are known to be apart: degrees north and east, and a radius in km."""

from __future__ import annotations

from functools import cache

from loupe.language import fold

__all__ = ["place_of"]

_ROWS = """
Amsterdam 52.37 4.90 15; Antwerp 51.22 4.40 12; Athens 37.98 23.73 20; Auckland -36.85 174.76 25;
Bangkok 13.76 100.50 30; Barcelona 41.39 2.17 15; Beijing 39.90 116.41 40; Beirut 33.89 35.50 12;
Belfast 54.60 -5.93 10; Belgrade 44.79 20.45 15; Berlin 52.52 13.40 25; Birmingham 52.48 -1.90 15;
Bologna 44.49 11.34 10; Bordeaux 44.84 -0.58 12; Boston 42.36 -71.06 20; Bristol 51.45 -2.59 10;
Brussels 50.85 4.35 15; Bucharest 44.43 26.10 15; Budapest 47.50 19.04 15; Buenos Aires -34.60 -58.38 30;
Cairo 30.04 31.24 30; Cape Town -33.92 18.42 25; Cardiff 51.48 -3.18 10; Chicago 41.88 -87.63 30;
Cologne 50.94 6.96 15; Copenhagen 55.68 12.57 15; Dallas 32.78 -96.80 35; Delhi 28.61 77.21 30;
Denver 39.74 -104.99 25; Detroit 42.33 -83.05 25; Dresden 51.05 13.74 12; Dubai 25.20 55.27 30;
Dublin 53.35 -6.26 15; Edinburgh 55.95 -3.19 12; Florence 43.77 11.26 10; Frankfurt 50.11 8.68 15;
Geneva 46.20 6.14 10; Genoa 44.41 8.93 12; Ghent 51.05 3.72 10; Glasgow 55.86 -4.25 15;
Hamburg 53.55 9.99 20; Helsinki 60.17 24.94 15; Hong Kong 22.32 114.17 25; Houston 29.76 -95.37 40;
Istanbul 41.01 28.98 35; Jerusalem 31.77 35.21 10; Johannesburg -26.20 28.05 30; Kyiv 50.45 30.52 20;
Leeds 53.80 -1.55 12; Leipzig 51.34 12.37 12; Lille 50.63 3.06 12; Lisbon 38.72 -9.14 15;
Liverpool 53.41 -2.99 12; London 51.51 -0.13 30; Los Angeles 34.05 -118.24 50; Luxembourg 49.61 6.13 8;
Lyon 45.76 4.84 15; Madrid 40.42 -3.70 20; Manchester 53.48 -2.24 15; Marseille 43.30 5.37 15;
Melbourne -37.81 144.96 35; Mexico City 19.43 -99.13 35; Miami 25.76 -80.19 25; Milan 45.46 9.19 15;
Montreal 45.50 -73.57 20; Moscow 55.76 37.62 30; Mumbai 19.08 72.88 30; Munich 48.14 11.58 15;
Naples 40.85 14.27 15; New York 40.71 -74.01 30; Nice 43.70 7.27 10; Oslo 59.91 10.75 15;
Oxford 51.75 -1.26 8; Palermo 38.12 13.36 10; Paris 48.86 2.35 25; Philadelphia 39.95 -75.17 25;
Porto 41.15 -8.61 12; Prague 50.08 14.44 15; Rome 41.90 12.50 20; Rotterdam 51.92 4.48 15;
San Francisco 37.77 -122.42 20; Sao Paulo -23.55 -46.63 40; Seattle 47.61 -122.33 25; Seoul 37.57 126.98 30;
Shanghai 31.23 121.47 40; Singapore 1.35 103.82 25; Sofia 42.70 23.32 12; Stockholm 59.33 18.07 15;
Strasbourg 48.57 7.75 10; Stuttgart 48.78 9.18 12; Sydney -33.87 151.21 35; Tel Aviv 32.09 34.78 15;
The Hague 52.07 4.30 10; Tokyo 35.68 139.69 40; Toronto 43.65 -79.38 30; Toulouse 43.60 1.44 12;
Turin 45.07 7.69 12; Valencia 39.47 -0.38 12; Venice 45.44 12.32 10; Vienna 48.21 16.37 15;
Warsaw 52.23 21.01 15; Washington 38.91 -77.04 20; Zurich 47.37 8.54 12
"""


@cache
def _table() -> dict[str, tuple[float, float, float]]:
    found = {}
    for row in _ROWS.replace("\n", " ").split(";"):
        *name, north, east, radius = row.split()
        found[fold(" ".join(name))] = (float(north), float(east), float(radius))
    return found


def place_of(name: str) -> tuple[float, float, float] | None:
    """Degrees north, degrees east and radius in km of a city; None for a place that is not in the table.

    The coordinates are rounded to about a kilometre, the radii are generous: they only serve to say that two cities are
    apart.
    """
    return _table().get(fold(name))
