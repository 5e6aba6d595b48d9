/// Which operational risks are linked to which principal risks.
///
/// A link is said by either side: the operational record names its principal risk, or the framework's
/// line names the record as linked or as its own. Checks, papers and pages all ask here.
///
///     RiskLinks(view.risks, framework: view.framework).risks(under: "PR1")
package struct RiskLinks: Sendable {
    /// Linked operational risks by the id of the principal risk, in the order in which they were given.
    package let byPrincipal: [String: [RiskState]]

    /// The links among some risks of one organisation; those that are not operational are left out.
    ///
    /// - Parameters:
    ///   - risks: The risks.
    ///   - framework: The framework of the day.
    ///   - placements: Where people placed operational risks, by id: there and nowhere else.
    package init(
        _ risks: [RiskState], framework: AssuranceFramework?, placements: [String: String] = [:]
    ) {
        var named: [String: [String]] = [:]
        for line in framework?.principalRisks ?? [] {
            for id in line.linkedRisks + [line.ownRecord].compactMap({ $0 }) {
                named[id, default: []].append(line.id)
            }
        }
        var links: [String: [RiskState]] = [:]
        for state in risks where state.key.level == .operational {
            if let home = placements[state.key.id] {
                links[home, default: []].append(state)
                continue
            }
            let homes = (named[state.key.id] ?? []) + [state.record.principalRisk].compactMap { $0 }
            for home in Set(homes) { links[home, default: []].append(state) }
        }
        byPrincipal = links
    }

    /// The operational risks linked to a principal risk.
    package func risks(under principal: String) -> [RiskState] { byPrincipal[principal] ?? [] }
}

extension RegisterView {
    /// Where people placed operational risks on the day: the principal risk by the operational one's id.
    ///
    /// A placement under what the framework no longer lists does not count.
    package var placements: [String: String] {
        let known = Set((framework?.principalRisks ?? []).map(\.id))
        var placements: [String: String] = [:]
        for ruling in rulings where ruling.verb == .place && ruling.counts(on: asAt) {
            if let under = ruling.terms.under, known.contains(under) {
                placements[ruling.subject.id] = under
            }
        }
        return placements
    }
}
