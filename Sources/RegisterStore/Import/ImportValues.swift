package import RiskRegister

/// What one import says of itself before its first record is read.
package struct ImportHeader: Hashable, Sendable {
    /// The day the extract speaks for.
    package var asAt: Day
    /// The organisation.
    package var organisation: String
    /// The source system.
    package var source: String
    /// What it covers.
    package var scope: ExtractScope
    /// The software that stores it ("baf 0.1.0").
    package var software: String
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt: String
    /// What people say of risks that it lacks, by id.
    package var absences: [String: AbsenceAnswer]

    /// A header.
    package init(
        asAt: Day, organisation: String, source: String, scope: ExtractScope = .all,
        software: String, recordedAt: String, absences: [String: AbsenceAnswer] = [:]
    ) {
        self.asAt = asAt
        self.organisation = organisation
        self.source = source
        self.scope = scope
        self.software = software
        self.recordedAt = recordedAt
        self.absences = absences
    }
}

/// What people say of a risk that an extract lacks.
package enum AbsenceAnswer: Hashable, Sendable {
    /// It was closed on a day, as if the export had said so.
    case closed(Day)
    /// The export left it out: it is open, and as last seen.
    case leftOut
}

/// What reading one file had to say, known only when its end was reached.
package struct FileReport: Hashable, Sendable {
    /// The encoding it was read in; nil leaves what was said at its beginning.
    package var encoding: String?
    /// Values repaired on reading.
    package var repaired: Int
    /// Elements that no mapping names.
    package var unmapped: [String]
    /// Findings about the file itself (RD01 ...).
    package var findings: [Finding]

    /// A report on a file.
    package init(
        encoding: String? = nil, repaired: Int = 0, unmapped: [String] = [],
        findings: [Finding] = []
    ) {
        self.encoding = encoding
        self.repaired = repaired
        self.unmapped = unmapped
        self.findings = findings
    }
}

/// How an import ended.
package struct ImportResult: Sendable {
    /// What became of it.
    package enum Disposition: String, Hashable, Sendable {
        /// It is in the register.
        case stored
        /// It would be stored; nothing was written.
        case dryRun
        /// The very same files are in the register for that day, source and scope: nothing was written.
        case alreadyThere
    }

    /// What became of it.
    package var disposition: Disposition
    /// The extract; when it was already there, the one in the register.
    package var extract: ExtractSummary
    /// Open risks of the extract before that this one lacks, sorted.
    package var vanished: [RiskKey] = []
    /// Open risks that an export of open risks only lacks and nobody has answered for, sorted.
    package var asked: [RiskKey] = []
    /// Risks that it lacks and that people answered for, sorted.
    package var answered: [RiskKey] = []
    /// Risks whose record is new or other than in the extract that this one supersedes, sorted.
    package var replaced: [RiskKey] = []
    /// Records that were counted as rejected: the risk whose id they repeat, and the line of the file; by key, then line.
    package var rejected: [RejectedRecord] = []
    /// The rulebook that was adopted because the register had none.
    package var adopted: AdoptedRulebook?
    /// Open risks that neither it nor others of its day and source cover, by the day of which they are known.
    package var notCovered: [Day: Int] = [:]
    /// Risks of records without an id that share title and description with others of their day.
    package var guessed: [RiskKey] = []
    /// What it changes of what was answered before.
    package var pastChanges = PastChanges()
    /// The extract speaks for a day before one that the register already had, or replaces one.
    package var isLate = false
    /// The parts of which it speaks for an earlier day than any before: their baselines have moved.
    package var baselineMoves: [BaselineMove] = []
    /// How far it falls short of the extract before, when that was accepted.
    package var acceptedShrinkage: StoreError.Shrinkage?

    /// A result.
    package init(disposition: Disposition, extract: ExtractSummary) {
        self.disposition = disposition
        self.extract = extract
    }
}

/// A record whose id occurs twice in an extract, kept raw and not a risk of its own.
package struct RejectedRecord: Hashable, Sendable {
    /// The risk whose id it repeats.
    package var key: RiskKey
    /// The line on which it starts; 0 when unknown.
    package var line: Int

    /// A rejected record.
    package init(key: RiskKey, line: Int) {
        self.key = key
        self.line = line
    }
}
