/// One risk on two days.
struct Comparison {
    /// The id to print.
    let id: String
    /// The id as sentences have it, with that of its own record beside it.
    let named: String
    /// The risk then; nil when it is new.
    let was: RiskState?
    /// The risk now.
    let now: RiskState
    /// The register then.
    let earlier: RegisterView
    /// The register now.
    let later: RegisterView

    /// The changes of the risk, by kind.
    ///
    /// - Parameter before: The risks then: of a principal risk's own record too, whose owner, directorate
    ///   and review are told under the principal id where the line says nothing of its own.
    /// - Returns: One entry a kind.
    func changes(withOwn before: [RiskKey: RiskState]) -> [Change] {
        var found = departures()
        if let event = event() {
            var parts = [event.head] + event.tails
            if let first = event.comma { parts[0] += ", " + first }
            let sentence = "\(named) " + parts.joined(separator: "; ")
            for (kind, from, to) in event.kinds { found.append(change(kind, from, to, sentence)) }
        }
        found += quietChanges()
        if let own = now.own, was?.key == now.key {
            let record = Comparison(
                id: id, named: named, was: before[own.key], now: own, earlier: earlier, later: later
            )
            let isQuiet = found.isEmpty
            let known = Set(found.map(\.kind))
            found += record.quietChanges().filter { change in
                !known.contains(change.kind) && (isQuiet || change.kind != .rolled)
            }.map {
                Change(
                    key: now.key, id: id, kind: $0.kind, from: $0.from, to: $0.to,
                    sentence: $0.sentence)
            }
        }
        let order = Change.Kind.allCases
        return once(found).enumerated().sorted { left, right in
            let (one, two) = (
                order.firstIndex(of: left.element.kind) ?? 0,
                order.firstIndex(of: right.element.kind) ?? 0
            )
            return one != two ? one < two : left.offset < right.offset
        }.map(\.element)
    }

    /// One entry a kind: a risk that enters two registers has entered, once.
    private func once(_ changes: [Change]) -> [Change] {
        var found: [Change] = []
        for change in changes {
            guard let place = found.firstIndex(where: { $0.kind == change.kind }) else {
                found.append(change)
                continue
            }
            func both(_ first: String?, _ second: String?) -> String? {
                guard let first, let second, first != second else { return first ?? second }
                return "\(first), \(second)"
            }
            found[place].from = both(found[place].from, change.from)
            found[place].to = both(found[place].to, change.to)
            if found[place].sentence != change.sentence {
                found[place].sentence += "; " + change.sentence
            }
        }
        return found
    }

    func change(
        _ kind: Change.Kind, _ from: String?, _ to: String?, _ sentence: String
    ) -> Change {
        Change(key: now.key, id: id, kind: kind, from: from, to: to, sentence: sentence)
    }

    // MARK: - The main event

    /// What happened to the risk as one sentence, with the kinds that it counts as.
    struct Event {
        var head: String
        var comma: String?
        var tails: [String] = []
        var kinds: [(kind: Change.Kind, from: String?, to: String?)] = []
    }

    private func event() -> Event? {
        guard let was else { return arrival() }
        switch (was.status, now.status) {
        case (.open, .closed), (.vanished, .closed): return closure(was)
        case (.closed, .open): return reopening(was)
        case (.vanished, .open): return comingBack(was)
        case (.open, .vanished), (.closed, .vanished): return loss(was)
        case (.closed, .closed), (.vanished, .vanished): return nil
        case (.open, .open): return movement(was)
        }
    }

    private func arrival() -> Event? {
        guard now.status == .open else { return nil }
        var event = Event(head: "is new\(atScore)")
        event.kinds.append((.new, nil, text(now.score)))
        if now.outcome.routing == .unapproved { event.head += ", not approved" }
        join(&event, entries)
        return event
    }

    /// A risk that was open and is open: score up, down, lost, found, or the pair alone.
    private func movement(_ was: RiskState) -> Event? {
        if isRescaled(was) { return rescaled(was) }
        switch (was.score, now.score) {
        case (let old?, let new?) where new > old: return rise(was, old, new)
        case (let old?, let new?) where new < old: return fall(was, old, new)
        case (let old?, nil):
            var event = Event(head: "has lost its score (was \(old))")
            event.kinds.append((.rescored, String(old), nil))
            event.tails += stays(besides: [])
            return event
        case (nil, let new?):
            var event = Event(head: "is scored \(new), and had no score")
            event.kinds.append((.rescored, nil, String(new)))
            join(&event, entries)
            event.tails += stays(besides: entries.map(\.register))
            return event
        case (_?, _?), (nil, nil): return sameScore(was)
        }
    }

    /// Scores on two matrices are told, and never compared.
    private func rescaled(_ was: RiskState) -> Event {
        var event = Event(head: "is \(scored(now)), and was \(scored(was)): not compared")
        event.kinds.append((.rescored, scored(was), scored(now)))
        join(&event, entries)
        event.tails += stays(besides: entries.map(\.register))
        return event
    }

    func isRescaled(_ was: RiskState) -> Bool { was.outcome.size != now.outcome.size }

    /// "scored 12 on a 4x4 matrix".
    func scored(_ state: RiskState) -> String {
        (state.score.map { "scored \($0)" } ?? "without a score")
            + " on a \(state.outcome.size) matrix"
    }

    private func rise(_ was: RiskState, _ old: Int, _ new: Int) -> Event {
        var event = Event(head: "increased from \(old) to \(new)\(pairParts(was))")
        event.kinds.append((.up, String(old), String(new)))
        // A register on which it only stayed until a step-down was agreed has it back by rule.
        let restored = now.standing.memberships.filter {
            $0.basis == .rule && was.standing.membership(of: $0.register)?.basis == .kept
        }.map(\.register)
        let entered = entries
        let names = entered.map(\.register)
        let stayed = restored.filter { !names.contains($0) }
        join(&event, entered)
        if !stayed.isEmpty {
            event.tails.append("stays on \(Wording.list(stayed)), by rule again")
        }
        event.tails += stays(besides: names + stayed)
        return event
    }

    private func fall(_ was: RiskState, _ old: Int, _ new: Int) -> Event {
        var event = Event(head: "reduced from \(old) to \(new)")
        event.kinds.append((.down, String(old), String(new)))
        let kept = now.standing.memberships
        let entered = entries
        // Still at the threshold: the one thing to say is that it has not left.
        if now.outcome.isAtThreshold, entered.isEmpty, !kept.isEmpty,
            kept.allSatisfy({ $0.basis == .rule })
        {
            event.comma = "stays on \(Wording.list(kept.map(\.register)))"
            return event
        }
        event.head += pairParts(was)
        join(&event, entered)
        event.tails += stays(besides: entered.map(\.register))
        return event
    }

    private func sameScore(_ was: RiskState) -> Event? {
        let parts = pairParts(was)
        if !parts.isEmpty, let score = now.score {
            var event = Event(head: "stays at \(score)\(parts)")
            event.kinds.append((.rescored, pair(was), pair(now)))
            join(&event, entries)
            return event
        }
        let entered = entries
        guard !entered.isEmpty else { return rejudged(was) }
        let wasApproved = was.outcome.routing != .unapproved
        let approved = !wasApproved && now.outcome.routing != .unapproved
        var event = Event(head: approved ? "approved\(atScore)" : "")
        join(&event, entered)
        if event.head.isEmpty {
            event.head = event.tails.removeFirst()
            let reasons = entered.compactMap { now.standing.membership(of: $0.register)?.reason }
                .filter { !$0.isEmpty }.reduce(into: [String]()) {
                    if !$0.contains($1) { $0.append($1) }
                }
            if !reasons.isEmpty { event.head += ": \(reasons.joined(separator: "; "))" }
        }
        return event
    }

    // MARK: - Registers

    /// A register that it is on now and was not on then, or left and came back to between the two days.
    struct Entry {
        var register: String
        var isReturn: Bool
        /// The new rules that put it there, when the old ones would not.
        var rules: String?
    }

    var entries: [Entry] {
        now.standing.memberships.compactMap { stay in
            guard let entry = now.entry(to: stay.register, since: was, of: earlier.asAt) else {
                return nil
            }
            return Entry(
                register: stay.register, isReturn: entry.isReturn,
                rules: newRules(of: stay))
        }
    }

    func join(_ event: inout Event, _ entries: [Entry]) {
        for rules in entries.map(\.rules).reduce(
            into: [String?](),
            { known, next in
                if !known.contains(next) { known.append(next) }
            })
        {
            let under = rules.map { " under \($0)" } ?? ""
            let ours = entries.filter { $0.rules == rules }
            let first = ours.filter { !$0.isReturn }.map(\.register)
            let again = ours.filter(\.isReturn).map(\.register)
            if !first.isEmpty { event.tails.append("enters \(Wording.list(first))\(under)") }
            if !again.isEmpty { event.tails.append("on \(Wording.list(again)) again\(under)") }
        }
        event.kinds += entries.map { ($0.isReturn ? .returned : .entered, nil, $0.register) }
    }

    /// What the other registers have to say: it stays by rule, is held, or waits for a step-down.
    func stays(besides named: [String]) -> [String] {
        let rest = now.standing.memberships.filter { !named.contains($0.register) }
        let waiting = rest.filter { stay in
            now.standing.proposals.contains {
                $0.register == stay.register && $0.kind == .deescalate
            }
        }.map(\.register)
        let refused = rest.filter {
            $0.basis == .kept && !waiting.contains($0.register)
        }.map(\.register)
        let others = rest.filter {
            !waiting.contains($0.register) && !refused.contains($0.register)
        }
        let held = others.filter { $0.basis == .held }.map(\.register)
        let themed = others.filter { $0.basis == .theme }.map(\.register)
        let ruled = others.filter { $0.basis == .rule }.map(\.register)
        var tails: [String] = []
        func say(_ registers: [String], _ how: String) {
            if !registers.isEmpty { tails.append("stays on \(Wording.list(registers))\(how)") }
        }
        say(ruled, "")
        let judged = waiting.filter { newlyKept($0) != nil }
        say(waiting.filter { !judged.contains($0) }, " until step-down is agreed")
        if let rules = judged.first.flatMap(newlyKept) {
            say(judged, " until step-down is agreed under \(rules)")
        }
        say(refused, ", step-down refused")
        say(held, ", held by the board")
        say(themed, " as a theme")
        return tails
    }

    /// Registers that a ruling, or the rules alone, took it off between the two days.
    private func departures() -> [Change] {
        guard let was, now.status != .closed else { return [] }
        return was.standing.memberships.compactMap { stay in
            guard now.hasLeft(stay.register, since: was, of: earlier.asAt) else { return nil }
            return change(
                .left, stay.register, nil, "\(named) left \(stay.register): \(departure(stay))")
        }
    }

    private func departure(_ stay: Membership) -> String {
        let ruling = later.rulings.last {
            later.isOne($0.subject, now.key) && $0.register == stay.register
                && $0.date > earlier.asAt
                && $0.date <= later.asAt && $0.removes
        }
        guard let ruling else { return released(stay) }
        let what =
            switch ruling.verb {
            case .agree: "step-down agreed"
            case .refuse: "entry refused"
            case .release: "hold ended"
            case .hold, .acceptFinding, .acceptRisk, .place, .notStrategic, .askAction, .note,
                .mark, .ratify:
                ruling.verb.rawValue
            }
        let meeting = ruling.meeting.trimmed.isEmpty ? ruling.role : ruling.meeting
        let by = meeting.trimmed.isEmpty ? "" : " by \(Wording.body(meeting.trimmed))"
        return "\(what)\(by) on \(ruling.date.inWords) (\(ruling.why))"
    }

    // MARK: - Scores

    var atScore: String { now.score.map { " at \($0)" } ?? " without a score" }

    func text(_ score: Int?) -> String? { score.map(String.init) }

    private func pair(_ state: RiskState) -> String? {
        guard let likelihood = state.outcome.likelihood,
            let consequence = state.outcome.consequence
        else { return nil }
        return "\(likelihood) x \(consequence)"
    }

    /// " (likelihood 4 to 3, consequence 3 to 4)", or "" when no part is known to have moved.
    private func pairParts(_ was: RiskState) -> String {
        let parts = Movement.pairParts(from: was.outcome, to: now.outcome)
        return parts.isEmpty ? "" : " (\(parts))"
    }
}

extension Ruling {
    /// A ruling of this kind can take a risk off a register.
    fileprivate var removes: Bool {
        switch verb {
        case .agree, .refuse, .release: true
        case .hold, .acceptFinding, .acceptRisk, .place, .notStrategic, .askAction, .note, .mark,
            .ratify:
            false
        }
    }
}
