"""Which digit is it, how sure is that, and when is the honest answer “I can't tell”?"""
__all__ = ['Reason', 'reasons', 'Box', 'Prediction', 'percent', 'Recognizer']
from dataclasses import dataclass, replace
from textwrap import fill
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Literal, Protocol
import numpy as np
from fastcore.basics import patch
from .data import Images, new_figure, ten_digits
from .files import Pathish
from .hands import center
from .ink import _find_ink
from .network import Probabilities, forward, layer_functions, softmax
from .pictures import Picture, _rereadable
from .weights import Weights, as_weights, check_ten_digits
if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from mnist_nb.reading import Reading
else:
    Figure = Reading = object
Reason = Literal['', 'no ink', 'no digit', 'unsure', 'several digits', 'turned', 'no number']
reasons: dict[Reason, str] = {'': '', 'no ink': 'nothing stands out from the paper', 'no digit': 'it looks like none of the ten', 'unsure': 'no digit is probable enough', 'several digits': 'one is read at a time; read, or --all, reads them all', 'turned': 'it lies on its side or on its head, and it is not clear on which', 'no number': 'the network gives no numbers'}
Box = tuple[int, int, int, int]

@dataclass(frozen=True, eq=False, repr=False)
class Prediction:
    """What a `Recognizer` says of one digit.

    - `digit`: 0 to 9, or None if it cannot tell; with other classes than the ten digits, the number of the class
    - `confidence`: the probability of the most probable digit, 0 to 1
    - `probabilities`: float (10,), one for each digit or other class
    - `image`: uint8 (28, 28), what the network was shown
    - `reason`: why it cannot tell, a word of `reasons`; empty if it can. `explanation` says it in a sentence
    - `box`: left, top, right, bottom in the picture, if `Recognizer.read` found it there
    - `others`: how many shapes like it are beside it in the picture, for `Recognizer.read` to read
    - `conformal`: pairs of coverage and least probability, for `prediction_set`
    - `classes`: what the classes are called; `label` is the name of the one it is
    """
    digit: int | None
    confidence: float
    probabilities: np.ndarray
    image: np.ndarray
    reason: Reason = ''
    box: Box | None = None
    others: int = 0
    conformal: tuple[tuple[float, float], ...] = ()
    classes: tuple[str, ...] = ten_digits

    @property
    def label(self) -> str | None:
        """The name of the digit or other class, None if it cannot tell"""
        ...

    @property
    def explanation(self) -> str:
        """Why it cannot tell, in a sentence; empty if it can"""
        ...

    def __repr__(self) -> str:
        """The digit and its confidence, or `?` and why it cannot tell"""
        ...

    def to_dict(self) -> dict[str, Any]:
        """All that is said, but for the image, as `json.dumps` takes it"""
        ...

    def __eq__(self, other: object) -> bool:
        """Whether the digit is that number; an answer that cannot tell is no number"""
        ...

    def show(self) -> 'Figure':
        """What the network was shown, beside the probability of each digit; the whole answer as the title"""
        ...

    def prediction_set(self, coverage: float=0.99) -> list[int]:
        """The digits it may be, by conformal prediction (Sadinle et al., 2019).

    Refuses a coverage above those that the weights have a limit for, and weights without limits.
    """
        ...

def percent(p: float) -> str:
    """A probability as it is shown to people"""
    ...

def _plain(p: float) -> float | None:
    """A number as JSON knows it"""
    ...
Prediction.__hash__ = object.__hash__

class _TorchNetwork(Protocol):
    """A network of PyTorch, as far as it is used here"""

    def state_dict(self) -> Any:
        ...

class _HasModel(Protocol):
    """A fastai `Learner`, as far as it is used here"""
    model: Any

class Recognizer:
    """Reads digits in NumPy; refuses what `as_weights` refuses, and a threshold outside 0 to 1.

    With weights for other classes it takes images of 28x28 (`predict_proba`, `predict_prepared`), and no pictures.
    """

    def __init__(self, weights: Weights | Pathish | _TorchNetwork | _HasModel | None=None, threshold: float | None=None, tta: bool | None=None):
        ...

    def predict_proba(self, x: Images) -> Probabilities:
        """Probabilities (n, 10) of digits that are in MNIST's form already; refuses anything but uint8 (n, 28, 28).

    Unlike in scikit-learn, `predict` takes something else: one picture, which it prepares.
    """
        ...

    def _answer(self, image: np.ndarray, p: np.ndarray, box: Box | None=None) -> Prediction:
        """What probabilities (10,) of an image come to"""
        ...

    def predict_prepared(self, image: np.ndarray) -> Prediction:
        """Read one digit that is in MNIST's form already; refuses anything but uint8 (28, 28)."""
        ...

    def _doubted(self, p: Prediction, joined: np.ndarray) -> Prediction:
        """An answer, or what it comes to with half the probability if it changes with what is joined to the digit"""
        ...

    def predict(self, picture: Picture) -> Prediction:
        """Prepare a picture of one digit and read it; refuses what `open_picture` refuses.

    Unlike in scikit-learn, it takes one picture, not an array of prepared digits: those are for `predict_proba`.
    """
        ...

    def read(self, picture: Picture) -> 'Reading':
        """Read every digit in a picture: see `mnist_nb.reading.read_page`."""
        ...

    def predict_many(self, pictures: Iterable[Picture] | Pathish, all: bool=False, cores: int | None=None) -> Iterator[Any]:
        """Read many pictures on all cores, with an error in the place of what cannot be read: see `mnist_nb.many`."""
        ...

    def __reduce__(self) -> tuple:
        """Pickled as its weights and its settings"""
        ...
_of_two = 0.5

def _reason(p: np.ndarray, threshold: float) -> Reason:
    """Why probabilities (10,) are no answer; empty if they are one"""
    ...

def _check_one_picture(picture: Picture, classes: tuple[str, ...]):
    """Refuse an array of many digits, and other classes"""
    ...

def _may_be_two(ink: np.ndarray) -> bool:
    """Whether ink (h, w) is wider than tall, and was not in MNIST's form already"""
    ...
