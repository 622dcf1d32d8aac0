"""Every digit of a picture, and what stands between them: a phone number, a form, a page of sums, row by row."""
__all__ = ['Mark', 'Reading', 'read_page']
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING, Any, Iterator, NamedTuple
import numpy as np
import scipy
from fastcore.basics import patch
from PIL import Image
from .data import new_figure
from .ink import _connected_parts, _corners, _fewest, _look_at, _room, _shade, _square, _strokes, _sure
from .hands import center
from .ink import ink_map, _unframed
from .pictures import Picture, _cropped, _open_sized, _resize, _scaled
from .prediction import Box, Prediction, Reason, Recognizer, reasons, _check_one_picture
if TYPE_CHECKING:
    from matplotlib.figure import Figure
else:
    Figure = object
_Parts = dict[str, np.ndarray]

def _usual_height(p: _Parts) -> float:
    """The height in pixels of which half of the ink is in parts at least so tall"""
    ...
_first, _sides, _tall = (192, (96, 640), 24)
_alike = 1.33

def _confirmed(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """An ink map (h, w) without those parts that are no ink in the mean of it and another one of the same picture"""
    ...

def _page_map(a: np.ndarray, side: int=_first, looks: int=3) -> np.ndarray:
    """The ink map of levels (h, w, c) in so many pixels, and then in as many as make digits about `_tall` pixels high"""
    ...

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
_bar = 0.28
_joined = 0.1

def _belongs(part: Box, digit: Box, usual: float) -> bool:
    """Whether a part belongs to a digit, on a page where digits are usually so high (pixels)"""
    ...
_Found = tuple[Box, list[int]]
_speck = 0.1

def _add(found: list[_Found], n: int | None, part: Box, label: int):
    """Add a part to what was found as number `n`, or as something new"""
    ...

def _find_digits(p: _Parts) -> tuple[list[_Found], list[_Found]]:
    """The digits among the connected parts of a page, and what is too low for one"""
    ...

def _middle(box: Box) -> np.ndarray:
    ...
_next_to, _steepest = (3.5, 0.9)

def _slope(boxes: list[Box]) -> float:
    """How far rows of digits go down for each pixel to the right"""
    ...
_off = 0.55

def _level(boxes: list[Box], slope: float) -> float:
    """How far down boxes would be at the left edge of a page whose rows slope so"""
    ...

def _in_rows(digits: list[_Found]) -> list[list[_Found]]:
    """Digits in reading order, row by row"""
    ...

class _Shape(NamedTuple):
    """What may be a digit, or several that touch, cut out of a page"""
    p: np.ndarray
    mask: np.ndarray
    box: Box

def _cut_out(p: np.ndarray, labels: np.ndarray, found: _Found) -> _Shape:
    """A shape, from the ink map and the labels of a page, both (h, w)"""
    ...

def _parts_of_page(p: np.ndarray) -> tuple[np.ndarray, _Parts] | None:
    """The labels (h, w) of the parts of an ink map, without frames, and what they are like; none if there is no ink"""
    ...
_narrowest = 0.15
_reach = 0.3

def _cut_columns(ink: np.ndarray, n: int) -> list[tuple[int, int]]:
    """Ink (h, w) cut into `n` pieces, columns from and to; none if the pieces would be too narrow"""
    ...
_Piece = tuple[Box, np.ndarray]
_least_ink, _rim = (6, 4)

def _piece(shape: _Shape, a: int, b: int) -> _Piece | None:
    """The part of a shape from column `a` to column `b`; None if there is hardly any ink"""
    ...
_wide = 1.05
_usual = 0.35
_most_cuts = 8

def _segmentations(shape: _Shape) -> Iterator[list[_Piece]]:
    """The ways to see a shape: as one digit, and, if it is wide, cut into two, three and more"""
    ...
_price = 0.005

def _score(p: np.ndarray) -> float:
    """How good a segmentation is, by the probabilities (n, 10) of its pieces: mean log confidence, less a price for each"""
    ...

def _read_shapes(recognizer: Recognizer, shapes: list[_Shape]) -> list[list[Prediction]]:
    """The digits of each shape in the segmentation that is read with the most confidence; all are read at once"""
    ...

@dataclass(frozen=True)
class Mark:
    """A sign between digits: one of `- + . , : / × =`, or `?` for what cannot be told"""
    text: str
    box: Box

    def to_dict(self) -> dict[str, Any]:
        """As `json.dumps` takes it"""
        ...
_flat, _dash, _dot = (1.6, 0.22, 0.42)

def _low_mark(box: Box, usual: float, foot: float) -> str:
    """What a part is that is too low for a digit, in a row whose digits stand on `foot`"""
    ...
_straight, _reaches, _leans, _far_leans = (0.13, 1.25, 8, 50)

def _is_slash(mask: np.ndarray, usual: float) -> bool:
    """Whether a shape (h, w) is a straight line that leans like a slash, and is taller or leans more than a 1"""
    ...

def _crosses() -> list[tuple[str, np.ndarray]]:
    """A plus and a times sign, float (15, 15), each thick and thin"""
    ...
_like_a_cross = 0.72

def _cross(mask: np.ndarray) -> str:
    """Which cross a shape (h, w) is, or an empty text"""
    ...
_closer, _slack = (64, 0.15)

def _near(a: np.ndarray, p: np.ndarray, low: _Shape) -> _Shape:
    """A shape in the ink map `p` of levels (h, w, c) as it looks from near; the shape itself, if there it is no ink"""
    ...
_small = 0.26
_solid, _full = (0.45, 0.65)
_Item = Prediction | Mark

def _as_low(shape: _Shape, read: list[Prediction], usual: float, foot: float) -> _Item:
    """What a part is that is too low for a digit, seen from near: a mark, or the small digit that was read"""
    ...

def _as_tall(shape: _Shape, read: list[Prediction], usual: float) -> list[_Item]:
    """What a shape as tall as a digit is: a slash, a cross, or the digits that were read"""
    ...
_pairs = {'.·': ':', '·.': ':', '··': ':', '--': '='}

def _box_of(item: _Item) -> Box:
    ...

def _join_marks(items: list[_Item], usual: float) -> list[_Item]:
    """Marks that lie above each other made one; `items` from left to right"""
    ...
_above, _below, _beside = (0.15, 0.35, 4.0)
_no_mark = 0.7

def _nearest(box: Box, row: list[Box]) -> Box:
    ...

def _row_of(box: Box, rows: list[list[Box]], usual: float) -> int | None:
    """Which row a low part lies in"""
    ...

def _places(low: list[_Found], rows: list[list[_Found]], usual: float) -> list[tuple[int, float, _Found]]:
    """Of the low parts that lie in rows: which row, on which line the digits stand there, and the part"""
    ...

def _read_rows(recognizer: Recognizer, a: np.ndarray, p: np.ndarray) -> list[list[_Item]]:
    """The digits and marks of levels (h, w, c) with the ink map `p`, row by row"""
    ...

def _in_pixels(item: _Item, across: float, down: float) -> _Item:
    """An answer or a mark with its box, if it has one, in other pixels"""
    ...
_least_tall, _nearer = (4, 3)
_certain, _mostly = (0.99, 0.75)

def _meet(a: Box, b: Box) -> bool:
    ...

def _not_read(p: np.ndarray, read: list[Box]) -> list[Box]:
    """The parts of an ink map (h, w) that meet none of the boxes, but for stains"""
    ...

def _as_written(row: list[_Item], seen: list[Box]) -> list[_Item]:
    """A row of small writing; if not most of it is surely digits, a `?` for each part that was in the boxes `seen`"""
    ...

def _without(p: np.ndarray, boxes: list[Box], times: np.ndarray) -> np.ndarray:
    """An ink map (h, w) with nothing in the boxes, which are in pixels so many times (down, across) larger than its own"""
    ...

def _read_smaller(recognizer: Recognizer, a: np.ndarray, p: np.ndarray, rows: list[list[_Item]]) -> list[list[_Item]]:
    """The rows read in levels (h, w, c) with the ink map `p`, and among them those of smaller writing"""
    ...
_never = 1e-09

def _log_odds(p: np.ndarray) -> np.ndarray:
    """The logarithm of how much more probable the first guess is than the second, for probabilities (n, 10)"""
    ...
_doubt, _better, _clear = (8.0, 1.5, 0.5)
_column, _unknown = (1.5, 1.0)

def _sureness(rows: list[list[_Item]]) -> float:
    """The mean log odds of what was read, less if the rows are a column"""
    ...

def _quarters(recognizer: Recognizer, a: np.ndarray, p: np.ndarray, rows: list[list[_Item]]) -> int | None:
    """By how many quarters levels with an ink map, read as `rows`, have to be turned to the left; none if it is unclear"""
    ...

class Reading(list[Prediction]):
    """The digits of a picture in reading order; as text its rows, with marks, and a `?` for what cannot be told.

    - `rows`: each from left to right, `Prediction`s and `Mark`s
    - `picture`: levels 0 to 255, (h, w, 1) or (h, w, 3), perhaps reduced, turned as it was read
    - `size`: height and width of the original, turned as it was read, in whose pixels the boxes are
    - `turned`: by how many degrees the picture was turned to the left to be read: 0, 90, 180 or 270
    - `reason`: why nothing was read: `no ink`, or `turned`, if the page lies on its side or on its head and it is not
      clear on which; empty if something was
    """

    def __init__(self, rows: list[list[Prediction | Mark]], picture: np.ndarray, size: tuple[int, int], turned: int=0, reason: Reason='no ink'):
        ...

    def __str__(self) -> str:
        """A line for each row"""
        ...

    @property
    def explanation(self) -> str:
        """Why nothing was read, in a sentence; empty if something was"""
        ...

    def to_dict(self) -> dict[str, Any]:
        """All that is said, but for the pictures, as `json.dumps` takes it"""
        ...

    @property
    def digits(self) -> str:
        """The digits alone, a line for each row that has any"""
        ...

    def show(self) -> 'Figure':
        """The picture, with a box around each digit and each mark, and what it was read as; or why nothing was read"""
        ...

def _as_text(item: _Item) -> str:
    """A digit, a mark, or `?`"""
    ...

def read_page(recognizer: Recognizer, picture: Picture) -> Reading:
    """Read every digit in a picture, row by row; refuses what `Recognizer.predict` refuses."""
    ...
