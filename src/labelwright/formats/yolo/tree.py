"""What the files around pictures and texts say: the names of classes, and which split a picture is in."""

from collections.abc import Iterator
from functools import cached_property

import yaml

from labelwright.core.errors import InvalidFile
from labelwright.core.names import stem
from labelwright.core.ports import Source
from labelwright.formats.yolo.poses import Pose, pose_of

SPLITS = ("train", "val", "valid", "test")

_LARGEST = 1 << 20
_LARGEST_LIST = 64 << 20
_MOST_CLASSES = 100_000


class Tree:
    """The documents of a source: its classes by number, the file that lists them, and where splits lie.

    `pose` is what the documents say of poses, where the texts hold some.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.classes: list[str] = []
        self.document = ""
        self.pose: Pose | None = None
        self._folders: dict[str, str] = {}
        self._list_names: dict[str, str] = {}
        for name in source.names():
            last = name.rpartition("/")[2].lower()
            if last == "obj.data":
                self._read_data(name)
            elif last == "classes.txt" or last.endswith(".names"):
                self._take(self._lines(name), name)
            elif last.endswith((".yaml", ".yml")):
                self._read_yaml(name)

    def texts(self) -> Iterator[str]:
        """The texts that may describe a picture."""
        for name in self._source.names():
            last = name.rpartition("/")[2].lower()
            if (
                last.endswith(".txt")
                and last != "classes.txt"
                and "readme" not in last
                and not self._is_list(name)
            ):
                yield name

    def place(self, path: str) -> tuple[str, str]:
        """The name of an item and its split: images/train/a.jpg, train/images/a.jpg, obj_train_data/a.jpg."""
        for folder, split in self._folders.items():
            _, found, name = f"/{path}".rpartition(f"/{folder}/")
            if found:
                return name, split
        split = self._listed.get(path, "")
        parts = path.split("/")
        for index, part in enumerate(parts[:-1]):
            plain = part.removeprefix("obj_").removesuffix("_data")
            if part == "images":
                before, after = parts[:index], parts[index + 1 :]
                if len(after) > 1 and not before:
                    return "/".join(after[1:]), after[0]
                return "/".join(after), before[-1] if before and before[-1] in SPLITS else split
            if plain != part:
                return "/".join(parts[index + 1 :]), split or plain
        return path, split

    @cached_property
    def _listed(self) -> dict[str, str]:
        """The split of each picture that a list names, by its path."""
        found: dict[str, str] = {}
        for name in filter(self._is_list, self._source.names()):
            last = name.rpartition("/")[2]
            split = self._list_names.get(last, stem(last))
            with self._source.open(name) as stream:
                lines = stream.read(_LARGEST_LIST).decode(errors="replace").splitlines()
            found.update((line.strip().removeprefix("./").removeprefix("data/"), split) for line in lines)
        return found

    def _is_list(self, name: str) -> bool:
        """Whether a text lists pictures: it has the name of a split, or a document names it."""
        last = name.rpartition("/")[2]
        return last.lower().endswith(".txt") and (last in self._list_names or stem(last) in SPLITS)

    def _take(self, classes: list[str], name: str) -> None:
        """The first document that lists classes counts."""
        if classes and not self.classes:
            self.classes, self.document = classes, name

    def _read_data(self, name: str) -> None:
        """An obj.data: a line `train = data/train.txt` for each split."""
        for line in self._lines(name):
            key, _, value = line.partition("=")
            self._list_names[value.strip().rpartition("/")[2]] = key.strip()

    def _read_yaml(self, name: str) -> None:
        """A data.yaml: names, and a folder or a list for each split."""
        document = self._yaml(name)
        self._take(_names_of(document), name)
        self.pose = self.pose or pose_of(document)
        for split in SPLITS:
            for place in _places(document.get(split)):
                if place.endswith(".txt"):
                    self._list_names[place.rpartition("/")[2]] = split
                else:
                    self._folders[place] = split

    def _lines(self, name: str) -> list[str]:
        with self._source.open(name) as stream:
            try:
                lines = stream.read(_LARGEST).decode("utf-8-sig").splitlines()
            except UnicodeDecodeError as error:
                raise InvalidFile("The file is not UTF-8 text.", where=name) from error
        return [line.strip() for line in lines if line.strip()]

    def _yaml(self, name: str) -> dict[object, object]:
        """A small YAML document without aliases, or an empty one."""
        if self._source.size(name) > _LARGEST:
            return {}
        with self._source.open(name) as stream:
            data = stream.read()
        try:
            if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(data, yaml.SafeLoader)):
                return {}
            document = yaml.safe_load(data)
        except (yaml.YAMLError, ValueError, RecursionError):
            return {}
        return document if isinstance(document, dict) else {}


def _names_of(document: dict[object, object]) -> list[str]:
    """The class names of a data.yaml in the order of their numbers."""
    names = document.get("names")
    if isinstance(names, list):
        return [str(name) for name in names]
    if not isinstance(names, dict):
        return []
    numbered = {
        key: str(name) for key, name in names.items() if isinstance(key, int) and 0 <= key < _MOST_CLASSES
    }
    return [numbered.get(i, str(i)) for i in range(max(numbered, default=-1) + 1)]


def _places(value: object) -> Iterator[str]:
    """The folders or lists that a data.yaml names for a split, relative to it."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            parts = [part for part in one.replace("\\", "/").split("/") if part not in ("", ".", "..")]
            if parts:
                yield "/".join(parts)
