"""A small release, built by the pipeline from curated files with everything that pages must show."""

from pathlib import Path

from ingest.build import Inputs, build

SCRIPT = "<script>alert(1)</script>"
FILES = {
    "document/paper.yaml": """
type: Document
label: A paper on openness
evidence:
  - source: document/paper
    locator: title page
    says: {documentType: paper, creator: person/ada}
""",
    "person/ada.yaml": """
type: Person
label: Ada Example
evidence: [{source: document/paper, locator: authors, says: {}}]
""",
    "organization/genci.yaml": """
type: FormalOrganization
label: GENCI
evidence:
  - source: document/paper
    locator: Acknowledgments
    says: {classification: public-body, locatedIn: fra, exactMatch: 'https://ror.org/02k7v4d05'}
""",
    "machine/jean-zay.yaml": """
type: ComputeResource
label: Jean Zay
evidence: [{source: document/paper, locator: Acknowledgments, says: {operatedBy: organization/genci}}]
""",
    "model/bloom.yaml": """
type: Model
label: BLOOM
evidence:
  - source: document/paper
    locator: 4 Model
    says: {producedBy: project/bigscience, trainedUsing: machine/jean-zay, parameterCount: 176000000000}
""",
    "project/bigscience.yaml": """
type: Collaborative
label: BigScience Workshop
altLabel: [BigScience]
evidence:
  - source: document/paper
    locator: 2 Community Structures, line 46
    says:
      description: {text: Un atelier ouvert., lang: fr}
      activeFrom: 2021-05
      activeUntil: 2022-07
      projectKind: collaborative
      memberCountry: [fra, usa]
      hasMetric:
        id: metric/bigscience-volunteers
        metricType: volunteers
        metricValue: 1000
        comparator: at-least
        observedOn: 2022
  - url: https://example.org/interview
    title: An interview
    evidenceKind: press-page
    readHow: fetched
    confidence: medium
    kind: speaker-claim
    speaker: organization/genci
    says: {sponsoredBy: organization/genci}
""",
    "project/hostile.yaml": f"""
type: Project
label: 'Tricks "quoted" & {SCRIPT}'
evidence:
  - source: document/paper
    locator: '{SCRIPT} line 1'
    note: '"><img src=x onerror=alert(1)>'
    says: {{description: 'A very long word: {"x" * 300} and {SCRIPT}', projectKind: collaborative}}
""",
    "partnership/jean-zay-bigscience.yaml": """
type: ComputePartnership
label: Jean Zay for BigScience
evidence:
  - source: document/paper
    locator: Acknowledgments, line 96
    says:
      provider: organization/genci
      recipient: project/bigscience
      providesAccessTo: machine/jean-zay
      atStage: pre-training
      during: 2021-05/2022-07
""",
    "allocation/jean-zay-2021.yaml": """
type: ComputeAllocation
label: Grant 2021
evidence:
  - source: document/paper
    locator: Acknowledgments, line 97
    says:
      allocationIdentifier: 2021-A0101012475
      provider: organization/genci
      recipient: project/bigscience
      providesAccessTo: machine/jean-zay
      underPartnership: partnership/jean-zay-bigscience
      allocatedAmount: {absent: not-disclosed}
""",
    "membership/ada-genci.yaml": """
type: Membership
label: Ada Example at GENCI
evidence:
  - source: document/paper
    locator: authors
    confidence: low
    says: {member: person/ada, organization: organization/genci, role: author, during: 2021/..}
""",
    "claim/all.yaml": """
things:
  openness-is-social:
    type: Claim
    evidence:
      - source: document/paper
        locator: 1 Introduction
        kind: author-claim
        says: {paraphrase: Openness is a social practice., concerns: project/bigscience}
  began-in-may:
    type: Claim
    evidence:
      - source: document/paper
        locator: 2 Community
        kind: author-claim
        says: {paraphrase: It began in May 2021., concerns: project/bigscience}
  began-in-april:
    type: Claim
    evidence:
      - source: document/paper
        locator: figure 1
        kind: author-claim
        says: {paraphrase: It began in April 2021., concerns: project/bigscience}
""",
    "disagreement/start.yaml": """
type: Disagreement
label: When BigScience began
evidence:
  - source: document/paper
    locator: 2 Community
    kind: inferred
    says:
      concerns: project/bigscience
      aboutProperty: activeFrom
      hasPosition: [claim/began-in-may, claim/began-in-april]
""",
}


def build_site(folder: Path) -> Path:
    """Build the release; returns the data folder."""
    curated = folder / "curated"
    for name, text in FILES.items():
        path = curated / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    data = folder / "data"
    built = build(data, Inputs(curated=curated), strict=False)
    assert not built.quarantined, [str(each) for each in built.quarantined]
    return data
