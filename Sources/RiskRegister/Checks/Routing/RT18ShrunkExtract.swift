/// RT18: risks on a register are missing from the newest extract, or open risks fell by more than the set share.
enum RT18ShrunkExtract {
    static let check = Check(
        "RT18", "extract lacks risks on a register, or has shrunk", .error, needs: [.history],
        reader: .riskLead, dependsOn: .organisation(),
        limit: .of(
            "percent; else the shrink limit of the rulebook", otherwise: \.shrinkLimitPercent),
        why: "A filter that somebody set in the risk system looks the same as risks that went "
            + "away.",
        advice: "Export again without a filter, or have each missing risk closed there.",
        looks: .register(find),
        examples: examples)

    private static func find(_ context: CheckContext) -> [Finding] {
        guard let newest = context.view.newest, let previous = context.view.previous else {
            return []
        }
        var found: [Finding] = []
        let missing = context.view.risks.filter {
            $0.status == .vanished && !$0.standing.memberships.isEmpty
        }
        if !missing.isEmpty {
            let shown = missing.prefix(20).map { context.label($0.key) }.joined(separator: ", ")
            let more = missing.count > 20 ? " and \(missing.count - 20) more" : ""
            let risks = Wording.count(missing.count, "risk")
            found.append(
                context.finding(
                    about: .extract(newest.asAt),
                    "lacks \(risks) that \(missing.count == 1 ? "is" : "are") on a register: "
                        + shown + more))
        }
        let isSameSlot =
            newest.organisation == previous.organisation && newest.source == previous.source
            && newest.scope == previous.scope
        let (was, now) = (previous.balance.open, newest.balance.open)
        if isSameSlot, was > 0, now < was, (was - now) * 100 > context.limit * was {
            found.append(
                context.finding(
                    about: .extract(newest.asAt),
                    "open risks fell from \(was) to \(now), by more than \(context.limit)%"))
        }
        return found
    }

    private static let examples = [
        Check.Example("2026-06-30", "lacks 1 risk that is on a register: 2103") {
            $0.drop("2103")
        } butNot: {
            $0.shrinkLimitPercent = 40
            $0.now("2103") { $0.isClosed = true }
        },
        Check.Example("2026-06-30", "open risks fell from 3 to 2, by more than 20%") {
            $0.drop("2101")
        } butNot: {
            $0.shrinkLimitPercent = 40
            $0.drop("2101")
        },
    ]
}
