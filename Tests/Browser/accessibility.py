"""Runs axe, the accessibility checker, in a page that is open."""

from axe_playwright_python.base import AXE_SCRIPT

# Every rule that axe has on by default, best practices among them, and the size of targets.
# (Without the option `preload`, axe would fetch the style sheets, which a page from file:// may not.)
RUN = """
async () => {
  for (const animation of document.getAnimations()) {
    try { animation.finish() } catch { animation.cancel() }
  }
  const options = {
    resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } },
  }
  const { violations } = await axe.run(document, options)
  return violations.map(rule => ({
    rule: rule.id,
    help: rule.help,
    nodes: rule.nodes.map(node => ({
      target: node.target.flat().join(" "), html: node.html, summary: node.failureSummary,
    })),
  }))
}
"""


def violations(tab, shown: int = 3) -> list[str]:
    """What axe finds in the page that the tab shows: the rule, where, and how to mend it."""
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(AXE_SCRIPT)
    found = []
    for violation in tab.evaluate(RUN):
        nodes = violation["nodes"]
        for node in nodes[:shown]:
            summary = " ".join(node["summary"].split())
            found.append(f"axe {violation['rule']}: {violation['help']}\n    {node['target']}\n    {summary}")
        if len(nodes) > shown:
            found.append(f"axe {violation['rule']}: and {len(nodes) - shown} more places")
    return found
