"""Handwritten digit recognition on MNIST: all of its digits, a trained network, and what it takes to train, judge and use one.

What most people want is here, and loaded when it is asked for; only what trains loads PyTorch:

    from mnist_nb import Recognizer
    Recognizer().predict('photo.jpg')

`from mnist_nb.all import *` brings all of these names. `help(mnist_nb.train)` explains each parameter.
"""
__version__ = "0.1.0"

import warnings as _warnings
from importlib import import_module as _import_module
from importlib.util import find_spec as _find_spec
from inspect import cleandoc as _cleandoc, isfunction as _isfunction
from typing import TYPE_CHECKING as _TYPE_CHECKING

if _TYPE_CHECKING: from mnist_nb.all import *

_warnings.filterwarnings('ignore', message='.*torch.jit.script.*')  # which importing fastai would print

_names = {  # module -> those of its names that users want
    'data': 'load_mnist validation_split show_digits read_idx write_idx new_figure',
    'model': 'classic_cnn digit_cnn deep_cnn layer_table',
    'network': 'Network forward softmax',
    'weights': 'Calibration Weights read_weights write_weights to_weights',
    'training': 'digit_dls plot_curves',
    'hands': 'center draw_digits',
    'nondigits': 'draw_nondigits draw_scribbles',
    'augmentation': 'random_warp corrupt',
    'recipes': 'Recipe RECIPES digit_learner for_few train save_model load_model',
    'evaluation': 'Comparison Evaluation compare evaluate calibrate fit_temperature scale_temperature',
    'pictures': 'open_picture picture_pages',
    'scenes': 'draw_scene make_signs',
    'segmentation': 'train_ink',
    'ink': 'find_ink ink_map prepare',
    'prediction': 'Prediction Recognizer',
    'reading': 'Mark Reading',
    'datasets': 'Dataset load_dataset',
    'many': 'picture_files',
    'finetuning': 'fine_tune',
    'estimator': 'DigitClassifier',
    'export': 'in_8_bits to_c to_onnx',
    'drawing': 'DigitPad',
    'damage': 'damaged damage_kinds',
    'records': 'Run corrected_labels log_runs read_log results results_table'}

# in a light install what trains is left out, but for saying so when it is asked for
_whole = _find_spec('torch') and _find_spec('fastai')
_training = () if _whole else ('model', 'training', 'augmentation', 'recipes', 'segmentation', 'finetuning', 'estimator')
__all__ = [name for module, names in _names.items() if module not in _training for name in names.split()]


def _document(f):
    "Add what the docments say of each parameter to the docstring, once"
    from fastcore.docments import docments
    if '\nParameters:' in (f.__doc__ or ''): return
    try: said = docments(f)
    except OSError: return  # without the source there are no docments
    lines = [f'    {name}: {" ".join(text.split())}' for name, text in said.items() if text]
    if lines: f.__doc__ = '\n'.join([_cleandoc(f.__doc__ or ''), '', 'Parameters:', *lines])


def __getattr__(name: str):
    module = next((m for m, names in _names.items() if name in names.split()), None)
    if module is None: raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    try: found = getattr(_import_module(f'{__name__}.{module}'), name)
    except ModuleNotFoundError as e:
        if e.name not in ('torch', 'fastai'): raise
        said = f'{__name__}.{name} needs {e.name}, which a light install leaves out: python -m pip install torch fastai'
        raise ModuleNotFoundError(said, name=e.name) from None
    if callable(found): _document(found)
    if isinstance(found, type):
        for method, f in vars(found).items():
            if _isfunction(f) and not method.startswith('_'): _document(f)
    return found


def __dir__(): return sorted([*globals(), *__all__])
