"""The exports of a trust as plain records: what each XML file says, and nothing decided.

Written from the policy's and the exports' words, with the standard library alone. It shares nothing with
the program: where the two differ, one of them has misread something.
"""

import calendar
import datetime
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

DIRECTORATES = {"AD": "Adults", "CYP": "Children and Young People", "CORP": "Corporate"}
APPROVALS = {
    "final approval": "approved", "awaiting final approval": "awaiting", "in holding area": "awaiting",
    "rejected": "rejected", "": "unknown",
}
MARKS = {
    "hlrr": "HLRR", "high level risk register": "HLRR", "baf": "BAF",
    "board assurance framework": "BAF",
}


def tree(path):
    """A file as a tree: with its true encoding, and without the characters that XML forbids."""
    data = path.read_bytes()
    try:
        text = data.decode(re.search(rb'encoding="([^"]+)"', data[:200]).group(1).decode())
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    text = re.sub(r"^<\?xml.*?\?>", "", text)
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)

    def reference(match):
        number = match.group(1)
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return "\ufffd" if code < 32 and code not in (9, 10, 13) else match.group(0)

    return ElementTree.fromstring(re.sub(r"&#([xX][0-9a-fA-F]+|[0-9]+);", reference, text))


def day(text):
    """A day, or of a month its last day; None for nothing, and for the words of a database for nothing."""
    text = (text or "").strip()
    match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    if match:
        return possible(datetime.date(*(int(part) for part in reversed(match.groups()))))
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if match:
        return possible(datetime.date(*(int(part) for part in match.groups())))
    match = re.fullmatch(r"([A-Z][a-z]{2}) (\d{4})", text)
    if match:
        month = list(calendar.month_abbr).index(match.group(1))
        year = int(match.group(2))
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
    return None


def possible(date):
    """A day of 1900 stands for "not known". One of 2099 is a day: late it is not, and it is not absent."""
    return None if date.year == 1900 else date


def part(text):
    """A likelihood or a consequence: "4", "4 - Likely", "Major (4)"."""
    digits = re.findall(r"\d+", text or "")
    return int(digits[0]) if len(digits) == 1 and 1 <= int(digits[0]) <= 5 else None


def rating(text):
    """A printed score with the pair that may stand beside it: (score, likelihood, consequence)."""
    text = (text or "").strip()
    pair = re.search(r"(\d)x(\d)", text) or re.search(r"L=(\d), C=(\d)", text)
    rest = text.replace(pair.group(0), "") if pair else text
    digits = re.findall(r"\d+", rest)
    score = int(digits[0]) if digits and 1 <= int(digits[0]) <= 25 else None
    return (score, int(pair.group(1)), int(pair.group(2))) if pair else (score, None, None)


class Score:
    """Printed, computed and used: of two that differ the higher is used."""

    def __init__(self, likelihood, consequence, printed):
        score, beside_l, beside_c = rating(printed)
        self.likelihood = part(likelihood) or beside_l
        self.consequence = part(consequence) or beside_c
        self.printed = score
        both = self.likelihood and self.consequence
        self.computed = self.likelihood * self.consequence if both else None
        known = [value for value in (self.printed, self.computed) if value is not None]
        self.used = max(known) if known else None

    @property
    def pair(self):
        """Likelihood and consequence, or the one pair that a product of the 5x5 allows."""
        if self.computed is not None:
            return (self.likelihood, self.consequence)
        if self.likelihood is None and self.consequence is None:
            return {1: (1, 1), 9: (3, 3), 16: (4, 4), 25: (5, 5)}.get(self.used)
        return None


def text_of(element, name):
    return (element.findtext(name) or "").strip()


def fields(element):
    """Every field as name and text, as the file has them."""
    return tuple((child.tag, child.get("code"), "".join(child.itertext())) for child in element)


class Risk:
    """One record of an export, or one line of a framework."""

    def __init__(self, element, extract_day):
        get = lambda name: text_of(element, name)
        self.level = "operational"
        self.id = get("recordid")
        self.raw = fields(element)
        self.title = get("ram_name")
        self.description = get("ram_description")
        self.directorate = DIRECTORATES.get(get("ram_directorate"), get("ram_directorate"))
        self.owner = get("ram_handler")
        self.domain = get("ram_domain")
        self.objectives = [word.strip() for word in get("ram_objectives").split(";") if word.strip()]
        self.line = get("ram_principal_risk")
        self.approval = APPROVALS[get("rep_approved").lower()]
        self.current = Score(
            get("ram_cur_likeli"), get("ram_cur_conseq"), get("ram_cur_rating"))
        self.initial = Score(get("ram_likelihood"), get("ram_consequence"), get("ram_rating"))
        self.target = Score(
            get("ram_after_likeli"), get("ram_after_conseq"), get("ram_after_rating"))
        self.review = day(get("ram_dreview"))
        self.target_date = day(get("ram_dtarget"))
        self.opened = day(get("ram_dcreated"))
        closed = day(get("ram_dclosed"))
        self.closed = get("ram_status") == "Closed" and not (closed and closed > extract_day)
        self.marks = None       # the trust's own marks; None where the export has no such field
        if element.find("ram_registers") is not None:
            words = (word.strip().lower() for word in get("ram_registers").split(";"))
            self.marks = {MARKS[word] for word in words if word}
        self.basis = None
        self.own = None


class Line(Risk):
    """A principal risk: a line of the assurance framework."""

    def __init__(self, element):
        self.level = "principal"
        self.id = element.get("id")
        self.raw = ElementTree.tostring(element)
        self.plain = [sorted(element.attrib.items())] + [
            ElementTree.tostring(child).strip() for child in element
            if child.tag not in ("LastReview", "ReviewDue")]
        self.title = text_of(element, "Title")
        self.directorate = ""
        self.owner = ""
        self.domain = element.get("domain")
        self.objectives = element.get("objectives").split()
        self.line = ""
        self.approval = "approved"

        def score(name):
            found = element.find(name)
            if found is None:
                return Score(None, None, None)
            return Score(*(found.get(key) for key in ("likelihood", "consequence", "score")))

        self.current, self.initial, self.target = score("Current"), score("Initial"), score("Target")
        self.review = day(text_of(element, "ReviewDue"))
        self.target_date = day(text_of(element, "TargetDate"))
        self.opened = day(text_of(element, "Opened"))
        self.closed = False
        self.marks = None
        self.basis = element.get("basis")
        self.own = text_of(element, "OwnRecord") or None
        self.linked = [linked.text.strip() for linked in element.findall("LinkedRisk")]
        self.controls = element.findall("Control")
        self.assurances = element.findall("Assurance") + [
            assurance for control in self.controls for assurance in control.findall("Assurance")]
        self.gaps = element.findall("Gap")
        self.actions = [
            Action(action.get("id"), self.id, day(action.get("due")), day(action.get("done")))
            for action in element.findall("Action")]


class Action:
    def __init__(self, id, risk, due, done):
        self.id, self.risk, self.due, self.done = id, risk, due, done


class Framework:
    def __init__(self, root):
        self.objectives = root.findall("Objectives/Objective")
        self.appetites = {a.get("domain"): a for a in root.findall("Appetites/Appetite")}
        self.lines = [Line(element) for element in root.findall("PrincipalRisks/PrincipalRisk")]


class Trust:
    """All files of a folder, by their days."""

    def __init__(self, folder):
        folder = Path(folder)
        self.extracts, self.actions, self.frameworks, self.sizes = {}, {}, {}, {}
        for path in sorted(folder.glob("*-2026-0[1-6]-*.xml")):
            self.sizes[path.name] = path.stat().st_size
        for path in sorted(folder.glob("risks-*.xml")):
            root = tree(path)
            date = day(root.get("extractDate"))
            self.extracts[date] = [Risk(element, date) for element in root]
        for path in sorted(folder.glob("actions-*.xml")):
            root = tree(path)
            self.actions[day(root.get("extractDate"))] = [
                Action(
                    text_of(e, "recordid"), text_of(e, "act_cas_id"), day(text_of(e, "act_ddue")),
                    day(text_of(e, "act_ddone"))) for e in root]
        for path in sorted(folder.glob("framework-*.xml")):
            root = tree(path)
            self.frameworks[day(root.get("asAt"))] = Framework(root)
        self.days = sorted(self.extracts)

    def framework(self, date):
        return self.frameworks[max(known for known in self.frameworks if known <= date)]
