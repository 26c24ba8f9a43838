import pytest

from archbook.components.vocabulary import KINDS
from archbook.drawing.cache import Cache
from archbook.drawing.icons import find_icon, icon_file, small_icon


@pytest.mark.parametrize(
    ("technology", "icon"),
    [
        ("PostgreSQL 16, PgBouncer", "onprem/database/postgresql"),
        ("postgres", "onprem/database/postgresql"),
        ("Apache Kafka", "onprem/queue/kafka"),
        ("Python, FastAPI", "programming/language/python"),
        ("Redis (cluster)", "onprem/inmemory/redis"),
        ("GitHub Actions", "onprem/ci/github-actions"),
        ("something on Argo CD", "onprem/gitops/argocd"),
    ],
)
def test_a_technology_names_its_icon(technology: str, icon: str) -> None:
    assert find_icon(technology) == icon


def test_an_unknown_technology_has_no_icon() -> None:
    assert find_icon("Zebra 9") == ""
    assert find_icon("") == ""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_icon_of_every_kind_exists(kind: str) -> None:
    assert icon_file(KINDS[kind].icon)


@pytest.mark.parametrize("name", ["../../secret", "/etc/passwd", "onprem/../onprem/x", "", "a"])
def test_a_name_that_leads_elsewhere_is_no_icon(name: str) -> None:
    assert icon_file(name) is None
    with pytest.raises(LookupError):
        small_icon(name, Cache(None))


def test_a_small_copy_is_the_same_from_the_cache(cache: Cache) -> None:
    first = small_icon("onprem/queue/kafka", cache)
    assert first.startswith(b"\x89PNG")
    assert small_icon("onprem/queue/kafka", cache) == first
    assert len(first) < 12_000
