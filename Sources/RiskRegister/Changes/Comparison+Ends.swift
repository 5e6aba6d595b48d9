/// A risk that is closed, missing, or back.
extension Comparison {
    /// "2109 closed 14 June 2026 at 16, no reason given; leaves HLRR; agreement wanted of the Executive Team".
    func closure(_ was: RiskState) -> Event {
        var event = Event(head: now.principal?.ending?.sentence ?? closed(was))
        event.kinds.append((.closed, was.status.rawValue, RiskStatus.closed.rawValue))
        let left = was.standing.memberships.map(\.register).filter { !now.isOn($0) }
        if !left.isEmpty {
            event.tails.append("leaves \(Wording.list(left))")
            event.kinds += left.map { (.left, $0, nil) }
        }
        event.tails += stays(besides: [])
        let asked = now.standing.proposals.filter { $0.kind == .close }
        if !asked.isEmpty {
            let bodies = asked.map(\.needs).filter { !$0.isEmpty }.reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }
            let whose = bodies.isEmpty ? "" : " of \(Wording.list(bodies.map(Wording.body)))"
            event.tails.append("agreement wanted\(whose)")
        }
        return event
    }

    private func closed(_ was: RiskState) -> String {
        guard now.key.level == .operational else { return "closed in the framework" }
        let day =
            now.record.closed.map { $0.inWords }
            ?? "by \((later.newest?.asAt ?? later.asAt).inWords)"
        let score = (now.score ?? was.score).map { " at \($0)" } ?? " without a score"
        let reason = now.record.givesReason(since: was.record) ? "" : ", no reason given"
        return "closed \(day)\(score)\(reason)"
    }

    /// "4236 is missing from the extract of 30 April 2026; stays on HLRR; last seen 31 March 2026 at 16".
    func loss(_ was: RiskState) -> Event {
        let extract = later.newest?.asAt ?? later.asAt
        let source = now.key.level == .operational ? "extract" : "framework"
        let day = now.key.level == .operational ? extract : later.frameworkDay ?? later.asAt
        var event = Event(head: "is missing from the \(source) of \(day.inWords)")
        event.kinds.append((.vanished, text(was.score), nil))
        let registers = now.standing.memberships.map(\.register)
        if !registers.isEmpty { event.tails.append("stays on \(Wording.list(registers))") }
        event.tails.append(now.lastSeenInWords)
        return event
    }

    /// "2109 is open again at 16".
    func reopening(_ was: RiskState) -> Event {
        var head = "is open again\(atScore)"
        if let old = was.score, !now.outcome.hasScore(of: was.outcome) {
            head += isRescaled(was) ? " (was \(scored(was)))" : " (was \(old))"
        }
        return comeback(head, .reopened, from: "closed")
    }

    /// "4236 is back: absent from 30 April 2026, now 20 (was 16)".
    func comingBack(_ was: RiskState) -> Event {
        let current =
            isRescaled(was) ? scored(now) : now.score.map(String.init) ?? "without a score"
        var head = "is back: absent from \(firstAbsence(was).inWords), now \(current)"
        if !now.outcome.hasScore(of: was.outcome) {
            let old = was.score.map(String.init) ?? "without a score"
            head += isRescaled(was) ? " (was \(scored(was)))" : " (was \(old))"
        }
        return comeback(head, .returned, from: "missing")
    }

    /// The first day of which an extract, or a framework, lacked it.
    private func firstAbsence(_ was: RiskState) -> Day {
        let last = was.standing.lostAfter ?? was.lastSeen
        let lacking = later.extracts.first { extract in
            extract.asAt > last
                && (now.key.level == .operational
                    ? extract.hasRisks && extract.scope.covers(was.record) : extract.hasFramework)
        }
        return lacking?.asAt ?? earlier.asAt
    }

    private func comeback(_ head: String, _ kind: Change.Kind, from: String) -> Event {
        var event = Event(head: head)
        event.kinds.append((kind, from, text(now.score) ?? RiskStatus.open.rawValue))
        join(&event, entries)
        event.tails += stays(besides: entries.map(\.register))
        return event
    }
}

extension RiskRecord {
    /// Its progress notes say something that they did not say in an earlier record.
    fileprivate func givesReason(since earlier: RiskRecord) -> Bool {
        if let left = leftOut, let before = earlier.leftOut {
            return left.progress != 0 && left.progress != before.progress
        }
        let notes = progress?.trimmed ?? ""
        return !notes.isEmpty && notes != earlier.progress?.trimmed
    }
}
