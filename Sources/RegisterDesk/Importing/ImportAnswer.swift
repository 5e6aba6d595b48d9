import RegisterStore
package import RiskRegister

/// What became of an import.
package struct ImportAnswer: DeskAnswer {
    /// How it ended.
    package enum Disposition: String, Codable, Hashable, Sendable {
        /// It is in the register.
        case stored
        /// It would be stored; nothing was written.
        case dryRun
        /// The very same files are in the register: nothing was written.
        case alreadyThere
    }

    /// Rules that came into force.
    package struct Adopted: Codable, Hashable, Sendable {
        package var id: String
        package var version: String
        package var effectiveFrom: Day
    }

    /// Open risks that the extracts of the day do not cover.
    package struct NotCovered: Codable, Hashable, Sendable {
        /// The day of which they are known.
        package var lastKnown: Day
        /// How many.
        package var risks: Int
    }

    /// A record whose id occurs twice.
    package struct Rejected: Codable, Hashable, Sendable {
        /// The id.
        package var id: String
        /// The line on which it starts; 0 when unknown.
        package var line: Int
    }

    /// Something that reading found of a file as a whole.
    package struct Remark: Codable, Hashable, Sendable {
        package var code: String
        package var id: String
        package var message: String
    }

    /// The extract.
    package var extract: ExtractLine
    /// How it ended.
    package var disposition: Disposition
    /// The rules that were adopted because the register had none.
    package var adopted: Adopted?
    /// It speaks for a day before one that the register had, or replaces one.
    package var isLate: Bool
    /// It covers a part of the register only.
    package var isPart: Bool
    /// It holds risk records.
    package var hasRisks: Bool
    /// Open risks that neither it nor others of its day and source cover, by day.
    package var notCovered: [NotCovered]
    /// Ids of open risks of the extract before that it lacks.
    package var vanished: [String]
    /// Ids of open risks that an export of open risks lacks and nobody has answered for.
    package var asked: [String]
    /// Ids of risks that it lacks and that people answered for.
    package var answered: [String]
    /// Ids of risks whose record differs from the extract that it supersedes.
    package var replaced: [String]
    /// Second records of an id, kept raw and counted as rejected.
    package var rejected: [Rejected]
    /// What reading found of the files.
    package var findings: [Remark]
    /// What was answered before and is answered otherwise since.
    package var pastChanges: [PastChangeLine]
    /// How many there are; no more than `PastChanges.most` are listed.
    package var pastChangesInAll: Int
    /// What else whoever imports should know, a line each.
    package var remarks: [String]
    /// What was made of each file, where it was asked before anything is stored.
    package var readings: [FileReading]

    package var document: ExtractLine { extract }

    init(_ result: ImportResult, remarks: [String], readings: [FileReading] = []) {
        self.readings = readings
        let extract = result.extract
        self.extract = ExtractLine(extract, showsKept: true)
        self.extract.baselineMoves = result.baselineMoves.map(MovedBaseline.init)
        disposition =
            switch result.disposition {
            case .stored: .stored
            case .dryRun: .dryRun
            case .alreadyThere: .alreadyThere
            }
        adopted = result.adopted.map {
            Adopted(id: $0.id, version: $0.version, effectiveFrom: $0.effectiveFrom)
        }
        isLate = result.isLate
        isPart = extract.scope != .all
        hasRisks = extract.hasRisks
        notCovered = result.notCovered.sorted { $0.key < $1.key }
            .map { NotCovered(lastKnown: $0, risks: $1) }
        vanished = result.vanished.map(\.id)
        asked = result.asked.map(\.id)
        answered = result.answered.map(\.id)
        replaced = result.replaced.map(\.id)
        rejected = result.rejected.map { Rejected(id: $0.key.id, line: $0.line) }
        findings = extract.findings.map {
            Remark(code: $0.code, id: $0.subject.id, message: $0.message)
        }
        pastChanges = result.pastChanges.list.map(PastChangeLine.init)
        pastChangesInAll = result.pastChanges.count
        self.extract.pastChanges = pastChanges
        self.remarks = remarks
    }
}
