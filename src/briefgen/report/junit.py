"""For GitLab, Jenkins and others that show test results: JUnit's XML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from msgspec.structs import asdict

from .base import Report, ReportedFinding, summary_line, visible
from .text import finding_lines

_SUITE = "briefgen check"


def junit_report(report: Report) -> str:
    """A test case for each brief, and for each other file with a failure; a failure for
    each finding that fails the run, the other findings as the case's output."""
    suite = ET.Element("testsuite")
    properties = ET.SubElement(suite, "properties")
    for name, value in asdict(report.summary).items():
        ET.SubElement(properties, "property", name=name, value=str(value))
    briefs = {(str(brief.workspace.root), brief.path): brief for brief in report.briefs}
    found = {
        key: list(group) for key, group in groupby(sorted(report.findings, key=_file), key=_file)
    }
    for key in sorted({*briefs, *found}):
        findings = found.get(key, [])
        if key in briefs or any(_fails(report, one) for one in findings):
            case = _case(report, visible(key[1]), findings)
            if key in briefs and not findings and not briefs[key].citations:
                ET.SubElement(case, "skipped", message="this brief cites nothing")
            suite.append(case)
    ET.SubElement(suite, "system-out").text = summary_line(report.summary)
    counts = {
        "name": _SUITE,
        "tests": len(suite.findall("testcase")),
        "failures": len(suite.findall("testcase[failure]")),
        "errors": 0,
        "skipped": len(suite.findall("testcase[skipped]")),
    }
    suite.attrib.update({name: str(value) for name, value in counts.items()})
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(report: Report, name: str, findings: Sequence[ReportedFinding]) -> ET.Element:
    case = ET.Element("testcase", classname=_SUITE, name=name)
    for located in findings:
        if _fails(report, located):
            finding = located.finding
            failure = ET.SubElement(
                case, "failure", type=finding.rule, message=visible(finding.message)
            )
            failure.text = "\n".join(finding_lines(located))
    others = [line for one in findings if not _fails(report, one) for line in finding_lines(one)]
    if others:
        ET.SubElement(case, "system-out").text = "\n".join(others)
    return case


def _fails(report: Report, located: ReportedFinding) -> bool:
    return located.finding.severity in report.failing


def _file(located: ReportedFinding) -> tuple[str, str]:
    return str(located.workspace.root), located.finding.span.path
