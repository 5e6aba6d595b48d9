import Foundation
import Intake
package import RiskRegister
import Rulebooks
import Tables
import XML

/// What the files of a folder are: one import a day, in the order of days: `baf import --each`.
///
/// Nothing is stored. Whoever starts has months of exports; they are shown before they are taken, because a file
/// under a wrong day is a month that never was.
package struct ImportPlanRequest: DeskRequest {
    /// The folder; folders in it are looked through too.
    package var folder: String
    /// A mapping to read the files by, by its path; nil: the rules' mappings.
    package var mapping: String?
    /// The folder of rules.
    package var rules: String

    /// A request about a folder.
    package init(_ folder: String, mapping: String? = nil, rules: String) {
        self.folder = folder
        self.mapping = mapping
        self.rules = rules
    }

    package var capabilities: [Capability] { [.import] }

    package func answer(at visit: Visit) throws -> ImportPlan {
        let mappings = try MappingChoice(try RulebookFolder.load(rules), named: mapping)
        var plan = ImportPlan()
        for path in try paths() {
            do {
                let files = try mappings.files(in: .file(path))
                plan.add(try planned(files, path, visit.now.day), path)
            } catch let error as DeskFailure {
                plan.left.append(
                    .init(file: path, isExport: true, why: firstLine(of: error.message)))
            } catch  where error is XMLError || error is TableError || error is RegisterFileError {
                plan.left.append(
                    .init(
                        file: path, isExport: Self.looksLikeExport(path),
                        why: firstLine(of: "\(error)")))
            }
        }
        plan.sort()
        guard !plan.days.isEmpty || !plan.left.isEmpty else {
            throw DeskFailure(
                .missing, "\(folder) holds no file\nName the folder that the exports are in.")
        }
        return plan
    }

    /// The files below the folder, by name; hidden ones are nobody's exports, nor is what Office leaves beside a file that
    /// somebody has open (`~$june.xlsx`).
    private func paths() throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw DeskFailure(.missing, "there is no folder \(folder)")
        }
        guard isFolder.boolValue else {
            throw DeskFailure(.usage, "\(folder) is a file\nTo import it: baf import \(folder)")
        }
        let base = URL(fileURLWithPath: folder)
        let found = FileManager.default.enumerator(
            at: base, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let root = base.standardizedFileURL.path + "/"
        return (found?.compactMap { $0 as? URL } ?? []).filter {
            (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
                && !$0.lastPathComponent.hasPrefix("~$")
        }.map { prefix + $0.standardizedFileURL.path.dropFirst(root.count) }.sorted()
    }

    private func planned(
        _ files: [RegisterFile], _ path: String, _ today: Day
    ) throws -> ImportPlan.File {
        let said = Set(files.compactMap(\.asAt))
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard said.count <= 1 else {
            throw DeskFailure(
                .refused, "it holds files of different days: unpack it, and give each by itself")
        }
        if said.isEmpty, let text = files.lazy.compactMap(\.unreadDay).first {
            throw DeskFailure(
                .refused, "it says that it is of \"\(text.prefix(40))\", which is no day")
        }
        let named = DayInName.day(name)
        guard let day = said.first ?? named else {
            throw DeskFailure(
                .refused, "neither it nor its name says a day: name it risks-2026-06-30, say")
        }
        guard day <= today else {
            throw DeskFailure(
                .refused, "it is of \(day.inWords), and today is \(today.inWords)")
        }
        return ImportPlan.File(
            file: path, asAt: day, organisation: files.lazy.compactMap(\.organisation).first,
            dayFrom: said.isEmpty ? .name : .file,
            nameSays: said.isEmpty || named == day ? nil : named,
            kinds: Array(Set(files.map(\.kind.rawValue))).sorted(),
            records: files.reduce(0) { $0 + $1.recordCount })
    }

    /// What an error says first, without the file, which the reader has before it.
    private func firstLine(of text: String) -> String {
        let line = text.split(separator: "\n").first.map(String.init) ?? text
        return line.firstRange(of: ": error: ").map { String(line[$0.upperBound...]) } ?? line
    }

    private static func looksLikeExport(_ path: String) -> Bool {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return [
            "xml", "csv", "tsv", "tab", "xlsx", "xls", "xlsm", "xlsb", "ods", "docx", "gz", "zip",
        ].contains(ending)
    }
}

/// Files by the day that they speak for.
package struct ImportPlan: DeskAnswer {
    /// A file that will be imported.
    package struct File: Codable, Hashable, Sendable {
        /// Who says the day.
        package enum Source: String, Codable, Hashable, Sendable {
            /// The file itself.
            case file
            /// Its name only.
            case name
        }

        /// Its path.
        package var file: String
        /// The day that it speaks for.
        package var asAt: Day
        /// Whose it is, where it says so.
        package var organisation: String?
        /// Who says the day.
        package var dayFrom: Source
        /// The other day that its name says; the file's own counts.
        package var nameSays: Day?
        /// What it holds: actions, framework, risks.
        package var kinds: [String]
        /// How many records.
        package var records: Int
    }

    /// The files of one day and organisation: one import.
    package struct Batch: Codable, Hashable, Sendable {
        /// The day.
        package var asAt: Day
        /// Whose they are, where they say so.
        package var organisation: String?
        /// The files, by name.
        package var files: [File]
    }

    /// A file that will not be imported.
    package struct Left: Codable, Hashable, Sendable {
        /// Its path.
        package var file: String
        /// By its ending it is an export: that it cannot be read is a fault.
        package var isExport: Bool
        /// Why it is left.
        package var why: String
    }

    /// One import each, in the order of days.
    package var days: [Batch] = []
    /// Files that are no exports, or cannot be read.
    package var left: [Left] = []

    /// Nothing that looks like an export is left.
    package var isWhole: Bool { !left.contains(where: \.isExport) }

    package var document: ImportPlan { self }

    fileprivate mutating func add(_ file: File, _ path: String) {
        let place = days.firstIndex {
            $0.asAt == file.asAt && $0.organisation == file.organisation
        }
        if let place {
            days[place].files.append(file)
        } else {
            days.append(Batch(asAt: file.asAt, organisation: file.organisation, files: [file]))
        }
    }

    fileprivate mutating func sort() {
        days.sort { ($0.asAt, $0.organisation ?? "") < ($1.asAt, $1.organisation ?? "") }
    }
}

/// The imports of a folder's files, in the order of days.
package struct ImportsOfFolder: DeskAnswer {
    /// The extracts.
    package var extracts: [ExtractLine]

    /// Extracts in their order.
    package init(extracts: [ExtractLine]) { self.extracts = extracts }

    package var document: [ExtractLine] { extracts }
}
