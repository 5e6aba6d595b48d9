"""The lists that papers print, each by the policy's words: who is live, overdue, outside appetite, moved.

A principal risk whose scores come from a record of its own is that record's risk: counted once.
"""

import copy

from history import THRESHOLD, bears, months_between, objective


class AtLeast(int):
    """A count that reaches back to the baseline: it may be more."""


class Move:
    """What waits for a person about one risk on one register, and the body that it waits for."""

    def __init__(self, state, kind, place, since):
        self.state, self.kind, self.place, self.since = state, kind, place, since
        self.needs = "Trust Board" if place == "BAF" and kind != "question" else "Executive Team"


class Question:
    """What one decision answers: one move, or the moves of a list with a name."""

    def __init__(self, name, moves):
        self.name, self.moves, self.needs = name, moves, moves[0].needs
        self.since = min(move.since for move in moves)

    @property
    def place(self):
        places = {move.place for move in self.moves}
        return ", ".join(place for place in ("HLRR", "BAF") if place in places)

    def days(self, c):
        """An opening position is as old as the baseline, at least."""
        oldest = next(move for move in self.moves if move.since == self.since)
        return c.days(oldest.state, self.since)


class Counting:
    def __init__(self, trust, history):
        self.trust, self.history = trust, history
        self.day, self.earlier = trust.days[-1], trust.days[-2]
        self.framework = trust.framework(self.day)
        self.now, self.then = self.once(self.day), self.once(self.earlier)
        self.own = {line.own: line.id for line in self.framework.lines if line.own}
        self.actions = [
            (action, action.risk) for action in trust.actions[self.day]
        ] + [(action, action.risk) for line in self.framework.lines for action in line.actions]

    def once(self, day):
        """Every risk once, by id: own records are left out, and a line stands where its record does."""
        states = self.history.on[day]
        own = {line.own for line in self.trust.framework(day).lines if line.own}
        return {id: joined(state) for id, state in states.items() if id not in own}

    def risk(self, id):
        return self.now.get(self.own.get(id, id))

    def directorate(self, state):
        return (state.own.risk if state.own else state.risk).directorate

    # Of all risks

    def live(self, day=None):
        return [state for state in self.states(day) if state.live]

    def states(self, day=None):
        return list((self.then if day == self.earlier else self.now).values())

    def at_threshold(self):
        return [s for s in self.states() if s.at_threshold and s.status != "closed"]

    def apart(self):
        return [s for s in self.at_threshold() if "HLRR" not in s.registers]

    def unexplained(self):
        return [s for s in self.apart() if s.outcome == "routed" and s.status == "open"]

    def unroutable(self, day=None):
        return [s for s in self.states(day) if s.status != "closed" and s.outcome == "unroutable"]

    def waiting_approval(self, day=None):
        return [
            s for s in self.states(day)
            if s.status != "closed" and s.outcome == "unapproved" and s.risk.approval != "rejected"]

    def rejected(self, day=None):
        return [
            s for s in self.states(day)
            if s.status != "closed" and s.at_threshold and s.risk.approval == "rejected"]

    def overdue(self, state, day):
        return state.live and state.risk.review is not None and state.risk.review < day

    def target_passed(self, state):
        target = state.risk.target.used
        return (
            state.live and state.risk.target_date is not None and state.risk.target_date < self.day
            and target is not None and state.score is not None and state.score > target)

    def not_moving(self):
        def above(state):
            target = state.risk.target.used
            return state.score is None or target is None or state.score > target
        return [
            s for s in self.states()
            if s.status == "open" and s.registers and self.months(s) > 0 and above(s)]

    def months(self, state):
        months = months_between(state.score_since, self.day)
        return AtLeast(months) if state.reaches_baseline(state.score_since) else months

    def waiting_since(self, state):
        """One that has waited since it was first seen has waited since it was opened."""
        since = state.awaiting_since
        if since == state.first_seen and state.risk.opened and state.risk.opened < since:
            since = state.risk.opened
        return since

    def waited(self, state):
        return self.days(state, self.waiting_since(state))

    def days(self, state, since):
        days = (self.day - since).days
        return AtLeast(days) if state.reaches_baseline(since) else days

    def position(self, state):
        """Above the tolerance of its domain, on the score that it is tested on, or above its appetite."""
        appetite = self.framework.appetites.get(state.risk.domain)
        if appetite is None:
            return None
        tested = state.score if appetite.get("toleranceOn") == "current" else state.risk.target.used
        if tested is not None and tested > int(appetite.get("tolerance")):
            return "tolerance"
        if state.score is not None and state.score > int(appetite.get("appetite")):
            return "appetite"
        return None

    def outside(self):
        return [s for s in self.live() if self.position(s)]

    # Actions

    def counts(self, risk):
        state = self.risk(risk)
        return state is None or state.live

    def open_actions(self):
        return [(a, risk) for a, risk in self.actions if a.done is None and self.counts(risk)]

    def overdue_actions(self):
        return [(a, risk) for a, risk in self.open_actions() if a.due and a.due < self.day]

    # Of a register

    def on(self, register, day=None):
        return [s for s in self.states(day) if register in s.registers]

    def entered(self, register):
        found = [
            s for s in self.on(register)
            if s.id not in self.then or register not in self.then[s.id].registers]
        return (
            [s for s in found if register not in s.left], [s for s in found if register in s.left])

    def gone(self, register):
        return [
            s for s in self.states()
            if s.id in self.then and register in self.then[s.id].registers
            and register not in s.registers]

    def moved(self, register, up):
        found = []
        for state in self.on(register):
            was = self.then.get(state.id)
            if was and register in was.registers and None not in (was.score, state.score):
                if (state.score > was.score) if up else (state.score < was.score):
                    found.append(state)
        return found

    def moves(self, day=None, register=None):
        return [
            Move(state, kind, place, since)
            for state in self.states(day) for (kind, place), since in state.waiting.items()
            if register in (None, place)]

    def questions(self, day=None, register=None):
        """What a body is asked: its opening position as one question, the risks of an ended objective
        as one, and each other move. A list of one is no list."""
        opening, ended, single = {}, {}, []
        moves = self.moves(day, register)
        for move in moves:
            if move.state.is_opening(move.kind, move.place, move.since):
                opening.setdefault(move.needs, []).append(move)
        opening = {body: found for body, found in opening.items() if len(found) > 1}
        taken = {id(move) for found in opening.values() for move in found}
        rest = [move for move in moves if id(move) not in taken]
        for move in rest:
            code = self.ended(move, day or self.day)
            if code:
                ended.setdefault((code, move.needs), []).append(move)
        ended = {key: found for key, found in ended.items() if len(found) > 1}
        taken = {id(move) for found in ended.values() for move in found}
        single = [[move] for move in rest if id(move) not in taken]
        return (
            [Question("Opening", found) for found in opening.values()]
            + [Question(code, found) for (code, _), found in ended.items()]
            + [Question(None, found) for found in single])

    def ended(self, move, day):
        """The objective that ended without one successor, for which alone a step-down is asked."""
        state = move.state
        if (move.kind, move.place, state.status) != ("de-escalate", "BAF", "open"):
            return None
        if state.outcome != "routed" or state.strategic:
            return None
        framework = self.trust.framework(day)
        for code in state.risk.objectives:
            found = objective(code, framework)
            if found is not None and (found.get("to") or "9999") < day.isoformat():
                return found.get("id")
        return None

    # Changes

    def changes(self):
        """The ids of each kind of change since the extract before, a risk once a kind."""
        kinds = {}

        def add(kind, state):
            kinds.setdefault(kind, [])
            if state.id not in kinds[kind]:
                kinds[kind].append(state.id)

        for state in self.states():
            was = self.then.get(state.id)
            if was is None:
                if state.status == "open":
                    add("new risk", state)
                    if state.registers:
                        add("entered a register", state)
                continue
            pair = (was.status, state.status)
            if pair in (("open", "closed"), ("vanished", "closed")):
                add("closed", state)
            elif pair == ("closed", "open"):
                add("reopened", state)
            elif pair == ("vanished", "open"):
                add("back in the extract", state)
            elif pair in (("open", "vanished"), ("closed", "vanished")):
                add("missing from the extract", state)
            elif pair == ("open", "open"):
                self.compare(was, state, add)
                self.compare_own(state, kinds, add)
            for register in state.registers:
                if register not in was.registers and state.status == "open":
                    again = register in state.left
                    add("back in the extract" if again else "entered a register", state)
            if any(register not in state.registers for register in was.registers):
                add("left a register", state)
        return kinds

    def compare_own(self, state, kinds, add):
        """What a line's own record alone says is told under the line: owner, directorate, review."""
        own = state.own
        was = own and self.history.on[self.earlier].get(own.id)
        if not was or (was.status, own.status) != ("open", "open"):
            return
        is_quiet = not any(state.id in ids for ids in kinds.values())

        def add_quiet(kind, _):
            quiet = ("new owner", "moved to another directorate")
            if kind in quiet or (kind == "review date alone moved" and is_quiet):
                add(kind, state)

        self.compare(was, own, add_quiet)

    def compare(self, was, state, add):
        old, new = was.risk, state.risk
        if None in (was.score, state.score):
            if was.score != state.score:
                add("scored otherwise", state)
        elif state.score > was.score:
            add("score increased", state)
        elif state.score < was.score:
            add("score reduced", state)
        else:
            before, now = old.current.pair, new.current.pair
            if before and now and before != now:
                add("scored otherwise", state)
        if old.directorate and new.directorate and old.directorate != new.directorate:
            add("moved to another directorate", state)
        if old.owner.lower() != new.owner.lower():
            add("new owner", state)
        if old.review and new.review and old.review < new.review and reviewed_only(old, new):
            add("review date alone moved", state)

    # Objectives

    def by_objective(self, states):
        groups = {}
        for state in states:
            own = set()
            for code in state.risk.objectives:
                found = objective(code, self.framework)
                for id in (found.get("id") if found is not None else None,
                           bears(code, self.framework, self.day)):
                    if id and id != "?" and id not in own:
                        own.add(id)
                        groups.setdefault(id, []).append(state)
        return groups


def joined(line):
    """A register on which the line has never been, and its own record is, holds the one risk too."""
    own = line.own
    places = [
        place for place in (own.registers if own else ())
        if place not in line.registers and place not in line.left]
    if not places:
        return line
    one = copy.copy(line)
    for name in ("registers", "since", "waiting"):
        setattr(one, name, dict(getattr(line, name)))
    one.found = line.found | (own.found & set(places))
    for place in places:
        one.registers[place], one.since[place] = own.registers[place], own.since[place]
    one.waiting.update({
        key: since for key, since in own.waiting.items() if key[1] in places and key[0] != "close"})
    return one


def reviewed_only(old, new):
    """Nothing but the review moved."""
    if old.level == "principal":
        return old.plain == new.plain
    skip = ("ram_dreview", "ram_dlastreview")
    return [f for f in old.raw if f[0] not in skip] == [f for f in new.raw if f[0] not in skip]


def grades(states):
    words = ("extreme", "high", "moderate", "low")
    groups = {word: [s for s in states if s.grade == word] for word in words}
    none = [s for s in states if s.grade is None]
    if none:
        groups["no grade"] = none
    return groups


assert THRESHOLD == 15
