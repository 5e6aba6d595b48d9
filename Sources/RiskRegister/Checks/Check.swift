/// One check: what it looks for, why that matters, what to do, and the function that looks.
///
/// Checks are registered in array literals, a file a family (`ScoreChecks.all`), and gathered in
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
    /// What its limit counts ("months"); the number is the rulebook's, and without one it does not run.
    package let limit: String?
    /// Why it matters, as one sentence.
    package let why: String
    /// What to do about a finding, as one sentence.
    package let advice: String
    /// The function that looks.
    package let run: Run

    init(
        _ code: String, _ title: String, _ severity: Severity, needs: [Need] = [],
        reader: Reader, limit: String? = nil, why: String, advice: String, run: Run
    ) {
        self.code = code
        self.title = title
        self.severity = severity
        self.needs = needs
        self.reader = reader
        self.limit = limit
        self.why = why
        self.advice = advice
        self.run = run
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

    /// How a check looks.
    package enum Run: Sendable {
        /// At each live risk: open, and not waiting for approval or rejected.
        case live(@Sendable (CheckContext, RiskState) -> [Finding])
        /// At each risk, whatever its status; the function chooses.
        case everyRisk(@Sendable (CheckContext, RiskState) -> [Finding])
        /// At the register as a whole.
        case register(@Sendable (CheckContext) -> [Finding])
        /// While a file is read; `Checks.run` only gathers what was found then.
        case reading
    }
}
