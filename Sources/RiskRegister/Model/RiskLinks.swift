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
    package init(_ risks: [RiskState], framework: AssuranceFramework?) {
        var named: [String: [String]] = [:]
        for line in framework?.principalRisks ?? [] {
            for id in line.linkedRisks + [line.ownRecord].compactMap({ $0 }) {
                named[id, default: []].append(line.id)
            }
        }
        var links: [String: [RiskState]] = [:]
        for state in risks where state.key.level == .operational {
            let homes = (named[state.key.id] ?? []) + [state.record.principalRisk].compactMap { $0 }
            for home in Set(homes) { links[home, default: []].append(state) }
        }
        byPrincipal = links
    }

    /// The operational risks linked to a principal risk.
    package func risks(under principal: String) -> [RiskState] { byPrincipal[principal] ?? [] }
}
