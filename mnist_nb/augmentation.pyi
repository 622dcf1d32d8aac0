"""What paper, pens, light and cameras do to a digit, done to the digits of a batch while a network learns."""
__all__ = ['corruptions', 'random_warp', 'corrupt', 'Augment', 'SyntheticDigits', 'Corrupt']
import math
from typing import Callable
import numpy as np
import torch
from fastai.callback.core import Callback
from fastcore.basics import patch
from torch.nn import functional as F
from .hands import draw_digits, _curves, _draw
from .nondigits import draw_nondigits, _print

def _affine_maps(n: int, degrees: float, stretch: float, shift: float) -> torch.Tensor:
    """Random affine maps (n, 2, 3) from a new picture to the old one, as `affine_grid` takes them"""
    ...

def _bends(n: int, elastic: float) -> torch.Tensor:
    """Random smooth shifts (n, 28, 28, 2) of where each pixel comes from, between those of 5 by 5 points"""
    ...

def _check_batch(x: torch.Tensor):
    """Refuse what is no batch of images as a network takes them"""
    ...

def random_warp(x: torch.Tensor, degrees: float=8.0, stretch: float=0.1, shift: float=1.5, elastic: float=0.0) -> torch.Tensor:
    """Turn, stretch, shift and bend each image by amounts of its own (Simard et al., 2003); refuses other than images."""
    ...

def _between(x: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """A random number for each image of a batch, of a shape to multiply with it"""
    ...

def _one(low: float, high: float) -> float:
    """A random number"""
    ...

def _smoothed(x: torch.Tensor, sd: float) -> torch.Tensor:
    """Images blurred by a Gaussian of that standard deviation, in pixels"""
    ...

def _thicker(x):
    """Strokes grown by up to a pixel"""
    ...

def _thinner(x):
    """Strokes eaten away at their edge"""
    ...

def _crisp(x):
    """A hard edge between ink and paper, at a random grey"""
    ...

def _partly(x):
    """A rectangle of two to eight pixels without ink"""
    ...

def _blurred(x):
    """Out of focus, by half a pixel to one and a half"""
    ...

def _shaken(x):
    """Smeared along a line, by one to four pixels either way"""
    ...

def _frosted(x):
    """Each pixel taken from a random place near by, then smoothed a little"""
    ...

def _coarse(x):
    """Shrunk to 8 to 19 pixels, and enlarged again"""
    ...

def _grainy(x):
    """Noise in each pixel"""
    ...

def _peppered(x):
    """Up to a quarter of the pixels black or white"""
    ...

def _pale(x):
    """Grey paper, and ink that differs less from it"""
    ...

def _foggy(x):
    """Light grey in soft patches, over ink less than over paper"""
    ...

def _across(x: torch.Tensor) -> torch.Tensor:
    """How far each pixel lies along a direction, for each image one of its own; pixels from the middle"""
    ...

def _banded(x):
    """Stripes that are lighter, or that are darker"""
    ...

def _inverted(x):
    """A band in which ink is paper and paper ink"""
    ...

def _lined(x):
    """One to three lines across, of ink or without any"""
    ...

def _spotted(x):
    """Spots of ink, or without any, on 2 to 14 % of the picture"""
    ...

def _outlined(x):
    """The edges of the strokes alone, where grey changes most"""
    ...

def _displaced(x):
    """Turned, scaled, slanted and shifted, by a lot"""
    ...
corruptions: tuple[Callable[[torch.Tensor], torch.Tensor], ...] = (_thicker, _thinner, _crisp, _partly, _blurred, _shaken, _frosted, _coarse, _grainy, _peppered, _pale, _foggy, _banded, _inverted, _lined, _spotted, _outlined, _displaced)

def _check_share(name: str, v: float):
    """Refuse what is no share"""
    ...

def corrupt(x: torch.Tensor, share: float=0.5, twice: float=0.3) -> torch.Tensor:
    """Change a share of a batch, each image in one or two ways of `corruptions`; refuses other than images and shares."""
    ...

class Augment(Callback):
    """Change the digits of each training batch by `random_warp`, but for the last part of the run"""

    def __init__(self, *warp: float, plain: float=0.1):
        ...

    def before_batch(self):
        ...

class SyntheticDigits(Callback):
    """Put drawn digits, and what is no digit, in the place of a share of each training batch"""
    order = Augment.order - 1

    def __init__(self, drawn: float, nondigits: float, pool: int=60000):
        ...

    def before_fit(self):
        ...

    def before_batch(self):
        ...
_pens, _broad = ((1.3, 5.2), (5.0, 9.0))
_hasty = 0.055
_bar = _curves('.5 0 .5 1')

def _draw_pool(y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Digits (n, 28, 28): by hand, three of ten of them in haste; one of ten in print; of the ones, a quarter as a bar"""
    ...

class Corrupt(Callback):
    """Change a share of each training batch by `corrupt`"""
    order = Augment.order + 1

    def __init__(self, share: float):
        ...

    def before_batch(self):
        ...
