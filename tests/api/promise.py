"""Write down what the server offers as promised: `python -m tests.api.promise URL > tests/api/promised.json`.

Look at the difference before you commit it: nothing may be gone.
"""

import json
import sys
from typing import Any

import httpx

from ingest.data_folders import QUERIES
from ingest.questions.files import load

KEYED = (
    "/api",
    "/api/questions",
    "/api/questions/compute-by-project?project=bigscience",
    "/api/questions/organizations-that-collaborate/network",
    "/api/concepts",
    "/api/concepts/region",
    "/api/entities",
    "/api/entities/organization",
    "/api/entities/project/bigscience",
    "/api/search?q=bigscience",
    "/api/network?projection=organization-organization",
    "/api/networks",
    "/api/path?from=project/bigscience&to=organization/genci",
    "/reconcile",
)


def promised(url: str) -> dict[str, Any]:
    paths = httpx.get(f"{url}/openapi.json").json()["paths"]
    return {
        "routes": {
            f"{method.upper()} {path}": [parameter["name"] for parameter in described.get("parameters", ())]
            for path, methods in sorted(paths.items())
            for method, described in methods.items()
        },
        "questions": {
            name: {"parameters": list(question.parameters), "columns": list(question.expect.columns)}
            for name, question in load(QUERIES).items()
        },
        "keys": {path: sorted(httpx.get(url + path).raise_for_status().json()) for path in KEYED},
    }


if __name__ == "__main__":
    json.dump(promised(sys.argv[1]), sys.stdout, indent=1)
    sys.stdout.write("\n")
