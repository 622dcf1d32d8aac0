"""How good is it? The accuracy with its interval, the report, the confusion matrix, the mistakes, and how far a confidence can be trusted."""
__all__ = ['wilson', 'Evaluation', 'evaluate', 'Comparison', 'compare', 'scale_temperature', 'fit_temperature', 'calibrate']
import math, os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Sequence
import numpy as np
from fastcore.basics import patch
from .data import Images, Labels, new_figure, show_digits, ten_digits
from .files import Pathish, path_name, write_whole
from .network import Probabilities
from .weights import Calibration
if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame
else:
    DataFrame = Figure = object

def wilson(k: float, n: int, z: float=1.96) -> tuple[float, float]:
    """The Wilson score interval of a rate (Wilson, 1927); refuses impossible counts."""
    ...

def _as_array(a, dtype=None) -> np.ndarray:
    """An array, or a tensor of PyTorch, as an array"""
    ...

def _check_probs(p: np.ndarray):
    """Refuse what is no table of probabilities (n, k)"""
    ...

def _check_labels(y: np.ndarray, n: int, k: int):
    """Refuse what is not a label, a number below `k`, for each of `n` digits"""
    ...

@dataclass(frozen=True, repr=False, eq=False)
class Evaluation:
    """What a classifier makes of labelled digits: see `evaluate`"""
    probs: Probabilities
    y: Labels
    classes: tuple[str, ...] = ten_digits

    @property
    def predicted(self) -> np.ndarray:
        """The class of the largest probability, int (n,)"""
        ...

    @property
    def right(self) -> np.ndarray:
        """Whether that is the label, bool (n,)"""
        ...

    @property
    def accuracy(self) -> float:
        """Share of digits read rightly, 0 to 1"""
        ...

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval of the accuracy"""
        ...

    @property
    def losses(self) -> np.ndarray:
        """`-log` of the probability of the label, float (n,)"""
        ...

    @property
    def loss(self) -> float:
        """Mean of the losses"""
        ...

    def __str__(self) -> str:
        ...

    def report(self) -> 'DataFrame':
        """scikit-learn's classification report, as a table: a row for each class, and their averages"""
        ...

    def confusion(self) -> np.ndarray:
        """How often each class was taken for each, int (k, k): row true class, column prediction"""
        ...

    def plot_confusion(self, log: bool=True) -> 'Figure':
        """The confusion matrix as an annotated heat map"""
        ...

    def by_class(self) -> 'DataFrame':
        """Precision and recall of each class with 95 % Wilson intervals; not-a-number where a class was never predicted"""
        ...

    def confused(self, k: int=4) -> list[tuple[int, int, int]]:
        """The `k` most frequent confusions, or fewer: number of the class, of what it was taken for, and how often"""
        ...

    def mistakes(self) -> np.ndarray:
        """Indices of the digits that were misread, highest loss first"""
        ...

    def plot_mistakes(self, x: Images, k: int=40, size: float | None=None) -> 'Figure | None':
        """The mistakes with the highest loss: label, prediction, probability; refuses images that do not match the labels."""
        ...

    def plot_confused(self, x: Images, k: int=4, n: int=6) -> 'Figure | None':
        """The most frequent confusions, a row for each; refuses images that do not match the labels."""
        ...

    @property
    def confidence(self) -> np.ndarray:
        """The largest probability of each digit, float (n,)"""
        ...

    def risk_coverage(self) -> tuple[np.ndarray, np.ndarray]:
        """How many answers are wrong when only the most certain are given, for any number (El-Yaniv and Wiener, 2010)"""
        ...

    def plot_risk_coverage(self) -> 'Figure':
        """Risk against coverage, from half of the digits answered to all of them"""
        ...

    def plot_reliability(self, bins: int=10) -> 'Figure':
        """Share of right answers against confidence, bin by bin, with 95 % intervals and the number of digits in each"""
        ...

    def ece(self, bins: int=15) -> float:
        """Expected calibration error: the distance of confidence and accuracy, averaged over bins by the digits in them"""
        ...

    def _repr_html_(self) -> str:
        ...

    def to_markdown(self) -> str:
        """The line and the report as Markdown"""
        ...

    def save(self, folder: Pathish, x: Images | None=None):
        """Write report.csv, classes.csv and confusion.png, and with images mistakes.png, each whole or not at all."""
        ...

def evaluate(probs: Probabilities, y: Labels, classes: Sequence[str] | None=None) -> Evaluation:
    """Compare probabilities with labels; refuses shapes that disagree, and what is no probability or no label."""
    ...
_least = 1e-07
Evaluation.__repr__ = Evaluation.__str__

def _check_images(x: Images, n: int):
    """Refuse what are not `n` images"""
    ...

@dataclass(frozen=True, repr=False)
class Comparison:
    """Two classifiers that have read the same digits: see `compare`"""
    only_first: int
    only_second: int
    n: int

    @property
    def p(self) -> float:
        """McNemar's exact test: how often coins fall as unevenly, or more so; 1 if there is no coin"""
        ...

    @property
    def difference(self) -> float:
        """Accuracy of the first less that of the second, -1 to 1"""
        ...

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the difference (Agresti and Min, 2005)"""
        ...

    def __str__(self) -> str:
        ...
    __repr__ = __str__

def compare(first: Evaluation | np.ndarray, second: Evaluation | np.ndarray) -> Comparison:
    """Compare two classifiers on the same digits, digit by digit; refuses other digits, and what is neither of the two."""
    ...

def _bin(e: Evaluation, bins: int) -> np.ndarray:
    """Which of so many equal bins of confidence, 0 to 1, each digit is in"""
    ...

def scale_temperature(probs: Probabilities, temperature: float) -> Probabilities:
    """What probabilities become when their logits are divided by a temperature (Guo et al., 2017)"""
    ...

def fit_temperature(probs: Probabilities, y: Labels) -> float:
    """The temperature with the least loss, .05 to 20; refuses what `evaluate` refuses."""
    ...

def _cutoff(p: np.ndarray, share: float) -> float:
    """The probability that a `share` of the right digits reaches, `p` being theirs, in rising order"""
    ...

def calibrate(probs: Probabilities, y: Labels, answered: float=0.99, tta: bool=False, contains: tuple[float, ...]=(0.9, 0.95, 0.99, 0.995, 0.999)) -> Calibration:
    """What turns probabilities into answers one can trust; refuses what `evaluate` refuses, and impossible shares."""
    ...

def _write_figure(fig: 'Figure | None', path: Path):
    """Write a figure, or remove the one of before if there is none"""
    ...
