"""How the tests say what they found."""

import pytest


def none_of(findings, advice: str, shown: int = 40):
    """Fails with what to do and every finding, one a line."""
    findings = list(dict.fromkeys(findings))
    if findings:
        more = [f"… and {len(findings) - shown} more"] if len(findings) > shown else []
        pytest.fail("\n".join([f"{advice} {len(findings)} found:", *findings[:shown], *more]), pytrace=False)
