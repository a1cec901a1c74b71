"""Prints the JSON Schema of a project document, as it is published."""

import json
import sys

from labelwright.workflow.spec.schema import json_schema

sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
