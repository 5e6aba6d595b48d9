"""The figures of the report to the Audit Committee."""

from counting import grades
from tables import Figures, balance, is_above, score, target


def reviews(f, c, table, groups):
    f.rows(table, len(groups))
    for group, states in groups.items():
        overdue = sum(c.overdue(s, c.day) for s in states)
        undated = sum(s.risk.review is None for s in states)
        on_time = len(states) - overdue - undated
        f.set(table, group, "risks", len(states))
        f.set(table, group, "onTime", on_time)
        f.set(table, group, "overdue", overdue)
        f.set(table, group, "noDate", undated)
        f.set(table, group, "share", on_time * 100 // len(states) if states else None)


def actions(f, c):
    groups = {}
    for action, risk in c.actions:
        state = c.risk(risk)
        group = c.directorate(state) if state else "not recorded"
        if any(action in line.actions for line in c.framework.lines):
            group = "the framework's own"
        tally = groups.setdefault(group, {"open": 0, "overdue": 0, "onTime": 0, "late": 0})
        if action.done:
            if action.done <= c.day:
                tally["late" if action.due and action.done > action.due else "onTime"] += 1
        elif c.counts(risk):
            tally["open"] += 1
            tally["overdue"] += bool(action.due and action.due < c.day)
    f.rows("actions-by-directorate", len(groups))
    for group, tally in groups.items():
        for column, value in tally.items():
            f.set("actions-by-directorate", group, column, value)
        due = tally["onTime"] + tally["late"] + tally["overdue"]
        share = tally["onTime"] * 100 // due if due else None
        f.set("actions-by-directorate", group, "share", share)


def imports(f, c, order):
    """Each import as it was recorded; the newest, as it stands now. April came last."""
    f.rows("imports", len(c.trust.days))
    f.rows("extracts", len(c.trust.days))
    for day in c.trust.days:
        known = [d for d in order[:order.index(day)] if d < day]
        if day == c.day:
            known = [d for d in c.trust.days if d < day]
        earlier = max(known) if known else None
        records = c.history.kept_records[day]
        states = [c.history.on[day][id] for id in records]
        ever = {id: c.history.kept_records[d][id] for d in sorted(known)
                for id in c.history.kept_records[d]}
        row = day.isoformat()
        f.set("imports", row, "records", len(c.trust.extracts[day]))
        f.set("extracts", row, "records", len(c.trust.extracts[day]))
        for column, outcome in (
                ("routed", "routed"), ("below", "below"), ("closed", "closed"),
                ("unapproved", "unapproved"), ("unroutable", "unroutable")):
            f.set("imports", row, column, sum(s.outcome == outcome for s in states))
        f.set("imports", row, "rejected", c.history.rejected[day])
        f.set("extracts", row, "rejected", c.history.rejected[day])
        f.set("imports", row, "new", sum(id not in ever for id in records))
        f.set("imports", row, "changed", sum(
            id in ever and ever[id].raw != risk.raw for id, risk in records.items()))
        held = c.history.kept_records[earlier] if earlier else {}
        f.set("imports", row, "vanished", sum(
            id not in records and not risk.closed for id, risk in held.items()))


def audit(c):
    f = Figures("audit-committee")
    live, apart = c.live(), c.apart()
    for words, value in (
            ("Live risks, both levels", len(live)),
            ("At the threshold and not closed", len(c.at_threshold())),
            ("Of these, on the HLRR", len(c.at_threshold()) - len(apart)),
            ("Of these, not on it: named below with the reason", len(apart)),
            ("Of those, open and approved: for a person to explain", len(c.unexplained())),
            ("Cannot be routed: no score", len(c.unroutable())),
            ("Reviews overdue", sum(c.overdue(s, c.day) for s in live)),
            ("Moves waiting for a person", len(c.moves())),
            ("Rulings whose time has run out", 0)):
        f.set("figures", words, "now", value)
    f.rows("figures", 11)
    reviews(f, c, "reviews-by-grade", grades(live))
    directorates = {}
    for state in live:
        if state.level == "operational":
            directorates.setdefault(state.risk.directorate, []).append(state)
    reviews(f, c, "reviews-by-directorate", directorates)
    f.list("approvals", c.waiting_approval(), score=score, days=c.waited)
    f.list("closures", [
        s for s in c.states() if s.status == "closed"
        and (s.id not in c.then or c.then[s.id].status != "closed")], score=score)
    actions(f, c)
    late = c.overdue_actions()
    f.says("# open actions are overdue", len(late))
    f.rows("overdue-actions", len(late))
    for action, _ in late:
        f.set("overdue-actions", action.id, "days", (c.day - action.due).days)
    f.list("routing-test", apart, score=score)
    f.list("closed-at-threshold", [
        s for s in c.states() if s.at_threshold and s.status == "closed"], score=score)
    words = {
        "at the threshold": "routed", "below the threshold": "below", "closed": "closed",
        "not approved": "unapproved", "without a score": "unroutable"}
    for row, outcome in list(words.items()) + [("all", None)]:
        for column, level in (("operational", "operational"), ("principal", "principal"), ("all", None)):
            f.set("outcomes", row, column, sum(
                outcome in (None, s.outcome) and level in (None, s.level) for s in c.states()))
    f.rows("outcomes", 6)
    rights = {
        s.id: c.history.rights(s, c.framework, c.day) for s in c.states() if s.status == "open"}
    opened = [s for s in c.states() if s.status == "open"]

    def by_board(basis):
        """Of two rows that put a risk on one register, the first counts."""
        return sum(
            s.level == "principal" and s.risk.basis == basis and rights[s.id].get("BAF") != "rule"
            for s in opened)

    for row, count in (
            ("REG-01", sum("HLRR" in rights[s.id] for s in opened)),
            ("REG-02", sum(rights[s.id].get("BAF") == "rule" for s in opened)),
            ("REG-03", by_board("held")), ("REG-04", by_board("theme")), ("REG-05", by_board(None))):
        f.set("rule-hits", row, "count", count)
    f.rows("rule-hits", 5)
    scores = {}
    for state in live:
        if state.score is not None:
            scores[state.score] = scores.get(state.score, 0) + 1
    f.rows("scores", len(scores))
    for value, count in scores.items():
        f.set("scores", value, "score", value)
        f.set("scores", value, "risks", count)
    lines = [s for s in c.states() if s.level == "principal"]
    f.rows("objectives", len(c.framework.objectives))
    covered, rows = c.by_objective(lines), 0
    for found in c.framework.objectives:
        if found.get("kind") != "strategic" or found.get("to"):
            continue
        held = [a for s in covered.get(found.get("id"), []) for a in s.risk.assurances]
        for number, word in ((1, "1 first"), (2, "2 second"), (3, "3 third"), (None, "not given")):
            of_line = [a for a in held if a.get("line") == (str(number) if number else None)]
            if number is None and not of_line:
                continue
            rows += 1
            f.set("assurance-map", f'{found.get("id")}/{word}', "count", len(of_line))
            f.set("assurance-map", f'{found.get("id")}/{word}', "undated", sum(
                not a.get("date") for a in of_line))
    f.rows("assurance-map", rows)
    f.rows("assurance-by-risk", len(lines))
    f.rows("gaps", sum(len(s.risk.gaps) for s in lines))
    order = [d for d in c.trust.days if d.month != 4] + [d for d in c.trust.days if d.month == 4]
    imports(f, c, order)
    kinds = c.changes()
    f.rows("changes", len(kinds))
    for kind, ids in kinds.items():
        f.set("changes", kind, "count", len(ids))
    f.list("static", c.not_moving(), score=score, target=target, months=c.months)
    passed = [s for s in c.states() if c.target_passed(s)]
    f.says("# live risks have passed the target date", len(passed))
    f.list("targets-passed", passed, score=score, target=target)
    outside = c.outside()
    f.says("The annex names each of them: # risks", len(outside))
    f.list("outside-appetite", outside, score=score, target=target, months=c.months)
    domains = {}
    for state in outside:
        domains.setdefault(state.risk.domain, []).append(state)
    f.rows("appetite-by-domain", len(domains))
    for domain, states in domains.items():
        f.set("appetite-by-domain", domain, "tolerance", sum(c.position(s) == "tolerance" for s in states))
        f.set("appetite-by-domain", domain, "appetite", sum(c.position(s) == "appetite" for s in states))
        f.set("appetite-by-domain", domain, "highest", max(
            (s.score for s in states if s.score is not None), default=None))
    for code, count in (
            ("AC01", len(late)), ("DT06", len(passed)), ("RT09", len(outside)),
            ("DT01", sum(c.overdue(s, c.day) and not s.at_threshold for s in live)),
            ("DT02", sum(c.overdue(s, c.day) and s.at_threshold for s in live)),
            ("DT03", sum(s.risk.review is None for s in live)),
            ("SC04", len(c.unroutable())),
            ("SC05", sum(target(s) is None for s in live)),
            ("SC06", sum(s.risk.initial.used is None for s in live)),
            ("SC07", sum(is_above(target(s), s.score) for s in live))):
        if count:
            f.set("findings", code, "count", count)
            f.set("findings", code, "accepted", 0)
    balance(f, c)
    f.says("# principal risks on its assurance framework", len(lines))
    f.says("# risks on its High Level Risk Register", len(c.on("HLRR")))
    for state in lines:
        was = c.then[state.id].score
        f.says(f"{state.risk.title}: {state.score}, {state.grade}; # at the earlier date", was)
    for name, size in c.trust.sizes.items():
        f.set("files", name, "bytes", size)
    f.rows("all-rulings", 0)
    f.rows("issued-papers", 0)
    f.rows("files", len(c.trust.extracts) + len(c.trust.actions) + len(c.trust.frameworks))
    f.rows("rulebooks", 1)
    return f
