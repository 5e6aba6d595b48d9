package import RiskRegister

/// Why the register cannot do what was asked; nothing was changed.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such file.
    case missing(path: String)
    /// The file is not a register, with what it is instead.
    case notARegister(path: String, reason: String)
    /// The register was made by newer software.
    case newer(path: String)
    /// What it derives was made by a newer engine than this software's.
    case derivedByNewer(path: String, engine: String, own: String)
    /// Another process is writing.
    case locked(path: String)
    /// The disk, or the place for temporary files, is full.
    case diskFull(path: String)
    /// Reading or writing failed.
    case inputOutput(path: String, message: String)
    /// The file or its folder cannot be written.
    case notWritable(path: String)
    /// The file is damaged, with what SQLite says.
    case damaged(path: String, message: String)
    /// Nothing has been imported, so there is no day to speak for.
    case nothingImported
    /// The day lies before the first extract.
    case nothingBefore(Day, first: Day)
    /// No extract is of a day between two.
    case noExtract(from: Day, to: Day, first: Day, newest: Day)
    /// Rules that are tried would come into force after the last day that is looked at.
    case notInForce(from: Day, last: Day)
    /// No rulebook has been adopted.
    case noRulebook
    /// No entry of the chain was there at that time or has that sequence.
    case noEntry(String)
    /// There is no such risk.
    case noSuchRisk(String)
    /// No extract is of the organisation; the codes that there are.
    case noSuchOrganisation(String, known: [String])
    /// The register holds several organisations, and one was to be named; their codes.
    case severalOrganisations([String])
    /// A folder of rules was edited without a new version.
    case rulebookEdited(id: String, version: String, adopted: String, found: String)
    /// The extract lacks too much of the one before.
    case shrunk(Shrinkage)
    /// What was answered for risks that the extract should lack cannot be so.
    case absencesRefused([AbsenceFault])
    /// What the register keeps cannot be read back: the row, and why.
    case unreadable(row: String, reason: String)

    /// How an extract falls short of the one before it.
    package struct Shrinkage: Hashable, Sendable {
        /// The day of the extract before.
        package var before: Day
        /// Open risks then, of the same source and within the scope.
        package var openBefore: Int
        /// The share of open risks that may go missing, in percent.
        package var limitPercent: Int
        /// Open risks of the extract before that this one lacks, sorted.
        package var absent: [RiskKey]
        /// Those of them that stand on the high-level register or the assurance framework, sorted.
        package var absentFromRegisters: [RiskKey]
        /// Directorates of absent risks of which the extract holds no record, sorted.
        package var directorates: [String]
        /// Every absent id has a new one with the same number: the first of them.
        package var lookAlike: LookAlike?
        /// The export holds open risks only.
        package var holdsOpenOnly: Bool

        /// An absent id and a new one with the same number.
        package struct LookAlike: Hashable, Sendable {
            /// The id that is absent.
            package var absent: String
            /// The id that is new.
            package var found: String
        }

        /// The share of open risks that is absent, in percent, rounded down.
        package var absentPercent: Int {
            openBefore == 0 ? 0 : absent.count * 100 / openBefore
        }
    }

    /// An answer for a risk that cannot be so.
    package struct AbsenceFault: Hashable, Sendable {
        /// The id.
        package var id: String
        /// Why not.
        package var reason: String
    }

    package var description: String {
        switch self {
        case .missing(let path): "there is no register at \(path)"
        case .notARegister(let path, let reason): "\(path) is not a register: \(reason)"
        case .newer(let path): "\(path) was made by a newer version of this software"
        case .derivedByNewer(let path, let engine, let own):
            "\(path) was derived by engine \(engine), and this software has engine \(own)"
        case .locked(let path): "\(path) is locked: another process is writing to it"
        case .diskFull(let path): "the disk is full: \(path) could not be written"
        case .inputOutput(let path, let message): "\(path) could not be read or written: \(message)"
        case .notWritable(let path): "\(path) cannot be written"
        case .damaged(let path, let message): "\(path) is damaged: \(message)"
        case .nothingImported: "nothing has been imported"
        case .nothingBefore(let day, let first):
            "the register knows nothing of \(day): its first extract is of \(first)"
        case .noExtract(let from, let to, let first, let newest):
            "no extract is of a day from \(from) to \(to): the register's are of \(first) to \(newest)"
        case .notInForce(let from, let last):
            "rules in force from \(from) do not hold on \(last), the last day asked for"
        case .noRulebook: "no rulebook has been adopted"
        case .noEntry(let what): "the register has no entry \(what)"
        case .noSuchRisk(let id): "there is no risk \(id)"
        case .noSuchOrganisation(let code, let known):
            "the register has no organisation \(code); it has \(known.joined(separator: ", "))"
        case .severalOrganisations(let codes):
            "the register holds several organisations: \(codes.joined(separator: ", "))"
        case .rulebookEdited(let id, let version, _, _):
            "rulebook \(id) was edited without a new version: \(version) is adopted with other files"
        case .shrunk(let shrinkage):
            "\(shrinkage.absent.count) of \(shrinkage.openBefore) open risks are absent and "
                + "\(shrinkage.absentFromRegisters.count) risks on registers are absent"
        case .absencesRefused(let faults):
            faults.map { "\($0.id): \($0.reason)" }.joined(separator: "; ")
        case .unreadable(let row, let reason): "\(row) cannot be read back: \(reason)"
        }
    }
}
