/// Checks of which risk is which, and which are there.
enum IdentityChecks {
    static let all: [Check] = [
        Check(
            "ID01", "the same id twice", .error, reader: .riskLead,
            why: "One id is one risk: the higher score routes, and the other record is counted as "
                + "rejected and kept.",
            advice: "Export again without doubles, or give the second risk an id of its own.",
            run: .register(rejectedRecords)),
        Check(
            "ID02", "the same local reference twice", .warning, reader: .riskLead,
            why: "People quote references in papers and minutes, and mean one risk.",
            advice: "Give each open risk a reference of its own.",
            run: .register(sharedReference)),
        Check(
            "ID03", "missing from the newest extract and not closed", .error, needs: [.history],
            reader: .riskLead,
            why: "A risk that is gone without being closed was filtered out or deleted; it stays "
                + "where it is until somebody says.",
            advice: "Find it in the risk system: export it again, or close it there.",
            run: .everyRisk(missing)),
        Check(
            "ID04", "closed risk is open again", .warning, needs: [.history], reader: .auditor,
            why: "Either it was closed too early, or its id was used again for another risk.",
            advice: "Ask why it was reopened, and who agreed.",
            run: .live(reopened)),
    ]

    /// ID01: records that were rejected because their id occurs twice, when reading did not name them.
    ///
    /// The import raises ID01 for each such id; this speaks where only the count is known.
    private static func rejectedRecords(_ context: CheckContext) -> [Finding] {
        guard !context.raised.contains(where: { $0.code == context.check.code }) else { return [] }
        return Checks.newestExtracts(context.view).compactMap { extract in
            guard extract.balance.rejected > 0 else { return nil }
            let records = Wording.count(extract.balance.rejected, "record")
            let have = extract.balance.rejected == 1 ? "has" : "have"
            return context.finding(
                about: .extract(extract.asAt),
                "\(records) rejected: the id \(have) been used by another record", field: "id")
        }
    }

    /// ID02: open risks of one organisation and level that share a local reference.
    private static func sharedReference(_ context: CheckContext) -> [Finding] {
        struct Name: Hashable {
            var organisation: String
            var level: RiskLevel
            var reference: String
        }
        var groups: [Name: [RiskState]] = [:]
        for state in context.index.live {
            guard let reference = state.record.reference?.folded, !reference.isEmpty else {
                continue
            }
            let name = Name(
                organisation: state.key.organisation, level: state.key.level, reference: reference)
            groups[name, default: []].append(state)
        }
        return groups.values.filter { $0.count > 1 }.flatMap { group in
            group.map { state in
                let others = group.filter { $0.key != state.key }.prefix(10)
                let names = Wording.list(others.map { context.label($0.key) })
                return context.finding(
                    state,
                    "reference \((state.record.reference ?? "").trimmed.clipped(to: 40)) is also "
                        + "that of \(names)",
                    field: "reference")
            }
        }
    }

    /// ID03: the newest extract that covers it lacks it, and it was never closed.
    private static func missing(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.status == .vanished else { return [] }
        let last = (state.standing.lostAfter ?? state.lastSeen).inWords
        var message =
            switch state.key.level {
            case .operational: "missing from the newest extract without a closing date"
            case .principal: "missing from the newest framework"
            }
        message += "; last seen on \(last)"
        let registers = state.standing.memberships.map(\.register)
        if !registers.isEmpty { message += "; stays on \(Wording.list(registers))" }
        return [context.finding(state, message)]
    }

    /// ID04: closed in the extract before, and open now.
    private static func reopened(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.before?.standing.status == .closed else { return [] }
        return [context.finding(state, "closed in the extract before, and open again")]
    }
}
