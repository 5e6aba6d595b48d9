/// One check: what it looks for, why that matters, what it needs and depends on, the function that
/// looks, and examples of what it finds.
///
/// A check is one file in its family's folder (`Scores/SC01ImpossibleScore.swift`) and one line in
/// `Checks.catalogue`. A code never changes its meaning; the rulebook's findings decision may switch
/// a check off, or change its severity or its limit.
package struct Check: Sendable {
    /// The stable code: "SC01".
    package let code: String
    /// What it looks for, as a few words.
    package let title: String
    /// How much its findings matter, unless the rulebook says otherwise.
    package let severity: Severity
    /// The data without which it says "not run" instead of nothing.
    package let needs: [Need]
    /// Who can act on it first; board papers print the rest in an annex.
    package let reader: Reader
    /// What its findings follow from.
    package let dependsOn: Dependence
    /// What it counts up to; without a limit of the rulebook it does not run.
    package let limit: Limit?
    /// Its findings say that something is late: lists for owners print them first.
    package let saysLate: Bool
    /// Why it matters, as one sentence.
    package let why: String
    /// What to do about a finding, as one sentence.
    package let advice: String
    /// How it looks; no function where readers of files raise its findings.
    package let looks: [Look]
    /// What it finds in examples, one a message.
    package let examples: [Example]

    init(
        _ code: String, _ title: String, _ severity: Severity, needs: [Need] = [],
        reader: Reader, dependsOn: Dependence, limit: Limit? = nil, saysLate: Bool = false,
        why: String, advice: String, looks: Look..., examples: [Example]
    ) {
        self.code = code
        self.title = title
        self.severity = severity
        self.needs = needs
        self.reader = reader
        self.dependsOn = dependsOn
        self.limit = limit
        self.saysLate = saysLate
        self.why = why
        self.advice = advice
        self.looks = looks
        self.examples = examples
    }

    /// Data that a check cannot do without.
    package enum Need: String, Sendable, Hashable, CaseIterable {
        /// An actions file, or a framework with actions of its own.
        case actions
        /// An assurance framework.
        case framework
        /// An extract before the newest.
        case history
        /// The trust's own marks of its high level register in the export.
        case highLevelMarks = "marks of the high level register"
        /// The trust's own marks of its assurance framework in the export.
        case frameworkMarks = "marks of the assurance framework"
        /// Appetite or tolerance by domain, in the framework.
        case appetite
        /// Controls, in the framework.
        case controls
        /// Assurances, in the framework.
        case assurances
        /// Gaps in control or assurance, in the framework.
        case gaps
    }

    /// Who can act on a finding first.
    package enum Reader: String, Sendable, Hashable, CaseIterable {
        case riskLead = "risk lead"
        case executive
        case nonExecutive = "non-executive director"
        case auditor
        case auditChair = "audit committee chair"
        case companySecretary = "company secretary"
    }

    /// What a check counts up to; the number is the rulebook's.
    package struct Limit: Sendable {
        /// What it counts, in words ("months").
        package let unit: String
        /// Where the rulebook has the number when its findings decision gives none.
        let otherwise: (@Sendable (Rulebook) -> Int)?

        /// A limit that only the findings decision gives.
        static func of(_ unit: String) -> Limit { Limit(unit: unit, otherwise: nil) }

        /// A limit for which the rulebook has another place besides.
        static func of(
            _ unit: String, otherwise: @escaping @Sendable (Rulebook) -> Int
        ) -> Limit { Limit(unit: unit, otherwise: otherwise) }
    }

    /// One way in which a check looks.
    package enum Look: Sendable {
        /// At each live risk: open, and not waiting for approval or rejected.
        case live(@Sendable (CheckContext, RiskState) -> [Finding])
        /// At each risk, whatever its status; the function chooses.
        case everyRisk(@Sendable (CheckContext, RiskState) -> [Finding])
        /// At each action, whatever its status, with its risk where the register knows it.
        case action(@Sendable (CheckContext, ActionRecord, RiskState?) -> [Finding])
        /// At the register as a whole.
        case register(@Sendable (CheckContext) -> [Finding])
        /// At each ruling, after everything else has been found.
        case ruling(@Sendable (CheckContext, Ruling) -> [Finding])
    }
}
