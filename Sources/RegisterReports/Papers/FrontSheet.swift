import RiskRegister

extension PaperBasis {
    /// The organisation's name: the framework's, or its code.
    var organisation: String {
        if let name = view.framework?.organisationName, !name.isEmpty { return name }
        return view.organisation.isEmpty ? "Organisation not named" : view.organisation
    }

    /// A paper with its head and front sheet.
    ///
    /// - Parameters:
    ///   - report: The report's id.
    ///   - title: The title.
    ///   - mainTable: The id of its main table.
    ///   - meeting: The body it goes to.
    ///   - purpose: What the body is asked to do.
    /// - Returns: The paper, without a body.
    func paper(
        _ report: String, title: String, mainTable: String, meeting: String, purpose: String
    ) -> Paper {
        var paper = Paper(
            report: report, title: title, organisation: organisation, asAt: asAt,
            knownAt: view.knownAt, knownAtTime: view.knownAtTime, mainTable: mainTable)
        paper.frontSheet = [
            Paper.Pair("Paper for", meeting), Paper.Pair("Purpose", purpose),
            Paper.Pair("Newest extract", extractSentence),
            Paper.Pair("Compared with", comparisonSentence),
            Paper.Pair("Rules", rulesSentence),
            Paper.Pair("Threshold", thresholdSentence),
        ]
        return paper
    }

    private var extractSentence: String {
        guard let newest = view.newest else { return "none: no extract with risks was imported" }
        let age = newest.asAt.days(to: asAt)
        let old = age > 0 ? ", \(Count.of(age, "day")) before the day of this paper" : ""
        let scope = newest.scope == .all ? "" : ", covering \(newest.scope) only"
        let rest = notCovered.map { "; \($0)" } ?? ""
        return "\(newest.source), \(newest.asAt.inWords)\(scope)\(old)\(rest)"
    }

    /// "144 risks not covered, last known on 31 May 2026"; nil where the newest extracts cover all.
    var notCovered: String? {
        let days = Dictionary(
            grouping: all.filter { $0.isOutOfScope && $0.status == .open }, by: \.lastSeen)
        guard !days.isEmpty else { return nil }
        return days.sorted { $0.key < $1.key }.map { day, risks in
            "\(Count.of(risks.count, "open risk")) not covered, last known on \(day.inWords)"
        }.joined(separator: "; ")
    }

    private var comparisonSentence: String {
        let rescaled = sizeBefore.map {
            "; scores then stood on a \($0) matrix, and are not compared with those of today's "
                + "\(scale.size)"
        }
        return comparedDay + (rescaled ?? "")
    }

    private var comparedDay: String {
        guard let day = earlierDay else { return "no earlier import" }
        if let issued = view.papers.last(where: { $0.asAt == day }) {
            return "\(day.inWords), the paper issued to \(issued.meeting)"
        }
        return day == view.previous?.asAt
            ? "\(day.inWords), the extract before" : "the register as at \(day.inWords)"
    }

    private var rulesSentence: String {
        let rulebook = view.rulebook
        return "\(rulebook.name), version \(rulebook.version), in force from "
            + "\(rulebook.effectiveFrom.inWords); approved by: \(rulebook.approvedBy)"
    }

    var thresholdSentence: String {
        let matrix = scale.size == .npsa ? "" : ", on a \(scale.size) matrix"
        return scale.threshold.map { "\($0) or more\(matrix)" } ?? "the rules give none"
    }

    /// What a paper cannot show for lack of data, each with its reason.
    func missing(framework: Bool, comparison: Bool = true, actions: Bool = true) -> [String] {
        var sentences: [String] = []
        if comparison, earlierDay == nil {
            sentences.append("Movement is not shown: no earlier import.")
        }
        if framework, view.framework == nil {
            sentences.append(
                "Objectives, controls, assurances and gaps are not shown: no assurance framework was "
                    + "imported. Objective codes count as strategic until one is.")
        }
        if actions, view.actions == nil {
            sentences.append(
                "Actions of the risk system are not shown: no actions file was imported. That is not "
                    + "the same as no actions.")
        }
        if view.newest == nil {
            sentences.append("Operational risks are not shown: no extract was imported.")
        }
        if view.framework != nil, view.framework?.appetites.isEmpty == true {
            sentences.append("Appetite is not shown: the framework states none.")
        }
        return sentences
    }

    private func keptSentence(_ kept: Int) -> String {
        guard kept > 0 else { return "" }
        return
            " \(Count.of(kept, "operational risk")) \(kept == 1 ? "stays" : "stay") on a register "
            + "though the rules do not put \(kept == 1 ? "it" : "them") there, until people agree."
    }

    /// What a body is asked to decide, by the question, with the ids; nil when nothing.
    ///
    /// The front sheet answers what is wanted of its reader before the tables do.
    func wanted(of body: String?, on register: RegisterDefinition? = nil) -> String? {
        let asked = questions(on: register).filter { body != nil && $0.needs == body }
        guard !asked.isEmpty else { return nil }
        var groups: [(question: String, ids: [String])] = []
        for question in asked {
            let text = question.words
            if groups.last?.question != text { groups.append((text, [])) }
            groups[groups.count - 1].ids += question.states.map { name($0) }
        }
        let parts = groups.map { "\($0.question) \($0.ids.joined(separator: ", "))" }
        return "\(Count.of(asked.count, "decision")). \(parts.joined(separator: "; "))."
    }

    /// The newest extract's account of its records, as a sentence that adds up.
    var balanceSentence: String? {
        guard let newest = view.newest else { return nil }
        let balance = newest.balance
        let parts = [
            "\(Count.grouped(balance.routed)) at the threshold",
            "\(Count.grouped(balance.belowThreshold)) below it",
            "\(Count.grouped(balance.closed)) closed",
            "\(Count.grouped(balance.unapproved)) not approved",
            "\(Count.grouped(balance.unroutable)) without a score",
            "\(Count.grouped(balance.rejected)) rejected",
        ]
        return "\(Count.of(balance.records, "record")) of the extract of "
            + "\(newest.asAt.inWords): \(parts.joined(separator: ", ")). "
            + "\(balance.balances ? "That is all of them." : "That is NOT all of them.")"
            + keptSentence(balance.keptOnRegister)
    }
}
