"""A pad to draw a digit on, read while it is drawn: in JupyterLab, and on a page that needs no server."""
__all__ = ['pad_folder', 'Reader', 'pad_files', 'FileServer', 'pad_server', 'DigitPad']
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Callable
import anywidget
import numpy as np
import traitlets
from fastcore.basics import patch
from PIL import Image
from traitlets import observe
from .data import Images, mnist_folder, ten_digits
from .files import Pathish, path_name, write_whole
from .network import Probabilities
from .prediction import Prediction, Recognizer
from .weights import Calibration, Weights, as_weights, check_ten_digits, weights_bytes
pad_folder = mnist_folder.parent / 'pad'

def _file_bytes(w: Weights) -> bytes:
    """Weights as a file for the browser, in 16 bits if they are kept so"""
    ...

def pad_files(weights: Weights | Pathish | None=None) -> dict[str, bytes]:
    """The files of a page with the pad; refuses what `as_weights` refuses."""
    ...

class _Handler(BaseHTTPRequestHandler):
    """Answers with one of the server's `files`, or with 404"""
    kinds = dict(html='text/html; charset=utf-8', js='text/javascript', css='text/css', svg='image/svg+xml')

    def do_GET(self):
        ...
    do_HEAD = do_GET

    def log_message(self, *args):
        ...

class FileServer(ThreadingHTTPServer):
    """A web server for files in memory, on this machine alone; refuses a port that is taken."""
    daemon_threads = True

    def __init__(self, files: dict[str, bytes], port: int=0):
        ...

    @property
    def url(self) -> str:
        ...

def pad_server(weights: Weights | Pathish | None=None, port: int=0) -> FileServer:
    """A server for a page with the pad; refuses what `as_weights` refuses, and a port that is taken."""
    ...

class _FromFunction(Recognizer):
    """A recognizer whose probabilities come from a function, and that always answers"""

    def __init__(self, f: Callable):
        ...

    def predict_proba(self, x: Images) -> Probabilities:
        ...
Reader = Recognizer | Weights | Pathish | Callable | None

def _as_recognizer(r: Reader) -> Recognizer:
    """A recognizer of anything that can be made one"""
    ...

class DigitPad(anywidget.AnyWidget):
    """A pad to draw a digit on, in JupyterLab or anywhere anywidget works; it is read while it is drawn"""
    _esm, _css = (pad_folder / 'pad.js', pad_folder / 'pad.css')
    _pixels = traitlets.CBytes(bytes(784)).tag(sync=True)
    _drawing = traitlets.Int(0).tag(sync=True)
    _answer = traitlets.Dict().tag(sync=True)
    _weights = traitlets.CBytes(b'').tag(sync=True)

    def __init__(self, recognizer: Reader=None):
        ...

    @property
    def image(self) -> np.ndarray:
        """What the network sees of the drawing"""
        ...

    def __repr__(self) -> str:
        ...

    @observe('_drawing')
    def _read_drawing(self, change):
        """Read what was drawn, and send the answer to the browser"""
        ...

    def save(self, label: int, folder: Pathish) -> Path:
        """Keep the drawing as a PNG of 28x28 pixels; refuses a label that is no digit, and an empty board."""
        ...
