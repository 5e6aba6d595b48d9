"""Where each risk of a trust stands at the end of each extract's day, by the policy's words.

At 15 or more an approved, open risk is on the HLRR, and with a current strategic objective on the BAF too.
Nothing leaves in silence: a risk that falls, loses its score or goes missing stays until people agree; one
that is closed leaves at once, and its closure is to be agreed. Northbridge has no ruling.

The first extract is the baseline: where rules and the trust's marks agree, nobody is asked to confirm; a
mark alone keeps a risk on, with a step-down asked; a missing mark keeps none off. What reaches back to
the first day held is "at least".
"""

import calendar
import datetime
import re

THRESHOLD = 15


def months_between(start, end):
    """Whole months: the most that, added to the start, come no later than the end."""
    def added(count):
        month = start.month - 1 + count
        year, month = start.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    count = 0
    while added(count + 1) <= end:
        count += 1
    return count


class State:
    """One risk on one day."""

    def __init__(self, risk, day):
        self.risk, self.id, self.level = risk, risk.id, risk.level
        self.status = "open"
        self.score = risk.current.used
        self.registers = {}     # register: "rule", "held", "theme" or "kept"
        self.since = {}         # register: the first day of the stay
        self.left = set()       # registers that it was ever taken off
        self.waiting = {}       # (kind, register): since
        self.score_since = self.first_seen = day
        self.awaiting_since = None
        self.own = None
        self.strategic = False
        self.is_from_baseline = False
        self.found = set()      # registers that a mark alone found it on, and no rule has put it on since
        self.agreed = set()     # registers of which rules and mark agreed when it was found

    @property
    def at_threshold(self):
        return self.score is not None and self.score >= THRESHOLD

    @property
    def outcome(self):
        if self.risk.closed:
            return "closed"
        if self.risk.approval in ("awaiting", "rejected"):
            return "unapproved"
        if self.score is None:
            return "unroutable"
        return "routed" if self.at_threshold else "below"

    @property
    def live(self):
        return self.status == "open" and self.outcome in ("routed", "below", "unroutable")

    def reaches_baseline(self, since):
        """What has been so since then may have been so for longer."""
        return self.is_from_baseline and since == self.first_seen

    def is_opening(self, kind, register, since):
        """A question is of the opening position: it arose in the baseline, out of what was found."""
        if self.status != "open" or not self.reaches_baseline(since):
            return False
        return kind == "confirm" or (kind == "de-escalate" and register in self.found)

    @property
    def grade(self):
        for word, low, high in (
                ("low", 1, 3), ("moderate", 4, 6), ("high", 8, 12), ("extreme", 15, 25)):
            if self.score is not None and low <= self.score <= high:
                return word
        return None


class History:
    def __init__(self, trust):
        self.trust = trust
        self.on = {}        # day: {id: State}
        self.rejected = {}  # day: records of an id that stood twice
        self.kept_records = {}  # day: {id: Risk}
        known = {}
        for day in self.event_days():
            known = self.play(day, known)
            if day in trust.extracts:
                self.on[day] = known

    def event_days(self):
        """The days of extracts, and those on which an objective begins, or has ended the day before."""
        first, last = self.trust.days[0], self.trust.days[-1]
        days = set(self.trust.days)
        for framework in self.trust.frameworks.values():
            for found in framework.objectives:
                days.add(datetime.date.fromisoformat(found.get("from")))
                if found.get("to"):
                    end = datetime.date.fromisoformat(found.get("to"))
                    days.add(end + datetime.timedelta(days=1))
        return sorted(day for day in days if first <= day <= last)

    def play(self, day, before):
        framework = self.trust.framework(day)
        today = {}
        if day in self.trust.extracts:
            records = self.kept_records[day] = self.once(day)
            for id, risk in records.items():
                today[id] = self.step(before.get(id), risk, day, framework, "open")
            for id, state in before.items():
                if state.level == "operational" and id not in records:
                    status = "closed" if state.risk.closed else "vanished"
                    today[id] = self.step(state, state.risk, day, framework, status)
        else:
            for id, state in before.items():
                if state.level == "operational":
                    today[id] = self.step(state, state.risk, day, framework, state.status)
        for line in framework.lines:
            if line.own in today:
                own = today[line.own].risk
                line = type(line).__new__(type(line))
                line.__dict__.update(next(l for l in framework.lines if l.own == own.id).__dict__)
                line.current, line.initial, line.target = own.current, own.initial, own.target
            today[line.id] = self.step(before.get(line.id), line, day, framework, "open")
            if line.own in today:
                today[line.id].own = today[line.own]
        return today

    def once(self, day):
        """Each id once: of two records the graver one that can be routed; the other is rejected."""
        def gravity(risk):
            routable = not risk.closed and risk.approval in ("approved", "unknown")
            score = risk.current.used
            return (routable and score is not None, score or 0)
        records, self.rejected[day] = {}, 0
        for risk in self.trust.extracts[day]:
            id = risk.id
            if not id:
                # Known by title and description. Two that share both cannot be told apart here.
                id = "? " + risk.title + "\n" + risk.description
                assert id not in records, "two records without an id, alike: " + risk.title
            risk.id = id
            if id in records:
                self.rejected[day] += 1
                if gravity(risk) <= gravity(records[id]):
                    continue
            records[id] = risk
        return records

    def step(self, was, risk, day, framework, status):
        state = State(risk, day)
        state.status = "closed" if risk.closed else status
        if was:
            state.first_seen = was.first_seen
            state.score_since = was.score_since if was.score == state.score else day
            state.left = set(was.left)
            state.is_from_baseline = was.is_from_baseline
            state.found, state.agreed = set(was.found), set(was.agreed)
        else:
            # Every extract of Northbridge covers the whole trust: it has one baseline.
            state.is_from_baseline = day == self.trust.days[0]
        state.strategic = strategic(risk.objectives, framework, day)
        if state.outcome == "unapproved" and status == "open":
            waited = was and was.outcome == "unapproved" and was.awaiting_since
            state.awaiting_since = waited or day
        rights = self.rights(state, framework, day) if state.status == "open" else {}
        marks = set()
        if was is None and state.is_from_baseline and state.status == "open":
            marks = risk.marks or set()
        asked = {}
        for register in ("HLRR", "BAF"):
            on = was and register in was.registers
            if state.status == "closed":
                if on:
                    asked[("close", register)] = day
                    self.leave(state, register)
                continue
            if register in rights:
                state.registers[register] = rights[register]
                state.found.discard(register)
                if register in marks:
                    state.agreed.add(register)
                is_own = register == "HLRR" or rights[register] != "rule" or state.level == "principal"
                if not is_own and register not in state.agreed:
                    asked[("confirm", register)] = day
            elif on or register in marks:
                if register in marks:
                    state.found.add(register)
                state.registers[register] = "kept"
                asked[("de-escalate", register)] = day
            if register in state.registers:
                state.since[register] = was.since[register] if on else day
        if state.status == "closed" and was:
            asked.update({key: day for key in was.waiting if key[0] == "close"})
        if state.status == "open" and state.outcome == "routed" and not risk.objectives:
            asked[("question", "BAF")] = day
        state.waiting = {
            key: was.waiting[key] if was and key in was.waiting else since
            for key, since in asked.items()}
        return state

    def leave(self, state, register):
        """Off: what was found or agreed about the stay goes with it."""
        state.left.add(register)
        state.found.discard(register)
        state.agreed.discard(register)

    def rights(self, state, framework, day):
        if state.outcome not in ("routed", "below", "unroutable"):
            return {}
        found = {}
        if state.at_threshold:
            found["HLRR"] = "rule"
            if state.strategic:
                found["BAF"] = "rule"
        if state.level == "principal" and "BAF" not in found:
            found["BAF"] = "theme" if state.risk.basis == "theme" else "held"
        return found


def objective(code, framework):
    """The objective that a code, or old words, name."""
    for candidate in framework.objectives:
        names = [candidate.get("id")] + [alias.text.strip() for alias in candidate.findall("Alias")]
        if code.lower() in (name.lower() for name in names):
            return candidate
    return None


def current(candidate, day):
    end = candidate.get("to")
    return candidate.get("from") <= day.isoformat() and (end is None or day.isoformat() <= end)


def bears(code, framework, day):
    """The id of the current strategic objective that a code stands for; "?" for an unknown code."""
    found = objective(code, framework)
    if found is None:
        return "?"
    if found.get("kind") == "strategic" and current(found, day):
        return found.get("id")
    successors = re.split("[,; ]+", (found.get("replacedBy") or "").strip())
    if found.get("kind") == "strategic" and len(successors) == 1 and successors[0]:
        return bears(successors[0], framework, day)
    return None  # with several successors nobody but a person can tell


def strategic(codes, framework, day):
    return any(bears(code, framework, day) for code in codes)
