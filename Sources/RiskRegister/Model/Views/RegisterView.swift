/// One organisation's register as it was on a day, as known at a point of the chain: what every
/// question and paper reads.
///
/// A register may hold many organisations; a view is of exactly one, with its own framework, rulebook,
/// extracts, rulings and papers, so that two organisations that share ids never mix. The same (day, known-at, software version) always gives the same view, and so the same bytes.
package struct RegisterView: Sendable {
    /// The organisation whose register it is.
    package var organisation: String
    /// The register holds other organisations too, so that ids are printed with theirs.
    package var isOneOfSeveral = false
    /// Which risks it holds; the rest is as of the whole organisation.
    package var selection = RiskSelection.everything
    /// The day the answers speak for.
    package var asAt: Day
    /// The sequence of the newest entry that counts.
    package var knownAt: Int
    /// The instant of storing of that entry, ISO 8601 UTC.
    package var knownAtTime: String
    /// The rulebook of the day.
    package var rulebook: Rulebook
    /// Extracts that count on the day and are not superseded, oldest first.
    package var extracts: [ExtractSummary] = []
    /// The newest extract with risk records on the day.
    package var newest: ExtractSummary?
    /// The extract with risk records before it.
    package var previous: ExtractSummary?
    /// Records of the newest extracts that were rejected, by the risk whose id they repeat.
    package var doubles: [RejectedDouble] = []
    /// Operational risks, by key.
    package var risks: [RiskState] = []
    /// Principal risks, by key.
    package var principalRisks: [RiskState] = []
    /// The framework of the day; nil when none was imported.
    package var framework: AssuranceFramework?
    /// The framework that it took the place of; nil when it is the first.
    package var frameworkBefore: AssuranceFramework?
    /// The day the framework speaks for.
    package var frameworkDay: Day?
    /// The actions of the day; nil when no actions file was imported.
    package var actions: [ActionRecord]?
    /// The day the actions speak for.
    package var actionsDay: Day?
    /// Rulings dated on or before the day, by date, then sequence.
    package var rulings: [Ruling] = []
    /// Which records are principal risks' own on the day.
    package var ownRecords = OwnRecords()
    /// Papers issued for earlier days, oldest first.
    package var papers: [IssuedPaper] = []
    /// Rulebooks adopted and in force on or before the day, oldest first, as "id version (from day)".
    package var rulebooks: [AdoptedRulebook] = []
    /// What the checks found, sorted; empty until `Checks.run` filled it.
    package var findings: [Finding] = []
    /// Checks that could not run, with the reason ("not run: no actions file"), by code.
    package var notRun: [NotRun] = []

    /// An empty view.
    package init(
        of organisation: String, asAt: Day, knownAt: Int, knownAtTime: String, rulebook: Rulebook
    ) {
        self.organisation = organisation
        self.asAt = asAt
        self.knownAt = knownAt
        self.knownAtTime = knownAtTime
        self.rulebook = rulebook
    }

    /// All risks of both levels, by key.
    ///
    /// A view is of one organisation, and operational risks come first.
    package var allRisks: [RiskState] { risks + principalRisks }

    /// The id to print: with the organisation when the register holds more than one.
    package func label(_ key: RiskKey) -> String {
        isOneOfSeveral ? "\(key.organisation):\(key.id)" : key.id
    }

    /// The risk that a typed id names: "2101", "PR3", or "ORG:2101" of this organisation.
    package func risk(named id: String) -> RiskState? {
        if let exact = risk(withID: id) { return exact }
        guard id.hasPrefix(organisation + ":") else { return nil }
        return risk(withID: String(id.dropFirst(organisation.count + 1)))
    }

    private func risk(withID id: String) -> RiskState? {
        for risks in [risks, principalRisks] {
            // By key: found by halving.
            var (low, high) = (0, risks.count)
            while low < high {
                let middle = (low + high) / 2
                if RiskKey.precedes(risks[middle].key.id, id) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            if low < risks.count, risks[low].key.id == id { return risks[low] }
        }
        // The same id in another form of Unicode has another place.
        return allRisks.first { $0.key.id == id }
    }
}
