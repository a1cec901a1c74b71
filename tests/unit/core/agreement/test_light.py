"""What a submit needs of agreement loads no array library (ADR 0009)."""

import subprocess
import sys


def test_agreement_itself_does_not_load_numpy() -> None:
    code = "import sys, labelwright.core.agreement; print('numpy' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert said.stdout == "False\n"


def test_the_workflow_does_not_load_coefficients() -> None:
    code = (
        "import sys, labelwright.workflow.service.submit; "
        "print([name for name in sys.modules if name.startswith('labelwright.core.agreement.')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert "coefficients" not in said.stdout
