"""Every digit of a picture: a phone number, a page of sums, row by row."""
__all__ = ['Reading', 'read_page']
from dataclasses import replace
from math import log
from typing import TYPE_CHECKING, Iterator, NamedTuple
import numpy as np
import scipy
from fastcore.basics import patch
from .data import new_figure
from .ink import center, _connected_parts, _enlarge, _separate_ink, _shade
from .pictures import Picture, _open_sized
from .prediction import Box, Prediction, Recognizer, _check_one_picture
if TYPE_CHECKING:
    from matplotlib.figure import Figure
else:
    Figure = object

def _union(a: Box, b: Box) -> Box:
    """The box around two boxes"""
    ...

def _shared(a: Box, b: Box) -> tuple[int, int]:
    """How many columns and how many rows two boxes share; below 0, how many lie between them"""
    ...
_low = 0.45
_together = 1.35
_gap_above = 0.3
_gap_beside = 0.2
_aside = 0.08

def _belongs(part: Box, digit: Box, usual: float) -> bool:
    """Whether a part belongs to a digit, on a page where digits are usually so high (pixels)"""
    ...

def _parts_that_count(p: dict[str, np.ndarray]) -> np.ndarray:
    """Of each connected part whether it counts, bool (n,): it is clear of the border, or nothing large is"""
    ...

def _usual_height(p: dict[str, np.ndarray], counts: np.ndarray) -> float:
    """The median height, in pixels, of the parts that are at least half as high as the highest"""
    ...
_Found = tuple[Box, list[int]]
_speck_size = 0.12
_speck_ink = 0.004

def _find_digits(p: dict[str, np.ndarray]) -> list[_Found]:
    """The digits among the connected parts of a page, as `_connected_parts` describes them"""
    ...

def _in_rows(digits: list[_Found]) -> list[list[_Found]]:
    """Digits in reading order, row by row"""
    ...

class _Shape(NamedTuple):
    """What may be a digit, or several that touch, cut out of a page"""
    ink: np.ndarray
    mask: np.ndarray
    box: Box
_fewest_pixels = 10

def _find_shapes(a: np.ndarray) -> list[list[_Shape]]:
    """The shapes on a page, levels (h, w, c), row by row"""
    ...
_narrowest = 0.15
_reach = 0.3

def _cut_columns(ink: np.ndarray, n: int) -> list[tuple[int, int]]:
    """Ink (h, w) cut into `n` pieces, columns from and to; none if the pieces would be too narrow"""
    ...
_Piece = tuple[Box, np.ndarray]

def _piece(shape: _Shape, a: int, b: int) -> _Piece | None:
    """The part of a shape from column `a` to column `b`; None if there is hardly any ink"""
    ...
_wide = 1.05
_usual = 0.35
_most_cuts = 8

def _segmentations(shape: _Shape) -> Iterator[list[_Piece]]:
    """The ways to see a shape: as one digit, and, if it is wide, cut into two, three and more"""
    ...
_price = 0.02

def _score(p: np.ndarray) -> float:
    """How good a segmentation is, by the probabilities (n, 10) of its pieces: mean log confidence, less a price for each"""
    ...

def _read_shape(recognizer: Recognizer, shape: _Shape) -> list[Prediction]:
    """The digits of a shape in the segmentation that is read with the most confidence"""
    ...

class Reading(list[Prediction]):
    """The digits of a picture in reading order; as text its rows, with a `?` for each digit that cannot be told"""

    def __init__(self, rows: list[list[Prediction]], picture: np.ndarray, size: tuple[int, int]):
        ...

    def __str__(self) -> str:
        """A line for each row"""
        ...

    def show(self) -> 'Figure':
        """The picture, with a box around each digit and what it was read as"""
        ...

def _scaled(p: Prediction, across: float, down: float) -> Prediction:
    """An answer with its box, if it has one, in other pixels"""
    ...

def read_page(recognizer: Recognizer, picture: Picture) -> Reading:
    """Read every digit in a picture, row by row; refuses what `Recognizer.predict` refuses."""
    ...
