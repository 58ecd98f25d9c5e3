"""Affine matrices, as PDF (ISO 32000-1, 8.3.3) and OFD (GB/T 33190-2016, 8.3) write them: a, b, c, d, e, f."""

from __future__ import annotations

Affine = tuple[float, float, float, float, float, float]
UNMOVED: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def moved(x: float, y: float, by: Affine) -> tuple[float, float]:
    """A point after the matrix."""
    a, b, c, d, e, f = by
    return x * a + y * c + e, x * b + y * d + f


def joined(inner: Affine, outer: Affine) -> Affine:
    """First the inner matrix, then the outer one."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
