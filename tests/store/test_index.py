import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from store.index import VectorIndex, open_index
from store.index_file import UnusableIndexError

DIMENSION = 8


def _unit(*rows: int) -> NDArray[np.float32]:
    """For each number its own random direction, the same every time."""
    made = np.stack([np.random.default_rng(row).normal(size=DIMENSION) for row in rows])
    length: NDArray[np.float64] = np.linalg.norm(made, axis=1, keepdims=True)
    return np.asarray(made / length, dtype=np.float32)


def _index(count: int = 0, *, approximate_from: int = 1000) -> VectorIndex:
    index = VectorIndex(model="m", dimension=DIMENSION, approximate_from=approximate_from)
    if count:
        index.put({f"k{i}": f"v{i}" for i in range(count)}, _unit(*range(count)))
    return index


def _load(path: Path, model: str = "m", dimension: int = DIMENSION) -> VectorIndex:
    return VectorIndex.load(path, model=model, dimension=dimension)


@pytest.mark.parametrize("approximate_from", [1000, 50])
def test_a_vector_finds_itself_first_with_cosine_one(approximate_from: int) -> None:
    index = _index(120, approximate_from=approximate_from)
    assert index.is_approximate == (approximate_from == 50)
    for i in (0, 57, 119):
        found = index.search(_unit(i)[0], 5)
        assert found[0][0] == f"k{i}"
        assert found[0][1] == pytest.approx(1, abs=1e-5)
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)


@pytest.mark.parametrize("approximate_from", [1000, 50])
def test_only_allowed_keys_are_found_and_always_the_nearest_of_them(approximate_from: int) -> None:
    index = _index(120, approximate_from=approximate_from)
    allowed = ["k3", "k40", "k99", "unknown"]
    exact = sorted(((float(_unit(int(k[1:]))[0] @ _unit(7)[0]), k) for k in allowed[:3]), reverse=True)
    found = index.search(_unit(7)[0], 5, allowed=allowed)
    assert [key for key, _ in found] == [key for _, key in exact]
    assert index.search(_unit(7)[0], 5, allowed=[]) == []


@pytest.mark.parametrize("approximate_from", [1000, 50])
def test_removed_and_replaced_vectors_are_gone(approximate_from: int) -> None:
    index = _index(120, approximate_from=approximate_from)
    index.remove([*(f"k{i}" for i in range(30)), "unknown"])
    index.put({"k50": "new"}, _unit(7000))
    assert len(index) == 90
    assert "k7" not in index
    assert "k7" not in [key for key, _ in index.search(_unit(7)[0], 90)]
    assert index.search(_unit(7000)[0], 1)[0][0] == "k50"
    assert index.search(_unit(50)[0], 1)[0][0] != "k50"


def test_growing_past_the_threshold_keeps_what_was_there() -> None:
    index = _index(40, approximate_from=50)
    assert not index.is_approximate
    index.put({f"n{i}": "s" for i in range(20)}, _unit(*range(1000, 1020)))
    assert index.is_approximate
    assert index.search(_unit(12)[0], 1)[0][0] == "k12"
    assert index.search(_unit(1012)[0], 1)[0][0] == "n12"


def test_what_is_missing_or_made_from_something_else_is_stale() -> None:
    assert _index(2).stale({"k0": "v0", "k1": "changed", "k2": "v2"}) == ("k1", "k2")


def test_an_empty_index_finds_nothing() -> None:
    assert _index().search(_unit(1)[0], 3) == []
    assert _index(3).search(_unit(1)[0], 0) == []


def test_vectors_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"2 keys need vectors of shape \(2, 8\), got \(1, 8\)"):
        _index().put({"a": "", "b": ""}, _unit(1))


@pytest.mark.parametrize("approximate_from", [1000, 50])
def test_a_saved_index_comes_back_as_it_was(tmp_path: Path, approximate_from: int) -> None:
    index = _index(120, approximate_from=approximate_from)
    index.remove(["k5"])
    index.save(tmp_path / "deep" / "vectors")
    again = _load(tmp_path / "deep" / "vectors")
    assert again.search(_unit(9)[0], 10) == index.search(_unit(9)[0], 10)
    assert again.stale({"k5": "v5", "k6": "v6"}) == ("k5",)
    again.put({"k5": "v5"}, _unit(5))
    assert again.search(_unit(5)[0], 1)[0][0] == "k5"


def test_an_empty_index_can_be_saved(tmp_path: Path) -> None:
    _index().save(tmp_path / "vectors")
    assert len(_load(tmp_path / "vectors")) == 0


def test_without_a_file_the_index_is_empty(tmp_path: Path) -> None:
    assert len(_load(tmp_path / "none")) == 0


@pytest.mark.parametrize(("model", "dimension"), [("other", DIMENSION), ("m", 3)])
def test_a_file_of_another_model_is_refused(tmp_path: Path, model: str, dimension: int) -> None:
    _index(3).save(tmp_path / "vectors")
    with pytest.raises(UnusableIndexError, match="it holds vectors of m") as caught:
        _load(tmp_path / "vectors", model, dimension)
    assert caught.value.path == tmp_path / "vectors"


@given(place=st.floats(0, 1, exclude_max=True), length=st.integers(1, 40))
def test_whatever_byte_is_damaged_the_file_is_refused(
    tmp_path_factory: pytest.TempPathFactory, place: float, length: int
) -> None:
    path = tmp_path_factory.mktemp("index") / "vectors"
    _index(5).save(path)
    blob = bytearray(path.read_bytes())
    start = int(place * len(blob))
    for i in range(start, min(len(blob), start + length)):
        blob[i] ^= 0xFF
    path.write_bytes(bytes(blob))
    with pytest.raises(UnusableIndexError):
        _load(path)


@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_is_refused(tmp_path_factory: pytest.TempPathFactory, kept: float) -> None:
    path = tmp_path_factory.mktemp("index") / "vectors"
    _index(5).save(path)
    blob = path.read_bytes()
    path.write_bytes(blob[: int(kept * len(blob))])
    with pytest.raises(UnusableIndexError, match="Build it again"):
        _load(path)


def test_saving_while_others_add_and_save_leaves_one_whole_file(tmp_path: Path) -> None:
    index, path = _index(50), tmp_path / "vectors"

    def work(number: int) -> None:
        for i in range(10):
            index.put({f"w{number}.{i}": ""}, _unit(number * 100 + i))
            index.save(path)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_load(path)) == 90
    assert [p.name for p in tmp_path.iterdir()] == ["vectors"]


def test_opening_an_unusable_file_starts_again_and_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "vectors"
    _index(3).save(path)
    assert len(open_index(path, model="m", dimension=DIMENSION)) == 3
    path.write_bytes(b"something else")
    assert len(open_index(path, model="m", dimension=DIMENSION)) == 0
    assert "it is not an index of this version" in caplog.text
