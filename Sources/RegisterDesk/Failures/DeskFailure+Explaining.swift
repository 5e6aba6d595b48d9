import Foundation
import Intake
import RegisterReports
import RegisterStore
import RiskRegister
import RuleSheets
import Rulebooks
import Tables
import XML

extension DeskFailure {
    /// The failure that an error of the layers below amounts to: its meaning, its lines, what to do.
    package init(explaining error: any Error) {
        switch error {
        case let failure as DeskFailure: self = failure
        case let error as StoreError: self.init(store: error)
        case let error as RulebookError: self.init(rulebook: error)
        case let error as XMLError: self.init(xml: error)
        case let error as RuleSheetError: self.init(sheet: error)
        case let error as TableError: self.init(.refused, error.description)
        case let error as RegisterFileError: self.init(.refused, error.description)
        case let error as ReportError: self.init(.inputOutput, error.description)
        default: self.init(.unexpected, "unexpected: \(error)")
        }
    }

    private init(xml error: XMLError) {
        switch error.kind {
        case .notFound: self.init(.missing, error.description)
        case .notReadable: self.init(.inputOutput, error.description)
        default: self.init(.refused, error.description)
        }
    }

    private init(sheet error: RuleSheetError) {
        switch error {
        case .missing, .noModel: self.init(.missing, error.description)
        case .unreadable, .workbook: self.init(.inputOutput, error.description)
        case .refused: self.init(.refused, error.description + "\nNothing was written.")
        }
    }

    private init(rulebook error: RulebookError) {
        switch error {
        case .noRulebook(let path):
            self.init(.missing, DeskFailure.noRulebook(path))
        case .unreadable: self.init(.inputOutput, error.description)
        case .problems: self.init(.refused, error.description)
        }
    }

    /// What stands at a path that should be a rulebook's folder, and what to name instead.
    private static func noRulebook(_ path: String) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return
                "there is no rulebook in \(path): there is no such folder; name the folder of one, "
                + "as an argument or with --rules"
        }
        return isFolder.boolValue
            ? "there is no rulebook in \(path): it holds no rulebook.yaml; name the folder that does"
            : "there is no rulebook in \(path): it is a file; name the folder that holds rulebook.yaml"
    }

    private init(store error: StoreError) {
        switch error {
        case .missing(let path):
            self.init(
                .missing,
                "there is no register at \(path); `baf import FILE` makes one, --register names another"
            )
        case .notARegister:
            self.init(
                .refused,
                "\(error)\nName the register with --register; `baf import FILE` makes one where no file is."
            )
        case .newer, .derivedByNewer:
            self.init(
                .refused,
                "\(error)\nNothing was changed. Use the version that wrote it last, or a newer one."
            )
        case .damaged, .unreadable, .noRulebook:
            self.init(.refused, error.description)
        case .locked:
            self.init(.locked, "\(error)\nWait until it has finished, then run this again.")
        case .diskFull, .inputOutput:
            self.init(.inputOutput, "\(error)\nNothing was changed.")
        case .notWritable: self.init(.cannotWrite, error.description)
        case .notInForce: self.init(.usage, error.description)
        case .nothingImported:
            self.init(.missing, "nothing has been imported yet; `baf import FILE` does")
        case .severalOrganisations:
            self.init(.usage, "\(error)\nName one: --organisation CODE")
        case .noEntry, .noSuchRisk, .noSuchOrganisation, .nothingBefore, .noExtract:
            self.init(.missing, error.description)
        case .rulebookEdited(let id, let version, let adopted, let found):
            self.init(
                .refused,
                """
                the rules \(id) \(version) were edited without a new version
                adopted: \(adopted.prefix(16))..., now: \(found.prefix(16))...
                Give them a new version in rulebook.yaml, then adopt them with `baf rules adopt`.
                """)
        case .absencesRefused: self.init(.refused, "\(error)\nNothing was imported.")
        case .shrunk(let shrinkage): self.init(.refused, DeskFailure.sentence(shrinkage))
        }
    }

    private static func sentence(_ shrinkage: StoreError.Shrinkage) -> String {
        func ids(_ keys: [RiskKey], atMost limit: Int = Int.max) -> String {
            let shown = keys.prefix(limit).map(\.id).joined(separator: ", ")
            return keys.count > limit ? "\(shown) and \(keys.count - limit) more" : shown
        }
        let count = shrinkage.absent.count
        let directorates = shrinkage.directorates.map { "all of \($0)" }
        var lines = [
            "the extract lacks risks: \(count) of the \(shrinkage.openBefore) open on "
                + "\(shrinkage.before) \(count == 1 ? "is" : "are") absent "
                + "(\(shrinkage.absentPercent)%; the limit is \(shrinkage.limitPercent)%)"
                + (directorates.isEmpty ? "" : ", \(directorates.joined(separator: ", "))")
        ]
        let others = shrinkage.absent.filter { !shrinkage.absentFromRegisters.contains($0) }
        if !others.isEmpty { lines.append("absent: \(ids(others, atMost: 60))") }
        if !shrinkage.absentFromRegisters.isEmpty {
            lines.append("absent though on a register: \(ids(shrinkage.absentFromRegisters))")
        }
        if let alike = shrinkage.lookAlike {
            lines.append(
                "Nothing was imported. The form of the ids changed: \(alike.absent) is absent, "
                    + "\(alike.found) is new, and so on. Export the ids as they were.")
        } else if shrinkage.holdsOpenOnly {
            lines.append(
                "Nothing was imported. Answer for them (--absent ID=closed:DAY or ID=left-out, or "
                    + "--absent @FILE), name the export's --scope, or pass --accept-shrink.")
        } else {
            lines.append(
                "Nothing was imported. Is the export filtered? Name its --scope, or pass --accept-shrink."
            )
        }
        return lines.joined(separator: "\n")
    }
}
