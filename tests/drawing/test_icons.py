import pytest

from archbook.drawing.cache import Cache
from archbook.drawing.icons import KIND_ICONS, find_icon, icon_file, small_icon


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
    assert find_icon("service", technology) == icon


def test_an_unknown_technology_falls_back_on_the_kind() -> None:
    assert find_icon("database", "Zebra 9") == KIND_ICONS["database"]
    assert find_icon("no-such-kind", "Zebra 9") == ""


@pytest.mark.parametrize("kind", sorted(KIND_ICONS))
def test_the_icon_of_every_kind_exists(kind: str) -> None:
    assert icon_file(KIND_ICONS[kind])


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
