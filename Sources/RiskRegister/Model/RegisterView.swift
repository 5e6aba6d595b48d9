/// The register as it was on a day, as known at a point of the chain: what every question and paper reads.
///
/// The same (day, known-at, software version) always gives the same view, and so the same bytes.
package struct RegisterView: Sendable {
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
    /// Operational risks, by key.
    package var risks: [RiskState] = []
    /// Principal risks, by key.
    package var principalRisks: [RiskState] = []
    /// The framework of the day; nil when none was imported.
    package var framework: AssuranceFramework?
    /// The day the framework speaks for.
    package var frameworkDay: Day?
    /// The actions of the day; nil when no actions file was imported.
    package var actions: [ActionRecord]?
    /// The day the actions speak for.
    package var actionsDay: Day?
    /// Rulings dated on or before the day, by date, then sequence.
    package var rulings: [Ruling] = []
    /// Papers issued for earlier days, oldest first.
    package var papers: [IssuedPaper] = []
    /// Rulebooks adopted and in force on or before the day, oldest first, as "id version (from day)".
    package var rulebooks: [AdoptedRulebook] = []
    /// What the checks found, sorted; empty until `Checks.run` filled it.
    package var findings: [Finding] = []
    /// Checks that could not run, with the reason ("not run: no actions file"), by code.
    package var notRun: [NotRun] = []

    /// An empty view.
    package init(asAt: Day, knownAt: Int, knownAtTime: String, rulebook: Rulebook) {
        self.asAt = asAt
        self.knownAt = knownAt
        self.knownAtTime = knownAtTime
        self.rulebook = rulebook
    }

    /// All risks of both levels, by key.
    package var allRisks: [RiskState] { (risks + principalRisks).sorted { $0.key < $1.key } }

    /// The organisations with risks, sorted.
    package var organisations: [String] { Array(Set(allRisks.map(\.key.organisation))).sorted() }

    /// The id to print: with the organisation when there is more than one.
    package func label(_ key: RiskKey) -> String {
        isOfManyOrganisations ? "\(key.organisation):\(key.id)" : key.id
    }

    /// There are risks of more than one organisation; both lists are by key, so their ends tell.
    private var isOfManyOrganisations: Bool {
        let ends = [risks.first, risks.last, principalRisks.first, principalRisks.last]
        let organisations = ends.compactMap { $0?.key.organisation }
        return organisations.contains { $0 != organisations.first }
    }

    /// The risk that a typed id names: "2101", "PR3" or "ORG:2101".
    package func risk(named id: String) -> RiskState? {
        let all = allRisks
        return all.first { label($0.key) == id } ?? all.first { $0.key.id == id }
    }
}

/// A check that could not run for lack of data: it says so instead of showing zero.
package struct NotRun: Hashable, Sendable {
    /// The check's code.
    package var code: String
    /// Why it did not run ("no actions file").
    package var reason: String

    /// A check that did not run.
    package init(code: String, reason: String) {
        self.code = code
        self.reason = reason
    }
}

/// A paper that was issued to a meeting, so that "changed" can mean since then.
package struct IssuedPaper: Hashable, Sendable {
    /// Its sequence in the chain.
    package var sequence = 0
    /// The report ("hlrr").
    package var report: String
    /// The day it speaks for.
    package var asAt: Day
    /// The sequence that it knew.
    package var knownAt: Int
    /// The meeting it went to.
    package var meeting: String
    /// SHA-256 over its content.
    package var fingerprint: String
    /// The ids of the risks shown, in order.
    package var risks: [String]
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt = ""

    /// A paper for a meeting.
    package init(
        report: String, asAt: Day, knownAt: Int, meeting: String, fingerprint: String,
        risks: [String]
    ) {
        self.report = report
        self.asAt = asAt
        self.knownAt = knownAt
        self.meeting = meeting
        self.fingerprint = fingerprint
        self.risks = risks
    }
}

/// A rulebook that was adopted: an entry of the chain.
package struct AdoptedRulebook: Hashable, Sendable {
    /// Its sequence in the chain.
    package var sequence: Int
    /// The rulebook's id.
    package var id: String
    /// Its version.
    package var version: String
    /// The first day it is in force.
    package var effectiveFrom: Day
    /// SHA-256 over its files.
    package var digest: String
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt: String

    /// An adopted rulebook.
    package init(
        sequence: Int, id: String, version: String, effectiveFrom: Day, digest: String,
        recordedAt: String
    ) {
        self.sequence = sequence
        self.id = id
        self.version = version
        self.effectiveFrom = effectiveFrom
        self.digest = digest
        self.recordedAt = recordedAt
    }
}

/// One thing that changed between two days, with a sentence as a board paper writes it.
package struct Change: Hashable, Sendable {
    /// What kind of change it is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case new, up, down, entered, left, returned, vanished, closed, reopened, rolled, reowned
        case rescored
    }

    /// The risk.
    package var key: RiskKey
    /// The id to print.
    package var id: String
    /// What changed.
    package var kind: Kind
    /// The score or value before; nil when there was none.
    package var from: String?
    /// The score or value after.
    package var to: String?
    /// The sentence: "2101 reduced from 16 to 12 (likelihood 4 to 3); stays on HLRR ...".
    package var sentence: String

    /// A change.
    package init(key: RiskKey, id: String, kind: Kind, from: String?, to: String?, sentence: String)
    {
        self.key = key
        self.id = id
        self.kind = kind
        self.from = from
        self.to = to
        self.sentence = sentence
    }
}
