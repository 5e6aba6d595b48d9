"""The figures of the High Level Risk Register and of the Board Assurance Framework."""

from tables import (
    Figures, asked, balance, decisions, heat_map, label, late_actions, score, target, uncertain,
    want_of_approval)


def high_level(c):
    f = Figures("hlrr")
    on, before = c.on("HLRR"), c.on("HLRR", c.earlier)
    new, again = c.entered("HLRR")

    def late(states, actions):
        ids = {s.id for s in states}
        return [a for a, risk in actions if c.risk(risk) is not None and c.risk(risk).id in ids]

    for words, states, then in (
            ("Risks on the HLRR", on, before), ("New to it", new, None),
            ("Score increased", c.moved("HLRR", True), None),
            ("Score reduced", c.moved("HLRR", False), None), ("Left it", c.gone("HLRR"), None),
            ("Returned to it", again, None),
            ("Kept until a step-down is agreed",
             [s for s in on if s.registers["HLRR"] == "kept"],
             [s for s in before if s.registers["HLRR"] == "kept"]),
            ("Missing from the newest extract", [s for s in on if s.status == "vanished"],
             [s for s in before if s.status == "vanished"]),
            ("Reviews overdue", [s for s in on if c.overdue(s, c.day)],
             [s for s in before if c.overdue(s, c.earlier)]),
            ("Actions overdue", late(on, c.overdue_actions()), None),
            ("Cannot be routed", c.unroutable(), c.unroutable(c.earlier)),
            ("At the threshold, awaiting approval",
             [s for s in c.waiting_approval() if s.at_threshold],
             [s for s in c.waiting_approval(c.earlier) if s.at_threshold]),
            ("At the threshold, rejected", c.rejected(), c.rejected(c.earlier)),
            ("Decisions wanted, of this meeting and of others", c.questions(), c.questions(c.earlier))):
        f.set("figures", words, "now", len(states))
        f.set("figures", words, "earlier", None if then is None else len(then))
    f.rows("figures", 14)
    f.list(
        "cannot-be-routed", c.unroutable(), initial=lambda s: s.risk.initial.used,
        before=lambda s: c.then[s.id].score if s.id in c.then else None)
    f.list(
        "risks", on, score=score, target=target, months=c.months,
        likelihood=lambda s: s.risk.current.likelihood,
        consequence=lambda s: s.risk.current.consequence,
        previous=lambda s: c.then[s.id].score if s.id in c.then else None)
    heat_map(f, on)
    uncertain(f, c)
    for state in on:
        f.set("records", f"{label(state)}/Months at this score", "value", c.months(state))
    decisions(f, c)
    asked(f, c)
    want_of_approval(f, c)
    balance(f, c)
    late_actions(f, c, on)
    f.rows("rulings", 0)
    return f


def board(c):
    f = Figures("baf")
    lines = [s for s in c.states() if s.level == "principal"]
    on = c.on("BAF")
    placed = [s for s in on if s.level == "operational"]
    f.list("summary", lines, score=score, target=target, months=c.months)
    f.list("operational", placed, score=score)
    for state in lines:
        f.set("principal-risks", f"{state.id}/Months at this score", "value", c.months(state))
    heat_map(f, on)
    decisions(f, c, "BAF")
    asked(f, c, "BAF")
    want_of_approval(f, c)
    late_actions(f, c, lines)
    f.rows("rulings", 0)
    f.rows("controls", sum(len(s.risk.controls) for s in lines))
    f.rows("assurances", sum(len(s.risk.assurances) for s in lines))
    for kind in ("control", "assurance"):
        f.rows(f"gaps-in-{kind}", sum(
            gap.get("kind", gap.get("in")) == kind for s in lines for gap in s.risk.gaps))
    linked = 0
    for line in lines:
        for state in c.states():
            if state.level == "operational" and (
                    state.risk.line == line.id or state.id in line.risk.linked):
                linked += 1
                f.set("linked", f"{line.id}/{label(state)}", "score", state.score)
    f.rows("linked", linked)
    f.says("# principal risks, ", len(lines))
    f.says("principal risks, # at 15 or more", sum(s.at_threshold for s in lines))
    homes = {s.id: [l for l in lines if s.risk.line == l.id or s.id in l.risk.linked] for s in placed}
    for line in lines:
        under = sum(line in found for found in homes.values())
        if under:
            f.says("# operational risk%s under %s" % ("" if under == 1 else "s", line.id), under)
    f.says("# operational risks awaiting placement", sum(not found for found in homes.values()))
    high = c.on("HLRR")
    f.says("HLRR #, of which", len(high))
    f.says("of which # not on the BAF", sum("BAF" not in s.registers for s in high))
    return f
