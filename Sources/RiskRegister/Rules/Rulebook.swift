/// A trust's policy, compiled: registers, decisions and the settings of checks, as of a day.
///
/// Rules are files a board can read (Rules/); this is what they become. It is made by the Rulebooks
/// target from a folder, and is immutable.
package struct Rulebook: Sendable {
    /// The rulebook's id ("hct").
    package var id: String
    /// Its name in words.
    package var name: String
    /// Its version.
    package var version: String
    /// The first day it is in force.
    package var effectiveFrom: Day
    /// Who approved it.
    package var approvedBy: String
    /// The document it comes from.
    package var sourceDocument: String
    /// SHA-256 over its files, 64 hexadecimal digits.
    package var digest: String
    /// The registers, lowest rank first.
    package var registers: [RegisterDefinition]
    /// The compiled decisions by role.
    package var decisions: RuleDecisions
    /// The settings of checks by code, from the findings decision.
    package var findingSettings: [String: FindingSetting]
    /// The mappings of its mappings/ folder, by id.
    package var mappings: [SourceMapping]
    /// The share of open risks by which an extract may shrink before the import is refused, in percent (20).
    package var shrinkLimitPercent: Int
    /// The matrix that it declares; nil for the package's default.
    package var declaredMatrix: ScoreMatrix?
    /// Bodies with those who may decide for them; a body that is not among them decides for itself.
    package var bodies: [BodyDefinition]

    /// A compiled rulebook.
    package init(
        id: String, name: String, version: String, effectiveFrom: Day, approvedBy: String,
        sourceDocument: String, digest: String, registers: [RegisterDefinition],
        decisions: RuleDecisions, findingSettings: [String: FindingSetting],
        mappings: [SourceMapping], shrinkLimitPercent: Int, declaredMatrix: ScoreMatrix? = nil,
        bodies: [BodyDefinition] = []
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.effectiveFrom = effectiveFrom
        self.approvedBy = approvedBy
        self.sourceDocument = sourceDocument
        self.digest = digest
        self.registers = registers
        self.decisions = decisions
        self.findingSettings = findingSettings
        self.mappings = mappings
        self.shrinkLimitPercent = shrinkLimitPercent
        self.declaredMatrix = declaredMatrix
        self.bodies = bodies
    }

    /// The matrix that it scores by.
    package var matrix: ScoreMatrix { declaredMatrix ?? .npsa }

    /// The register of a purpose, if the rulebook has one.
    package func register(for purpose: RegisterDefinition.Purpose) -> RegisterDefinition? {
        registers.first { $0.purpose == purpose }
    }

    /// The definition of a register id.
    package func register(_ id: String) -> RegisterDefinition? { registers.first { $0.id == id } }

    /// The rank of a register id, for ordering; unknown ids come last.
    package func rank(_ id: String) -> Int { register(id)?.rank ?? Int.max }

    /// The setting of a check: as the rulebook says, else on with the check's own severity and no limit.
    package func setting(_ code: String, default severity: Severity) -> FindingSetting {
        findingSettings[code] ?? FindingSetting(isOn: true, severity: severity, limit: nil)
    }
}

/// One register of the rulebook.
package struct RegisterDefinition: Hashable, Sendable {
    /// What papers and checks know the register as, whatever the trust calls it.
    package enum Purpose: String, Hashable, Sendable {
        /// The high level risk register: HLRR, CRR, SRR, 15+ register.
        case highLevel = "high level"
        /// The board assurance framework.
        case assuranceFramework = "assurance framework"
        /// Any other register.
        case other
    }

    /// The register's id ("HLRR").
    package var id: String
    /// Its name ("High Level Risk Register").
    package var name: String
    /// Its rank: higher goes higher.
    package var rank: Int
    /// What it is known as.
    package var purpose: Purpose
    /// Who reviews it ("Executive Team").
    package var reviewer: String
    /// How often, in words ("monthly").
    package var rhythm: String
    /// Ids by which other rulebooks of the organisation know a register of the same purpose.
    ///
    /// An export that was read under one of them marks its risks by those.
    package var otherIDs: [String] = []

    /// A register.
    package init(
        id: String, name: String, rank: Int, purpose: Purpose, reviewer: String, rhythm: String
    ) {
        self.id = id
        self.name = name
        self.rank = rank
        self.purpose = purpose
        self.reviewer = reviewer
        self.rhythm = rhythm
    }
}

/// How a rulebook sets one check.
package struct FindingSetting: Hashable, Sendable {
    /// The check runs.
    package var isOn: Bool
    /// How much its findings matter.
    package var severity: Severity
    /// Its limit in the check's unit (months static, days of an extract's age), where it has one.
    package var limit: Int?

    /// A setting.
    package init(isOn: Bool, severity: Severity, limit: Int?) {
        self.isOn = isOn
        self.severity = severity
        self.limit = limit
    }
}
