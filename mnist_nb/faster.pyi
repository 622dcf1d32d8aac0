"""The same steps in a fraction of the time: bfloat16, channels last, one vector of parameters, fewer rounds; and Muon, a better step for matrices."""
__all__ = ['has_bf16', 'Autocast', 'flat_adam', 'SmoothLoss', 'DigitLearner', 'orthogonalize', 'muon_step']
import math, warnings
from functools import partial
from operator import attrgetter
from typing import Iterable, Iterator
import torch
warnings.filterwarnings('ignore', message='.*torch.jit.script.*')
from fastai.callback.core import Callback
from fastai.learner import AvgSmoothLoss, Learner
from fastai.optimizer import Adam, Optimizer, adam_step
from fastcore.basics import patch
from torch import nn

def has_bf16(device: str | torch.device='cpu') -> bool:
    """Ask a processor whether it has instructions for bfloat16 (on a CPU: AVX512-BF16 or AMX)"""
    ...

class Autocast(Callback):
    """Channels-last layout, and bfloat16 in training where the device has it; validation and prediction are not rounded."""
    bf16: bool = False
    hooks: tuple = ()

    def after_fit(self):
        ...

    def before_fit(self):
        ...

def _reorder_gradient(layer: nn.Module, inputs: tuple[torch.Tensor, ...]):
    """A hook: the gradient of the maps that go into a layer gets channels last, as the maps have it"""
    ...

def _pieces(vector: torch.Tensor, params: list[torch.Tensor]) -> Iterator[torch.Tensor]:
    """Views of one vector in the shapes of the parameters, those of convolutions with the channels last"""
    ...

def _matrices(vector: torch.Tensor, params: list[torch.Tensor]) -> list[torch.Tensor]:
    """Views of a vector and its gradient: a matrix for each parameter with rows and columns, last all that is left"""
    ...

def _flatten(params: list[nn.Parameter]) -> torch.Tensor:
    """One vector, with a gradient, of which the parameters become pieces"""
    ...

def flat_adam(params: Iterable[nn.Parameter], muon: float=0.0, **kwargs) -> Optimizer:
    """fastai's Adam (Kingma and Ba, 2015) over one vector of all parameters; refuses groups of parameters."""
    ...

class SmoothLoss(AvgSmoothLoss):
    """fastai's running mean of the training loss, left on the device where the loss was computed"""

    def accumulate(self, learn: Learner):
        ...

class DigitLearner(Learner):
    """A fastai `Learner` that calls at an event only those callbacks that have something to do then"""

    def __init__(self, *args, **kwargs):
        ...

    def _call_one(self, event_name: str):
        ...

def orthogonalize(g: torch.Tensor, steps: int=5) -> torch.Tensor:
    """A matrix with its singular values brought near 1 (Newton and Schulz's iteration, as Jordan et al. have it, 2024)"""
    ...
_momentum = 0.95

def muon_step(p: torch.Tensor, lr: float, muon: float, muon_avg: torch.Tensor | None=None, **state) -> dict | None:
    """A step for fastai's `Optimizer`: of Muon (Jordan et al., 2024) for a matrix, of Adam for a vector"""
    ...
