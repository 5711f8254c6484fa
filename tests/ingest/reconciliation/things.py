"""Profiles as sources make them, small."""

from ingest.reconciliation.evidence import Verdict
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Reconciler


def model(source: str, name: str, maker: str = "", link: str = "", **more: object) -> Profile:
    """A model that a source describes; `more` are further fields of a profile."""
    slug = "".join(letter if letter.isalnum() else "-" for letter in name.lower()) + str(name.count("+"))
    profile = Profile(
        f"model/{source}.{slug}",
        source,
        (name,),
        organizations=(maker,) if maker else (),
        repositories=(link,) if link else (),
    )
    return profile_with(profile, more)


def named(source: str, name: str) -> Profile:
    """A model that entries of a source only name."""
    return model(source, name, bare=True)


def repository(path: str, **more: object) -> Profile:
    owner = path.partition("/")[0]
    slug = path.replace("/", "-").lower()
    found = Profile(
        f"model/huggingface.{slug}",
        "huggingface",
        (path,),
        repositories=(path,),
        organizations=(owner,),
        level="repository",
    )
    return profile_with(found, more)


def organization(source: str, *names: str, **more: object) -> Profile:
    slug = "".join(letter if letter.isalnum() else "-" for letter in names[0].lower())
    return profile_with(Profile(f"organization/{source}.{slug}", source, names), more)


def profile_with(profile: Profile, more: dict[str, object]) -> Profile:
    values = {**profile.__dict__, **more}
    return Profile(**values)


def compared(left: Profile, right: Profile, *others: Profile) -> Verdict:
    """What is held of two profiles when these and others are all that is known."""
    return Reconciler([left, right, *others]).compare(left, right)
