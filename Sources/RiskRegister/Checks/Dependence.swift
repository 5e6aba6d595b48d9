/// What a check's findings follow from: what must be read to find them, and when they may change.
///
/// A risk's record, its standing and the rulebook always count; a principal risk's record is its line
/// of the framework, with the names of the framework's executives. The rest is declared:
///
///     .risk([.actions], onDay: true)   // AC01: one risk and its actions, and the day asked
package struct Dependence: Hashable, Sendable {
    /// Of what a finding's subject must be known.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// One risk: its findings can be found without any other risk, but for those declared.
        case risk = "one risk"
        /// The organisation as a whole: one more risk may change what is found about another.
        case organisation = "the organisation as a whole"
        /// Extracts: what their files held and how their records add up, without the risks.
        case extracts = "its extracts"
    }

    /// Something besides the risk itself.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        /// The framework of the day, beyond the lines of principal risks.
        case framework = "the framework"
        /// The actions of the risk.
        case actions = "its actions"
        /// Actions that the risk's gaps name, whosever they are.
        case namedActions = "the actions that it names"
        /// The risk in the extract before.
        case before = "the extract before"
        /// Operational risks linked to a principal risk, with their actions where `actions` is declared.
        case linkedRisks = "the risks linked to it"
        /// Live risks with the same local reference, the first few of them where there are many.
        case sameReference = "the risks with its reference"
        /// Rulings about the risk.
        case rulings = "rulings about it"
        /// The persons whom the organisation's records name as owners and managers.
        case people = "the people whom the register names"
        /// What other checks found about the risk.
        case findings = "what else was found"
    }

    /// One risk, the organisation or extracts.
    package let scope: Scope
    /// What is read besides.
    package let parts: Set<Part>
    /// The as-at day itself counts ("overdue by 3 days"), beyond choosing record, rulebook and framework.
    ///
    /// What does not depend on it can be stored, and holds until something else changes.
    package let onDay: Bool

    static func risk(_ parts: Set<Part> = [], onDay: Bool = false) -> Dependence {
        Dependence(scope: .risk, parts: parts, onDay: onDay)
    }

    static func organisation(_ parts: Set<Part> = [], onDay: Bool = false) -> Dependence {
        Dependence(scope: .organisation, parts: parts, onDay: onDay)
    }

    static func extracts(onDay: Bool = false) -> Dependence {
        Dependence(scope: .extracts, parts: [], onDay: onDay)
    }

    /// It holds on any day, until the subject or a part of what is declared changes.
    ///
    /// What looks at other findings lasts no longer than they do.
    package var isLasting: Bool { !onDay && !parts.contains(.findings) }

    /// "one risk, its actions and the day asked".
    var inWords: String {
        let parts = Part.allCases.filter(self.parts.contains).map(\.rawValue)
        return Wording.list([scope.rawValue] + parts + (onDay ? ["the day asked"] : []))
    }
}
