"""A run that was killed goes on to the same weights, bit for bit; the same seed gives the same network; and Ctrl-C ends a run in good order."""
__all__ = ['digits_name', 'read_checkpoint', 'Checkpoint', 'Interrupt', 'listening']
import hashlib, json, random, shutil, signal, threading, warnings
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator
import fastai, numpy as np, torch
from fastai.callback.core import Callback, CancelEpochException
from fastai.callback.schedule import ParamScheduler
from fastai.learner import Learner
from fastai.optimizer import Optimizer
from fastai.torch_core import rank_distrib
from fastcore.basics import noop, patch
from fastcore.foundation import L
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from . import __version__
from .data import Images, Labels
from .faster import DigitLearner
from .files import Pathish, open_file, path_name, write_whole

def _pack(o: object, tensors: dict, name: str='run') -> object:
    """Take the tensors out of a nested object"""
    ...

def _unpack(o: object, tensors: dict) -> object:
    """Put the tensors back into a nested object"""
    ...

def _own_generator(device: torch.device) -> object | None:
    """PyTorch's module for a device that has random numbers of its own"""
    ...

def _random_state(device: torch.device) -> dict:
    """The state of all generators of random numbers"""
    ...

def _set_random_state(state: dict, device: torch.device):
    """Put all generators of random numbers back into a state"""
    ...

def _optimizer_state(opt: Optimizer) -> dict:
    """What an optimiser keeps for each parameter, and the rates it had last"""
    ...

def _set_optimizer_state(opt: Optimizer, kept: dict):
    """Give an optimiser what it had kept"""
    ...

def _schedules(learn: Learner) -> list[ParamScheduler]:
    """The callbacks that change rates"""
    ...

def _record(learn: Learner) -> dict:
    """What was noted of a run up to now"""
    ...

def _set_record(learn: Learner, record: dict):
    """Give a run its record back"""
    ...

def digits_name(x: Images, y: Labels) -> str:
    """Which digits these are, for `Checkpoint`"""
    ...

def _difference(then: dict, now: dict) -> str | None:
    """The first thing in which two descriptions of a run differ, in words"""
    ...

def _versions() -> dict[str, str]:
    """Of everything that computes"""
    ...

def _machine(device: torch.device) -> dict:
    """What decides in which order numbers are added up"""
    ...
_said = {'about', 'versions', 'machine', 'epochs', 'of', 'run', 'sha256'}

def _checksum(run: object, tensors: dict[str, torch.Tensor]) -> str:
    """Of all that a run needs to go on"""
    ...

def _read(path: Path, whole: bool) -> tuple[dict, dict[str, torch.Tensor]]:
    """The text of a checkpoint, and its tensors; refuses another file"""
    ...
_name = 'checkpoint.safetensors'

def read_checkpoint(folder: Pathish) -> dict:
    """What a checkpoint says of itself; refuses what is none. Runs no code from the file."""
    ...

class Checkpoint(Callback):
    """Keep in a file, after each epoch, what a run needs to go on; refuses the file of another run. For `DigitLearner`s."""
    order = 100

    def __init__(self, folder: Pathish, resume: bool=False, about: dict | None=None):
        ...

    def __call__(self, event_name: str):
        ...

    @property
    def holds(self) -> str:
        """How far the checkpoint in the folder has come, in words"""
        ...

    def after_epoch(self):
        ...

    def before_fit(self):
        ...

def _restore(learn: Learner, run: dict):
    """Put a run back to where its checkpoint was written"""
    ...
DigitLearner.first_epoch = 0

@patch
def _do_fit(self: DigitLearner):
    ...

class Interrupt(Callback):
    """End a fit after the batch in which Ctrl-C was pressed, and say what is kept; pressed again, it ends at once"""
    order = 110
    pressed: bool = False

    def after_batch(self):
        ...

@contextmanager
def listening(interrupt: Interrupt) -> Iterator[None]:
    """Note Ctrl-C while this lasts, instead of stopping wherever the program is; raise it at the end if it was not heard"""
    ...
