"""Figures by name, and those that more than one paper prints."""

from counting import AtLeast


def label(state):
    return "?" if state.id.startswith("?") else state.id


def name(state):
    """A line with its own record beside it."""
    return f"{label(state)} ({state.own.id})" if state.own else label(state)


class Figures(dict):
    """Figures of one paper: `set(table, row, column, value)`; absent values are not figures.

    That a number is "at least" is a figure of its own, `.../at least`: it is so or it is not.
    """

    def __init__(self, paper):
        super().__init__()
        self.paper = paper

    def set(self, table, row, column, value):
        if value is not None:
            self[f"{self.paper}/{table}/{row}/{column}"] = int(value)
            if isinstance(value, AtLeast):
                self[f"{self.paper}/{table}/{row}/{column}/at least"] = 1

    def rows(self, table, count):
        self[f"{self.paper}/{table}/rows"] = count

    def says(self, words, value):
        """A sentence with a number, as it is said of one that may be more."""
        if isinstance(value, AtLeast):
            words = words.replace("#", "at least #")
        self[f"{self.paper}/says/{words}"] = int(value)

    def list(self, table, states, **columns):
        """A table with a row a risk, and of each the columns that are numbers."""
        self.rows(table, len(states))
        for state in states:
            for column, value in columns.items():
                self.set(table, label(state), column, value(state))


def score(state):
    return state.score


def target(state):
    return state.risk.target.used


def is_above(one, other):
    return None not in (one, other) and one > other


def heat_map(figures, states):
    cells = {}
    for state in states:
        pair = state.risk.current.pair
        if pair:
            cells.setdefault(pair, []).append(state)
    words = ("negligible", "minor", "moderate", "major", "catastrophic")
    for consequence in range(5, 0, -1):
        for likelihood in range(1, 6):
            figures.set(
                "heat-map", f"{consequence} {words[consequence - 1]}", f"likelihood{likelihood}",
                len(cells.get((likelihood, consequence), [])))
    placed = sum(len(cell) for cell in cells.values())
    figures.says("# risks placed; ", placed)
    figures.says("# not placed: ", len(states) - placed)
    figures.rows("heat-map", 5)
    figures.rows("heat-map-risks", len(cells))
    for likelihood, consequence in cells:
        row = f"{likelihood * consequence}/{likelihood}/{consequence}"
        figures.set("heat-map-risks", row, "score", likelihood * consequence)
        figures.set("heat-map-risks", row, "likelihood", likelihood)
        figures.set("heat-map-risks", row, "consequence", consequence)


def uncertain(figures, c):
    """Scores that contradict themselves, or that no product of the 5x5 gives."""
    products = {a * b for a in range(1, 6) for b in range(1, 6)}

    def is_uncertain(state):
        current = state.risk.current
        differ = None not in (current.printed, current.computed) and current.printed != current.computed
        return differ or state.score not in products

    found = [
        s for s in c.states() if s.status != "closed" and s.score is not None and is_uncertain(s)]
    figures.list(
        "uncertain-scores", found, score=score, computed=lambda s: s.risk.current.computed,
        likelihood=lambda s: s.risk.current.likelihood,
        consequence=lambda s: s.risk.current.consequence)


def decisions(figures, c, register=None):
    found = c.questions(register=register)
    figures.rows("decisions", len(found))
    opening, ended = [], []
    for question in found:
        move = question.moves[0]
        row = f"{question.name or label(move.state)}/{question.place}"
        if question.name is None:
            figures.set("decisions", row, "score", move.state.score)
        elif question.name == "Opening":
            opening += question.moves
        else:
            ended += [(question.name, move.state) for move in question.moves]
        figures.set("decisions", row, "days", question.days(c))
        grouped(figures, question)
    # A table without a row is not printed.
    if opening:
        figures.rows("opening-position", len(opening))
    for move in opening:
        row = f"{name(move.state)}/{move.place}"
        figures.set("opening-position", row, "score", move.state.score)
    if ended:
        figures.rows("ended-objectives", len(ended))
    for code, state in ended:
        figures.set("ended-objectives", f"{name(state)}/{code}", "score", state.score)


def grouped(figures, question):
    """What the one line of a grouped question says of the list under it."""
    count = len(question.moves)
    if question.name is None:
        return
    row = f"{question.name} on {question.place}: "
    if question.name != "Opening":
        figures.says(row + "# risks of an objective that ended, listed below", count)
        return
    figures.says(row + "# differences from the rules, listed below", count)
    kinds = {}
    for move in question.moves:
        words = "as found, not by the rules"
        if move.kind == "confirm":
            has_marks = move.state.risk.marks is not None
            words = "by the rules, not marked" if has_marks else "by the rules; the export has no marks"
        kinds[words] = kinds.get(words, 0) + 1
    for words, number in kinds.items():
        figures.says(f"{row}# on it {words}", number)


def asked(figures, c, register=None):
    """How many decisions each body is asked for: step-downs and closures by register, objectives."""
    found = c.questions(register=register)
    board = sum(question.needs == "Trust Board" for question in found)
    if register == "BAF":
        figures.says("to decide # questions", board)
        rest = len(found) - board
        figures.says(
            "# more question%s for the Executive Team" % (" waits" if rest == 1 else "s wait"), rest)
    figures.says("# decisions. ", board if register == "BAF" else len(found) - board)


def want_of_approval(figures, c):
    waiting = [s for s in c.waiting_approval() if s.at_threshold]
    nowhere = [s for s in waiting if not s.registers]
    if nowhere:
        figures.says("# risk at the threshold is on no register for want of approval", len(nowhere))
    if c.rejected():
        figures.says("Besides, # risks at the threshold were rejected", len(c.rejected()))
    for state in waiting:
        figures.says(f"{state.id} {state.risk.title}: extreme at {state.score}, awaiting approval for # days", c.waited(state))


def late_actions(figures, c, states):
    """The open actions of some risks, and how late each is."""
    ids = {s.id for s in states}
    found = [
        (a, risk) for a, risk in c.actions
        if a.done is None and c.risk(risk) is not None and c.risk(risk).id in ids]
    figures.rows("actions", len(found))
    for action, _ in found:
        if action.due and action.due < c.day:
            figures.set("actions", action.id, "late", (c.day - action.due).days)


def balance(figures, c):
    """What became of every record of the newest extract; own records are records too."""
    seen = [c.history.on[c.day][id] for id in c.history.kept_records[c.day]]
    figures.says("# records of the extract of", len(c.trust.extracts[c.day]))
    for words, outcome in (
            ("at the threshold", "routed"), ("below it", "below"), ("closed", "closed"),
            ("not approved", "unapproved"), ("without a score", "unroutable")):
        figures.says(f" # {words}", sum(s.outcome == outcome for s in seen))
    figures.says(" # rejected. That is all of them.", c.history.rejected[c.day])
    kept = [
        s for s in c.history.on[c.day].values()
        if s.level == "operational" and "kept" in s.registers.values()]
    figures.says("# operational risks stay on a register", len(kept))
