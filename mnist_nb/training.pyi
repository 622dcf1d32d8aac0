"""Digits for fastai's `Learner`, in whole batches; one epoch of a small network, and what happened on the way."""
__all__ = ['DigitDataset', 'DigitDL', 'get_device', 'digit_dls', 'CrossEntropy', 'plot_curves']
import warnings
from contextlib import nullcontext
from typing import TYPE_CHECKING, Iterable, Iterator, Sequence
import numpy as np
import torch
warnings.filterwarnings('ignore', message='.*torch.jit.script.*')
from fastai.data.core import DataLoaders, TfmdDL
from fastai.data.transforms import Category, CategoryMap
from fastai.learner import Learner
from fastai.torch_core import TensorCategory, TensorImageBW
from fastcore.basics import patch
from torch import nn
from .data import Images, Labels, check_digits, new_figure, ten_digits
if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
else:
    Axes = Figure = object

class DigitDataset:
    """Images and labels, if there are any, as a data set for fastai; refuses what `check_digits` refuses."""
    n_inp: int = 1

    def __init__(self, x: Images, y: Labels | None=None, device: str | torch.device='cpu', classes: Sequence[str]=ten_digits):
        ...

    def __len__(self) -> int:
        ...

    def batch(self, idxs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Images float (b, 1, 28, 28) in 0..1 and, where there are labels, labels (b,)"""
        ...

    def __getitem__(self, i: int) -> tuple[torch.Tensor, ...]:
        ...

    def decode(self, item: tuple, full: bool=True) -> tuple:
        ...

    @property
    def items(self) -> list[tuple]:
        """Each digit as `(image,)` or `(image, label)`"""
        ...

    def new_empty(self) -> DigitDataset:
        """A data set without digits, with labels if this one has them"""
        ...

    def set_split_idx(self, i: int) -> nullcontext[DigitDataset]:
        """Where fastai's `tta` says which of the two it wants; here both are the same"""
        ...

def _as_dataset(items: DigitDataset | Images | Iterable, classes: Sequence[str]=ten_digits) -> DigitDataset:
    """What fastai passes on as a data set"""
    ...

class DigitDL(TfmdDL):
    """A fastai data loader that takes a batch out of a `DigitDataset` by one indexing operation"""

    def __init__(self, dataset: DigitDataset | Images | Iterable, bs: int=64, num_workers: int=0, **kwargs):
        ...

    def new(self, dataset: DigitDataset | Images | Iterable | None=None, **kwargs) -> 'DigitDL':
        ...

    def get_idxs(self) -> torch.Tensor:
        ...

    def sample(self) -> torch.Tensor:
        ...

    def create_batches(self, idxs: torch.Tensor) -> Iterator[tuple]:
        ...

    def _pre_show_batch(self, b: tuple, max_n: int=9):
        ...

def _devices() -> list[str]:
    """What this machine and its PyTorch can compute on, the quickest first"""
    ...

def get_device(device: str | torch.device='auto') -> torch.device:
    """Where to compute; refuses what PyTorch does not find on this machine."""
    ...

def digit_dls(fit: tuple[Images, Labels], valid: tuple[Images, Labels] | None=None, bs: int=128, device: str | torch.device='cpu', classes: Sequence[str]=ten_digits) -> DataLoaders:
    """fastai `DataLoaders` over whole batches; refuses what `check_digits` refuses, and a batch larger than the data."""
    ...

class CrossEntropy(nn.CrossEntropyLoss):
    """PyTorch's cross-entropy, with what fastai asks of a loss"""

    def activation(self, logits: torch.Tensor) -> torch.Tensor:
        ...

    def decodes(self, probs: torch.Tensor) -> torch.Tensor:
        ...

def _plot_losses(ax: 'Axes', learn: Learner, label: str) -> str:
    """The training loss of a run as a line, and its validation losses as dots"""
    ...

def _log_scale(ax: 'Axes'):
    """Make the vertical axis logarithmic, with plain numbers at a few ticks"""
    ...

def _named_runs(learn: Learner | list[Learner], labels: list[str] | None) -> list[tuple[str, Learner]]:
    """Each learner with its label, an empty one if there is only one learner; refuses learners without a record of a fit"""
    ...

def plot_curves(learn: Learner | list[Learner], labels: list[str] | None=None, ax: 'Axes | None'=None) -> 'Figure':
    """Training and validation losses and the learning rate, batch by batch; refuses a learner without a record of a fit."""
    ...
